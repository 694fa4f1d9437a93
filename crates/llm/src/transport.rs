//! The only place that opens a socket to a provider: posts a request and reads server-sent events off the answer,
//! with a limit on every wait. It does not know what the events mean.

use std::{
    borrow::Cow,
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use jiff::fmt::rfc2822;
use reqwest::{
    Response, Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sse_stream::{Sse, SseByteStream};
use tokio::time::{Instant, timeout, timeout_at};

use crate::{Error, Waiting, error::one_line};

/// The longest event that is read, in bytes; nothing that a provider sends comes near it.
const LONGEST_EVENT: usize = 4 << 20;
/// As much of an error's body is read, in bytes.
const LONGEST_ERROR: usize = 64 << 10;
/// How long an answer that is whole may take to end its HTTP body, so that the connection can be used again.
const LAST_BYTES: Duration = Duration::from_millis(5);

/// A way to one provider.
#[derive(Clone)]
pub(crate) struct Transport {
    client: reqwest::Client,
    endpoint: Url,
    host: String,
    key: Option<SecretString>,
    connect_timeout: Duration,
    idle_timeout: Duration,
}

impl Transport {
    /// Checks address and key; connects to nothing.
    pub(crate) fn new(
        endpoint: &str,
        key: Option<SecretString>,
        connect_timeout: Duration,
        idle_timeout: Duration,
    ) -> Result<Self, Error> {
        let endpoint = Url::parse(endpoint)
            .map_err(|error| configuration(&format!("the base URL is not one: {error}")))?;
        if !endpoint.username().is_empty() || endpoint.password().is_some() || endpoint.query().is_some() {
            return Err(configuration(
                "the base URL must not hold credentials or a query: give the key apart",
            ));
        }
        if !matches!(endpoint.scheme(), "http" | "https") {
            return Err(configuration("the base URL must begin with http:// or https://"));
        }
        let host = endpoint.host_str().ok_or_else(|| configuration("the base URL names no host"))?;
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        let loopback = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
        let host = endpoint.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let key = key.filter(|key| !key.expose_secret().trim().is_empty());
        authorization(key.as_ref())?;
        // It builds in seconds, where the usual one takes a minute of C; one that the program has chosen stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("dozor/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .tcp_nodelay(true);
        if loopback {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| {
            configuration(&format!("the HTTP client cannot be set up: {}", error.without_url()))
        })?;
        Ok(Self { client, endpoint, host, key, connect_timeout, idle_timeout })
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Posts `body` and waits for the answer to begin. Dropping the future closes the connection.
    pub(crate) async fn post(&self, body: &Value) -> Result<Events, Error> {
        let mut request = self
            .client
            .post(self.endpoint.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "text/event-stream")
            .body(body.to_string());
        if let Some(value) = authorization(self.key.as_ref())? {
            request = request.header(AUTHORIZATION, value);
        }
        let response = match timeout(self.idle_timeout, request.send()).await {
            Ok(sent) => sent.map_err(|error| self.not_sent(error))?,
            Err(_) => return Err(self.silent(Waiting::Response)),
        };
        if !response.status().is_success() {
            return Err(self.refused(response).await);
        }
        let content_type = header(response.headers(), CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
        if !content_type.is_empty() && !content_type.to_ascii_lowercase().starts_with("text/event-stream") {
            return Err(self.no_stream(response, &content_type).await);
        }
        Ok(Events::new(response, self.clone()))
    }

    /// The error with what the provider said in one line and without the key.
    pub(crate) fn shortened(&self, error: Error) -> Error {
        match error {
            Error::Stream { message, retryable } => {
                Error::Stream { message: self.quote(&message), retryable }
            }
            Error::Malformed { detail } => Error::Malformed { detail: self.quote(&detail) },
            other => other,
        }
    }

    /// `text` with the key blacked out.
    pub(crate) fn without_key<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.key.as_ref().map(|key| key.expose_secret().trim()) {
            Some(key) if text.contains(key) => Cow::Owned(text.replace(key, "[key]")),
            _ => Cow::Borrowed(text),
        }
    }

    fn quote(&self, text: &str) -> String {
        one_line(text, self.key.as_ref().map_or("", |key| key.expose_secret().trim()))
    }

    fn not_sent(&self, error: reqwest::Error) -> Error {
        let source = error.without_url();
        let host = self.host.clone();
        match (source.is_connect(), source.is_timeout()) {
            (true, true) => Error::Timeout { host, what: Waiting::Connection, after: self.connect_timeout },
            (true, false) => Error::Connect { host, source },
            (false, _) => Error::Interrupted { host, source },
        }
    }

    fn silent(&self, what: Waiting) -> Error {
        Error::Timeout { host: self.host.clone(), what, after: self.idle_timeout }
    }

    /// An answer with another status than 2xx.
    async fn refused(&self, response: Response) -> Error {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = self.beginning_of(response).await;
        let error = ReportedError::parse(&body);
        let code = error.as_ref().map_or("", |error| error.code.as_str());
        let retryable = match header(&headers, "x-should-retry") {
            Some("true") => true,
            Some("false") => false,
            _ => status_is_retryable(status) && code != "insufficient_quota",
        };
        let message = self.quote(error.as_ref().map_or(&body, |error| &error.message));
        Error::Status {
            host: self.host.clone(),
            status,
            message,
            retry_after: retry_after(&headers),
            retryable,
        }
    }

    /// An answer with status 200 that is not a stream of events.
    async fn no_stream(&self, response: Response, content_type: &str) -> Error {
        let body = self.beginning_of(response).await;
        match ReportedError::parse(&body) {
            Some(error) => Error::Stream { message: self.quote(&error.message), retryable: error.retryable },
            None => Error::Protocol {
                host: self.host.clone(),
                detail: format!("a stream of events was asked for, and {} came", self.quote(content_type)),
            },
        }
    }

    /// As much of a body as explains an error, and no longer than the provider may be silent.
    async fn beginning_of(&self, response: Response) -> String {
        let mut body = Vec::new();
        let mut parts = response.bytes_stream();
        let read = async {
            while let Some(Ok(part)) = parts.next().await {
                body.extend_from_slice(&part);
                if body.len() >= LONGEST_ERROR {
                    break;
                }
            }
        };
        // What had come by then explains as much as there is to explain.
        let _ = timeout(self.idle_timeout, read).await;
        String::from_utf8_lossy(&body).into_owned()
    }
}

/// The events of one answer. Dropping it closes the connection, unless the answer has been read to its end.
pub(crate) struct Events {
    frames: BoxStream<'static, Result<Sse, sse_stream::Error>>,
    /// Bytes read since the last event.
    unread: Arc<AtomicUsize>,
    transport: Transport,
}

impl Events {
    fn new(response: Response, transport: Transport) -> Self {
        let unread = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&unread);
        let bytes = response.bytes_stream().map_err(io::Error::other).and_then(move |part| {
            let length = counter.fetch_add(part.len(), Ordering::Relaxed) + part.len();
            let bounded =
                if length > LONGEST_EVENT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(part) };
            std::future::ready(bounded)
        });
        Self { frames: SseByteStream::new(bytes.boxed()).boxed(), unread, transport }
    }

    /// The data of the next event, `None` at the end of the body. Comments and events without data do not count
    /// as a sign of life.
    pub(crate) async fn next(&mut self, longest: Option<Duration>) -> Result<Option<String>, Error> {
        let wait =
            longest.map_or(self.transport.idle_timeout, |longest| longest.min(self.transport.idle_timeout));
        let deadline = Instant::now() + wait;
        loop {
            match timeout_at(deadline, self.frames.next()).await {
                Err(_) => return Err(self.transport.silent(Waiting::Next)),
                Ok(None) => return Ok(None),
                Ok(Some(Err(error))) => return Err(self.broken(error)),
                Ok(Some(Ok(event))) => {
                    self.unread.store(0, Ordering::Relaxed);
                    if let Some(data) = event.data.filter(|data| !data.is_empty()) {
                        return Ok(Some(data));
                    }
                }
            }
        }
    }

    /// Reads what is left of a body whose answer is whole, for a moment, so that the connection is kept.
    pub(crate) async fn finish(mut self) {
        // A connection that cannot be kept is closed, which is no one's loss.
        let _ = timeout(LAST_BYTES, async { while let Some(Ok(_)) = self.frames.next().await {} }).await;
    }

    fn broken(&self, error: sse_stream::Error) -> Error {
        let error = match error {
            sse_stream::Error::Body(error) => error,
            other => return Error::Malformed { detail: other.to_string() },
        };
        let inner = error.downcast::<io::Error>().ok().and_then(|error| error.into_inner());
        let source = inner.and_then(|inner| inner.downcast::<reqwest::Error>().ok());
        match source {
            Some(source) => {
                Error::Interrupted { host: self.transport.host.clone(), source: source.without_url() }
            }
            None => {
                Error::Malformed { detail: format!("an event is longer than {} MiB", LONGEST_EVENT >> 20) }
            }
        }
    }
}

/// An error as providers report it in a body or an event: `{"error": {"message", "type", "code"}}`, or a text in
/// place of the object, or the whole in an array.
pub(crate) struct ReportedError {
    pub(crate) message: String,
    pub(crate) code: String,
    pub(crate) retryable: bool,
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
        let (code, kind) = (text("code"), text("type"));
        let faulty = [code.as_str(), kind.as_str()].iter().any(|name| {
            [
                "invalid",
                "authentication",
                "permission",
                "not_found",
                "billing",
                "insufficient_quota",
                "context_length",
            ]
            .iter()
            .any(|sign| name.contains(sign))
        });
        let status_allows = code.parse::<u16>().map_or(true, status_is_retryable);
        Some(Self { message, code, retryable: status_allows && !faulty })
    }
}

fn status_is_retryable(status: u16) -> bool {
    matches!(status, 408 | 409 | 429 | 500..=599)
}

/// How long the provider asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date, which is read
/// against the answer's own `date`, because clocks differ.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    if let Some(milliseconds) = header(headers, "retry-after-ms").and_then(|text| text.parse::<f64>().ok()) {
        return Duration::try_from_secs_f64(milliseconds / 1000.0).ok();
    }
    let text = header(headers, RETRY_AFTER.as_str())?;
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let until = rfc2822::parse(text).ok()?;
    let now = rfc2822::parse(header(headers, DATE.as_str())?).ok()?;
    Some(Duration::try_from(now.duration_until(&until)).unwrap_or_default())
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// The header with the key, marked as sensitive.
fn authorization(key: Option<&SecretString>) -> Result<Option<HeaderValue>, Error> {
    let Some(key) = key else {
        return Ok(None);
    };
    let mut value =
        HeaderValue::try_from(format!("Bearer {}", key.expose_secret().trim())).map_err(|_| {
            configuration("the key holds characters that no key has: check for a line break or a quote")
        })?;
    value.set_sensitive(true);
    Ok(Some(value))
}

fn configuration(what: &str) -> Error {
    Error::Configuration { what: what.to_owned() }
}
