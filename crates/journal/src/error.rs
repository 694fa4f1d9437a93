//! What a journal can refuse, and what can go wrong with it.

use std::error;

use model::AuditId;

/// Why a journal did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such audit, or it has been erased.
    #[error("there is no audit {audit_id}")]
    Unknown {
        /// The audit.
        audit_id: AuditId,
    },
    /// Somebody else has appended in the meantime. Nothing was appended.
    #[error("audit {audit_id} goes on with event {expected}, not {found}")]
    WrongNumber {
        /// The audit.
        audit_id: AuditId,
        /// The number that comes next.
        expected: u64,
        /// The number that was to be appended.
        found: u64,
    },
    /// The lease has run out and somebody else has the audit, or it was given back. Nothing was appended.
    #[error("the lease of audit {audit_id} is lost")]
    LeaseLost {
        /// The audit.
        audit_id: AuditId,
    },
    /// The last event is there; nothing may follow it.
    #[error("audit {audit_id} has ended")]
    Ended {
        /// The audit.
        audit_id: AuditId,
    },
    /// The idempotency key stands for another request.
    #[error("the idempotency key {key:?} was used before, for another request")]
    KeyReused {
        /// The key.
        key: String,
    },
    /// As many audits wait as may.
    #[error("{waiting} audits wait already")]
    Full {
        /// How many.
        waiting: u32,
    },
    /// A token of that name exists.
    #[error("there is a token named {name:?} already")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A later version of Dozor has written it.
    #[error("the journal has the schema {found}, this version of dozor knows {known}: use a newer dozor")]
    NewerSchema {
        /// The schema that it has.
        found: u32,
        /// The newest schema that is known here.
        known: u32,
    },
    /// Another service holds it.
    #[error("journal {journal} is in use by another dozor serve: stop it, or name another journal")]
    InUse {
        /// Where it is.
        journal: String,
    },
    /// It is not whole.
    #[error("journal {journal} is damaged ({problem}): restore it from a backup, or name another journal")]
    Damaged {
        /// Where it is.
        journal: String,
        /// What is wrong first.
        problem: String,
    },
    /// What is stored cannot be read back.
    #[error("{what} in the journal cannot be read")]
    Unreadable {
        /// What it is.
        what: &'static str,
        /// Why.
        #[source]
        cause: Box<dyn error::Error + Send + Sync>,
    },
    /// The store itself failed: the disk is full, the file is gone, the connection is lost.
    #[error("the journal could not {doing}")]
    Storage {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        cause: Box<dyn error::Error + Send + Sync>,
    },
    /// The journal was closed while it was asked.
    #[error("the journal is closed")]
    Closed,
}
