//! The token budget of the two hybrid prompts, counted with a real tokenizer.

use orchestrator::{Prompts, schema};

const BUDGET: usize = 3_872;

#[test]
fn both_hybrid_prompts_with_their_schemas_fit_the_budget() {
    let tokenizer = tiktoken_rs::o200k_base().unwrap();
    let prompts = Prompts::shipped().unwrap();
    let mut total = 0;
    for id in ["comprehensive_analysis", "compliance_risks"] {
        let prompt = prompts.get(id).unwrap();
        let schema = prompt.schema().to_string();
        let counts = [&prompt.text, &schema].map(|text| tokenizer.encode_ordinary(text).len());
        println!("{id}: text {} + schema {} tokens (o200k_base)", counts[0], counts[1]);
        total += counts.iter().sum::<usize>();
    }
    println!("together {total} of {BUDGET}");
    assert!(total <= BUDGET, "{total} tokens, {BUDGET} allowed");
}

#[test]
fn a_schema_is_closed_small_and_in_the_order_of_the_prompt() {
    let prompts = Prompts::shipped().unwrap();
    for prompt in prompts.iter() {
        let schema = schema::answer(&prompt.sections);
        let members: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        let asked: Vec<&str> = prompt.sections.iter().map(|section| section.as_str()).collect();
        assert_eq!(members, asked);
        let text = schema.to_string();
        for left_out in ["$ref", "$defs", "x-ours", "\"format\"", "\"default\""] {
            assert!(!text.contains(left_out), "{}: {left_out} in {text}", prompt.id);
        }
    }
    let checks = &schema::answer(&[model::SectionName::ComplianceChecks])["properties"]["compliance_checks"];
    insta::assert_json_snapshot!(checks);
}
