//! One audit from its claim to its last event. An event is synced before anybody sees it; while a group of them is on
//! its way to the disk the audit goes on and the next group gathers.

use std::{panic::AssertUnwindSafe, pin::pin};

use futures::{FutureExt as _, StreamExt as _, future::Fuse, stream::BoxStream};
use jiff::Timestamp;
use journal::{Answer, Claim, Error, Lease};
use model::{Event, EventBody};
use orchestrator::Auditor;
use tracing::{Instrument as _, error, info, info_span, warn};

use super::{PAUSE, Worker};
use crate::{audits, figures};

/// Events that may wait for the disk; the audit stands still beyond.
const GATHERED: usize = 256;

impl Worker {
    /// Runs an audit. Never fails: what goes wrong is the audit's last event, or it is given back.
    pub(super) async fn run(&self, claim: Claim) {
        let lease = claim.lease;
        let span = info_span!("audit", audit_id = %lease.audit_id);
        self.run_and_settle(claim).instrument(span).await;
        self.leases().remove(&lease.audit_id);
        metrics::gauge!("dozor_audits_running").decrement(1);
    }

    async fn run_and_settle(&self, claim: Claim) {
        let lease = claim.lease;
        match claim.earlier.len() {
            0 | 1 => info!("begins"),
            events => info!(events, "goes on"),
        }
        // A panic in an audit must neither take others with it nor bring the audit back for ever.
        let ran = AssertUnwindSafe(self.audit(claim)).catch_unwind().await;
        let result = if let Ok(result) = ran {
            result
        } else {
            error!("the audit panicked");
            self.fail(lease, "internal", "The audit failed inside".to_owned()).await
        };
        match result {
            Ok(()) => info!("ended"),
            Err(Error::Unknown { .. }) => info!("erased"),
            Err(Error::LeaseLost { .. }) => warn!("another worker has it"),
            Err(failure) => {
                let cause = std::error::Error::source(&failure).map(ToString::to_string);
                error!(error = %failure, cause, "the journal failed; the audit goes on when it works again");
                while self.journal.ready().await.is_err() {
                    tokio::time::sleep(PAUSE).await;
                }
                let _ = self.journal.release(lease).await;
            }
        }
    }

    async fn audit(&self, claim: Claim) -> Result<(), Error> {
        let Claim { lease, tenant, brief, retry_of, earlier } = claim;
        let auditor = match self.auditors.make(&brief.options) {
            Ok(auditor) => auditor,
            Err(message) => return self.fail(lease, "options", message).await,
        };
        let mut meter = figures::Meter::default();
        for event in &earlier {
            meter.read(event);
        }
        let last = earlier.last().map_or(0, |event| event.seq);
        let events = match retry_of {
            None => auditor.resume(lease.audit_id, brief, &earlier).boxed(),
            Some(origin) => {
                let origin = audits::all_events(self.journal.as_ref(), origin).await?;
                auditor.retry(lease.audit_id, brief, &origin, &earlier).boxed()
            }
        };
        drop(earlier);
        let mut pump = Pump { worker: self, lease, tenant, auditor, meter, last, gathered: Vec::new() };
        pump.run(events).await
    }

    /// Ends an audit with an error of its own.
    async fn fail(&self, lease: Lease, code: &str, message: String) -> Result<(), Error> {
        let summary = self.journal.summary(lease.audit_id).await?;
        let last = summary.ok_or(Error::Unknown { audit_id: lease.audit_id })?.last_event;
        let body = EventBody::Error { code: code.to_owned(), message, causes: Vec::new() };
        let event = Event { audit_id: lease.audit_id, seq: last + 1, timestamp: Timestamp::now(), body };
        figures::count(&event);
        self.journal.append(lease, vec![event], Vec::new()).await
    }
}

/// Takes events from an audit to the journal.
struct Pump<'a> {
    worker: &'a Worker,
    lease: Lease,
    tenant: String,
    auditor: Auditor,
    meter: figures::Meter,
    /// Number of the last event gathered.
    last: u64,
    gathered: Vec<Event>,
}

impl<'a> Pump<'a> {
    async fn run(&mut self, mut events: BoxStream<'static, Event>) -> Result<(), Error> {
        let mut cancelled = pin!(self.worker.journal.cancelled(self.lease.audit_id));
        let mut over = false;
        let mut appending: Fuse<Answer<'a, ()>> = Fuse::terminated();
        let mut on_its_way = false;
        loop {
            if !on_its_way && !self.gathered.is_empty() {
                appending = self.append().fuse();
                on_its_way = true;
            }
            if over && !on_its_way {
                return Ok(());
            }
            tokio::select! {
                biased;
                done = &mut appending, if on_its_way => {
                    done?;
                    on_its_way = false;
                }
                told = &mut cancelled, if !over => {
                    told?;
                    // Closes every connection to a provider.
                    events = futures::stream::empty().boxed();
                    over = true;
                    self.gather(EventBody::Cancelled);
                }
                event = events.next(), if !over && self.gathered.len() < GATHERED => match event {
                    Some(event) => {
                        over = event.body.is_last();
                        self.last = event.seq;
                        self.gathered.push(event);
                    }
                    None => over = true,
                }
            }
        }
    }

    fn gather(&mut self, body: EventBody) {
        self.last += 1;
        let (audit_id, timestamp) = (self.lease.audit_id, Timestamp::now());
        self.gathered.push(Event { audit_id, seq: self.last, timestamp, body });
    }

    /// Sends what has gathered on its way, with the usage where it ends the audit.
    fn append(&mut self) -> Answer<'a, ()> {
        let events = std::mem::take(&mut self.gathered);
        for event in &events {
            self.meter.read(event);
            figures::count(event);
        }
        let usage = match events.last() {
            Some(last) if last.body.is_last() => {
                self.meter.usage(&self.tenant, last, &self.auditor.settings().model_prices)
            }
            _ => Vec::new(),
        };
        figures::count_usage(&usage);
        self.worker.journal.append(self.lease, events, usage)
    }
}
