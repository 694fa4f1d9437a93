//! Audits as they come in, and as they are listed.

use jiff::Timestamp;
use model::{AuditId, Brief, Mark, Number};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An audit that somebody wants.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Its id, a UUID of version 7: audits are listed in the order of their ids.
    pub audit_id: AuditId,
    /// Whose audit it is.
    pub tenant: String,
    /// What is to be audited.
    pub brief: Brief,
    /// When it came.
    pub submitted_at: Timestamp,
    /// So that the same request sent twice is one audit.
    pub key: Option<Key>,
    /// The audit of which only what failed or was cut is to be asked again.
    pub retry_of: Option<AuditId>,
}

/// An idempotency key of a tenant's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As the client chose it.
    pub text: String,
    /// Digest of the whole request.
    pub digest: [u8; 32],
}

/// How many audits may be unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// At once; those beyond wait.
    pub running: u32,
    /// Waiting; those beyond are refused.
    pub waiting: u32,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The audit.
    pub audit_id: AuditId,
    /// Whether it had been submitted before, under the same key.
    pub known: bool,
}

/// How far an audit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum State {
    /// Nobody has claimed it.
    Waiting,
    /// Somebody is at it.
    Running,
    /// Its last event is `final_result`.
    Completed,
    /// Its last event is `error`.
    Failed,
    /// Its last event is `cancelled`.
    Cancelled,
}

impl State {
    /// Every state, in order.
    pub const ALL: &'static [Self] =
        &[Self::Waiting, Self::Running, Self::Completed, Self::Failed, Self::Cancelled];

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more will happen.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Cancelled)
    }
}

/// An audit in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Its id.
    #[schemars(with = "String", extend("format" = "uuid"))]
    pub audit_id: AuditId,
    /// Whose audit it is.
    pub tenant: String,
    /// How far it is.
    pub state: State,
    /// The beginning of its description.
    pub description: String,
    /// When it came.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub submitted_at: Timestamp,
    /// When its last event happened.
    #[schemars(with = "Option<String>")]
    pub ended_at: Option<Timestamp>,
    /// The audit's mark, where there is an audit.
    pub mark: Option<Mark>,
    /// What its queries cost in USD; `null` where that is not known.
    pub cost_usd: Option<Number>,
    /// Number of its last event so far; 0 where nothing has happened.
    pub last_event: u64,
    /// The audit of which this one asks what failed or was cut.
    #[schemars(with = "Option<String>")]
    pub retry_of: Option<AuditId>,
}

/// Which audits to list.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Whose.
    pub tenant: String,
    /// Those older than this one; it need not exist any more.
    pub before: Option<AuditId>,
    /// At most so many.
    pub limit: u32,
    /// Words that the description holds, by their beginnings, without regard to case and diacritics; empty for all.
    pub words: Vec<String>,
}

/// Some of the audits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The newest first.
    pub audits: Vec<Summary>,
    /// Whether there are older ones.
    pub more: bool,
}
