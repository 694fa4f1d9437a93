//! A stored event, as it goes out again: its text is never parsed on the way to a watcher.

use std::sync::Arc;

use model::{Event, EventBody};

use crate::Error;

/// One stored event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, from 1.
    pub seq: u64,
    /// Its name, such as `section_completed`.
    pub name: Arc<str>,
    /// The event as one line of JSON.
    pub data: Arc<str>,
}

impl Record {
    /// The record of an event.
    pub fn of(event: &Event) -> Result<Self, Error> {
        let data = serde_json::to_string(event)
            .map_err(|cause| Error::Unreadable { what: "an event", cause: cause.into() })?;
        Ok(Self { seq: event.seq, name: name(&event.body).into(), data: data.into() })
    }

    /// The event itself.
    pub fn event(&self) -> Result<Event, Error> {
        serde_json::from_str(&self.data)
            .map_err(|cause| Error::Unreadable { what: "an event", cause: cause.into() })
    }

    /// Whether nothing follows it.
    pub fn is_last(&self) -> bool {
        matches!(&*self.name, "final_result" | "error" | "cancelled")
    }
}

/// The event's name in the contract.
fn name(body: &EventBody) -> &'static str {
    match body {
        EventBody::Queued { .. } => "queued",
        EventBody::Started { .. } => "started",
        EventBody::Assessed { .. } => "assessed",
        EventBody::ContextPrepared { .. } => "context_prepared",
        EventBody::QueryStarted { .. } => "query_started",
        EventBody::QueryProgress { .. } => "query_progress",
        EventBody::SectionCompleted { .. } => "section_completed",
        EventBody::QueryRetrying { .. } => "query_retrying",
        EventBody::QueryCompleted { .. } => "query_completed",
        EventBody::QueryFailed { .. } => "query_failed",
        EventBody::Merging => "merging",
        EventBody::FinalResult(_) => "final_result",
        EventBody::Error { .. } => "error",
        EventBody::Cancelled => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use model::{Event, EventBody};

    use super::Record;

    #[test]
    fn a_records_name_is_the_events_own() {
        let bodies = [
            EventBody::Queued { place: 1 },
            EventBody::Merging,
            EventBody::Cancelled,
            EventBody::QueryProgress { query: "q".into(), progress: 1, tokens: 1 },
            EventBody::Error { code: String::new(), message: String::new(), causes: Vec::new() },
        ];
        for body in bodies {
            let last = body.is_last();
            let event = Event {
                audit_id: model::AuditId::now_v7(),
                seq: 1,
                timestamp: "2026-11-23T10:00:00Z".parse().unwrap(),
                body,
            };
            let record = Record::of(&event).unwrap();
            assert!(record.data.starts_with(&format!("{{\"event\":\"{}\"", record.name)), "{}", record.data);
            assert_eq!(record.is_last(), last, "{}", record.name);
            assert_eq!(record.event().unwrap(), event);
        }
    }
}
