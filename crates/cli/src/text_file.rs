//! Text files that the user named: read up to a limit, whatever the file claims to be, and as UTF-8.

use std::{fs::File, io::Read, path::Path};

use anyhow::{Context as _, bail};

/// Largest file of settings, prices or a prompt, in bytes.
pub(crate) const SMALL: u64 = 1024 * 1024;

/// The text of a file with at most `most` bytes.
pub(crate) fn read(path: &Path, most: u64) -> anyhow::Result<String> {
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| format!("{name} could not be opened"))?;
    let metadata = file.metadata().with_context(|| format!("{name} could not be opened"))?;
    if metadata.is_dir() {
        bail!("{name} is a directory; name a file in it");
    }
    if metadata.len() > most {
        bail!("{name} has {}, at most {} are read", megabytes(metadata.len()), megabytes(most));
    }
    read_from(file, &name, most)
}

/// The text of anything with at most `most` bytes. A device may give more than it claims to hold.
pub(crate) fn read_from(source: impl Read, name: &str, most: u64) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes).with_context(|| format!("{name} could not be read"))?;
    if bytes.len() as u64 > most {
        bail!("{name} is longer than {}, and no more is read", megabytes(most));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!(
            "{name} is not UTF-8 text (line {line}); save it as UTF-8, or give a spreadsheet with --boq"
        )
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes * 10 / (1024 * 1024);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
