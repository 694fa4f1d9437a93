//! Where text goes: results to standard output or a file, everything else to standard error.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
};

use anyhow::{Context as _, bail};
use report::Look;

/// Width where the terminal does not tell one.
const PLAIN_WIDTH: u16 = 100;

/// Whether a result can be written there, before anybody works or pays for it. No brief may be overwritten.
pub(crate) fn check(file: &Path, briefs: &[Option<&Path>]) -> anyhow::Result<()> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        bail!("--output {}: there is no folder {}", file.display(), folder.display());
    }
    if file.is_dir() {
        bail!("--output {} is a directory; name a file in it", file.display());
    }
    let same = |brief: &Path| {
        brief.canonicalize().is_ok_and(|brief| file.canonicalize().is_ok_and(|file| file == brief))
    };
    if briefs.iter().flatten().any(|brief| same(brief)) {
        bail!("--output {} is the brief itself, and would overwrite it", file.display());
    }
    Ok(())
}

/// Writes a result. A reader that has gone (`dozor … | head`) is no error; what a file cannot take goes to standard
/// output, so that no result is lost.
pub(crate) fn result(text: &str, file: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = file else { return print(text) };
    if let Err(error) = std::fs::write(path, text) {
        print(text)?;
        return Err(error)
            .with_context(|| format!("{} could not be written; the result was printed", path.display()));
    }
    Ok(())
}

fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("standard output could not be written")
        }
        _ => Ok(()),
    }
}

/// Tells something beside the result.
pub(crate) fn note(line: &str) {
    // Nobody is left to be told when standard error is gone.
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// The day (UTC) that prices are looked up for.
pub(crate) fn today() -> String {
    jiff::Timestamp::now().strftime("%F").to_string()
}

/// How a report should look where it goes.
pub(crate) fn look(file: Option<&Path>) -> Look {
    let to_terminal = file.is_none() && io::stdout().is_terminal();
    let coloured = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let width = if to_terminal { console::Term::stdout().size().1 } else { PLAIN_WIDTH };
    Look { colour: to_terminal && coloured, width }
}
