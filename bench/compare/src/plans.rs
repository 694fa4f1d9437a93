//! Both plans in one run: time, speed-up, share of the ideal, tokens, money.

use jiff::Timestamp;
use llm::{Usage, price::PriceTable};
use model::{Audit, Brief};
use orchestrator::{Plan, PlanName, Settings};

use crate::{
    Arguments,
    answers::{self, Answers},
    latency,
};

/// Models whose price is printed.
const MODELS: &[&str] =
    &["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "gemini-3.8-flash", "gpt-6.1-sol"];

/// Runs and prints the comparison.
#[expect(clippy::print_stdout, reason = "this program's whole purpose")]
pub(crate) async fn compare(arguments: &Arguments, brief: &Brief) -> anyhow::Result<()> {
    let settings = Settings::new()?;
    let answers = answers::of(brief, &settings)?;
    let mut random = fastrand::Rng::with_seed(arguments.seed);
    let mut staged: Vec<Audit> = Vec::new();
    let mut hybrid: Vec<Audit> = Vec::new();
    for _ in 0..arguments.runs {
        let latencies = if arguments.random { latency::drawn(&mut random) } else { latency::middle() };
        let upstream = answers::upstream(&answers, &settings, latencies, arguments.scale).await?;
        for (plan, audits) in [(PlanName::Staged, &mut staged), (PlanName::Hybrid, &mut hybrid)] {
            let auditor = answers::auditor(&upstream, "gpt-6.1-sol", plan)?;
            // The first run of each auditor opens its connections and is not counted.
            auditor.audit(brief.clone()).await?;
            audits.push(auditor.audit(brief.clone()).await?);
        }
    }

    let how = if arguments.random {
        format!("drawn, seed {}", arguments.seed)
    } else {
        "middle of each range".to_owned()
    };
    println!(
        "latencies: {how}, time scaled by 1/{}; medians of {} runs, in unscaled time\n",
        arguments.scale, arguments.runs
    );
    println!("{:28}{:>14}{:>14}", "", "staged", "hybrid");
    let scale = f64::from(arguments.scale);
    let seconds =
        |audits: &[Audit]| median(audits.iter().map(|audit| audit.performance.total_time_ms * scale / 1e3));
    let (slow, fast) = (seconds(&staged), seconds(&hybrid));
    println!("{:28}{slow:>12.2} s{fast:>12.2} s", "total time");
    let ideal = |audits: &[Audit]| median(audits.iter().map(share_of_ideal));
    println!("{:28}{:>12.2} %{:>12.2} %", "share of the ideal", ideal(&staged), ideal(&hybrid));
    let efficiency =
        |audits: &[Audit]| median(audits.iter().filter_map(|audit| audit.performance.parallel_efficiency));
    println!("{:28}{:>12.0} %{:>12.0} %", "parallel efficiency", efficiency(&staged), efficiency(&hybrid));
    let tokens = |plan| prompt_tokens(&answers, plan);
    println!(
        "{:28}{:>14}{:>14}",
        "prompts with schemas, tokens",
        tokens(PlanName::Staged),
        tokens(PlanName::Hybrid)
    );
    let used = |audits: &[Audit]| audits.last().map_or(0, |audit| audit.performance.tokens_total);
    println!("{:28}{:>14}{:>14}", "tokens of one audit", used(&staged), used(&hybrid));
    print_money(&staged, &hybrid)?;
    println!(
        "\nspeed-up {:.2}x (wanted: 3.5x), share of the ideal {:.2} % (wanted: 99.5 %)",
        slow / fast,
        ideal(&hybrid)
    );
    println!(
        "share of the ideal = the slowest query of each stage over the total; tokens counted with o200k_base\n"
    );
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this program's whole purpose")]
fn print_money(staged: &[Audit], hybrid: &[Audit]) -> anyhow::Result<()> {
    let prices = PriceTable::embedded()?;
    let today = Timestamp::now().strftime("%F").to_string();
    let cost = |audits: &[Audit], model: &str| {
        let queries = audits.last()?.performance.queries.values();
        let amounts = queries.map(|query| {
            let usage = Usage { input: query.tokens_input, output: query.tokens_output, ..Usage::default() };
            prices.cost_usd(model, &usage, &today)
        });
        amounts.sum::<Option<_>>().map(|amount: rust_decimal::Decimal| amount.round_dp(5))
    };
    for model in MODELS {
        let shown = |audits| {
            cost(audits, model).map_or_else(|| "unknown".to_owned(), |amount| format!("$ {amount:.5}"))
        };
        println!("{:28}{:>14}{:>14}", format!("money, {model}"), shown(staged), shown(hybrid));
    }
    Ok(())
}

fn share_of_ideal(audit: &Audit) -> f64 {
    let performance = &audit.performance;
    (performance.total_time_ms - performance.overhead_ms) / performance.total_time_ms * 100.0
}

fn prompt_tokens(answers: &Answers, plan: PlanName) -> usize {
    let plan = Plan::named(plan);
    plan.queries().filter_map(|query| answers.get(query.id)).map(|answer| answer.prompt_tokens).sum()
}

/// The middle value; 0 of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
