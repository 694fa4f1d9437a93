//! How the audit was made: time, tokens, money, who made which section, versions, and what it is not.

use std::collections::BTreeMap;

use model::{Audit, Lang, Performance, QueryPerformance, SectionName};

use crate::{
    figures,
    page::{Page, Phrase, Side, Tone},
    words::Words,
};

pub(crate) fn write(audit: &Audit, page: &mut Page) {
    performance(audit, page);
    provenance(audit, page);
    versions(audit, page);
    if !audit.disclaimer.is_empty() {
        page.blank();
        page.line(&[Phrase::new(&audit.disclaimer, Tone::Faint)]);
    }
}

/// Whether a section holds defaults because its query gave no answer.
pub(crate) fn is_default(audit: &Audit, name: SectionName) -> bool {
    audit.provenance.get(&name).is_some_and(|maker| maker == "default")
}

/// Who made a section, in the report's words; empty where the rules made everything, or it is not known.
pub(crate) fn maker(audit: &Audit, name: SectionName, words: &Words) -> String {
    let only_rules = audit.provenance.values().all(|maker| maker == "rules");
    match audit.provenance.get(&name) {
        Some(maker) if !only_rules => spoken(maker, words).to_owned(),
        _ => String::new(),
    }
}

fn spoken<'a>(maker: &'a str, words: &'a Words) -> &'a str {
    match maker {
        "rules" => words.made_by_rules,
        "model+rules" => words.made_by_both,
        "default" => words.made_by_default,
        model => model,
    }
}

fn performance(audit: &Audit, page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    let performance = &audit.performance;
    page.heading(words.performance, "");
    let own = figures::time(lang, performance.overhead_ms);
    let total = figures::time(lang, performance.total_time_ms);
    page.fact(words.total_time, &format!("{total} ({} {own})", words.own_time));
    queries(performance, page);
    if let Some(efficiency) = performance.parallel_efficiency {
        page.fact(words.efficiency, &efficiency_read(lang, words, efficiency, performance.queries_executed));
    }
    if performance.tokens_total > 0 {
        page.fact(words.tokens, &tokens(lang, words, performance));
    }
    let cost = &performance.cost;
    let money = cost.amount.map_or_else(
        || words.not_known.to_owned(),
        |amount| figures::with_unit(&figures::figure(lang, amount, 4), &cost.currency),
    );
    page.fact(words.money, &money);
    page.fact(words.confidence, &figures::with_unit(&format!("{:.0}", audit.confidence * 100.0), "%"));
}

fn queries(performance: &Performance, page: &mut Page) {
    let words = page.words;
    if performance.queries.is_empty() {
        return;
    }
    let columns = [
        (words.query_column, Side::Left),
        (words.answered_by, Side::Left),
        (words.time, Side::Right),
        (words.first_token, Side::Right),
        (words.tokens_in_out, Side::Right),
        (words.attempts, Side::Right),
        (words.outcome, Side::Left),
    ];
    let rows: Vec<Vec<String>> = performance.queries.iter().map(|(id, query)| row(id, query, page)).collect();
    page.table(&columns, &rows);
}

fn row(id: &str, query: &QueryPerformance, page: &Page) -> Vec<String> {
    let (words, lang) = (page.words, page.lang);
    let rules = query.model.is_none() && query.provider == "rules";
    let answered_by = query.model.as_deref().unwrap_or_else(|| spoken(&query.provider, words)).to_owned();
    let tokens =
        format!("{}/{}", figures::count(lang, query.tokens_input), figures::count(lang, query.tokens_output));
    vec![
        id.to_owned(),
        answered_by,
        figures::time(lang, query.time_ms),
        query
            .time_to_first_token_ms
            .filter(|_| !rules)
            .map_or_else(String::new, |time| figures::time(lang, time)),
        if rules { String::new() } else { tokens },
        if query.attempts > 1 { query.attempts.to_string() } else { String::new() },
        words.outcome(query.outcome).to_owned(),
    ]
}

/// The efficiency with its reading.
fn efficiency_read(lang: Lang, words: &Words, efficiency: f64, queries: u32) -> String {
    let mut reading = vec![words.efficiency_one];
    if queries == 2 {
        reading.push(words.efficiency_two);
    }
    if efficiency < 100.0 {
        reading.push(words.efficiency_below);
    }
    let percent = format!("{efficiency:.0}");
    let whole = percent.parse().map_or(percent, |number| figures::count(lang, number));
    format!("{} ({})", figures::with_unit(&whole, "%"), reading.join(", "))
}

fn tokens(lang: Lang, words: &Words, performance: &Performance) -> String {
    let queries = performance.queries.values();
    let mut notes = Vec::new();
    let cached: u64 = queries.clone().map(|query| query.tokens_cached).sum();
    if cached > 0 {
        notes.push(format!("{} {}", figures::count(lang, cached), words.cached));
    }
    if queries.clone().any(|query| query.tokens_estimated) {
        notes.push(words.estimated.to_owned());
    }
    let total = figures::count(lang, performance.tokens_total);
    if notes.is_empty() { total } else { format!("{total} ({})", notes.join("; ")) }
}

fn provenance(audit: &Audit, page: &mut Page) {
    let words = page.words;
    let mut made: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (section, maker) in &audit.provenance {
        made.entry(maker).or_default().push(section.as_str());
    }
    if made.is_empty() {
        return;
    }
    page.heading(words.provenance, "");
    let alone = made.len() == 1;
    for (maker, sections) in made {
        let sections = if alone { words.every_section.to_owned() } else { sections.join(", ") };
        page.fact(spoken(maker, words), &sections);
    }
}

fn versions(audit: &Audit, page: &mut Page) {
    let words = page.words;
    page.heading(words.versions, "");
    let made_with = &audit.versions;
    let models: Vec<String> =
        made_with.models.iter().map(|(query, model)| format!("{query}: {model}")).collect();
    let named = [
        (words.rules_version, made_with.rules.as_str()),
        (words.standards_version, made_with.standards.as_str()),
        (words.prices_version, made_with.prices.as_str()),
        (words.prompts_version, made_with.prompts.as_str()),
        (words.models_version, &models.join(", ")),
    ];
    for (label, version) in named {
        page.fact(label, version);
    }
    // An instant is printed to the minute; its seconds are of no use to a reader.
    let instant = audit.created_at.to_string().replace('T', " ");
    let minute = instant.get(..16).unwrap_or(&instant);
    page.fact(words.audit, &format!("{}, {minute} UTC", audit.audit_id));
}
