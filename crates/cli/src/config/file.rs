//! `dozor.toml`: the same settings in a file. Keys have no place in it and are refused by name.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use model::{Lang, Number, Profile};
use serde::Deserialize;

use super::providers::{ProviderName, RequestLimit};
use crate::text_file;

/// Looked for in the current folder.
const NAME: &str = "dozor.toml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileSettings {
    pub(super) provider: Option<String>,
    pub(super) plan: Option<String>,
    pub(super) profile: Option<Profile>,
    pub(super) lang: Option<Lang>,
    pub(super) timeout_s: Option<Number>,
    pub(super) prices: Option<PathBuf>,
    pub(super) offline: Option<bool>,
    pub(super) grounding: Option<bool>,
    pub(super) positions_shown: Option<usize>,
    pub(super) prompts: Option<PathBuf>,
    pub(super) models: Option<PathBuf>,
    pub(super) budget_audit_usd: Option<Number>,
    pub(super) budget_day_usd: Option<Number>,
    pub(super) trace_content: Option<bool>,
    gemini_base_url: Option<String>,
    gemini_model: Option<String>,
    gemini_requests_per_day: Option<RequestLimit>,
    gemini_requests_per_minute: Option<RequestLimit>,
    claude_base_url: Option<String>,
    claude_model: Option<String>,
    claude_requests_per_day: Option<RequestLimit>,
    claude_requests_per_minute: Option<RequestLimit>,
    openai_base_url: Option<String>,
    openai_model: Option<String>,
    openai_requests_per_day: Option<RequestLimit>,
    openai_requests_per_minute: Option<RequestLimit>,
}

/// What the file says of one provider.
pub(super) struct FileProvider {
    pub(super) base_url: Option<String>,
    pub(super) model: Option<String>,
    pub(super) requests_per_day: Option<RequestLimit>,
    pub(super) requests_per_minute: Option<RequestLimit>,
}

impl FileSettings {
    /// Reads the named file, or `dozor.toml` where there is one. Relative paths in it are relative to it.
    pub(super) fn read(named: Option<&Path>) -> anyhow::Result<(Self, PathBuf)> {
        let path = named.map_or_else(|| PathBuf::from(NAME), Path::to_path_buf);
        if named.is_none() && !path.exists() {
            return Ok((Self::default(), path));
        }
        let text = text_file::read(&path, text_file::SMALL).context("the configuration cannot be read")?;
        let mut settings: Self =
            toml::from_str(&text).with_context(|| format!("configuration {} is wrong", path.display()))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        settings.prices = settings.prices.map(|file| folder.join(file));
        settings.prompts = settings.prompts.map(|file| folder.join(file));
        settings.models = settings.models.map(|file| folder.join(file));
        Ok((settings, path))
    }

    /// What it says of that provider, taken out.
    pub(super) fn take_provider(&mut self, name: ProviderName) -> FileProvider {
        let (base_url, model, requests_per_day, requests_per_minute) = match name {
            ProviderName::Gemini => (
                &mut self.gemini_base_url,
                &mut self.gemini_model,
                self.gemini_requests_per_day,
                self.gemini_requests_per_minute,
            ),
            ProviderName::Claude => (
                &mut self.claude_base_url,
                &mut self.claude_model,
                self.claude_requests_per_day,
                self.claude_requests_per_minute,
            ),
            ProviderName::OpenAi => (
                &mut self.openai_base_url,
                &mut self.openai_model,
                self.openai_requests_per_day,
                self.openai_requests_per_minute,
            ),
        };
        FileProvider { base_url: base_url.take(), model: model.take(), requests_per_day, requests_per_minute }
    }
}
