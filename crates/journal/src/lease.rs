//! The right to run an audit, for a time.

use model::{AuditId, Brief, Event};

/// The right to append to an audit. Whoever claims it next makes this one void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The audit.
    pub audit_id: AuditId,
    /// Grows with every claim of the audit.
    pub fence: u64,
}

/// An audit to run.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The right to append to it.
    pub lease: Lease,
    /// Whose audit it is.
    pub tenant: String,
    /// What is to be audited.
    pub brief: Brief,
    /// The audit of which only what failed or was cut is asked again.
    pub retry_of: Option<AuditId>,
    /// What has happened already; empty for one that nobody has begun, but for `queued`.
    pub earlier: Vec<Event>,
}
