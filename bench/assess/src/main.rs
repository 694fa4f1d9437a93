//! Times of the rule engine beside the wanted ones, and against the parsing of the same brief in the same run, so that a
//! slow machine shows. Prints figures; asserts nothing.
#![expect(clippy::print_stdout, reason = "the figures are the output")]

use std::{hint::black_box, time::Duration};

use anyhow::Context as _;
use model::{Brief, Lang, Profile, Section, SectionName};
use rules::{Settings, assess};
use serde_json::{Value, json};
use standards::prices::PriceSet;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The plain brief of the wanted figure: worked case D02.
const PLAIN: &str = "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2, Czech climate.";
const NAMES: [&str; 5] = [
    "ZÁKLADY ZE ŽELEZOBETONU DO C30/37",
    "Beton C25/30 XC2",
    "Výkop rýh",
    "Výztuž základů B500B",
    "Bednění stěn",
];
const POSITIONS: usize = 5_000;

fn main() -> anyhow::Result<()> {
    let settings = Settings { profile: Profile::Csn, lang: Lang::En, prices: PriceSet::embedded() };
    let plain = json!({ "project_description": PLAIN }).to_string();
    let large = large();
    println!("{:<28} {:>12} {:>12} {:>16}", "", "measured", "wanted", "× parsing of it");
    let parsing = measured(2_000, || read(&plain));
    let brief = read(&plain)?;
    row("a plain brief", measured(2_000, || Ok(assess(&brief, &settings)))?, Some(0.1), parsing?);
    let czech = Settings { lang: Lang::Cs, ..settings.clone() };
    let parsing = measured(2_000, || read(&plain))?;
    row("the same in Czech", measured(2_000, || Ok(assess(&brief, &czech)))?, None, parsing);
    let parsing = measured(50, || read(&large))?;
    let positions = read(&large)?;
    row("5,000 positions", measured(50, || Ok(assess(&positions, &settings)))?, Some(20.0), parsing);

    let assessment = assess(&brief, &settings);
    let own: Vec<(SectionName, Value)> =
        SectionName::ALL.iter().map(|name| (*name, assessment.section(*name).to_value())).collect();
    let parsing = measured(2_000, || sections(&own))?;
    let claimed = sections(&own)?;
    let verifying = measured(2_000, || {
        Ok(claimed.iter().map(|section| assessment.verify(section.clone())).collect::<Vec<_>>())
    });
    row("verification of an audit", verifying?, None, parsing);
    Ok(())
}

fn read(text: &str) -> anyhow::Result<Brief> {
    Brief::from_json(text).context("the brief of the benchmark")
}

fn sections(own: &[(SectionName, Value)]) -> anyhow::Result<Vec<Section>> {
    let sections = own.iter().map(|(name, value)| Section::from_model(*name, value.clone()));
    sections.collect::<Result<_, _>>().context("a section of the benchmark")
}

fn large() -> String {
    let positions = (0..POSITIONS).zip(NAMES.iter().cycle()).zip(["m³", "t", "m²"].iter().cycle());
    let positions: Vec<Value> = positions
        .map(|((index, name), unit)| json!({ "item_name": format!("{name} {index}"), "quantity": 12, "unit": unit }))
        .collect();
    json!({ "project_description": PLAIN, "positions": positions }).to_string()
}

/// The tenth part of single times in milliseconds that is fastest, its slowest one: what the machine does when nothing
/// else runs on it. A tenth as many rounds before that warm up.
fn measured<T>(rounds: usize, mut work: impl FnMut() -> anyhow::Result<T>) -> anyhow::Result<f64> {
    for _ in 0..=rounds / 10 {
        black_box(work()?);
    }
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = now();
        black_box(work()?);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(milliseconds(times.get(rounds / 10).copied().unwrap_or_default()))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn row(name: &str, measured: f64, wanted: Option<f64>, parsing: f64) {
    let wanted = wanted.map_or_else(|| "-".to_owned(), |wanted| format!("< {wanted} ms"));
    println!("{name:<28} {measured:>9.3} ms {wanted:>12} {:>16.1}", measured / parsing);
}
