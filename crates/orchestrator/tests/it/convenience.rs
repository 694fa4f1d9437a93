//! The one-call audit (S12).

use model::{Mark, Number, Overall, Position};
use orchestrator::Error;
use serde_json::{Map, json};

#[tokio::test]
async fn description_positions_and_specifications_give_an_audit() {
    let positions = vec![Position {
        item_name: "Concrete C20/25".to_owned(),
        quantity: Number::parse("50"),
        unit: Some("m³".to_owned()),
        ..Position::default()
    }];
    let specifications = Map::from_iter([("concrete_class".to_owned(), json!("C20/25"))]);
    let audit =
        orchestrator::audit("Parking deck 200 m², tl. 250 mm, de-icing salts", positions, specifications);
    let audit = audit.await.unwrap();
    assert_eq!(audit.overall(), Overall::NonCompliant);
    assert!(audit.has_critical_risks());
    assert_eq!(audit.status.mark, Mark::CriticalRisk);
    assert_eq!(audit.coverage.positions.total, 1);
}

#[tokio::test]
async fn a_description_that_says_nothing_is_refused() {
    let error = orchestrator::audit("ab", Vec::new(), Map::new()).await.unwrap_err();
    assert!(matches!(error, Error::Brief(_)), "{error}");
}
