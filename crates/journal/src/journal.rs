//! What every journal does, whatever it keeps things in.

use std::{fmt, time::Duration};

use futures::{future::BoxFuture, stream::BoxStream};
use jiff::Timestamp;
use model::{AuditId, Brief, Event};

use crate::{
    Admission, Claim, Error, Lease, Listing, Page, Record, Submission, Submitted, Summary, Token, Usage,
    UsageQuery,
};

/// What a journal answers, once it is true on the disk.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, Error>>;

/// Keeps audits and their events, and lets others wait for them.
///
/// Whoever drops a future or a stream stops waiting; what was asked may have been done all the same.
pub trait Journal: fmt::Debug + Send + Sync {
    /// Takes in audits, all of them or none.
    ///
    /// A submission whose key and digest are known names the audit of then. Where `admission` says that it has to
    /// wait, its first event is `queued`.
    ///
    /// # Errors
    /// [`Error::KeyReused`], and [`Error::Full`] beyond what may wait.
    fn submit(&self, submissions: Vec<Submission>, admission: Admission) -> Answer<'_, Vec<Submitted>>;

    /// What is known of an audit in short; `None` where there is none.
    fn summary(&self, audit_id: AuditId) -> Answer<'_, Option<Summary>>;

    /// The brief of an audit; `None` where there is no such audit.
    fn brief(&self, audit_id: AuditId) -> Answer<'_, Option<Brief>>;

    /// Audits of one tenant, the newest first.
    fn list(&self, listing: Listing) -> Answer<'_, Page>;

    /// Claims the oldest audit that waits, or whose lease has run out; waits until there is one. Its events so far
    /// come with it. The lease ends after `time` unless it is renewed.
    fn claim(&self, time: Duration) -> Answer<'_, Claim>;

    /// Renews leases from now on for `time`; gives those that are lost.
    fn renew(&self, leases: Vec<Lease>, time: Duration) -> Answer<'_, Vec<Lease>>;

    /// Gives an audit back, to be claimed by anybody. Does nothing where the lease is lost.
    fn release(&self, lease: Lease) -> Answer<'_, ()>;

    /// Appends events, all of them or none, and counts `usage` in the same step. The number of the first must follow
    /// the last one stored.
    ///
    /// # Errors
    /// [`Error::WrongNumber`] where somebody was faster, [`Error::LeaseLost`], [`Error::Ended`], [`Error::Unknown`].
    fn append(&self, lease: Lease, events: Vec<Event>, usage: Vec<Usage>) -> Answer<'_, ()>;

    /// At most `limit` records after number `after`, in order.
    fn read(&self, audit_id: AuditId, after: u64, limit: u32) -> Answer<'_, Vec<Record>>;

    /// The records after number `after`, those to come included. Ends after the last event, at once where `after` is
    /// the last event or beyond, and with an error where the audit is erased.
    fn follow(&self, audit_id: AuditId, after: u64) -> BoxStream<'static, Result<Record, Error>>;

    /// Asks that an audit be cancelled; `false` where it has ended. One that nobody has claimed ends at once; another
    /// ends when its holder has seen [`cancelled`](Self::cancelled).
    ///
    /// # Errors
    /// [`Error::Unknown`].
    fn cancel(&self, audit_id: AuditId) -> Answer<'_, bool>;

    /// Comes back when the audit is to be cancelled, or has been erased. For its holder.
    fn cancelled(&self, audit_id: AuditId) -> Answer<'static, ()>;

    /// Erases an audit: its brief, its events, its key. `false` where there is none. Its usage stays counted.
    fn erase(&self, audit_id: AuditId) -> Answer<'_, bool>;

    /// Erases the audits that ended before `before`; gives their number.
    fn retain(&self, before: Timestamp) -> Answer<'_, u64>;

    /// Usage counted by tenant, day and provider, in that order.
    fn usage(&self, query: UsageQuery) -> Answer<'_, Vec<Usage>>;

    /// Keeps a token.
    ///
    /// # Errors
    /// [`Error::NameTaken`].
    fn add_token(&self, token: Token) -> Answer<'_, ()>;

    /// All tokens, by name.
    fn tokens(&self) -> Answer<'_, Vec<Token>>;

    /// The token with that public id.
    fn token(&self, id: String) -> Answer<'_, Option<Token>>;

    /// Forgets the token of that name; `false` where there is none.
    fn revoke_token(&self, name: String) -> Answer<'_, bool>;

    /// Comes back when something has been written and synced: the journal can take audits.
    fn ready(&self) -> Answer<'_, ()>;

    /// What is not whole, in words for the operator; empty where everything is.
    fn check(&self) -> Answer<'_, Vec<String>>;
}
