//! A few connections that read beside the writer, each on a thread of the blocking pool while it is used.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags};
use tokio::{sync::Semaphore, task};

use super::{rows::Failure, schema};
use crate::Error;

/// Connections at most; whoever comes beyond waits.
const CONNECTIONS: usize = 4;

/// The connections that nobody uses at the moment.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    free: Mutex<Vec<Connection>>,
    places: Semaphore,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, free: Mutex::new(Vec::new()), places: Semaphore::new(CONNECTIONS) }
    }

    pub(super) fn read<T: Send + 'static>(
        self: &Arc<Self>,
        doing: &'static str,
        read: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        let readers = Arc::clone(self);
        async move {
            let _place = readers.places.acquire().await.map_err(|_| Error::Closed)?;
            let at_work = Arc::clone(&readers);
            let done = task::spawn_blocking(move || at_work.with_connection(read)).await;
            done.map_err(|_| Error::Closed)?.map_err(|failure| failure.into_error(doing))
        }
    }

    fn with_connection<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match free {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let result = read(&connection);
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        result
    }

    fn connect(&self) -> Result<Connection, Failure> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        schema::set_up_reader(&connection)?;
        Ok(connection)
    }
}
