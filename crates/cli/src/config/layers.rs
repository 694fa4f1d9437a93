//! The order of precedence: the first layer that gives a value wins, a value that cannot be read is a fault.

use std::{fmt::Display, path::PathBuf, str::FromStr};

use secrecy::SecretString;

use super::{Environment, Setting, Source};

/// Collects faults and warnings while settings are picked.
pub(super) struct Layers<'a> {
    environment: &'a Environment,
    file: PathBuf,
    faults: Vec<String>,
    warnings: Vec<String>,
}

/// A setting on its way through the layers.
pub(super) struct Pick<'l, 'a, T> {
    layers: &'l mut Layers<'a>,
    found: Option<Setting<T>>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(environment: &'a Environment, file: PathBuf) -> Self {
        Self { environment, file, faults: Vec::new(), warnings: Vec::new() }
    }

    /// Begins with a flag.
    pub(super) fn pick<T>(&mut self, flag: &'static str, value: Option<T>) -> Pick<'_, 'a, T> {
        let found = value.map(|value| Setting { value, source: Source::Flag(flag) });
        Pick { layers: self, found }
    }

    /// Begins with the brief, for settings without a flag.
    pub(super) fn brief<T>(&mut self, value: Option<T>) -> Pick<'_, 'a, T> {
        self.unset().brief(value)
    }

    /// Begins with nothing, for settings without a flag and an option of the brief.
    pub(super) fn unset<T>(&mut self) -> Pick<'_, 'a, T> {
        Pick { layers: self, found: None }
    }

    /// A variable's value. Set to nothing it counts as not set, and that is said.
    fn variable(&mut self, name: &'static str) -> Option<String> {
        let value = self.environment.get(name)?;
        if value.trim().is_empty() {
            self.warnings.push(format!("{name} is set but empty, and is ignored"));
            return None;
        }
        Some(value.to_owned())
    }

    /// A key, which has no other layer.
    pub(super) fn secret(&mut self, name: &'static str) -> Option<SecretString> {
        self.variable(name).map(SecretString::from)
    }

    pub(super) fn parse_flag<T: FromStr<Err: Display>>(
        &mut self,
        flag: &str,
        text: Option<&str>,
    ) -> Option<T> {
        self.parse(&format!("flag {flag}"), text)
    }

    pub(super) fn parse_brief<T: FromStr<Err: Display>>(
        &mut self,
        name: &str,
        text: Option<&str>,
    ) -> Option<T> {
        self.parse(&format!("the brief's option {name}"), text)
    }

    pub(super) fn parse_file<T: FromStr<Err: Display>>(
        &mut self,
        name: &str,
        text: Option<&str>,
    ) -> Option<T> {
        self.parse(&format!("{}: {name}", self.file.display()), text)
    }

    fn parse<T: FromStr<Err: Display>>(&mut self, place: &str, text: Option<&str>) -> Option<T> {
        match text?.trim().parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(format!("{place}: {error}"));
                None
            }
        }
    }

    pub(super) fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    /// All faults at once, or the warnings, to which misspelt variables belong.
    pub(super) fn finish(mut self) -> anyhow::Result<Vec<String>> {
        let unknown = self.environment.unknown();
        self.warnings.extend(unknown.map(|name| format!("{name} means nothing to dozor, and is ignored")));
        if self.faults.is_empty() {
            return Ok(self.warnings);
        }
        anyhow::bail!("the settings are wrong:\n  {}", self.faults.join("\n  "))
    }
}

impl<T> Pick<'_, '_, T> {
    pub(super) fn brief(mut self, value: Option<T>) -> Self {
        self.found = self.found.or_else(|| Some(Setting { value: value?, source: Source::Brief }));
        self
    }

    pub(super) fn environment(mut self, name: &'static str) -> Self
    where
        T: FromStr<Err: Display>,
    {
        if self.found.is_none()
            && let Some(text) = self.layers.variable(name)
        {
            let value = self.layers.parse(name, Some(&text));
            self.found = value.map(|value| Setting { value, source: Source::Environment(name) });
        }
        self
    }

    pub(super) fn file(mut self, value: Option<T>) -> Self {
        let path = &self.layers.file;
        self.found =
            self.found.or_else(|| Some(Setting { value: value?, source: Source::File(path.clone()) }));
        self
    }

    pub(super) fn or(self, default: T) -> Setting<T> {
        self.found.unwrap_or(Setting { value: default, source: Source::Default })
    }

    pub(super) fn or_else(self, default: impl FnOnce() -> Setting<T>) -> Setting<T> {
        self.found.unwrap_or_else(default)
    }

    pub(super) fn or_none(self) -> Setting<Option<T>> {
        match self.found {
            Some(Setting { value, source }) => Setting { value: Some(value), source },
            None => Setting { value: None, source: Source::Default },
        }
    }
}
