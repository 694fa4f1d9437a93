//! Which journal is meant, and where the data folder is.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::config::Environment;

/// Name of the journal in the data folder.
const FILE: &str = "journal.db";

/// The file of the journal that is named, or of the one in the data folder.
pub(crate) fn file(named: Option<&str>, environment: &Environment) -> anyhow::Result<PathBuf> {
    match named {
        None => Ok(data_folder(environment)?.join(FILE)),
        Some(name) => match name.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Path::new(path).to_path_buf()),
            _ => bail!("journal {name:?} is not known here; name a file as sqlite:PATH"),
        },
    }
}

fn data_folder(environment: &Environment) -> anyhow::Result<PathBuf> {
    match environment.data_folder() {
        Some(folder) => Ok(folder),
        None => {
            Ok(dirs::data_dir().context("there is no data folder; name one in DOZOR_DATA_DIR")?.join("dozor"))
        }
    }
}
