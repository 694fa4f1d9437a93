//! Where text goes: results to standard output or a file, everything else to standard error.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
};

use anyhow::Context as _;
use report::Look;

/// Width where the terminal does not tell one.
const PLAIN_WIDTH: u16 = 100;

/// Writes a result. A reader that has gone (`dozor … | head`) is no error.
pub(crate) fn result(text: &str, file: Option<&Path>) -> anyhow::Result<()> {
    if let Some(path) = file {
        return std::fs::write(path, text)
            .with_context(|| format!("{} could not be written", path.display()));
    }
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

/// How a report should look where it goes.
pub(crate) fn look(file: Option<&Path>) -> Look {
    let to_terminal = file.is_none() && io::stdout().is_terminal();
    let coloured = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let width = if to_terminal { console::Term::stdout().size().1 } else { PLAIN_WIDTH };
    Look { colour: to_terminal && coloured, width }
}
