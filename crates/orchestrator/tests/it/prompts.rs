//! Prompt files: what is shipped, and how the user's own take their place.

use orchestrator::{Plan, PlanName, Prompts};

#[test]
fn every_query_of_every_plan_has_a_shipped_prompt() {
    let prompts = Prompts::shipped().unwrap();
    for plan in PlanName::ALL {
        for query in Plan::named(*plan).queries() {
            let prompt = prompts.get(query.id).unwrap();
            assert_eq!(prompt.id, query.id);
            assert!(!prompt.text.is_empty());
        }
    }
    assert!((prompts.get("comprehensive_analysis").unwrap().temperature - 0.3).abs() < f32::EPSILON);
    assert!((prompts.get("compliance_risks").unwrap().temperature - 0.2).abs() < f32::EPSILON);
}

#[test]
fn a_file_of_the_users_takes_the_place_of_the_shipped_prompt() {
    let mut prompts = Prompts::shipped().unwrap();
    let version = prompts.version();
    let file = prompts.get("compliance_risks").unwrap().file.replace("supervisor", "inspector");
    prompts.replace("mine.md", &file).unwrap();
    assert!(prompts.get("compliance_risks").unwrap().text.contains("inspector"));
    assert_ne!(prompts.version(), version);
}

#[test]
fn a_prompt_file_that_cannot_be_used_is_refused_by_name() {
    let mut prompts = Prompts::shipped().unwrap();
    let file = prompts.get("compliance_risks").unwrap().file.clone();
    for (broken, expected) in [
        ("Just text".to_owned(), "begins with front matter"),
        (file.replace("id = \"compliance_risks\"", "id = \"other\""), "unknown id \"other\""),
        (file.replace("\"rfi_items\", ", ""), "must also list the sections rfi_items"),
        (file.replace("\"rfi_items\"", "\"questions\""), "unknown variant `questions`"),
        (file.replace("temperature = 0.2", "temperature = 7.0"), "temperature 7 is outside 0 to 2"),
        (file.replace("temperature", "warmth"), "unknown field `warmth`"),
    ] {
        let error = prompts.replace("mine.md", &broken).unwrap_err().to_string();
        assert!(
            error.starts_with("prompt mine.md: ") && error.contains(expected),
            "{error}\n  not {expected}"
        );
    }
}
