//! The journal in one SQLite file: one thread writes and syncs for all who wait, others read beside it.
//!
//! One service holds the file at a time; short commands such as `dozor token` may use it beside the service.

mod audits;
mod events;
mod follow;
mod leases;
mod readers;
mod rows;
mod schema;
mod tokens;
mod usage;
mod writer;

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use futures::{FutureExt as _, StreamExt as _, stream::BoxStream};
use jiff::Timestamp;
use model::{AuditId, Brief, Event};
use rusqlite::Connection;
use tokio::sync::Notify;

use self::{readers::Readers, writer::Writer};
use crate::{
    Admission, Answer, Claim, Error, Journal, Lease, Listing, Page, Record, Submission, Submitted, Summary,
    Token, Usage, UsageQuery, live::Live,
};

/// How often a waiting claim looks for leases that have run out.
const LOOK_FOR_LOST_LEASES: Duration = Duration::from_secs(1);

/// A journal in an SQLite file.
#[derive(Debug)]
pub struct Sqlite {
    writer: Writer,
    readers: Arc<Readers>,
    live: Arc<Live>,
    /// Rung when an audit can be claimed.
    work: Arc<Notify>,
    /// Held for as long as this service holds the journal.
    _lock: Option<File>,
}

impl Sqlite {
    /// Opens the journal for a service, makes it where there is none, brings its schema up to date and checks that it
    /// is whole. Leases of a service that died are void: nobody else can have the file.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::NewerSchema`], [`Error::Damaged`], [`Error::Storage`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(storage("make its folder"))?;
        }
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(beside(path, ".lock"))
            .map_err(storage("make its lock file"))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::InUse { journal: name.clone() },
            TryLockError::Error(cause) => storage("lock the file")(cause),
        })?;
        let connection = schema::open(path)?;
        schema::check_quickly(&connection, &name)?;
        leases::void_all(&connection)?;
        Self::start(path, connection, Some(lock))
    }

    /// Opens the journal beside a service that may be running, to look at it and to keep tokens.
    ///
    /// # Errors
    /// As [`open`](Self::open), but for [`Error::InUse`].
    pub fn open_beside(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(storage("make its folder"))?;
        }
        Self::start(path, schema::open(path)?, None)
    }

    fn start(path: &Path, connection: Connection, lock: Option<File>) -> Result<Self, Error> {
        Ok(Self {
            writer: Writer::start(connection)?,
            readers: Arc::new(Readers::new(path.to_path_buf())),
            live: Arc::new(Live::default()),
            work: Arc::new(Notify::new()),
            _lock: lock,
        })
    }
}

