//! Runs the audits that the journal holds: claims them, renews their leases, and gives back what it cannot finish.
//!
//! Every audit is a task of one set; when the set goes, so do they, and with them every connection to a provider.

mod run;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use journal::{Journal, Lease};
use model::AuditId;
use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, MissedTickBehavior},
};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::Auditors;

/// How long a claim lasts without being renewed.
const LEASE: Duration = Duration::from_secs(30);
/// How often claims are renewed.
const RENEWAL: Duration = Duration::from_secs(10);
/// A claim that is on its way when the service is to stop has so long to arrive and be given back.
const ON_ITS_WAY: Duration = Duration::from_millis(50);
/// Wait before a journal that failed is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// What all audits share.
#[derive(Debug)]
pub(crate) struct Worker {
    journal: Arc<dyn Journal>,
    auditors: Auditors,
    leases: Mutex<BTreeMap<AuditId, Lease>>,
}

impl Worker {
    pub(crate) fn new(journal: Arc<dyn Journal>, auditors: Auditors) -> Self {
        Self { journal, auditors, leases: Mutex::default() }
    }

    fn leases(&self) -> MutexGuard<'_, BTreeMap<AuditId, Lease>> {
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs audits, so many at once, until `closing`; those that run then have until `drain` is over.
    pub(crate) async fn work(self: Arc<Self>, at_once: u32, drain: Duration, closing: CancellationToken) {
        let places = Arc::new(Semaphore::new(usize::try_from(at_once).unwrap_or(usize::MAX)));
        let mut audits = JoinSet::new();
        let mut renewal = tokio::time::interval(RENEWAL);
        renewal.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // Kept from turn to turn: a claim that is dropped on its way would be nobody's until its lease runs out.
        let mut next = Box::pin(self.next(&places));
        loop {
            tokio::select! {
                biased;
                () = closing.cancelled() => break,
                _ = renewal.tick() => self.renew().await,
                Some(_) = audits.join_next() => {}
                claimed = &mut next => {
                    next = Box::pin(self.next(&places));
                    if let Some((claim, place)) = claimed {
                        self.leases().insert(claim.lease.audit_id, claim.lease);
                        metrics::gauge!("dozor_audits_running").increment(1);
                        let worker = Arc::clone(&self);
                        audits.spawn(async move {
                            worker.run(claim).await;
                            drop(place);
                        });
                    }
                }
            }
        }
        if let Ok(Some((claim, _))) = tokio::time::timeout(ON_ITS_WAY, next).await {
            self.leases().insert(claim.lease.audit_id, claim.lease);
        }
        self.drain(audits, drain).await;
    }

    /// The next audit, once there is a place for it.
    async fn next(
        &self,
        places: &Arc<Semaphore>,
    ) -> Option<(journal::Claim, tokio::sync::OwnedSemaphorePermit)> {
        let place = Arc::clone(places).acquire_owned().await.ok()?;
        match self.journal.claim(LEASE).await {
            Ok(claim) => Some((claim, place)),
            Err(error) => {
                warn!(%error, "no audit could be claimed");
                tokio::time::sleep(PAUSE).await;
                None
            }
        }
    }

    async fn renew(&self) {
        let leases: Vec<Lease> = self.leases().values().copied().collect();
        if leases.is_empty() {
            return;
        }
        // A lease that is lost shows when its audit appends; one that is not renewed in time runs out.
        if let Err(error) = self.journal.renew(leases, LEASE).await {
            warn!(%error, "leases could not be renewed");
        }
    }

    async fn drain(&self, mut audits: JoinSet<()>, drain: Duration) {
        let until = Instant::now() + drain;
        let running = audits.len();
        if running > 0 {
            info!(running, "finishing the audits that run");
        }
        while !audits.is_empty() {
            tokio::select! {
                () = tokio::time::sleep_until(until) => break,
                _ = audits.join_next() => {}
                () = async { tokio::time::sleep(RENEWAL).await; self.renew().await } => {}
            }
        }
        audits.shutdown().await;
        let left: Vec<Lease> = self.leases().values().copied().collect();
        for lease in left {
            info!(audit_id = %lease.audit_id, "goes on after the restart");
            if let Err(error) = self.journal.release(lease).await {
                warn!(audit_id = %lease.audit_id, %error, "could not be released");
            }
        }
    }
}
