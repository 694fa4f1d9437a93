//! Correct audits: the rules' own answers to the worked cases, the examples and some briefs more, in both languages and
//! several profiles; and answers as models write them.

use model::{Brief, Lang, Profile, SectionName};
use rules::{Assessment, Settings, assess};
use serde_json::{Map, Value};
use standards::prices::PriceSet;

use super::answers;
use crate::cases::table::CASES;

/// An answer without a fault.
pub(super) struct Audit {
    pub(super) name: String,
    pub(super) assessment: Assessment,
    /// Section by section.
    pub(super) answer: Value,
}

/// Briefs with what the worked cases lack: a composition that is specified, a bill with prices and codes, a right pipe.
const MORE: &[(&str, &str)] = &[
    (
        "mix",
        "project_description = \"Retaining wall beside a road, splashed by de-icing salt. C30/37 XC4 XD3 XF4, w/c 0.45, cement 340 kg/m3, air 4.5 %, cover 55 mm. Design working life 50 years. γG 1.35, γQ 1.5, γC 1.5, γS 1.15.\"",
    ),
    (
        "weak mix",
        "project_description = \"Opěrná zeď u silnice, přímý rozstřik posypové soli. C30/37 XC4 XD3 XF4, vodní součinitel 0,50, cement 300 kg/m3, obsah vzduchu 3 %, krytí 40 mm.\"",
    ),
    (
        "pipe",
        "project_description = \"Water main PE100 RC d110, SDR 17, PN 10, wall thickness 6.6 mm, 240 m.\"",
    ),
    (
        "sulfate",
        "project_description = \"Základová deska C30/37 XC2 XA2, podzemní voda pH 7,0; SO4 1200 mg/l; CO2 agr. 5 mg/l; NH4 2; Mg 60. Cement 320 kg/m3 SR, w/c 0,50.\"",
    ),
    (
        "bill",
        "project_description = \"Bridge abutment, C30/37 XC4 XF1, 20 m × 1.2 m × 5 m. VAT rate 21 %.\"\n[[positions]]\ncode = \"333325\"\nitem_name = \"Mostní opěry a křídla ze železového betonu C30/37\"\nquantity = 120\nunit = \"m3\"\nunit_price = 7800\n[[positions]]\ncode = \"333365\"\nitem_name = \"Výztuž mostních opěr a křídel z oceli B500B\"\nquantity = 16.8\nunit = \"t\"\nunit_price = 41000\n",
    ),
];

fn settings(profile: Profile, lang: Lang) -> Settings {
    Settings { profile, lang, prices: PriceSet::embedded() }
}

fn own(name: String, brief: &Brief, settings: &Settings) -> Audit {
    let assessment = assess(brief, settings);
    let sections = SectionName::ALL
        .iter()
        .map(|name| (name.as_str().to_owned(), assessment.section(*name).to_value()))
        .collect::<Map<_, _>>();
    Audit { name, assessment, answer: Value::Object(sections) }
}

/// Every correct audit.
pub(super) fn all() -> Vec<Audit> {
    let mut audits = Vec::new();
    for case in CASES {
        for (lang, text) in [(Lang::En, case.en), (Lang::Cs, case.cs)] {
            let profiles: &[Profile] =
                if lang == Lang::En { &[Profile::Csn, Profile::En206] } else { &[Profile::Csn] };
            for profile in profiles {
                let name = format!("{} {lang} {profile}", case.id);
                audits.push(own(name, &crate::brief(text), &settings(*profile, lang)));
            }
        }
    }
    for (name, text) in briefs() {
        for lang in [Lang::En, Lang::Cs] {
            let brief = Brief::from_toml(&text).or_else(|_| Brief::from_json(&text)).unwrap();
            for profile in if lang == Lang::En {
                [Profile::Csn, Profile::Csn100]
            } else {
                [Profile::Csn, Profile::En206]
            } {
                audits.push(own(format!("{name} {lang} {profile}"), &brief, &settings(profile, lang)));
            }
        }
    }
    audits.extend(answers::all().into_iter().map(|(name, brief, lang, answer)| {
        let assessment = assess(&brief, &settings(Profile::Csn, lang));
        Audit { name: name.to_owned(), assessment, answer }
    }));
    audits
}

/// The briefs of `examples/` and [`MORE`].
fn briefs() -> Vec<(String, String)> {
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut briefs: Vec<(String, String)> =
        ["foundation-strip.toml", "parking-deck.toml", "production-hall.json"]
            .map(|file| (file.to_owned(), std::fs::read_to_string(examples.join(file)).unwrap()))
            .into();
    briefs.extend(MORE.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    briefs
}
