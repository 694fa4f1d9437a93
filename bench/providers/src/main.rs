//! `make bench-latency`: what a provider adds to a direct call to the same simulated upstream, in one run: time to the
//! first token and to the end of the stream, one at a time and many at once. Prints figures; asserts nothing.

mod direct;

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use clap::Parser;
use futures::{StreamExt as _, future::try_join_all};
use llm::{Chunk, Claude, ClaudeConfig, Gemini, GeminiConfig, OpenAi, OpenAiConfig, Provider, Request};
use simulated_upstream::{Reply, Upstream};
use tokio::time::Instant;

use direct::Direct;

/// The beginning of every answer's content.
const MARK: &str = "xylophone";

/// As in the binary `dozor`, so that what is measured is what is shipped.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures what the providers add to a direct call.
#[derive(Debug, Parser)]
#[command(name = "bench-providers", max_term_width = 110)]
struct Arguments {
    /// How many calls of each kind are measured
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(100..))]
    calls: u32,
    /// How many calls go on at once in the second part
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    at_once: u32,
    /// How many chunks of 40 characters an answer has
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..))]
    chunks: u32,
}

/// How long one call took.
#[derive(Clone, Copy, Debug)]
struct Took {
    first: Duration,
    whole: Duration,
}

/// Calls of both kinds that were measured under the same conditions.
#[derive(Debug, Default)]
struct Measured {
    direct: Vec<Took>,
    provider: Vec<Took>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let content: Arc<str> = format!("{MARK:<40}").repeat(arguments.chunks as usize).into();
    let upstream = Upstream::start(move |_| Reply::text(Arc::clone(&content))).await?;
    let (v1, v1beta) = (upstream.base_url(), upstream.gemini_base_url());
    let providers: [Arc<dyn Provider>; 3] = [
        Arc::new(OpenAi::new(OpenAiConfig::new(v1.as_str(), "gpt-6-luna"))?),
        Arc::new(Claude::new(ClaudeConfig::new(v1.as_str(), "claude-haiku-5-5"))?),
        Arc::new(Gemini::new(GeminiConfig::new(v1beta, "gemini-3.8-flash"))?),
    ];
    let address = v1.trim_start_matches("http://").trim_end_matches("/v1");
    for provider in &providers {
        for at_once in [1, arguments.at_once] {
            let measured = measure(provider.as_ref(), &upstream, address, (&arguments, at_once)).await?;
            print(provider.name(), at_once, &measured);
        }
    }
    Ok(())
}

/// Rounds of `at_once` direct calls and of as many through the provider, in turn.
async fn measure(
    provider: &dyn Provider,
    upstream: &Upstream,
    address: &str,
    (arguments, at_once): (&Arguments, u32),
) -> anyhow::Result<Measured> {
    ask(provider).await?;
    let received = upstream.received().last().cloned().context("the upstream received nothing")?;
    let connecting = (0..at_once).map(|_| Direct::connect(address, &received));
    let mut direct = try_join_all(connecting).await?;
    let mut measured = Measured::default();
    let rounds = (arguments.calls / at_once).max(1);
    let warm_up = (rounds / 10).max(1);
    for round in 0..rounds + warm_up {
        let direct = try_join_all(direct.iter_mut().map(Direct::ask)).await?;
        let through = try_join_all((0..at_once).map(|_| ask(provider))).await?;
        if round >= warm_up {
            measured.direct.extend(direct);
            measured.provider.extend(through);
        }
    }
    Ok(measured)
}

async fn ask(provider: &dyn Provider) -> anyhow::Result<Took> {
    let request = Request {
        system: "You audit construction projects. ".repeat(100),
        user: "A strip foundation of C30/37 in XC2. ".repeat(100),
        temperature: None,
        max_output_tokens: 3_000,
        schema: None,
    };
    let begun = Instant::now();
    let mut answer = provider.stream(request);
    let mut first = None;
    while let Some(chunk) = answer.next().await {
        match chunk? {
            Chunk::Content(_) if first.is_none() => first = Some(begun.elapsed()),
            Chunk::Stop(_) => {
                let first = first.context("the answer has no content")?;
                return Ok(Took { first, whole: begun.elapsed() });
            }
            _ => {}
        }
    }
    bail!("the answer has no end")
}

#[expect(clippy::print_stdout, reason = "this program's whole purpose")]
fn print(name: &str, at_once: u32, measured: &Measured) {
    for what in ["first token", "whole stream"] {
        let time = |took: &Took| if what == "first token" { took.first } else { took.whole };
        let sorted = |calls: &[Took]| {
            let mut times: Vec<Duration> = calls.iter().map(time).collect();
            times.sort_unstable();
            times
        };
        let (direct, provider) = (sorted(&measured.direct), sorted(&measured.provider));
        let shown = |percent: usize| {
            let (direct, provider) = (percentile(&direct, percent), percentile(&provider, percent));
            let added = provider.as_secs_f64() - direct.as_secs_f64();
            format!("{:>8.0} - {:>8.0} = {:>+8.0} µs", micros(provider), micros(direct), added * 1e6)
        };
        println!(
            "{name:<7} {at_once:>4} at once, {what:<12}  p50 {}   p99 {}   ({} calls)",
            shown(50),
            shown(99),
            provider.len()
        );
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The value that `percent` of the sorted ones do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(rank).copied().unwrap_or_default()
}
