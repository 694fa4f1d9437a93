//! `dozor.toml`: the same settings in a file. Keys have no place in it and are refused by name.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use model::{Lang, Number, Profile};
use serde::Deserialize;

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
    pub(super) openai_base_url: Option<String>,
    pub(super) openai_model: Option<String>,
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
        Ok((settings, path))
    }
}
