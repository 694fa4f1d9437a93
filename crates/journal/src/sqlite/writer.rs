//! The one thread that writes. Whatever waits when it is free goes to the disk with one sync, and only then are those
//! who asked told, and watchers shown, what has happened.

use std::{fmt, sync::mpsc as std_mpsc, thread, time::Instant};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::rows::Failure;
use crate::Error;

/// Writes that may wait for the thread; those beyond wait for a place.
const WAITING: usize = 1_024;
/// Writes that share a sync at most.
const TOGETHER: usize = 512;

/// A handle on the writing thread. The thread ends when the handle is dropped, after what it was given.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// Something to write, and somebody to tell.
trait Job: Send {
    /// Writes; `false` where what was written is to be taken back. Without a connection the job is refused.
    fn work(&mut self, connection: &Connection) -> bool;
    /// Tells. `synced` is what became of the whole group.
    fn settle(self: Box<Self>, synced: &Result<(), String>);
    /// Whether it has to stand outside a transaction.
    fn is_plain(&self) -> bool;
}

struct Write<T, W, P> {
    doing: &'static str,
    plain: bool,
    work: Option<W>,
    result: Option<Result<T, Error>>,
    publish: P,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T, W, P> Job for Write<T, W, P>
where
    T: Send,
    W: FnOnce(&Connection) -> Result<T, Failure> + Send,
    P: FnOnce(&T) + Send,
{
    fn work(&mut self, connection: &Connection) -> bool {
        let result =
            self.work.take().map(|work| work(connection).map_err(|failure| failure.into_error(self.doing)));
        let written = matches!(result, Some(Ok(_)));
        self.result = result;
        written
    }

    fn settle(self: Box<Self>, synced: &Result<(), String>) {
        let result = match (self.result, synced) {
            (Some(Ok(value)), Ok(())) => {
                (self.publish)(&value);
                Ok(value)
            }
            (Some(Err(error)), _) => Err(error),
            (_, Err(cause)) => Err(Error::Storage { doing: self.doing, cause: cause.clone().into() }),
            (None, Ok(())) => Err(Error::Closed),
        };
        // Whoever asked may have stopped waiting.
        let _ = self.reply.send(result);
    }

    fn is_plain(&self) -> bool {
        self.plain
    }
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Self, Error> {
        let (jobs, waiting) = mpsc::channel(WAITING);
        let (started, has_started) = std_mpsc::channel();
        let thread = thread::Builder::new()
            .name("journal-writer".to_owned())
            .spawn(move || {
                let _ = started.send(());
                write_until_closed(&connection, waiting);
            })
            .map_err(super::storage("start its thread"))?;
        has_started.recv().map_err(super::storage("start its thread"))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Writes within the next transaction; comes back when it is synced. `publish` is called then, before anybody
    /// else is told.
    pub(super) fn write<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
        publish: impl FnOnce(&T) + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        self.give(doing, false, work, publish)
    }

    /// Writes outside any transaction.
    pub(super) fn write_plainly<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        self.give(doing, true, work, |_| {})
    }

    fn give<T: Send + 'static>(
        &self,
        doing: &'static str,
        plain: bool,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
        publish: impl FnOnce(&T) + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        let (reply, answer) = oneshot::channel();
        let jobs = self.jobs.clone();
        let job = Box::new(Write { doing, plain, work: Some(work), result: None, publish, reply });
        async move {
            let jobs = jobs.ok_or(Error::Closed)?;
            jobs.send(job).await.map_err(|_| Error::Closed)?;
            drop(jobs);
            answer.await.map_err(|_| Error::Closed)?
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

fn write_until_closed(connection: &Connection, mut waiting: mpsc::Receiver<Box<dyn Job>>) {
    let mut group: Vec<Box<dyn Job>> = Vec::new();
    while let Some(first) = waiting.blocking_recv() {
        let mut next = Some(first);
        while let Some(job) = next.take() {
            if job.is_plain() {
                commit(connection, &mut group);
                write_one_plainly(connection, job);
            } else {
                group.push(job);
            }
            if group.len() < TOGETHER {
                next = waiting.try_recv().ok();
            }
        }
        commit(connection, &mut group);
    }
    let _ = super::schema::truncate_log(connection);
}

fn write_one_plainly(connection: &Connection, mut job: Box<dyn Job>) {
    job.work(connection);
    job.settle(&Ok(()));
}

#[expect(clippy::disallowed_methods, reason = "a thread of its own, beside tokio and its clock")]
fn commit(connection: &Connection, group: &mut Vec<Box<dyn Job>>) {
    if group.is_empty() {
        return;
    }
    let began = Instant::now();
    let synced = write_together(connection, group).map_err(|error| error.to_string());
    if synced.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    metrics::histogram!("dozor_journal_sync_seconds").record(began.elapsed());
    #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
    metrics::histogram!("dozor_journal_writes_per_sync").record(group.len() as f64);
    for job in group.drain(..) {
        job.settle(&synced);
    }
}

fn write_together(connection: &Connection, group: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    for job in group {
        connection.prepare_cached("SAVEPOINT job")?.execute([])?;
        if !job.work(connection) {
            connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
        }
        connection.prepare_cached("RELEASE job")?.execute([])?;
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}
