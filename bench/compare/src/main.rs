//! `make compare`: the same brief through plan `staged` and plan `hybrid`, against a simulated upstream with the
//! latencies that the older, staged system had. Prints figures; asserts nothing.

mod answers;
mod latency;
mod overhead;
mod plans;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use model::Brief;

/// As in the binary `dozor`, so that what is measured is what is shipped.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Compares the plans staged and hybrid on a simulated upstream.
#[derive(Debug, Parser)]
#[command(name = "compare", max_term_width = 110)]
struct Arguments {
    /// Draw each latency from its range instead of taking the middle
    #[arg(long)]
    random: bool,
    /// Seed of the drawing; the same seed gives the same latencies
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How much faster than real time the upstream answers
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    scale: u32,
    /// How often each plan runs; medians are printed
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    runs: u32,
    /// Measure what Dozor itself adds, over this many runs of plan hybrid
    #[arg(long, value_name = "RUNS", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    overhead: u32,
    /// The brief (TOML)
    #[arg(long, value_name = "FILE", default_value = "examples/foundation-strip.toml")]
    brief: PathBuf,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let path = &arguments.brief;
    let text =
        std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    let brief = Brief::from_toml(&text).with_context(|| format!("{} is not a brief", path.display()))?;
    plans::compare(&arguments, &brief).await?;
    overhead::measure(&arguments, &brief).await
}
