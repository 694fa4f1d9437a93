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
use reqwest::{
    Response, Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sse_stream::{Sse, SseByteStream};
use tokio::time::timeout;

use crate::{
    Error, Limits, Waiting,
    answer::Fault,
    error::one_line,
    limits::Wait,
    reported::{ReportedError, header, retry_after},
};

/// The longest event that is read, in bytes; nothing that a provider sends comes near it.
const LONGEST_EVENT: usize = 4 << 20;
/// As much of an error's body is read, in bytes, for as long.
const LONGEST_ERROR: usize = 64 << 10;
const ERROR_WAIT: Duration = Duration::from_secs(2);
/// A pooled connection is given up after so long without use.
const POOLED: Duration = Duration::from_secs(90);
/// How often a connection that carries an answer is asked whether it still lives, and how long it may take to say so.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// The data of the events of one answer. Dropping it closes the connection, unless the answer has been read to its end.
/// Comments and events without data are left out.
pub(crate) type Frames = BoxStream<'static, Result<String, Error>>;

/// A way to one provider.
#[derive(Clone)]
pub(crate) struct Transport {
    client: reqwest::Client,
    endpoint: Url,
    host: String,
    key: Option<SecretString>,
    /// Those of every request; the key's value is marked as sensitive.
    headers: HeaderMap,
    limits: Limits,
}

/// The header that the key goes in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KeyHeader {
    /// `authorization: Bearer KEY`.
    Bearer,
    /// The key alone, in this header.
    Named(&'static str),
}

impl Transport {
    /// Checks address and key; connects to nothing. `path` follows the path of the base URL.
    pub(crate) fn new(
        base_url: &str,
        path: &[&str],
        key: Option<SecretString>,
        key_header: KeyHeader,
        limits: Limits,
    ) -> Result<Self, Error> {
        let endpoint = endpoint(base_url, path)?;
        let host = endpoint.host_str().ok_or_else(|| configuration("the base URL names no host"))?;
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        let loopback = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
        let host = endpoint.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let key = key.filter(|key| !key.expose_secret().trim().is_empty());
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(ACCEPT, HeaderValue::from_static("text/event-stream"));
        if let Some(key) = &key {
            let (name, value) = authorization(key, key_header)?;
            headers.insert(name, value);
        }
        // It builds in seconds, where the usual one takes a minute of C; one that the program has chosen stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("dozor/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limits.connect)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .tcp_nodelay(true)
            .tcp_keepalive(HEARTBEAT)
            .http2_keep_alive_interval(HEARTBEAT)
            .http2_keep_alive_timeout(HEARTBEAT)
            .pool_idle_timeout(POOLED);
        if loopback {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| {
            configuration(&format!("the HTTP client cannot be set up: {}", error.without_url()))
        })?;
        Ok(Self { client, endpoint, host, key, headers, limits })
    }

    /// With this query after the path.
    pub(crate) fn with_query(mut self, query: &str) -> Self {
        self.endpoint.set_query(Some(query));
        self
    }

    /// With this header on every request.
    pub(crate) fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.insert(name, HeaderValue::from_static(value));
        self
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Posts `body` and waits for the answer to begin. Dropping the future closes the connection.
    pub(crate) async fn post(self, body: Value) -> Result<Frames, Error> {
        let request =
            self.client.post(self.endpoint.clone()).headers(self.headers.clone()).body(body.to_string());
        let response = request.send().await.map_err(|error| self.not_sent(error))?;
        if !response.status().is_success() {
            return Err(self.refused(response).await);
        }
        let content_type = header(response.headers(), CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
        if !content_type.is_empty() && !content_type.to_ascii_lowercase().starts_with("text/event-stream") {
            return Err(self.no_stream(response, &content_type).await);
        }
        Ok(self.frames(response))
    }

    /// What was waited for in vain.
    pub(crate) fn silent(&self, wait: Wait) -> Error {
        Error::Timeout { host: self.host.clone(), what: wait.what, after: wait.limit }
    }

    /// What is wrong with a frame, in one line and without the key.
    pub(crate) fn fault(&self, fault: Fault) -> Error {
        match fault {
            Fault::Malformed(detail) => Error::Malformed { detail: self.quote(&detail) },
            Fault::Reported(error) => self.reported(&error),
        }
    }

    fn reported(&self, error: &ReportedError) -> Error {
        let (host, message) = (self.host.clone(), self.quote(&error.message));
        match error.status {
            status if error.used_up => Error::QuotaExhausted { host, status: status.unwrap_or(429), message },
            Some(status) => Error::Status {
                host,
                status,
                message,
                retry_after: error.retry_after,
                retryable: error.retryable,
            },
            None => Error::Stream { message, retryable: error.retryable },
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
            (true, true) => Error::Timeout { host, what: Waiting::Connection, after: self.limits.connect },
            (true, false) => Error::Connect { host, source },
            (false, _) => Error::Interrupted { host, source },
        }
    }

    /// An answer with another status than 2xx.
    async fn refused(&self, response: Response) -> Error {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = self.beginning_of(response).await;
        let said = |message: &str| ReportedError { message: message.to_owned(), ..ReportedError::default() };
        let error = match body.trim_start() {
            _ if (300..400).contains(&status) => {
                said("it redirects, which is not followed: set the base URL to where the provider is")
            }
            page if page.starts_with('<') => said("a page in place of an explanation"),
            text => ReportedError::parse(text).unwrap_or_else(|| said(text)),
        };
        let mut error = error.with_status(status);
        error.retry_after = retry_after(&headers).or(error.retry_after);
        match header(&headers, "x-should-retry") {
            Some("true") if !error.used_up => error.retryable = true,
            Some("false") => error.retryable = false,
            _ => {}
        }
        self.reported(&error)
    }

    /// An answer with status 200 that is not a stream of events.
    async fn no_stream(&self, response: Response, content_type: &str) -> Error {
        let body = self.beginning_of(response).await;
        match ReportedError::parse(&body) {
            Some(error) => self.reported(&error),
            None => Error::Protocol {
                host: self.host.clone(),
                detail: format!("a stream of events was asked for, and {} came", self.quote(content_type)),
            },
        }
    }

    /// As much of a body as explains an error.
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
        let _ = timeout(ERROR_WAIT, read).await;
        String::from_utf8_lossy(&body).into_owned()
    }

    fn frames(self, response: Response) -> Frames {
        let unread = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&unread);
        let bytes = response.bytes_stream().map_err(io::Error::other).and_then(move |part| {
            let length = counter.fetch_add(part.len(), Ordering::Relaxed) + part.len();
            let bounded =
                if length > LONGEST_EVENT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(part) };
            std::future::ready(bounded)
        });
        let events = SseByteStream::new(bytes.boxed());
        let frames = events.filter_map(move |event| {
            let frame = match event {
                Ok(Sse { data, .. }) => {
                    unread.store(0, Ordering::Relaxed);
                    data.filter(|data| !data.is_empty()).map(Ok)
                }
                Err(error) => Some(Err(self.broken(error))),
            };
            std::future::ready(frame)
        });
        frames.boxed()
    }

    fn broken(&self, error: sse_stream::Error) -> Error {
        let error = match error {
            sse_stream::Error::Body(error) => error,
            other => return Error::Malformed { detail: other.to_string() },
        };
        let inner = error.downcast::<io::Error>().ok().and_then(|error| error.into_inner());
        let source = inner.and_then(|inner| inner.downcast::<reqwest::Error>().ok());
        match source {
            Some(source) => Error::Interrupted { host: self.host.clone(), source: source.without_url() },
            None => {
                Error::Malformed { detail: format!("an event is longer than {} MiB", LONGEST_EVENT >> 20) }
            }
        }
    }
}

