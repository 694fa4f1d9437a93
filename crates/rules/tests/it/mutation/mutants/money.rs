//! Faults of quantities, prices, sums and codes.

use serde_json::{Value, json};

use super::{Row, change, number, numeric, one_class_lower, push, text};

const MATERIALS: &str = "/materials_breakdown";

/// A quantity changed, its total with it.
fn quantity(answer: &Value, material: &str, field: &str, factor: f64) -> Option<Value> {
    let quantity = format!("{MATERIALS}/{material}/{field}");
    let grown = change(answer, &quantity, |value| super::figure(number(value)? * factor))?;
    let total = format!("{MATERIALS}/{material}/total_czk");
    let price = grown.pointer(&format!("{MATERIALS}/{material}/unit_price_czk")).and_then(number);
    let amount = grown.pointer(&quantity).and_then(number)?;
    match price {
        Some(price) => change(&grown, &total, |_| super::figure(amount * price)),
        None => Some(grown),
    }
}

/// A figure of a material changed, where quantity, price and total are all there.
fn priced(answer: &Value, material: &str, field: &str, with: fn(f64) -> f64) -> Option<Value> {
    let quantity = if material == "concrete" {
        "volume_m3"
    } else if material == "formwork" {
        "area_m2"
    } else {
        "total_tonnes"
    };
    let known = |name: &str| answer.pointer(&format!("{MATERIALS}/{material}/{name}")).and_then(number);
    known(quantity).and(known("unit_price_czk")).and(known("total_czk"))?;
    numeric(answer, &format!("{MATERIALS}/{material}/{field}"), with)
}

fn dropped(answer: &Value, material: &str) -> Option<Value> {
    let others = answer.pointer(MATERIALS)?.as_object()?.iter();
    let mut others = others.filter(|(name, value)| name.as_str() != material && !value.is_null());
    others.next()?;
    let given = answer.pointer(&format!("{MATERIALS}/{material}")).is_some_and(|value| !value.is_null());
    given.then(|| change(answer, &format!("{MATERIALS}/{material}"), |_| Some(Value::Null))).flatten()
}

/// The rules' own answers say whether a quantity comes from a bill.
fn is_billed(answer: &Value, material: &str) -> bool {
    let basis = answer.pointer(&format!("{MATERIALS}/{material}/basis")).and_then(text).unwrap_or("");
    basis.contains("bill") || basis.contains("soupis") || basis.contains("výkaz")
}

fn cost(answer: &Value, field: &str, with: fn(f64) -> f64) -> Option<Value> {
    answer.pointer("/cost_summary/direct_costs_czk").and_then(number)?;
    numeric(answer, &format!("/cost_summary/{field}"), with)
}

/// All sums made again from other direct costs.
fn consistent(answer: &Value, with: fn(f64) -> f64) -> Option<Value> {
    let known = |name: &str| answer.pointer(&format!("/cost_summary/{name}")).and_then(number);
    let direct = with(known("direct_costs_czk")?);
    let rate = known("vat_rate").map(|rate| if rate > 1.0 { rate / 100.0 } else { rate })?;
    let rest = ["indirect_costs_czk", "profit_czk", "site_costs_czk"].map(|name| known(name).unwrap_or(0.0));
    let subtotal = direct + rest.iter().sum::<f64>();
    let mut broken = answer.clone();
    let costs = broken.get_mut("cost_summary")?.as_object_mut()?;
    for (name, value) in [
        ("direct_costs_czk", direct),
        ("subtotal_excl_vat_czk", subtotal),
        ("vat_czk", subtotal * rate),
        ("total_incl_vat_czk", subtotal * (1.0 + rate)),
    ] {
        if costs.contains_key(name) {
            costs.insert(name.to_owned(), super::figure(value)?);
        }
    }
    costs.remove("cost_per_m3_concrete_czk");
    let materials = answer.pointer(MATERIALS)?.as_object()?.values();
    let sum: f64 = materials.filter_map(|material| material.get("total_czk").and_then(number)).sum();
    (direct + 3.0 < sum).then_some(broken)
}

