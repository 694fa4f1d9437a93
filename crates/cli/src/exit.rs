//! Exit codes, and the one place where an error is shown.

use std::process::ExitCode;

/// How a command ended without an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// Done, and the audit's mark is at or beyond `--fail-on`.
    MarkReached,
    /// Stopped by Ctrl-C.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::MarkReached => Self::from(3),
            Exit::Interrupted => Self::from(130),
        }
    }
}

/// Shows an error with its causes.
pub(crate) fn show(error: &anyhow::Error) {
    let mut lines = format!("error: {error}");
    for cause in error.chain().skip(1) {
        lines.push_str("\n  because: ");
        lines.push_str(&cause.to_string());
    }
    crate::output::note(&lines);
}

/// Shows the error that a command ended with, and gives the exit code for it.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    show(error);
    ExitCode::FAILURE
}
