//! Who still listens to the audits of `ask-stream`: an audit that nobody listens to any more is cancelled, at once or
//! after a grace.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use journal::Journal;
use model::AuditId;
use tokio::{sync::mpsc, time::Instant};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

/// How long an audit with an idempotency key lives on without its client.
pub(crate) const GRACE: Duration = Duration::from_secs(30);

/// Who listens to what.
#[derive(Clone, Debug)]
pub(crate) struct Attendance {
    listeners: Arc<Mutex<BTreeMap<AuditId, Listeners>>>,
    /// Has one message for each stream that ends, so it is bounded by the streams.
    left: mpsc::UnboundedSender<AuditId>,
}

#[derive(Debug, Default)]
struct Listeners {
    count: usize,
    /// Nobody listens since a grace that ends then.
    until: Option<Instant>,
}

/// One client that listens. Dropping it is leaving.
#[derive(Debug)]
pub(crate) struct Attendee {
    attendance: Attendance,
    audit_id: AuditId,
    grace: Duration,
}

impl Attendance {
    pub(crate) fn new() -> (Self, mpsc::UnboundedReceiver<AuditId>) {
        let (left, leaving) = mpsc::unbounded_channel();
        (Self { listeners: Arc::default(), left }, leaving)
    }

    pub(crate) fn attend(&self, audit_id: AuditId, grace: Duration) -> Attendee {
        let mut listeners = self.lock();
        let here = listeners.entry(audit_id).or_default();
        here.count += 1;
        here.until = None;
        drop(listeners);
        Attendee { attendance: self.clone(), audit_id, grace }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<AuditId, Listeners>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The audits whose grace is over, and when to look again.
    fn deserted(&self, now: Instant) -> (Vec<AuditId>, Option<Instant>) {
        let mut listeners = self.lock();
        let over = |here: &Listeners| here.until.is_some_and(|until| until <= now);
        let deserted: Vec<AuditId> =
            listeners.iter().filter(|(_, here)| over(here)).map(|(id, _)| *id).collect();
        listeners.retain(|_, here| !over(here));
        (deserted, listeners.values().filter_map(|here| here.until).min())
    }
}

impl Drop for Attendee {
    fn drop(&mut self) {
        let mut listeners = self.attendance.lock();
        if let Some(here) = listeners.get_mut(&self.audit_id) {
            here.count = here.count.saturating_sub(1);
            if here.count == 0 {
                here.until = Some(Instant::now() + self.grace);
            }
        }
        drop(listeners);
        // Nobody minds any more where the service has stopped.
        let _ = self.attendance.left.send(self.audit_id);
    }
}

/// Cancels audits that were deserted, until the service stops. Those of clients that leave because it stops go on
/// after the restart.
pub(crate) async fn mind(
    attendance: Attendance,
    mut leaving: mpsc::UnboundedReceiver<AuditId>,
    journal: Arc<dyn Journal>,
    closing: CancellationToken,
) {
    let mut next: Option<Instant> = None;
    loop {
        let wake = next.unwrap_or_else(|| Instant::now() + GRACE);
        tokio::select! {
            biased;
            () = closing.cancelled() => return,
            left = leaving.recv() => if left.is_none() { return },
            () = tokio::time::sleep_until(wake) => {}
        }
        if closing.is_cancelled() {
            return;
        }
        let (deserted, until) = attendance.deserted(Instant::now());
        next = until;
        for audit_id in deserted {
            match journal.cancel(audit_id).await {
                Ok(true) => info!(%audit_id, "cancelled: its client has left"),
                Ok(false) | Err(journal::Error::Unknown { .. }) => {}
                Err(error) => warn!(%audit_id, %error, "could not be cancelled"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use model::AuditId;
    use tokio::time::{Instant, advance};

    use super::{Attendance, GRACE};

    #[tokio::test(start_paused = true)]
    async fn an_audit_is_deserted_once_its_last_listener_has_been_gone_for_the_grace() {
        let (attendance, _leaving) = Attendance::new();
        let audit_id = AuditId::now_v7();
        let [first, second] = [GRACE; 2].map(|grace| attendance.attend(audit_id, grace));
        drop(first);
        advance(GRACE).await;
        assert_eq!(attendance.deserted(Instant::now()), (vec![], None), "one still listens");
        drop(second);
        advance(Duration::from_secs(29)).await;
        assert!(attendance.deserted(Instant::now()).0.is_empty());
        let back = attendance.attend(audit_id, GRACE);
        advance(GRACE * 2).await;
        assert_eq!(attendance.deserted(Instant::now()), (vec![], None), "it came back in time");
        drop(back);
        advance(GRACE).await;
        assert_eq!(attendance.deserted(Instant::now()).0, [audit_id]);
        let hasty = attendance.attend(audit_id, Duration::ZERO);
        drop(hasty);
        assert_eq!(attendance.deserted(Instant::now()).0, [audit_id], "without a key at once");
    }
}
