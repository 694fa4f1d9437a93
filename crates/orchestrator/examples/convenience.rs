//! An audit with one call: `cargo run -p orchestrator --example convenience`.
//!
//! The rule engine answers; no key and no network are needed.

use model::{Number, Position};
use serde_json::json;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example shows what it got")]
async fn main() -> Result<(), orchestrator::Error> {
    let positions = vec![Position {
        item_name: "Concrete C25/30".to_owned(),
        quantity: Number::parse("22.5"),
        unit: Some("m³".to_owned()),
        ..Position::default()
    }];
    let specifications = [("concrete_class".to_owned(), json!("C25/30"))].into_iter().collect();

    let description = "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2";
    let audit = orchestrator::audit(description, positions, specifications).await?;

    println!("{} {}", audit.status.mark.symbol(), audit.status.label);
    for risk in &audit.risks_identified {
        println!("{}: {}", risk.severity, risk.title);
    }
    if audit.has_critical_risks() {
        println!("There are critical risks.");
    }
    Ok(())
}
