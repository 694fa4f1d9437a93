//! Times, tokens and money of a run (S6, S9).

use std::time::Duration;

use llm::{Usage, price::PriceTable};
use model::{Cost, Number, Outcome, Performance};

use crate::query::{Answer, milliseconds};

/// The figures of a run from those of its queries, stage by stage.
pub(crate) fn performance(
    stages: &[Vec<Answer>],
    total: Duration,
    prices: &PriceTable,
    date: &str,
) -> Performance {
    let answers = || stages.iter().flatten();
    let total_time_ms = milliseconds(total);
    let query_time_ms: f64 = answers().map(|answer| answer.performance.time_ms).sum();
    let slowest =
        |stage: &Vec<Answer>| stage.iter().map(|answer| answer.performance.time_ms).fold(0.0, f64::max);
    let ideal_ms: f64 = stages.iter().map(slowest).sum();
    let by_a_model = answers().any(|answer| answer.performance.model.is_some());
    let count = |wanted: fn(Outcome) -> bool| {
        u32::try_from(answers().filter(|answer| wanted(answer.performance.outcome)).count())
            .unwrap_or(u32::MAX)
    };
    Performance {
        total_time_ms,
        query_times: answers()
            .map(|answer| (answer.query.id.to_owned(), answer.performance.time_ms))
            .collect(),
        parallel_efficiency: (by_a_model && total_time_ms > 0.0)
            .then(|| query_time_ms / total_time_ms * 100.0),
        tokens_total: answers().map(|a| a.performance.tokens_input + a.performance.tokens_output).sum(),
        queries_executed: count(|_| true),
        queries_successful: count(|outcome| outcome != Outcome::Failed),
        queries_failed: count(|outcome| outcome == Outcome::Failed),
        overhead_ms: (total_time_ms - ideal_ms).max(0.0),
        cost: cost(answers(), prices, date),
        queries: answers().map(|answer| (answer.query.id.to_owned(), answer.performance.clone())).collect(),
    }
}

/// Money for every attempt, those that failed included; unknown as soon as the price of one that used anything is.
fn cost<'a>(answers: impl Iterator<Item = &'a Answer>, prices: &PriceTable, date: &str) -> Cost {
    let attempts = answers.flat_map(|answer| &answer.attempts);
    let amounts = attempts.map(|(model, used)| match model {
        Some(model) if *used != Usage::default() => prices.cost_usd(model, used, date).map(Number::from),
        _ => Some(Number::ZERO),
    });
    Cost { currency: "USD".to_owned(), amount: amounts.sum::<Option<Number>>() }
}
