//! What happens to the audits that somebody watches: the newest records, shared by all of an audit's watchers.
//!
//! A watcher holds a number and nothing else. One that falls behind the shared tail reads the store again, so that
//! its slowness costs nobody memory.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use model::AuditId;
use tokio::sync::watch;

use crate::Record;

/// Records that a tail holds at most.
const TAIL_RECORDS: usize = 32;
/// Bytes that a tail holds at most; the newest record is always there.
const TAIL_BYTES: usize = 16 * 1024;

/// Every audit that has a watcher.
#[derive(Debug, Default)]
pub(crate) struct Live {
    audits: Mutex<BTreeMap<AuditId, watch::Sender<Tail>>>,
}

/// The newest of an audit.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    records: VecDeque<Record>,
    bytes: usize,
    /// Its cancellation has been asked for.
    pub(crate) cancel: bool,
    /// It has been erased.
    pub(crate) erased: bool,
}

/// A watcher's hold on an audit's tail. The tail goes with its last watcher.
#[derive(Debug)]
pub(crate) struct Subscription {
    pub(crate) audit_id: AuditId,
    live: Arc<Live>,
    receiver: Option<watch::Receiver<Tail>>,
}

impl Live {
    pub(crate) fn subscribe(self: &Arc<Self>, audit_id: AuditId) -> Subscription {
        let receiver =
            self.lock().entry(audit_id).or_insert_with(|| watch::Sender::new(Tail::default())).subscribe();
        Subscription { audit_id, live: Arc::clone(self), receiver: Some(receiver) }
    }

    /// Tells the watchers of records that have been synced.
    pub(crate) fn publish(&self, audit_id: AuditId, records: &[Record]) {
        self.change(audit_id, |tail| records.iter().for_each(|record| tail.push(record.clone())));
    }

    pub(crate) fn change(&self, audit_id: AuditId, change: impl FnOnce(&mut Tail)) {
        if let Some(sender) = self.lock().get(&audit_id) {
            sender.send_modify(change);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<AuditId, watch::Sender<Tail>>> {
        self.audits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tail {
    fn push(&mut self, record: Record) {
        self.bytes += record.data.len();
        self.records.push_back(record);
        while self.records.len() > 1 && (self.records.len() > TAIL_RECORDS || self.bytes > TAIL_BYTES) {
            let dropped = self.records.pop_front();
            self.bytes -= dropped.map_or(0, |record| record.data.len());
        }
    }

    /// Whether the last event is known and is not after that number.
    pub(crate) fn is_over(&self, position: u64) -> bool {
        self.records.back().is_some_and(|record| record.is_last() && record.seq <= position)
    }

    /// The records after that number; `None` where the tail does not reach back so far.
    pub(crate) fn after(&self, after: u64) -> Option<Vec<Record>> {
        let first = self.records.front()?.seq;
        (first <= after + 1)
            .then(|| self.records.iter().filter(|record| record.seq > after).cloned().collect())
    }
}

impl Subscription {
    /// Looks at the tail as it is now.
    pub(crate) fn look<T>(&mut self, look: impl FnOnce(&Tail) -> T) -> Option<T> {
        self.receiver.as_mut().map(|receiver| look(&receiver.borrow_and_update()))
    }

    /// Comes back when the tail has changed since the last look.
    pub(crate) async fn changed(&mut self) {
        if let Some(receiver) = &mut self.receiver {
            // The sender lives for as long as this subscription does.
            let _ = receiver.changed().await;
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut audits = self.live.lock();
        self.receiver = None;
        if audits.get(&self.audit_id).is_some_and(|sender| sender.receiver_count() == 0) {
            audits.remove(&self.audit_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::AuditId;

    use super::Live;
    use crate::Record;

    fn record(seq: u64, bytes: usize) -> Record {
        Record { seq, name: "query_progress".into(), data: "x".repeat(bytes).into() }
    }

    #[test]
    fn a_tail_is_bounded_and_goes_with_its_last_watcher() {
        let live = Arc::new(Live::default());
        let audit_id = AuditId::now_v7();
        let mut first = live.subscribe(audit_id);
        let second = live.subscribe(audit_id);
        for seq in 1..=100 {
            live.publish(audit_id, &[record(seq, 1_000)]);
        }
        first.look(|tail| {
            assert!(tail.bytes <= 16 * 1024);
            assert!(tail.after(3).is_none(), "too far back");
            assert_eq!(tail.after(98).unwrap().len(), 2);
            assert_eq!(tail.after(100).unwrap().len(), 0);
        });
        live.publish(audit_id, &[record(101, 1_000_000)]);
        first.look(|tail| assert_eq!(tail.after(100).unwrap().len(), 1));
        drop((first, second));
        assert!(live.lock().is_empty());
    }
}
