//! What providers say about their errors, in bodies, in events and in headers: whether to try again, and when.
//! It never decides what a caller does about it.

use std::time::Duration;

use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde_json::Value;

/// Words in the name of an error that another attempt cannot mend.
const FAULTS: [&str; 8] = [
    "invalid",
    "authentication",
    "permission",
    "not_found",
    "billing",
    "insufficient_quota",
    "context_length",
    "too_large",
];
/// Names of errors that mean that the account has nothing left.
const USED_UP: [&str; 3] = ["insufficient_quota", "billing_error", "billing_hard_limit_reached"];

/// An error as providers report it: `{"error": {"message", "type", "code", "status", "details"}}`, or a text in
/// place of the object, or the whole in an array.
#[derive(Debug, Default)]
pub(crate) struct ReportedError {
    pub(crate) message: String,
    /// The HTTP status that it names, also inside an answer with status 200.
    pub(crate) status: Option<u16>,
    pub(crate) retryable: bool,
    /// The quota of a day or of the account is used up, not that of a minute.
    pub(crate) used_up: bool,
    pub(crate) retry_after: Option<Duration>,
}

impl ReportedError {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        Self::from_value(value.get(0).unwrap_or(&value).get("error")?)
    }

    pub(crate) fn from_value(error: &Value) -> Option<Self> {
        if error.is_null() {
            return None;
        }
        let text = |field: &str| match error.get(field) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let message = error.as_str().map_or_else(|| text("message"), str::to_owned);
        let names = [text("code"), text("type")];
        let named = |words: &[&str]| names.iter().any(|name| words.iter().any(|word| name.contains(word)));
        let status = names.iter().find_map(|name| name.parse().ok()).filter(|status| *status >= 400);
        let details = error.get("details").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let limited = status == Some(429) || named(&["rate_limit"]);
        let used_up = named(&USED_UP) || names_a_day(details) || (limited && says_a_day(&message));
        let retryable = status.is_none_or(status_is_retryable) && !named(&FAULTS) && !used_up;
        let retry_after = details.iter().find_map(|detail| seconds(detail.get("retryDelay")?.as_str()?));
        Some(Self { message, status, retryable, used_up, retry_after })
    }

    /// The same error as it came with this HTTP status.
    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.used_up |= status == 429 && says_a_day(&self.message);
        self.retryable = status_is_retryable(status) && !self.used_up;
        self.status = Some(status);
        self
    }
}

/// Whether a quota of Google's that was exceeded counts days. Its `retryDelay` may be short all the same.
fn names_a_day(details: &[Value]) -> bool {
    let violations = details.iter().filter_map(|detail| detail.get("violations")?.as_array()).flatten();
    violations.filter_map(|violation| violation.get("quotaId")?.as_str()).any(|id| id.contains("PerDay"))
}

/// Providers that have no name for a limit per day write it in the message.
fn says_a_day(message: &str) -> bool {
    let message = message.to_lowercase();
    ["per day", "per-day"].iter().any(|words| message.contains(words))
}

pub(crate) fn status_is_retryable(status: u16) -> bool {
    matches!(status, 408 | 409 | 429 | 500..=599)
}

/// How long the provider asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date, which is read
/// against the answer's own `date`, because clocks differ.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let milliseconds = header(headers, "retry-after-ms").and_then(|text| text.parse::<f64>().ok());
    if let Some(wait) = milliseconds.and_then(|ms| Duration::try_from_secs_f64(ms / 1000.0).ok()) {
        return Some(wait);
    }
    let text = header(headers, RETRY_AFTER.as_str())?;
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let until = rfc2822::parse(text).ok()?;
    let now = rfc2822::parse(header(headers, DATE.as_str())?).ok()?;
    Some(Duration::try_from(now.duration_until(&until)).unwrap_or_default())
}

pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// A duration as Google writes it: `22s`, `0.5s`.
fn seconds(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.strip_suffix('s')?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::ReportedError;

    fn google(quota: &str, delay: &str) -> String {
        format!(
            r#"[{{"error": {{"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "You exceeded your quota",
            "details": [{{"violations": [{{"quotaId": "{quota}"}}]}}, {{"retryDelay": "{delay}"}}]}}}}]"#
        )
    }

    #[test]
    fn a_quota_per_minute_is_waited_for_and_one_per_day_is_not_though_it_names_a_delay() {
        let minute =
            ReportedError::parse(&google("GenerateRequestsPerMinutePerProjectPerModel", "22.5s")).unwrap();
        assert!(minute.retryable && !minute.used_up);
        assert_eq!(minute.retry_after, Some(Duration::from_millis(22_500)));
        let day = ReportedError::parse(&google("GenerateRequestsPerDayPerProjectPerModel", "22s")).unwrap();
        assert!(day.used_up && !day.retryable);
    }

    #[test]
    fn every_protocols_name_of_an_error_tells_whether_to_try_again() {
        let cases = [
            (r#"{"error": {"type": "overloaded_error", "message": "m"}}"#, true, false),
            (r#"{"error": {"type": "rate_limit_error", "message": "m"}}"#, true, false),
            (r#"{"error": {"type": "api_error", "message": "m"}}"#, true, false),
            (r#"{"error": {"type": "invalid_request_error", "message": "m"}}"#, false, false),
            (r#"{"error": {"type": "billing_error", "message": "m"}}"#, false, true),
            (r#"{"error": {"code": "insufficient_quota", "message": "m"}}"#, false, true),
            (r#"{"error": {"code": "rate_limit_exceeded", "message": "50 requests per day"}}"#, false, true),
            (r#"{"error": {"code": "rate_limit_exceeded", "message": "50 requests per min"}}"#, true, false),
            (r#"{"error": {"code": 503, "status": "UNAVAILABLE", "message": "m"}}"#, true, false),
            (r#"{"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "m"}}"#, false, false),
            (r#"{"error": "no capacity"}"#, true, false),
        ];
        for (body, retryable, used_up) in cases {
            let error = ReportedError::parse(body).unwrap();
            assert_eq!((error.retryable, error.used_up), (retryable, used_up), "{body}");
        }
        assert!(ReportedError::parse(r#"{"error": null}"#).is_none());
    }
}