impl Journal for Sqlite {
    fn submit(&self, submissions: Vec<Submission>, admission: Admission) -> Answer<'_, Vec<Submitted>> {
        let work = Arc::clone(&self.work);
        let written = self.writer.write(
            "take in an audit",
            move |connection| audits::submit(connection, &submissions, admission),
            move |_| work.notify_waiters(),
        );
        written.boxed()
    }

    fn summary(&self, audit_id: AuditId) -> Answer<'_, Option<Summary>> {
        self.readers.read("look up an audit", move |connection| audits::summary(connection, audit_id)).boxed()
    }

    fn brief(&self, audit_id: AuditId) -> Answer<'_, Option<Brief>> {
        self.readers.read("read a brief", move |connection| audits::brief(connection, audit_id)).boxed()
    }

    fn list(&self, listing: Listing) -> Answer<'_, Page> {
        self.readers.read("list audits", move |connection| audits::list(connection, &listing)).boxed()
    }

    fn claim(&self, time: Duration) -> Answer<'_, Claim> {
        async move {
            loop {
                let mut rung = std::pin::pin!(self.work.notified());
                // Before the look, so that what comes in after it is heard.
                rung.as_mut().enable();
                let claimed = self
                    .writer
                    .write("claim an audit", move |connection| leases::claim(connection, time), |_| {})
                    .await?;
                if let Some(claimed) = claimed {
                    let audit_id = claimed.lease.audit_id;
                    let earlier = self
                        .readers
                        .read("read events", move |connection| events::all(connection, audit_id))
                        .await?;
                    return claimed.with(earlier);
                }
                let _ = tokio::time::timeout(LOOK_FOR_LOST_LEASES, rung).await;
            }
        }
        .boxed()
    }

    fn renew(&self, leases: Vec<Lease>, time: Duration) -> Answer<'_, Vec<Lease>> {
        let written = self.writer.write(
            "renew leases",
            move |connection| leases::renew(connection, &leases, time),
            |_| {},
        );
        written.boxed()
    }

    fn release(&self, lease: Lease) -> Answer<'_, ()> {
        let work = Arc::clone(&self.work);
        let written = self.writer.write(
            "release a lease",
            move |connection| leases::release(connection, lease),
            move |()| work.notify_waiters(),
        );
        written.boxed()
    }

    fn append(&self, lease: Lease, events: Vec<Event>, usage: Vec<Usage>) -> Answer<'_, ()> {
        let live = Arc::clone(&self.live);
        async move {
            let records = events.iter().map(Record::of).collect::<Result<Vec<_>, _>>()?;
            let work = move |connection: &Connection| {
                events::append(connection, lease, &events, &records)?;
                usage::add(connection, &usage)?;
                Ok(records)
            };
            let publish = move |records: &Vec<Record>| live.publish(lease.audit_id, records);
            self.writer.write("append events", work, publish).await.map(|_| ())
        }
        .boxed()
    }

    fn read(&self, audit_id: AuditId, after: u64, limit: u32) -> Answer<'_, Vec<Record>> {
        let read = move |connection: &Connection| events::read(connection, audit_id, after, limit);
        self.readers.read("read events", read).boxed()
    }

    fn follow(&self, audit_id: AuditId, after: u64) -> BoxStream<'static, Result<Record, Error>> {
        follow::follow(Arc::clone(&self.readers), self.live.subscribe(audit_id), after).boxed()
    }

    fn cancel(&self, audit_id: AuditId) -> Answer<'_, bool> {
        let live = Arc::clone(&self.live);
        let written = self.writer.write(
            "cancel an audit",
            move |connection| leases::cancel(connection, audit_id),
            move |done| match done {
                leases::Cancel::Ended(record) => live.publish(audit_id, std::slice::from_ref(record)),
                leases::Cancel::Asked => live.change(audit_id, |tail| tail.cancel = true),
                leases::Cancel::TooLate => {}
            },
        );
        async move { Ok(!matches!(written.await?, leases::Cancel::TooLate)) }.boxed()
    }

    fn cancelled(&self, audit_id: AuditId) -> Answer<'static, ()> {
        let mut tail = self.live.subscribe(audit_id);
        let readers = Arc::clone(&self.readers);
        async move {
            let asked = move |connection: &Connection| leases::is_cancelled(connection, audit_id);
            if readers.read("look for a cancellation", asked).await? {
                return Ok(());
            }
            while tail.look(|tail| !tail.cancel && !tail.erased) == Some(true) {
                tail.changed().await;
            }
            Ok(())
        }
        .boxed()
    }

    fn erase(&self, audit_id: AuditId) -> Answer<'_, bool> {
        let live = Arc::clone(&self.live);
        let written = self.writer.write(
            "erase an audit",
            move |connection| audits::erase(connection, audit_id),
            move |_| live.change(audit_id, |tail| tail.erased = true),
        );
        async move {
            let erased = written.await?;
            // The log still holds what was written to the file before.
            self.writer.write_plainly("empty its log", schema::truncate_log).await?;
            Ok(erased)
        }
        .boxed()
    }

    fn retain(&self, before: Timestamp) -> Answer<'_, u64> {
        async move {
            let mut erased = 0;
            loop {
                let some = self.writer.write(
                    "erase old audits",
                    move |connection| audits::erase_some_before(connection, before),
                    |_| {},
                );
                match some.await? {
                    0 => break,
                    some => erased += some,
                }
            }
            if erased > 0 {
                self.writer.write_plainly("empty its log", schema::truncate_log).await?;
            }
            Ok(erased)
        }
        .boxed()
    }

    fn usage(&self, query: UsageQuery) -> Answer<'_, Vec<Usage>> {
        self.readers.read("sum up usage", move |connection| usage::of(connection, &query)).boxed()
    }

    fn add_token(&self, token: Token) -> Answer<'_, ()> {
        self.writer.write("keep a token", move |connection| tokens::add(connection, &token), |()| {}).boxed()
    }

    fn tokens(&self) -> Answer<'_, Vec<Token>> {
        self.readers.read("list tokens", tokens::all).boxed()
    }

    fn token(&self, id: String) -> Answer<'_, Option<Token>> {
        self.readers.read("look up a token", move |connection| tokens::with_id(connection, &id)).boxed()
    }

    fn revoke_token(&self, name: String) -> Answer<'_, bool> {
        self.writer
            .write("revoke a token", move |connection| tokens::revoke(connection, &name), |_| {})
            .boxed()
    }

    fn ready(&self) -> Answer<'_, ()> {
        self.writer.write("write", schema::stamp, |()| {}).boxed()
    }

    fn check(&self) -> Answer<'_, Vec<String>> {
        self.readers.read("check itself", schema::check).boxed()
    }
}

fn storage<E: std::error::Error + Send + Sync + 'static>(doing: &'static str) -> impl FnOnce(E) -> Error {
    move |cause| Error::Storage { doing, cause: cause.into() }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
