//! From what the user named on the command line to briefs: files, standard input, documents, bills.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use model::{Brief, Document};

use crate::{args, text_file};

/// Largest brief, in bytes. One with 10,000 positions has some 3 MB.
const BRIEF_BYTES: u64 = 8 * 1024 * 1024;

/// A brief and what was told about its bills while they were read.
#[derive(Debug)]
pub(crate) struct Input {
    /// What to call it in messages.
    pub(crate) name: String,
    pub(crate) brief: Brief,
    /// What the importer warned about, with the bill's file name.
    pub(crate) warnings: Vec<(String, boq::Warning)>,
    /// Pages of documents that hold no text, with the document's name.
    pub(crate) unread_pages: Vec<(String, Vec<u32>)>,
}

/// What the user named: each brief by its path, or `None` for one that is made of flags alone.
///
/// Flags that describe a project belong to one brief, so they cannot stand beside several.
pub(crate) fn named(arguments: &args::Audit) -> anyhow::Result<Vec<Option<&Path>>> {
    let described =
        arguments.describe.is_some() || !arguments.documents.is_empty() || !arguments.bills.is_empty();
    match arguments.briefs.as_slice() {
        [] if !described => bail!(
            "there is nothing to audit: name a brief, or give --describe or --document, and --boq for a bill of \
             quantities (see dozor audit --help)"
        ),
        [] => Ok(vec![None]),
        [_, _, ..] if described => {
            bail!("--describe, --document and --boq belong to one brief; several were named")
        }
        briefs => Ok(briefs.iter().map(|path| Some(path.as_path())).collect()),
    }
}

/// Reads one of them.
pub(crate) fn read(path: Option<&Path>, arguments: &args::Audit) -> anyhow::Result<Input> {
    let (name, brief) = match path {
        None => ("the command line".to_owned(), Brief::default()),
        Some(path) => read_brief(path)?,
    };
    complete(&name, brief, arguments)
}

/// Adds what the flags say and checks the whole.
fn complete(name: &str, mut brief: Brief, arguments: &args::Audit) -> anyhow::Result<Input> {
    if let Some(description) = &arguments.describe {
        brief.project_description.clone_from(description);
    }
    let mut unread_pages = Vec::new();
    for path in &arguments.documents {
        let reading = documents::read(path, &documents::Limits::default())?;
        if !reading.pages_without_text.is_empty() {
            unread_pages.push((reading.document.name.clone(), reading.pages_without_text));
        }
        brief.documents.push(reading.document);
    }
    let mut warnings = Vec::new();
    for path in &arguments.bills {
        let bill = boq::read(path, &boq::Limits::default())?;
        warnings.extend(bill.warnings.into_iter().map(|warning| (bill.source.clone(), warning)));
        brief.positions.extend(bill.positions);
    }
    brief.check().with_context(|| format!("{name} is not a brief"))?;
    Ok(Input { name: name.to_owned(), brief, warnings, unread_pages })
}

fn read_brief(path: &Path) -> anyhow::Result<(String, Brief)> {
    let (name, text) = if path == Path::new("-") {
        (
            "standard input".to_owned(),
            text_file::read_from(std::io::stdin().lock(), "standard input", BRIEF_BYTES)?,
        )
    } else {
        (path.display().to_string(), text_file::read(path, BRIEF_BYTES)?)
    };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let brief = match Written::of(extension, &text) {
        Written::Json => Brief::from_json(&text),
        Written::Toml => Brief::from_toml(&text),
        Written::Plain if text.chars().count() > model::brief::DESCRIPTION_MAX => {
            let document = Document { name: file_name(path), text };
            Ok(Brief { documents: vec![document], ..Brief::default() })
        }
        Written::Plain => Ok(Brief { project_description: text, ..Brief::default() }),
    };
    let brief = brief.with_context(|| format!("{name} is not a brief"))?;
    Ok((name, brief))
}

/// How a brief is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Json,
    Toml,
    /// A description in plain text or Markdown.
    Plain,
}

impl Written {
    /// By the file's ending where it has a known one, else by the first line that says something.
    fn of(extension: &str, text: &str) -> Self {
        match extension.to_lowercase().as_str() {
            "json" => return Self::Json,
            "toml" => return Self::Toml,
            "txt" | "md" => return Self::Plain,
            _ => {}
        }
        let lines = text.lines().map(str::trim);
        let first = lines.clone().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
        let is_key = |key: &str| {
            let key = key.trim();
            !key.is_empty()
                && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'))
        };
        if first.starts_with('{') {
            Self::Json
        } else if first.starts_with('[') || first.split_once('=').is_some_and(|(key, _)| is_key(key)) {
            Self::Toml
        } else {
            Self::Plain
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| PathBuf::from(path), PathBuf::from).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn the_way_a_brief_is_written_is_told_by_its_content_where_the_name_does_not() {
        for (text, written) in [
            ("{\"question\": \"Strop\"}", Written::Json),
            ("# a comment\n\nproject_description = \"Strop\"", Written::Toml),
            ("[options]\nlang = \"cs\"", Written::Toml),
            ("Základový pas 45 m, beton C25/30", Written::Plain),
            ("Deska tl. = 200 mm", Written::Plain),
            ("", Written::Plain),
        ] {
            assert_eq!(Written::of("", text), written, "{text:?}");
        }
        assert_eq!(Written::of("JSON", "Strop"), Written::Json);
        assert_eq!(Written::of("md", "{"), Written::Plain);
    }
}
