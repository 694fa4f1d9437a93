//! Settings of the providers: where each is, which model is asked, what it may cost. Addresses and keys come from the
//! operator alone, never from a brief.

use std::{fmt, str::FromStr};

use llm::{ClaudeConfig, GeminiConfig, OpenAiConfig};
use model::Number;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de};

use super::{Setting, file::FileSettings, layers::Layers};

/// Requests a day that Gemini's free tier allows; as of 2026-10-07, and different with a paid plan.
const GEMINI_REQUESTS_PER_DAY: u32 = 1_500;

/// A provider by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ProviderName {
    Gemini,
    Claude,
    OpenAi,
}

/// What is set for one provider.
#[derive(Debug)]
pub(crate) struct ProviderSettings {
    pub(crate) name: ProviderName,
    /// As the operator writes it: for Gemini and Claude without the version that stands in every path.
    pub(crate) address: Setting<String>,
    pub(crate) model: Setting<String>,
    /// The key, and the variable that it stands in.
    pub(crate) key: Option<(SecretString, &'static str)>,
    pub(crate) requests_per_day: Setting<RequestLimit>,
    pub(crate) requests_per_minute: Setting<RequestLimit>,
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Chain {
    /// The first provider with a key, else the rules.
    Auto,
    /// These in turn, each where those before gave nothing; the rules at the end where they are named.
    Named { providers: Vec<ProviderName>, rules: bool },
}

/// A number of requests, or no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestLimit(pub(crate) Option<u32>);

/// An amount of money in USD, above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Usd(pub(crate) Number);

/// The variables of one provider.
struct Variables {
    addresses: &'static [&'static str],
    model: &'static str,
    keys: &'static [&'static str],
    requests_per_day: &'static str,
    requests_per_minute: &'static str,
}

impl ProviderName {
    /// In the order in which `auto` looks for a key.
    pub(crate) const ALL: [Self; 3] = [Self::Gemini, Self::Claude, Self::OpenAi];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Gemini => "gemini",
            Self::Claude => "claude",
            Self::OpenAi => "openai",
        }
    }

    const fn variables(self) -> Variables {
        match self {
            Self::Gemini => Variables {
                addresses: &["GEMINI_BASE_URL", "GOOGLE_GEMINI_BASE_URL"],
                model: "DOZOR_GEMINI_MODEL",
                keys: &["GEMINI_API_KEY", "GOOGLE_API_KEY"],
                requests_per_day: "DOZOR_GEMINI_REQUESTS_PER_DAY",
                requests_per_minute: "DOZOR_GEMINI_REQUESTS_PER_MINUTE",
            },
            Self::Claude => Variables {
                addresses: &["ANTHROPIC_BASE_URL"],
                model: "DOZOR_CLAUDE_MODEL",
                keys: &["ANTHROPIC_API_KEY"],
                requests_per_day: "DOZOR_CLAUDE_REQUESTS_PER_DAY",
                requests_per_minute: "DOZOR_CLAUDE_REQUESTS_PER_MINUTE",
            },
            Self::OpenAi => Variables {
                addresses: &["OPENAI_BASE_URL"],
                model: "DOZOR_OPENAI_MODEL",
                keys: &["OPENAI_API_KEY"],
                requests_per_day: "DOZOR_OPENAI_REQUESTS_PER_DAY",
                requests_per_minute: "DOZOR_OPENAI_REQUESTS_PER_MINUTE",
            },
        }
    }

    /// Every variable of our own for it, to tell misspelt ones.
    pub(super) fn is_variable_of_ours(name: &str) -> bool {
        Self::ALL.iter().any(|provider| {
            let Variables { model, requests_per_day, requests_per_minute, .. } = provider.variables();
            [model, requests_per_day, requests_per_minute].contains(&name)
        })
    }

    /// The version in every path of it, which addresses are written without.
    fn version(self) -> &'static str {
        match self {
            Self::Gemini => "/v1beta",
            Self::Claude => "/v1",
            Self::OpenAi => "",
        }
    }

    fn vendors_address(self) -> &'static str {
        let address = match self {
            Self::Gemini => GeminiConfig::BASE_URL,
            Self::Claude => ClaudeConfig::BASE_URL,
            Self::OpenAi => OpenAiConfig::BASE_URL,
        };
        address.strip_suffix(self.version()).unwrap_or(address)
    }

    fn usual_model(self) -> &'static str {
        match self {
            Self::Gemini => "gemini-3.8-flash",
            Self::Claude => "claude-sonnet-5-5",
            Self::OpenAi => "gpt-6.1-sol",
        }
    }

    fn usual_requests_per_day(self) -> Option<u32> {
        match self {
            Self::Gemini => Some(GEMINI_REQUESTS_PER_DAY),
            Self::Claude | Self::OpenAi => None,
        }
    }
}

