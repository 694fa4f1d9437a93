//! What happens during a run, in order. The last event of a successful run is the audit itself.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::{Map, Value};

use crate::{Audit, AuditId, Element, Outcome, Overall, SectionName, Severity, Verification};

/// One event of a run, numbered from 1 without gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The run.
    pub audit_id: AuditId,
    /// Number within the run.
    pub seq: u64,
    /// When it happened.
    pub timestamp: Timestamp,
    /// What happened.
    pub body: EventBody,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum EventBody {
    /// The audit waits for its turn.
    Queued {
        /// Audits before it, and itself.
        place: u32,
    },
    /// The brief was accepted.
    Started {
        /// Name of the plan.
        plan: String,
        /// Ids of the queries.
        queries: Vec<String>,
        /// Providers that will see the brief; empty where the rules answer alone.
        recipients: Vec<String>,
    },
    /// What the rule engine found, before any model answers.
    Assessed {
        /// Its findings.
        findings: Box<Findings>,
    },
    /// The text that the queries share is ready.
    ContextPrepared {
        /// Its length.
        characters: u64,
        /// Estimate at 4 characters per token.
        tokens: u64,
        /// Positions written out one by one.
        positions_shown: u32,
        /// Positions of the brief.
        positions_total: u32,
    },
    /// A query was asked.
    QueryStarted {
        /// Its id.
        query: String,
        /// Who is asked.
        provider: String,
        /// Which model; `null` for the rules.
        model: Option<String>,
        /// From 1; 0 where the answer is kept from the audit that is retried, and nobody is asked.
        attempt: u32,
    },
    /// More of an answer has arrived.
    QueryProgress {
        /// The query.
        query: String,
        /// From 0 to 100, never falling, from what has really arrived.
        progress: u8,
        /// Output tokens so far.
        tokens: u64,
    },
    /// A section's JSON is whole and checked.
    SectionCompleted {
        /// The query.
        query: String,
        /// The section.
        section: SectionName,
        /// Its value as verified.
        value: Value,
        /// What in it was wrong.
        contradictions: Vec<Verification>,
        /// The model's own value, where the rules changed it: a run that goes on after a crash verifies it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claimed: Option<Value>,
    },
    /// A query is asked again.
    QueryRetrying {
        /// The query.
        query: String,
        /// The attempt that follows.
        attempt: u32,
        /// Why.
        reason: String,
        /// Wait before it.
        wait_ms: f64,
        /// Who is asked next.
        provider: String,
    },
    /// A query ended with at least one section.
    QueryCompleted {
        /// The query.
        query: String,
        /// From its start to its end.
        time_ms: f64,
        /// Whole or partial.
        outcome: Outcome,
        /// Input tokens of all attempts.
        tokens_input: u64,
        /// Output tokens of all attempts.
        tokens_output: u64,
    },
    /// A query ended with nothing.
    QueryFailed {
        /// The query.
        query: String,
        /// From its start to its end.
        time_ms: f64,
        /// Why.
        error: String,
    },
    /// All queries have ended.
    Merging,
    /// The audit, last.
    FinalResult(Box<Audit>),
    /// The run failed, last.
    Error {
        /// Stable code, such as `all_queries_failed`.
        code: String,
        /// What happened.
        message: String,
        /// Each cause.
        causes: Vec<String>,
    },
    /// The run was cancelled, last.
    Cancelled,
}

impl EventBody {
    /// Whether nothing follows it.
    pub fn is_last(&self) -> bool {
        matches!(self, Self::FinalResult(_) | Self::Error { .. } | Self::Cancelled)
    }
}

/// What the rule engine found at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Findings {
    /// Structural elements.
    pub elements: Vec<Element>,
    /// Exposure classes of the governing element.
    pub exposure_classes: Vec<String>,
    /// The strictest strength class required, in the audit's profile.
    pub required_class: Option<String>,
    /// The rules' verdict.
    pub verdict: Overall,
    /// Critical and high findings.
    pub findings: Vec<NamedFinding>,
}

/// One finding in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedFinding {
    /// The rule engine's code.
    pub code: String,
    /// How grave.
    pub severity: Severity,
    /// In one sentence.
    pub message: String,
}

// An audit carries its own `audit_id`, so the envelope and the body are joined by hand: one object, each name once.
impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Value::Object(body) = serde_json::to_value(&self.body).map_err(ser::Error::custom)? else {
            return Err(ser::Error::custom("an event's body is an object"));
        };
        let mut object = Map::new();
        object.insert("event".into(), body.get("event").cloned().unwrap_or_default());
        object.insert("audit_id".into(), self.audit_id.to_string().into());
        object.insert("seq".into(), self.seq.into());
        object.insert("timestamp".into(), self.timestamp.to_string().into());
        object.extend(body.into_iter().filter(|(key, _)| key != "event" && key != "audit_id"));
        object.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut object = Map::<String, Value>::deserialize(deserializer)?;
        let envelope: Envelope =
            serde_json::from_value(Value::Object(object.clone())).map_err(de::Error::custom)?;
        object.remove("seq");
        object.remove("timestamp");
        let body = serde_json::from_value(Value::Object(object)).map_err(de::Error::custom)?;
        Ok(Self { audit_id: envelope.audit_id, seq: envelope.seq, timestamp: envelope.timestamp, body })
    }
}

#[derive(Deserialize)]
struct Envelope {
    audit_id: AuditId,
    seq: u64,
    timestamp: Timestamp,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Event, EventBody};

    #[test]
    fn an_event_is_one_flat_object_and_reads_back() {
        let event = Event {
            audit_id: "01939e3a-0000-7000-8000-000000000001".parse().unwrap(),
            seq: 3,
            timestamp: "2026-11-23T10:00:00Z".parse().unwrap(),
            body: EventBody::QueryProgress { query: "compliance_risks".into(), progress: 40, tokens: 310 },
        };
        let value = serde_json::to_value(&event).unwrap();
        assert_eq!(
            value,
            json!({
                "event": "query_progress", "audit_id": "01939e3a-0000-7000-8000-000000000001", "seq": 3,
                "timestamp": "2026-11-23T10:00:00Z", "query": "compliance_risks", "progress": 40, "tokens": 310,
            })
        );
        assert_eq!(serde_json::from_value::<Event>(value).unwrap(), event);
    }
}
