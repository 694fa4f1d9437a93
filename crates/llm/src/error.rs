//! What can go wrong between a request and the end of its answer.
//! No message may hold a key, a URL with credentials, or more than a line of what the provider said.

use std::{fmt, time::Duration};

/// The longest text of a provider that an error repeats, in characters.
const LONGEST_MESSAGE: usize = 200;

/// An error of a request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration cannot work.
    #[error("{what}")]
    Configuration {
        /// What is wrong and what to do.
        what: String,
    },
    /// No connection to the provider.
    #[error("cannot connect to {host}")]
    Connect {
        /// Host and port.
        host: String,
        /// Why not.
        #[source]
        source: reqwest::Error,
    },
    /// The provider kept silent for too long.
    #[error("{host} {what} within {after:?}")]
    Timeout {
        /// Host and port.
        host: String,
        /// What was waited for.
        what: Waiting,
        /// For how long.
        after: Duration,
    },
    /// The provider answered with an HTTP error.
    #[error("{host} answered with status {status}: {message}")]
    Status {
        /// Host and port.
        host: String,
        /// HTTP status.
        status: u16,
        /// What it said, in one line.
        message: String,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
        /// Whether the same request can succeed later.
        retryable: bool,
    },
    /// The quota of the day, or the money of the account, is used up: waiting for minutes brings nothing.
    #[error("{host} has no quota left for this key (status {status}): {message}")]
    QuotaExhausted {
        /// Host and port.
        host: String,
        /// HTTP status, also where it was reported inside an answer.
        status: u16,
        /// What it said, in one line.
        message: String,
    },
    /// What answered does not speak this protocol.
    #[error("{host} does not answer as a provider would: {detail}")]
    Protocol {
        /// Host and port.
        host: String,
        /// What it sent instead.
        detail: String,
    },
    /// A part of the answer could not be read.
    #[error("a part of the answer is not readable: {detail}")]
    Malformed {
        /// What is wrong with it.
        detail: String,
    },
    /// The connection broke before the answer was whole.
    #[error("the connection to {host} broke before the answer was whole")]
    Interrupted {
        /// Host and port.
        host: String,
        /// How it broke.
        #[source]
        source: reqwest::Error,
    },
    /// The answer ended without saying why.
    #[error("the answer ended early, without a finish reason")]
    Truncated,
    /// The provider reported an error inside an answer that had begun well.
    #[error("the provider failed during the answer: {message}")]
    Stream {
        /// What it said, in one line.
        message: String,
        /// Whether the same request can succeed later.
        retryable: bool,
    },
    /// The provider's filter let nothing of the question through.
    #[error("the provider blocked the question: {reason}")]
    Blocked {
        /// Its reason, in one line.
        reason: String,
    },
    /// The answer ended properly and held nothing.
    #[error("the answer is empty")]
    Empty,
    /// The table of models or prices cannot be read.
    #[error("the table of models is not usable: {what}")]
    Prices {
        /// Which row, and what is wrong with it.
        what: String,
    },
}

/// What a timeout was waiting for: one of the four limits on a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A connection, TLS included.
    Connection,
    /// The first content of an answer; headers, roles and thoughts are none.
    Response,
    /// The next content of an answer that had begun; comments, pings and thoughts are none.
    Next,
    /// The end of the answer.
    Whole,
}

impl Error {
    /// Whether the same request can succeed when sent again.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Connect { .. }
            | Self::Timeout { .. }
            | Self::Malformed { .. }
            | Self::Interrupted { .. }
            | Self::Truncated
            | Self::Empty => true,
            Self::Status { retryable, .. } | Self::Stream { retryable, .. } => *retryable,
            Self::Configuration { .. }
            | Self::QuotaExhausted { .. }
            | Self::Protocol { .. }
            | Self::Blocked { .. }
            | Self::Prices { .. } => false,
        }
    }

    /// How long the provider asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether the quota of the day (or the account's money) is used up, as opposed to a limit per minute. Such an
    /// error is never retryable; another provider may still answer.
    pub fn is_daily_quota(&self) -> bool {
        matches!(self, Self::QuotaExhausted { .. })
    }

    /// The HTTP status, where the provider answered with an error.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status { status, .. } | Self::QuotaExhausted { status, .. } => Some(*status),
            _ => None,
        }
    }
}

impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connection => "did not accept a connection",
            Self::Response => "did not begin to answer",
            Self::Next => "did not go on with the answer",
            Self::Whole => "did not end the answer",
        })
    }
}

/// One line of what a provider said, without `key`.
pub(crate) fn one_line(text: &str, key: &str) -> String {
    let text = if key.is_empty() { text.to_owned() } else { text.replace(key, "[key]") };
    let mut line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut short = line.next().unwrap_or_default().to_owned();
    for word in line {
        short.push(' ');
        short.push_str(word);
    }
    match short.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{}…", short.get(..end).unwrap_or_default()),
        None if short.is_empty() => "no explanation".to_owned(),
        None => short,
    }
}