/// The address that requests go to: the base URL, checked, with `path` after its own.
fn endpoint(base_url: &str, path: &[&str]) -> Result<Url, Error> {
    let mut endpoint = Url::parse(base_url.trim())
        .map_err(|error| configuration(&format!("the base URL is not one: {error}")))?;
    if !endpoint.username().is_empty() || endpoint.password().is_some() || endpoint.query().is_some() {
        return Err(configuration("the base URL must not hold credentials or a query: give the key apart"));
    }
    if !matches!(endpoint.scheme(), "http" | "https") {
        return Err(configuration("the base URL must begin with http:// or https://"));
    }
    endpoint.set_fragment(None);
    if let Ok(mut segments) = endpoint.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    Ok(endpoint)
}

/// The header with the key, marked as sensitive.
fn authorization(key: &SecretString, header: KeyHeader) -> Result<(HeaderName, HeaderValue), Error> {
    let key = key.expose_secret().trim();
    let (name, value) = match header {
        KeyHeader::Bearer => (AUTHORIZATION, HeaderValue::try_from(format!("Bearer {key}"))),
        KeyHeader::Named(name) => (HeaderName::from_static(name), HeaderValue::try_from(key)),
    };
    let mut value = value.map_err(|_| {
        configuration("the key holds characters that no key has: check for a line break or a quote")
    })?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn configuration(what: &str) -> Error {
    Error::Configuration { what: what.to_owned() }
}
