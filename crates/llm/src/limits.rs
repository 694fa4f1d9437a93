//! How long each part of a call may take. Four limits, because a slow answer and a dead one look alike to one.

use std::time::Duration;

use tokio::time::Instant;

use crate::Waiting;

/// How long the counts of an answer that has ended may take to follow.
const COUNTS: Duration = Duration::from_secs(2);

/// The four limits on a call. Each has its [`Waiting`] in [`crate::Error::Timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For a connection, TLS included.
    pub connect: Duration,
    /// From the request to the first content. Headers, roles, comments, pings and thoughts are no content.
    pub first_content: Duration,
    /// Between two parts of the content.
    pub idle: Duration,
    /// From the request to the end of the answer.
    pub total: Duration,
}

impl Default for Limits {
    /// 5 s to connect, 60 s to the first content and between two, 10 minutes in all. Whoever asks may have less time:
    /// dropping the stream ends the call.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            first_content: Duration::from_mins(1),
            idle: Duration::from_mins(1),
            total: Duration::from_mins(10),
        }
    }
}

/// The limits of one call while it goes on.
#[derive(Debug)]
pub(crate) struct Watch {
    limits: Limits,
    begun: Instant,
    last_content: Option<Instant>,
}

/// What is waited for, until when, and how long that is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    pub(crate) what: Waiting,
    pub(crate) until: Instant,
    pub(crate) limit: Duration,
}

impl Watch {
    pub(crate) fn begin(limits: Limits) -> Self {
        Self { limits, begun: Instant::now(), last_content: None }
    }

    pub(crate) fn content_came(&mut self) {
        self.last_content = Some(Instant::now());
    }

    /// The limit that runs out first.
    pub(crate) fn wait(&self) -> Wait {
        let Limits { first_content, idle, total, .. } = self.limits;
        let whole = Wait { what: Waiting::Whole, until: self.begun + total, limit: total };
        let next = match self.last_content {
            None => Wait { what: Waiting::Response, until: self.begun + first_content, limit: first_content },
            Some(last) => Wait { what: Waiting::Next, until: last + idle, limit: idle },
        };
        if whole.until < next.until { whole } else { next }
    }

    /// The same for what may follow an answer that has ended.
    pub(crate) fn wait_for_counts(&self) -> Wait {
        let wait = self.wait();
        Wait { until: wait.until.min(Instant::now() + COUNTS), ..wait }
    }
}
