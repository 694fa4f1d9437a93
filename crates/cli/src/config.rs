//! Settings: flags over the brief's options over environment over `dozor.toml` over defaults, combined once.
//!
//! The only place that reads the environment. Each value remembers where it came from; all faults are reported
//! together; keys are never shown.

mod environment;
mod file;
mod layers;
mod operator;
mod providers;

use std::{
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

use model::{Lang, Options, Profile};
use orchestrator::{Plan, PlanName};

pub(crate) use self::{
    environment::{Environment, names},
    operator::{Spending, Telemetry},
    providers::{Chain, ProviderName, ProviderSettings, Usd, without_credentials},
};
use self::{file::FileSettings, layers::Layers};
use crate::args::SettingFlags;

/// Positions written out one by one in a model's context.
const POSITIONS_SHOWN: usize = 10;

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// A flag of the command line.
    Flag(&'static str),
    /// The options of the brief.
    Brief,
    /// A variable of the environment.
    Environment(&'static str),
    /// The configuration file.
    File(PathBuf),
    /// The system's locale.
    Locale,
    /// Built in.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "flag {name}"),
            Self::Brief => f.write_str("the brief's options"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Locale => f.write_str("locale"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// Everything that is in force.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) provider: Setting<Chain>,
    pub(crate) plan: Setting<PlanName>,
    pub(crate) profile: Setting<Profile>,
    pub(crate) lang: Setting<Lang>,
    pub(crate) timeout: Setting<Option<Seconds>>,
    pub(crate) prices: Setting<Option<PathBuf>>,
    pub(crate) offline: Setting<Switch>,
    pub(crate) grounding: Setting<Switch>,
    pub(crate) positions_shown: Setting<usize>,
    pub(crate) prompts: Setting<Option<PathBuf>>,
    /// In the order of [`ProviderName::ALL`].
    pub(crate) providers: Vec<ProviderSettings>,
    pub(crate) spending: Spending,
    pub(crate) telemetry: Telemetry,
    /// What a person should know about the settings.
    pub(crate) warnings: Vec<String>,
}

impl Config {
    /// Combines all layers. The error lists every fault.
    pub(crate) fn resolve(
        flags: &SettingFlags,
        brief: &Options,
        file: Option<&Path>,
        environment: &Environment,
    ) -> anyhow::Result<Self> {
        let (file_settings, path) = FileSettings::read(file)?;
        let mut layers = Layers::new(environment, path);
        let mut file = file_settings;
        let provider_flag = layers.parse_flag::<Chain>("--provider", flags.provider.as_deref());
        let provider_brief = layers.parse_brief::<Chain>("provider", brief.provider.as_deref());
        let provider_file = layers.parse_file::<Chain>("provider", file.provider.as_deref());
        let spending = Spending::resolve(&mut layers, &file);
        let telemetry = Telemetry::resolve(&mut layers, &file);
        let providers =
            ProviderName::ALL.map(|name| ProviderSettings::resolve(name, &mut layers, &mut file)).into();
        let timeout_flag = layers.parse_flag::<Seconds>("--timeout", flags.timeout.as_deref());
        let timeout_brief = brief.timeout_s.map(|seconds| seconds.to_string());
        let timeout_brief = layers.parse_brief::<Seconds>("timeout_s", timeout_brief.as_deref());
        let plan_brief = layers.parse_brief::<PlanName>("plan", brief.plan.as_deref());
        let timeout_file = file.timeout_s.map(|seconds| seconds.to_string());
        let timeout_file = layers.parse_file::<Seconds>("timeout_s", timeout_file.as_deref());
        let plan_file = layers.parse_file::<PlanName>("plan", file.plan.as_deref());
        let lang = layers
            .pick("--lang", flags.lang)
            .brief(brief.lang)
            .environment(names::LANG)
            .file(file.lang)
            .or_else(locale_language);
        let mut config = Self {
            provider: layers
                .pick("--provider", provider_flag)
                .brief(provider_brief)
                .environment(names::PROVIDER)
                .file(provider_file)
                .or(Chain::Auto),
            plan: layers
                .pick("--plan", flags.plan)
                .brief(plan_brief)
                .environment(names::PLAN)
                .file(plan_file)
                .or(PlanName::default()),
            profile: layers
                .pick("--profile", flags.profile)
                .brief(brief.profile)
                .environment(names::PROFILE)
                .file(file.profile)
                .or(Profile::default()),
            lang,
            timeout: layers
                .pick("--timeout", timeout_flag)
                .brief(timeout_brief)
                .environment(names::TIMEOUT)
                .file(timeout_file)
                .or_none(),
            prices: layers
                .pick("--prices", flags.prices.clone())
                .brief(brief.prices.as_ref().map(PathBuf::from))
                .environment(names::PRICES)
                .file(file.prices)
                .or_none(),
            offline: layers
                .pick("--offline", flags.offline.then_some(Switch(true)))
                .environment(names::OFFLINE)
                .file(file.offline.map(Switch))
                .or(Switch(false)),
            grounding: layers
                .brief(brief.grounding.map(Switch))
                .environment(names::GROUNDING)
                .file(file.grounding.map(Switch))
                .or(Switch(true)),
            positions_shown: layers
                .unset()
                .environment(names::POSITIONS_SHOWN)
                .file(file.positions_shown)
                .or(POSITIONS_SHOWN),
            prompts: layers.unset().environment(names::PROMPTS).file(file.prompts).or_none(),
            providers,
            spending,
            telemetry,
            warnings: Vec::new(),
        };
        config.warnings = layers.finish()?;
        Ok(config)
    }

    /// What is set for that provider.
    pub(crate) fn of(&self, name: ProviderName) -> anyhow::Result<&ProviderSettings> {
        let found = self.providers.iter().find(|settings| settings.name == name);
        found.ok_or_else(|| anyhow::anyhow!("there are no settings for {name}"))
    }

    /// The plan with its time limits.
    pub(crate) fn plan(&self) -> Plan {
        let plan = Plan::named(self.plan.value);
        match self.timeout.value {
            Some(Seconds(timeout)) => plan.with_timeout(timeout),
            None => plan,
        }
    }
}

/// A time limit in seconds, from a millisecond to an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seconds(pub(crate) Duration);

impl std::str::FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let seconds: Option<f64> =
            text.trim().parse().ok().filter(|seconds| (0.001..=3_600.0).contains(seconds));
        let seconds =
            seconds.ok_or_else(|| format!("{text:?} is not a time in seconds from 0.001 to 3600"))?;
        Ok(Self(Duration::from_secs_f64(seconds)))
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} s", self.0.as_secs_f64())
    }
}

/// On or off, in any of the ways that people write it in an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Switch(pub(crate) bool);

impl std::str::FromStr for Switch {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_lowercase().as_str() {
            "1" | "true" | "yes" | "on" => Ok(Self(true)),
            "0" | "false" | "no" | "off" => Ok(Self(false)),
            _ => Err(format!("{text:?} is neither on (1, true, yes, on) nor off (0, false, no, off)")),
        }
    }
}

impl fmt::Display for Switch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "on" } else { "off" })
    }
}

fn locale_language() -> Setting<Lang> {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_lowercase().starts_with("cs") => {
            Setting { value: Lang::Cs, source: Source::Locale }
        }
        _ => Setting { value: Lang::En, source: Source::Default },
    }
}

#[cfg(test)]
mod tests;
