//! Materials and costs in one table. What is not known is said to be not known, never shown as zero.

use model::{
    Audit, Number, SectionName,
    sections::{CostSummary, MaterialsBreakdown},
};

use crate::{
    figures,
    making::{is_default, maker},
    page::{Page, Phrase, Side, Tone},
};

pub(crate) fn write(audit: &Audit, page: &mut Page) {
    let words = page.words;
    let missing = is_default(audit, SectionName::CostSummary);
    let costs = audit.cost_summary.as_ref().filter(|costs| is_known(costs));
    let mut rows =
        audit.materials_breakdown.as_ref().map_or_else(Vec::new, |materials| material_rows(materials, page));
    if rows.is_empty() && audit.cost_summary.is_none() && !missing {
        return;
    }
    let maker = if missing { String::new() } else { maker(audit, SectionName::CostSummary, words) };
    page.heading(words.costs, &maker);
    if let Some(costs) = costs {
        rows.extend(other_items(audit, costs, page));
        rows.extend(cost_rows(costs, page));
        if leaves_out_labour(costs) {
            rows.push(vec![words.without_labour.to_owned(), String::new(), String::new(), String::new()]);
        }
    }
    if !rows.is_empty() {
        let columns = [
            (words.item, Side::Left),
            (words.quantity, Side::Right),
            (words.unit_price, Side::Right),
            (words.total, Side::Right),
        ];
        page.table(&columns, &rows);
    }
    match costs {
        Some(costs) if costs.total_incl_vat_czk.is_none() || costs.direct_costs_czk.is_none() => {
            page.line(&[Phrase::new(words.costs_incomplete, Tone::Care)]);
        }
        Some(_) => {}
        None => {
            let reason = if missing { words.no_answer } else { words.costs_unknown };
            page.line(&[Phrase::new(reason, Tone::Care)]);
        }
    }
    bases(audit, page);
}

/// What the direct costs hold besides the materials shown; none where a material has no total to subtract.
fn other_items(audit: &Audit, costs: &CostSummary, page: &Page) -> Option<Vec<String>> {
    let materials = audit.materials_breakdown.as_ref()?;
    let totals = [
        materials.concrete.as_ref().map(|concrete| concrete.total_czk),
        materials.reinforcement.as_ref().map(|steel| steel.total_czk),
        materials.formwork.as_ref().map(|formwork| formwork.total_czk),
    ];
    let mut rest = *costs.direct_costs_czk?;
    for total in totals.into_iter().flatten().flatten() {
        rest = rest.checked_sub(*total)?;
    }
    let rest = Number::from(rest);
    let is_shown = !rest.rounded(0).is_zero() && audit.coverage.positions.total > 0;
    let name = page.words.other_items.to_owned();
    is_shown.then(|| vec![name, String::new(), String::new(), figures::crowns(page.lang, rest)])
}

/// The basis says so; it is the one place where the audit does.
fn leaves_out_labour(costs: &CostSummary) -> bool {
    ["labour, placing, pumping", "práce, ukládání, čerpání"]
        .iter()
        .any(|words| costs.price_basis.contains(words))
}

fn is_known(costs: &CostSummary) -> bool {
    let amounts = [
        costs.direct_costs_czk,
        costs.indirect_costs_czk,
        costs.profit_czk,
        costs.site_costs_czk,
        costs.subtotal_excl_vat_czk,
        costs.vat_czk,
        costs.total_incl_vat_czk,
    ];
    amounts.iter().any(Option::is_some)
}

fn material_rows(materials: &MaterialsBreakdown, page: &Page) -> Vec<Vec<String>> {
    let words = page.words;
    let mut rows = Vec::new();
    if let Some(concrete) = &materials.concrete {
        let class = concrete.concrete_class.as_deref().unwrap_or_default();
        let name = format!("{} {class}", words.concrete);
        rows.push(priced(
            page,
            &name,
            "m³",
            [concrete.volume_m3, concrete.unit_price_czk, concrete.total_czk],
        ));
    }
    if let Some(steel) = &materials.reinforcement {
        let figures = [steel.total_tonnes, steel.unit_price_czk, steel.total_czk];
        rows.push(priced(page, words.reinforcement, "t", figures));
    }
    if let Some(formwork) = &materials.formwork {
        let figures = [formwork.area_m2, formwork.unit_price_czk, formwork.total_czk];
        rows.push(priced(page, words.formwork, "m²", figures));
    }
    rows
}

/// A line of materials: name, quantity, unit price, total.
fn priced(
    page: &Page,
    name: &str,
    unit: &str,
    [quantity, unit_price, total]: [Option<Number>; 3],
) -> Vec<String> {
    let (words, lang) = (page.words, page.lang);
    let unknown = || words.not_known.to_owned();
    // A total without a unit price comes from several prices.
    let no_single_price =
        || if total.is_some() { words.various.to_owned() } else { words.not_known.to_owned() };
    let price_unit = format!("{}/{unit}", words.crowns);
    vec![
        name.trim_end().to_owned(),
        quantity.map_or_else(unknown, |quantity| figures::quantity(lang, quantity, 2, unit)),
        unit_price.map_or_else(no_single_price, |price| figures::quantity(lang, price, 0, &price_unit)),
        total.map_or_else(unknown, |total| figures::crowns(lang, total)),
    ]
}

fn cost_rows(costs: &CostSummary, page: &Page) -> Vec<Vec<String>> {
    let (words, lang) = (page.words, page.lang);
    let rate = costs.vat_rate.map(|rate| figures::percent(lang, rate));
    let assumed = costs.vat_rate_assumed.then(|| format!("({})", words.vat_assumed));
    let vat = [Some(words.vat.to_owned()), rate, assumed].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [
        (words.direct, costs.direct_costs_czk, true),
        (words.indirect, costs.indirect_costs_czk, true),
        (words.profit, costs.profit_czk, true),
        (words.site, costs.site_costs_czk, false),
        (words.subtotal, costs.subtotal_excl_vat_czk, true),
        (vat.as_str(), costs.vat_czk, true),
        (words.total_with_vat, costs.total_incl_vat_czk, true),
        (words.per_cubic_metre, costs.cost_per_m3_concrete_czk, false),
    ];
    let mut rows = Vec::new();
    for (name, amount, always) in lines {
        let shown = match amount {
            Some(amount) => figures::crowns(lang, amount),
            None if always => words.not_known.to_owned(),
            None => continue,
        };
        rows.push(vec![name.to_owned(), String::new(), String::new(), shown]);
    }
    rows
}

fn bases(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if let Some(costs) = &audit.cost_summary {
        page.fact(words.price_basis, &costs.price_basis);
    }
    let Some(materials) = &audit.materials_breakdown else { return };
    let bases = [
        (words.concrete, materials.concrete.as_ref().map(|concrete| &concrete.basis)),
        (words.reinforcement, materials.reinforcement.as_ref().map(|steel| &steel.basis)),
        (words.formwork, materials.formwork.as_ref().map(|formwork| &formwork.basis)),
    ];
    for (name, basis) in bases {
        page.fact(name, basis.map_or("", String::as_str));
    }
}
