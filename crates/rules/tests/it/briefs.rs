//! Briefs worked by hand from the tables: every family of classes, dimensions in every writing, chemistry, negation,
//! Slovak. In English and Czech, and Czech without diacritics.

use model::{Overall, Profile, sections::ClassReason};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{assessed, codes, exposure};

/// Texts, certain classes, assumed classes, verdict in `csn`, grave findings, and m³ of the first element.
type Row =
    (&'static [&'static str], &'static str, &'static str, Overall, &'static [&'static str], &'static str);

const ROWS: &[Row] = &[
    // Pool water is XD2, the waterline XC4; cover XD2 in S4: 40 + 10 = 50.
    (
        &[
            "Indoor swimming pool, C25/30 XC4 XD2, cover 50 mm.",
            "Vnitřní plavecký bazén, C25/30 XC4 XD2, krytí 50 mm.",
        ],
        "XC4 XD2",
        "",
        Overall::Compliant,
        &[],
        "-",
    ),
    // 1.2 × 1.2 × 0.8 × 14 = 16.128; founded below 0.8 m: no XF.
    (
        &[
            "Pad footings 1.2 × 1.2 × 0.8 m, 14 pcs, C20/25 XC2, founded 1.1 m below ground, no ground water.",
            "Patky 1,2 x 1,2 x 0,8 m, 14 ks, C20/25 XC2, založení 1,1 m pod terénem, podzemní voda nezastižena.",
        ],
        "XC2",
        "",
        Overall::Compliant,
        &[],
        "16.128",
    ),
    // S6 for 100 years: XC4 50, XD1 55 mm; 50 mm suits 50 years (XD1 in S4 45), so a condition.
    (
        &[
            "Bridge pier beside a motorway, salt mist, C30/37 XC4 XD1 XF2, working life 100 years, cover 50 mm.",
            "Mostní pilíř u dálnice, solná mlha, C30/37 XC4 XD1 XF2, životnost 100 let, krytí 50 mm.",
        ],
        "XC4 XD1 XF2",
        "",
        Overall::Conditional,
        &["COVER_LOW high"],
        "-",
    ),
    // pH 5.5 and SO4 400 are both XA1, so XA2. 20 × 12 × 0.3 = 72.
    (
        &[
            "Raft foundation 20 x 12 x 0.3 m, C25/30 XC2 XA1, ground water: pH 5.5; SO4 = 400 mg/l; CO2 10 mg/l; NH4 5 mg/l; Mg 100 mg/l.",
            "Základová deska 20 × 12 × 0,3 m, C25/30 XC2 XA1, podzemní voda: pH 5,5; SO4 = 400 mg/l; CO2 10 mg/l; NH4 5 mg/l; Mg 100 mg/l.",
        ],
        "XC2 XA2",
        "",
        Overall::NonCompliant,
        &["CHEM_RAISE high", "EXPOSURE_MISSING critical"],
        "72",
    ),
    // Mg alone is XA2; NH4 is XA1 and does not count. Not sulfate: no SR cement.
    (
        &[
            "Raft foundation C25/30 XC2 XA2, ground water: pH 6.8; Mg 1500 mg/l; NH4 20 mg/l; SO4 100 mg/l; CO2 3 mg/l.",
            "Základová deska C25/30 XC2 XA2, podzemní voda: pH 6,8; hořčík 1500 mg/l; NH4 20 mg/l; SO4 100 mg/l; CO2 3 mg/l.",
        ],
        "XC2 XA2",
        "",
        Overall::Compliant,
        &[],
        "-",
    ),
    // Out of reach of salt: XC4 XF1. 25 × 2.5 × 0.3 = 18.75.
    (
        &[
            "Retaining wall C25/30 XC4 XF1, out of reach of de-icing salts, cover 40 mm, length 25 m, height 2.5 m, thickness 300 mm.",
            "Opěrná zeď C25/30 XC4 XF1, mimo dosah posypových solí, krytí 40 mm, délka 25 m, výška 2,5 m, tl. 300 mm.",
        ],
        "XC4 XF1",
        "",
        Overall::Compliant,
        &[],
        "18.75",
    ),
    // A layer is an area times a thickness: 50 × 0.1 = 5.
    (
        &[
            "Blinding concrete C12/15 X0, 100 mm thick, 50 m2.",
            "Podkladní beton C12/15 X0 tl. 100 mm, 50 m2.",
        ],
        "X0",
        "",
        Overall::Compliant,
        &[],
        "5",
    ),
    // Steps hold water: XF3.
    (
        &[
            "Outdoor stairs C25/30 XC4 XF1, exposed to rain.",
            "Venkovní schodiště C25/30 XC4 XF1, vystaveno dešti.",
        ],
        "XC4 XF3",
        "",
        Overall::NonCompliant,
        &["EXPOSURE_MISSING critical"],
        "-",
    ),
    // A section makes a column an element: 0.4 × 0.4 × 3.6 × 8 = 4.608. XC1 alone without a class: information.
    (
        &[
            "Columns 400 × 400 mm, height 3.6 m, 8 pcs, in a heated building.",
            "Sloupy 400 × 400 mm, výška 3,6 m, 8 ks, ve vytápěné budově.",
        ],
        "XC1",
        "",
        Overall::Compliant,
        &[],
        "4.608",
    ),
    // B30, F200 and W8 are marks of another system; a vertical face in rain is XC4 XF1.
    (
        &[
            "New hall, concrete B30 F200 W8, columns outdoors exposed to rain.",
            "Nová hala, beton B30 F200 W8, sloupy venku vystavené dešti.",
        ],
        "XC4 XF1",
        "",
        Overall::Conditional,
        &["FOREIGN_NOTATION high"],
        "-",
    ),
    // Hard wheels are XM3: C35/45, a limit that is not verified. 1200 × 0.2 = 240.
    (
        &[
            "Hall floor 200 mm thick, 1200 m2, fork-lifts with steel wheels, interior, C30/37 XC1 XM3.",
            "Podlaha haly tl. 200 mm, 1200 m2, provoz VZV s ocelovými koly, interiér, C30/37 XC1 XM3.",
        ],
        "XC1 XM3",
        "",
        Overall::Conditional,
        &["CLASS_LOW high"],
        "240",
    ),
    // Silage is outside Table 2; the documents order its classes, so the study remains.
    (
        &["Silage clamp, outdoor, C30/37 XC4 XF3 XA3.", "Silážní žlab, venkovní, C30/37 XC4 XF3 XA3."],
        "XC4 XF3 XA3",
        "",
        Overall::Conditional,
        &["CHEM_STUDY high"],
        "-",
    ),
    // No sign of multiplication ends a unit: 3.5 × 1.4 × 0.18 × 6 = 5.292. Slab in XC4, S3: 35.
    (
        &[
            "Balcony 3.5m×1.4m×180mm, 6 pcs, exposed to rain, no de-icing salts, C25/30 XC4 XF3, cover 35 mm.",
            "Balkon 3,5m×1,4m×180mm, 6 ks, vystaven dešti, bez posypových solí, C25/30 XC4 XF3, krytí 35 mm.",
        ],
        "XC4 XF3",
        "",
        Overall::Compliant,
        &[],
        "5.292",
    ),
    // Always under water air cannot reach it: XC1, cover in S4 25.
    (
        &[
            "Permanently under water: pier of a weir, C25/30 XC1, cover 30 mm.",
            "Trvale pod vodou: pilíř jezu, C25/30 XC1, krytí 30 mm.",
        ],
        "XC1",
        "",
        Overall::Compliant,
        &[],
        "-",
    ),
    // A white tank is a way of building: the element is the wall.
    (
        &[
            "Basement wall 250 mm thick, white tank, C25/30 XC4 XF1, ground water non-aggressive.",
            "Stěna suterénu tl. 250 mm, bílá vana, C25/30 XC4 XF1, podzemní voda neagresivní.",
        ],
        "XC4 XF1",
        "",
        Overall::Compliant,
        &[],
        "-",
    ),
    // Slovak, where its words are those of Czech or nearly: 80 × 0.3 = 24.
    (
        &["Základová doska hrúbky 300 mm, plocha 80 m2, betón C25/30 XC2, bez podzemnej vody."],
        "XC2",
        "",
        Overall::Compliant,
        &[],
        "24",
    ),
    (
        &["Oporný múr C20/25 XC4 XF1, krytie 30 mm."],
        "XC4 XF1",
        "",
        Overall::NonCompliant,
        &["CLASS_LOW critical", "COVER_LOW high"],
        "-",
    ),
];

fn without_diacritics(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

#[test]
fn briefs_worked_by_hand_hold_in_every_wording() {
    let mut wrong = Vec::new();
    for (texts, certain, assumed, verdict, grave, volume) in ROWS {
        for text in texts.iter().flat_map(|text| [(*text).to_owned(), without_diacritics(text)]) {
            let assessment = assessed(&text, Profile::Csn);
            let classes = exposure(&assessment);
            let joined = |list: &[ClassReason]| {
                list.iter().map(|told| told.class.as_str()).collect::<Vec<_>>().join(" ")
            };
            let mut found = codes(&assessment);
            found.retain(|code| code.ends_with("critical") || code.ends_with("high"));
            let measured = assessment.elements().first().and_then(|element| element.quantities.volume_m3);
            let measured = measured.map_or_else(|| "-".to_owned(), |volume| volume.to_string());
            let got =
                (joined(&classes.certain), joined(&classes.assumed), assessment.verdict(), found, measured);
            let expected = (
                (*certain).to_owned(),
                (*assumed).to_owned(),
                *verdict,
                grave.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>(),
                (*volume).to_owned(),
            );
            if got != expected {
                wrong.push(format!("{text}\n  found {got:?}\n  expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
