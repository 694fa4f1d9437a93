//! Any bytes as a brief (JSON, TOML or prose), and behind a zero byte as a model's answer. Nothing panics, the same input
//! gives the same bytes, verifying twice changes nothing more, and no answer turns a failing rule into a pass.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::{Brief, Lang, Overall, Profile, Section, SectionName, sections::ComplianceStatus};
use rules::{Assessment, Settings, assess};
use serde_json::Value;
use standards::prices::PriceSet;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (brief, answer) = text.split_once('\0').unwrap_or((&text, ""));
    let lang = if bytes.len().is_multiple_of(2) { Lang::En } else { Lang::Cs };
    let profile = Profile::ALL[bytes.first().map_or(0, |byte| usize::from(*byte) % Profile::ALL.len())];
    let settings = Settings { profile, lang, prices: PriceSet::embedded() };
    let brief = Brief::from_json(brief)
        .or_else(|_| Brief::from_toml(brief))
        .unwrap_or_else(|_| Brief { project_description: brief.to_owned(), ..Brief::default() });
    let assessment = assess(&brief, &settings);
    assert_eq!(bytes_of(&assessment), bytes_of(&assess(&brief, &settings)), "another answer to the same brief");
    // Without an answer of its own, the rules' answer to the brief is verified.
    let answer: Value = serde_json::from_str(answer).unwrap_or(Value::Null);
    for name in SectionName::ALL {
        let claimed = answer.get(name.as_str()).unwrap_or(&answer).clone();
        verify(&assessment, *name, claimed);
        verify(&assessment, *name, assessment.section(*name).to_value());
    }
});

fn bytes_of(assessment: &Assessment) -> String {
    let sections = SectionName::ALL.iter().map(|name| assessment.section(*name).to_value().to_string());
    sections.chain([assessment.grounding()]).collect()
}

fn verify(assessment: &Assessment, name: SectionName, claimed: Value) {
    let Ok(section) = Section::from_model(name, claimed) else { return };
    let once = assessment.verify(section.clone());
    let same = assessment.verify(section);
    assert_eq!(once.verifications, same.verifications, "another verification of the same section");
    let again = assessment.verify(once.section.clone());
    assert!(!again.changed, "{name} is changed again: {:#?}\n{:#?}", once.section, again.section);
    let acquitted = ComplianceStatus { overall: Overall::Compliant, summary: String::new(), disputed: false };
    let judged = assessment.judge(&acquitted, &[], &once.verifications).overall;
    assert!(judged >= assessment.verdict(), "{judged} where the rules find {}", assessment.verdict());
}