impl ProviderSettings {
    pub(super) fn resolve(name: ProviderName, layers: &mut Layers<'_>, file: &mut FileSettings) -> Self {
        let variables = name.variables();
        let file = file.take_provider(name);
        let mut address = layers.unset::<String>();
        for variable in variables.addresses {
            address = address.environment(variable);
        }
        let Setting { value, source } = address.file(file.base_url).or(name.vendors_address().to_owned());
        let trimmed = value.trim().trim_end_matches('/');
        let without_version = trimmed.strip_suffix(name.version()).unwrap_or(trimmed);
        let address = Setting { value: without_version.to_owned(), source };
        if !address.value.starts_with("http://") && !address.value.starts_with("https://") {
            let Setting { value, source } = &address;
            let value = without_credentials(value);
            layers
                .fault(format!("the address {value:?} of {name} ({source}) begins with http:// or https://"));
        }
        let mut key = None;
        for variable in variables.keys {
            key = key.or_else(|| Some((layers.secret(variable)?, *variable)));
        }
        Self {
            name,
            address,
            model: layers
                .unset()
                .environment(variables.model)
                .file(file.model)
                .or(name.usual_model().to_owned()),
            key,
            requests_per_day: layers
                .unset()
                .environment(variables.requests_per_day)
                .file(file.requests_per_day)
                .or(RequestLimit(name.usual_requests_per_day())),
            requests_per_minute: layers
                .unset()
                .environment(variables.requests_per_minute)
                .file(file.requests_per_minute)
                .or(RequestLimit(None)),
        }
    }

    /// The address with the version that stands in every path.
    pub(crate) fn base_url(&self) -> String {
        format!("{}{}", self.address.value, self.name.version())
    }

    /// The address without what could be a key in it. Such an address is refused where it is used.
    pub(crate) fn shown_address(&self) -> String {
        without_credentials(&self.address.value)
    }

    /// What it lacks to be asked: the vendor itself wants a key, a server of one's own may do without.
    pub(crate) fn lacks(&self) -> Option<String> {
        let wanted = self.key.is_none() && self.address.value == self.name.vendors_address();
        let variables = self.name.variables();
        let (keys, address) = (variables.keys.join(" or "), variables.addresses.first().unwrap_or(&""));
        wanted.then(|| format!("it needs a key: set {keys}, or {address} to a server of your own"))
    }
}

/// An address with user, password and query hidden.
pub(crate) fn without_credentials(address: &str) -> String {
    let (address, query) =
        address.split_once('?').map_or((address, ""), |(address, _)| (address, "?[hidden]"));
    match address.rsplit_once('@') {
        Some((before, host)) => {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
            format!("{scheme}[hidden]@{host}{query}")
        }
        None => format!("{address}{query}"),
    }
}

impl fmt::Display for ProviderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ProviderName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|name| name.as_str() == text);
        known.ok_or_else(|| {
            format!(
                "provider {text:?} is not known here; known are auto, rules, gemini, claude, openai, and chains like \
                 gemini,claude,rules"
            )
        })
    }
}

impl FromStr for Chain {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let (mut providers, mut rules) = (Vec::new(), false);
        for link in text.split(',').map(str::trim) {
            if rules {
                return Err(format!("{text:?}: rules come last, because they always answer"));
            }
            match link {
                "rules" => rules = true,
                "auto" => return Err(format!("{text:?}: auto stands by itself")),
                link => providers.push(link.parse::<ProviderName>()?),
            }
        }
        let twice = providers
            .iter()
            .enumerate()
            .find(|(index, name)| providers.iter().take(*index).any(|n| n == *name));
        if let Some((_, name)) = twice {
            return Err(format!("{text:?} names {name} twice"));
        }
        Ok(Self::Named { providers, rules })
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Named { providers, rules } = self else { return f.write_str("auto") };
        let names = providers.iter().map(|name| name.as_str()).chain(rules.then_some("rules"));
        f.write_str(&names.collect::<Vec<_>>().join(","))
    }
}

impl FromStr for RequestLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "none" => Ok(Self(None)),
            number => match number.parse() {
                Ok(requests) if requests > 0 => Ok(Self(Some(requests))),
                _ => Err(format!("{text:?} is neither a number of requests above 0 nor none")),
            },
        }
    }
}

impl fmt::Display for RequestLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(requests) => write!(f, "{requests}"),
            None => f.write_str("none"),
        }
    }
}

impl<'de> Deserialize<'de> for RequestLimit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(u32),
            Text(String),
        }
        let text = match Written::deserialize(deserializer) {
            Ok(Written::Number(number)) => number.to_string(),
            Ok(Written::Text(text)) => text,
            Err(_) => return Err(de::Error::custom("a number of requests above 0, or \"none\"")),
        };
        text.parse().map_err(de::Error::custom)
    }
}

impl FromStr for Usd {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let amount = Number::parse(text).filter(|amount| *amount > Number::ZERO);
        amount.map(Self).ok_or_else(|| format!("{text:?} is not an amount of money above 0, such as 0.50"))
    }
}

impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} USD", self.0)
    }
}