pub(super) const MONEY: &[Row] = &[
    ("materials: concrete total + 1,000", |a| priced(a, "concrete", "total_czk", |total| total + 1000.0)),
    ("materials: steel total - 1,000", |a| priced(a, "reinforcement", "total_czk", |total| total - 1000.0)),
    ("materials: formwork total + 1,000", |a| priced(a, "formwork", "total_czk", |total| total + 1000.0)),
    ("materials: concrete price + 100", |a| priced(a, "concrete", "unit_price_czk", |price| price + 100.0)),
    ("materials: steel price per kilogram", |a| {
        priced(a, "reinforcement", "unit_price_czk", |price| price / 1000.0)
    }),
    ("materials: formwork price + 50", |a| priced(a, "formwork", "unit_price_czk", |price| price + 50.0)),
    ("materials: volume a tenth more", |a| quantity(a, "concrete", "volume_m3", 1.1)),
    ("materials: volume a tenth less", |a| quantity(a, "concrete", "volume_m3", 0.9)),
    ("materials: volume in litres", |a| quantity(a, "concrete", "volume_m3", 1000.0)),
    ("materials: area doubled", |a| quantity(a, "formwork", "area_m2", 2.0)),
    ("materials: area a tenth less", |a| quantity(a, "formwork", "area_m2", 0.9)),
    ("materials: tonnes in kilograms", |a| quantity(a, "reinforcement", "total_tonnes", 1000.0)),
    ("materials: a tenth of the steel", |a| quantity(a, "reinforcement", "total_tonnes", 0.1)),
    ("materials: billed steel 5 % more", |a| {
        is_billed(a, "reinforcement").then(|| quantity(a, "reinforcement", "total_tonnes", 1.05)).flatten()
    }),
    ("materials: concrete dropped", |a| dropped(a, "concrete")),
    ("materials: billed steel dropped", |a| {
        is_billed(a, "reinforcement").then(|| dropped(a, "reinforcement")).flatten()
    }),
    ("materials: class three lower", |a| {
        change(a, "/materials_breakdown/concrete/concrete_class", |old| {
            one_class_lower(&one_class_lower(&one_class_lower(text(old)?)?)?).map(Value::from)
        })
    }),
    ("materials: class B20", |a| {
        change(a, "/materials_breakdown/concrete/concrete_class", |old| text(old).map(|_| json!("B20")))
    }),
    ("cost: direct + 1,000", |a| cost(a, "direct_costs_czk", |sum| sum + 1000.0)),
    ("cost: indirect + 1,000", |a| cost(a, "indirect_costs_czk", |sum| sum + 1000.0)),
    ("cost: profit + 1,000", |a| cost(a, "profit_czk", |sum| sum + 1000.0)),
    ("cost: site costs + 1,000", |a| cost(a, "site_costs_czk", |sum| sum + 1000.0)),
    ("cost: subtotal + 1,000", |a| cost(a, "subtotal_excl_vat_czk", |sum| sum + 1000.0)),
    ("cost: VAT + 1,000", |a| cost(a, "vat_czk", |sum| sum + 1000.0)),
    ("cost: total + 1,000", |a| cost(a, "total_incl_vat_czk", |sum| sum + 1000.0)),
    ("cost: total - 1,000", |a| cost(a, "total_incl_vat_czk", |sum| sum - 1000.0)),
    ("cost: total without VAT", |a| cost(a, "total_incl_vat_czk", |sum| sum / 1.21)),
    ("cost: VAT rate 15 %", |a| cost(a, "vat_rate", |_| 0.15)),
    ("cost: VAT rate exchanged", |a| cost(a, "vat_rate", |rate| if rate < 0.15 { 0.21 } else { 0.12 })),
    ("cost: per m3 + 1,000", |a| cost(a, "cost_per_m3_concrete_czk", |sum| sum + 1000.0)),
    ("cost: per m3 halved", |a| cost(a, "cost_per_m3_concrete_czk", |sum| sum / 2.0)),
    ("cost: direct below the materials, sums right", |a| consistent(a, |direct| direct / 2.0)),
    ("codes: dashes", |a| {
        push(a, "/otskp_codes", json!({"code": "272-31-1-02", "item": "Foundations", "unit": "m3"}))
    }),
    ("codes: of another price system", |a| {
        push(a, "/otskp_codes", json!({"code": "274321511", "item": "Foundation strips", "unit": "m3"}))
    }),
    ("codes: too short", |a| {
        push(a, "/otskp_codes", json!({"code": "2723", "item": "Foundations", "unit": "m3"}))
    }),
    ("codes: concrete in tonnes", |a| {
        push(a, "/otskp_codes", json!({"code": "272325", "item": "Foundations", "unit": "t"}))
    }),
    ("codes: reinforcement in m3", |a| {
        push(a, "/otskp_codes", json!({"code": "272365", "item": "Reinforcement", "unit": "m³"}))
    }),
    ("codes: unit of the bill exchanged", |a| {
        change(a, "/otskp_codes/0/unit", |old| {
            Some(if text(old)?.starts_with('t') { json!("m³") } else { json!("t") })
        })
    }),
];
