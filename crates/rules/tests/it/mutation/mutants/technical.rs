//! Faults of the specification and of the analyses: exposure, durability, structure.

use serde_json::{Value, json};

use super::{Row, change, numeric, one_class_lower, push, rename_class, text};

const SPEC: &str = "/final_specification";

fn spec(answer: &Value, field: &str, with: fn(f64) -> f64) -> Option<Value> {
    numeric(answer, &format!("{SPEC}/{field}"), with)
}

/// Whether the rules wrote the answer: theirs stand at the limit, where a model may be stricter.
fn is_own(answer: &Value) -> bool {
    answer.pointer("/final_specification/reasons").is_some()
}

fn class(answer: &Value, written: &str) -> Option<Value> {
    change(answer, "/final_specification/concrete_class", |old| text(old).map(|_| json!(written)))
}

fn exposures(answer: &Value, with: fn(&mut Vec<Value>) -> Option<()>) -> Option<Value> {
    change(answer, "/final_specification/exposure_classes", |old| {
        let mut list = old.as_array().filter(|list| !list.is_empty())?.clone();
        with(&mut list)?;
        Some(Value::Array(list))
    })
}

/// A specification without a field that it needs beside the composition that it gives.
fn without(answer: &Value, field: &str, needed: fn(&Value) -> bool) -> Option<Value> {
    let specification = answer.get("final_specification")?;
    let gives_composition = specification.get("w_c_ratio").is_some_and(|value| !value.is_null());
    (gives_composition && needed(specification.get(field)?)).then_some(())?;
    change(answer, &format!("{SPEC}/{field}"), |_| Some(Value::Null))
}

fn level(class: &str, family: &str, from: char, to: char) -> Option<String> {
    (class.starts_with(family) && class.ends_with(from)).then(|| format!("{family}{to}"))
}

pub(super) const SPECIFICATION: &[Row] = &[
    ("specification: class one lower", |a| {
        let lower = change(a, "/final_specification/concrete_class", |old| {
            one_class_lower(text(old)?).map(Value::from)
        });
        lower.filter(|_| is_own(a))
    }),
    ("specification: class three lower", |a| {
        change(a, "/final_specification/concrete_class", |old| {
            one_class_lower(&one_class_lower(&one_class_lower(text(old)?)?)?).map(Value::from)
        })
    }),
    ("specification: class that does not exist", |a| class(a, "C27/35")),
    ("specification: notation B25", |a| class(a, "B25")),
    ("specification: mark M300", |a| class(a, "M300")),
    ("specification: notation B25 F150 W6", |a| class(a, "B25 F150 W6")),
    ("specification: no class but words", |a| class(a, "standard concrete")),
    ("specification: w/c 0.25 more", |a| spec(a, "w_c_ratio", |ratio| ratio.max(0.4) + 0.25)),
    ("specification: w/c + 0.05", |a| {
        is_own(a).then(|| spec(a, "w_c_ratio", |ratio| ratio + 0.05)).flatten()
    }),
    ("specification: w/c zero", |a| spec(a, "w_c_ratio", |_| 0.0)),
    ("specification: w/c in percent", |a| spec(a, "w_c_ratio", |ratio| ratio * 100.0)),
    ("specification: cement - 40", |a| {
        is_own(a).then(|| spec(a, "min_cement_kg_m3", |cement| cement - 40.0)).flatten()
    }),
    ("specification: cement 200", |a| spec(a, "min_cement_kg_m3", |_| 200.0)),
    ("specification: air 0", |a| spec(a, "air_content_percent", |_| 0.0)),
    ("specification: air 2", |a| spec(a, "air_content_percent", |_| 2.0)),
    ("specification: air missing", |a| without(a, "air_content_percent", |air| !air.is_null())),
    ("specification: cover - 10", |a| is_own(a).then(|| spec(a, "cover_mm", |cover| cover - 10.0)).flatten()),
    ("specification: cover in centimetres", |a| spec(a, "cover_mm", |cover| cover / 10.0)),
    ("specification: no sulfate-resisting cement", |a| {
        change(a, "/final_specification/sulfate_resisting_cement", |old| (old == true).then(|| json!(false)))
    }),
    ("specification: sulfate resistance left out", |a| {
        without(a, "sulfate_resisting_cement", |needed| *needed == true)
    }),
    ("specification: exposure class dropped", |a| {
        exposures(a, |list| {
            list.pop();
            (!list.is_empty()).then_some(())
        })
    }),
    ("specification: first exposure class dropped", |a| {
        exposures(a, |list| {
            list.remove(0);
            (!list.is_empty()).then_some(())
        })
    }),
    ("specification: exposure class that does not exist", |a| {
        exposures(a, |list| {
            list.push(json!("XF5"));
            Some(())
        })
    }),
    ("specification: XD and XS swapped", |a| {
        exposures(a, |list| {
            let class =
                list.iter_mut().find(|class| text(class).is_some_and(|name| name.starts_with("XD")))?;
            *class = json!(text(class)?.replace("XD", "XS"));
            Some(())
        })
    }),
    ("specification: element of another project", |a| {
        change(a, "/final_specification/element", |old| {
            // A structure of no kind may be anything.
            let is_vague = |name: &str| name.ends_with("structure") || name.ends_with("konstrukce");
            let name = text(old).filter(|name| !name.is_empty() && !is_vague(name))?;
            Some(json!(if name.contains("ulvert") { "Bored pile" } else { "Culvert under the railway" }))
        })
    }),
];

