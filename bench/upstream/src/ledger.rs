//! What has happened to the server so far: requests, how each ended, open connections, and waiting for any of it.

use std::sync::Arc;

use tokio::sync::watch;

use crate::Received;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The whole answer was handed to the socket.
    Served,
    /// The client closed the connection before the answer was whole.
    ClosedByClient,
    /// The script told the server to break the connection.
    CutByServer,
}

/// The record, and a way to wait until it says something.
#[derive(Default)]
pub(crate) struct Ledger(watch::Sender<Record>);

#[derive(Default)]
struct Record {
    requests: Vec<(Arc<Received>, Option<Ending>)>,
    open_connections: usize,
}

/// One open connection; dropping it counts it as closed, also when its task is aborted.
pub(crate) struct OpenConnection<'a>(&'a Ledger);

impl Ledger {
    pub(crate) fn connection_opened(&self) -> OpenConnection<'_> {
        self.0.send_modify(|record| record.open_connections += 1);
        OpenConnection(self)
    }

    /// Numbers the request and keeps it.
    pub(crate) fn arrived(&self, mut received: Received) -> Arc<Received> {
        let mut kept = None;
        self.0.send_modify(|record| {
            received.number = record.requests.len() + 1;
            let received = Arc::new(received);
            record.requests.push((Arc::clone(&received), None));
            kept = Some(received);
        });
        kept.unwrap_or_default()
    }

    pub(crate) fn ended(&self, number: usize, ending: Ending) {
        self.0.send_modify(|record| {
            if let Some((_, slot)) = record.requests.get_mut(number.wrapping_sub(1)) {
                *slot = Some(ending);
            }
        });
    }

    pub(crate) fn received(&self) -> Vec<Arc<Received>> {
        self.0.borrow().requests.iter().map(|(received, _)| Arc::clone(received)).collect()
    }

    pub(crate) fn open_connections(&self) -> usize {
        self.0.borrow().open_connections
    }

    pub(crate) async fn wait_for_request(&self, number: usize) -> Arc<Received> {
        self.wait_for(|record| record.request(number).map(|(received, _)| Arc::clone(received))).await
    }

    pub(crate) async fn wait_for_ending(&self, number: usize) -> Ending {
        self.wait_for(|record| record.request(number).and_then(|(_, ending)| *ending)).await
    }

    pub(crate) async fn wait_for_connections(&self, count: usize) {
        self.wait_for(|record| (record.open_connections == count).then_some(())).await;
    }

    async fn wait_for<T>(&self, question: impl Fn(&Record) -> Option<T>) -> T {
        let mut changes = self.0.subscribe();
        loop {
            if let Some(answer) = question(&changes.borrow_and_update()) {
                return answer;
            }
            if changes.changed().await.is_err() {
                // The sender is borrowed by `self`, so it cannot be gone; wait rather than guess.
                std::future::pending::<()>().await;
            }
        }
    }
}

impl Record {
    fn request(&self, number: usize) -> Option<&(Arc<Received>, Option<Ending>)> {
        self.requests.get(number.checked_sub(1)?)
    }
}

impl Drop for OpenConnection<'_> {
    fn drop(&mut self) {
        self.0.0.send_modify(|record| record.open_connections -= 1);
    }
}