pub(super) const ANALYSES: &[Row] = &[
    ("exposure: certain class dropped", |a| {
        let several = a.pointer("/exposure_analysis/certain")?.as_array()?.len() > 1;
        several.then(|| rename_class(a, &["certain"], |_| Some(String::new()))).flatten()
    }),
    ("exposure: assumed class dropped", |a| rename_class(a, &["assumed"], |_| Some(String::new()))),
    ("exposure: class that does not exist", |a| {
        push(a, "/exposure_analysis/certain", json!({"class": "XC5", "reason": "rain"}))
    }),
    ("exposure: XA4", |a| push(a, "/exposure_analysis/certain", json!({"class": "XA4", "reason": "acid"}))),
    ("exposure: no class but a word", |a| {
        push(a, "/exposure_analysis/assumed", json!({"class": "frost", "reason": "winter"}))
    }),
    ("exposure: XA one level lower", |a| {
        rename_class(a, &["certain"], |class| {
            level(class, "XA", '2', '1').or_else(|| level(class, "XA", '3', '2'))
        })
    }),
    ("exposure: XA one level higher", |a| {
        rename_class(a, &["certain"], |class| {
            level(class, "XA", '1', '2').or_else(|| level(class, "XA", '2', '3'))
        })
    }),
    ("exposure: XD called XS", |a| {
        rename_class(a, &["certain"], |class| class.starts_with("XD").then(|| class.replace("XD", "XS")))
    }),
    ("exposure: XD3 called XD1", |a| rename_class(a, &["certain"], |class| level(class, "XD", '3', '1'))),
    ("exposure: XD2 called XD3", |a| rename_class(a, &["certain"], |class| level(class, "XD", '2', '3'))),
    ("exposure: XF4 called XF2", |a| rename_class(a, &["certain"], |class| level(class, "XF", '4', '2'))),
    ("exposure: XF3 called XF1", |a| rename_class(a, &["certain"], |class| level(class, "XF", '3', '1'))),
    ("exposure: XF1 called XF3", |a| rename_class(a, &["certain"], |class| level(class, "XF", '1', '3'))),
    ("exposure: XC4 called XC1", |a| rename_class(a, &["certain"], |class| level(class, "XC", '4', '1'))),
    ("exposure: XC2 called XC4", |a| rename_class(a, &["certain"], |class| level(class, "XC", '2', '4'))),
    ("exposure: XC1 called X0", |a| {
        rename_class(a, &["certain"], |class| (class == "XC1").then(|| "X0".to_owned()))
    }),
    ("durability: class one lower", |a| {
        let lower = change(a, "/durability_analysis/required_concrete_class", |old| {
            one_class_lower(text(old)?).map(Value::from)
        });
        lower.filter(|_| is_own(a))
    }),
    ("durability: class that does not exist", |a| {
        change(a, "/durability_analysis/required_concrete_class", |old| text(old).map(|_| json!("C28/35")))
    }),
    ("durability: notation B30", |a| {
        change(a, "/durability_analysis/required_concrete_class", |old| text(old).map(|_| json!("B30")))
    }),
    ("durability: another working life", |a| {
        change(a, "/durability_analysis/design_life_years", |old| {
            Some(if old.as_u64()? == 100 { json!(50) } else { json!(100) })
        })
    }),
    ("structure: gamma G 1.2", |a| push(a, "/structural_analysis/actions", json!("γG = 1.2"))),
    ("structure: gamma Q 1.3", |a| {
        push(a, "/structural_analysis/actions", json!("snow 1.5 kN/m², γQ = 1,3"))
    }),
    ("structure: gamma C 1.3", |a| push(a, "/structural_analysis/notes", json!("fcd with gamma_C = 1.3"))),
    ("structure: gamma S 1.05", |a| push(a, "/structural_analysis/notes", json!("ocel γS 1,05"))),
    ("structure: class B25", |a| {
        let known = a.pointer("/final_specification/concrete_class").is_some_and(|class| !class.is_null());
        known
            .then(|| change(a, "/structural_analysis/required_concrete_class", |_| Some(json!("B25"))))
            .flatten()
    }),
    ("structure: class that does not exist", |a| {
        let known = a.pointer("/final_specification/concrete_class").is_some_and(|class| !class.is_null());
        known
            .then(|| change(a, "/structural_analysis/required_concrete_class", |_| Some(json!("C22/27"))))
            .flatten()
    }),
];
