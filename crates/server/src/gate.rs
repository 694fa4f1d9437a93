//! What every request passes: who it is from, how many there were, whether a foreign page sent it. And the headers
//! that every answer carries.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
};

use axum::{
    Extension,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

use crate::{access, problem::Problem, router::App};

/// Where a request came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Counts requests by client.
#[derive(Debug)]
pub(crate) struct Rates {
    limiter: DefaultKeyedRateLimiter<String>,
}

impl Rates {
    pub(crate) fn new(per_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::keyed(quota) }
    }

    fn check(&self, client: &str) -> Result<(), Problem> {
        self.limiter.check_key(&client.to_owned()).map_err(|until| {
            let wait = until.wait_time_from(governor::clock::DefaultClock::default().now());
            let seconds = wait.as_secs() + 1;
            Problem::slow_down("rate", format!("too many requests; try again in {seconds} s"), seconds)
        })
    }

    /// Forgets clients that have not asked for a while.
    pub(crate) fn forget_idle(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

/// Lets a request to the API in.
pub(crate) async fn api(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    own_page_only(&app, &request)?;
    let client = access::client(&app, request.headers()).await;
    let counted_as = match &client {
        Ok(access::Client { token_id: Some(id), .. }) => id.clone(),
        _ => address(peer.ip()),
    };
    app.rates.check(&counted_as)?;
    request.extensions_mut().insert(client?);
    Ok(next.run(request).await)
}

/// Counts a request that needs no token by its address.
pub(crate) async fn public(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    own_page_only(&app, &request)?;
    app.rates.check(&address(peer.ip()))?;
    Ok(next.run(request).await)
}

/// An IPv6 client has a whole network of addresses to come from.
fn address(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// A page of somebody else's must not change anything here through its visitor's browser, nor read what is open to
/// this machine by pointing a name of its own at it.
fn own_page_only(app: &App, request: &Request) -> Result<(), Problem> {
    let headers = request.headers();
    let authority = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let host = authority.or_else(|| text(headers, header::HOST).map(str::to_owned)).unwrap_or_default();
    if !app.config.token_required && !is_loopback(&host) {
        let detail = "without tokens this service answers to localhost only; start it with --require-token to use \
                      another name";
        return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_host", detail));
    }
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let foreign_origin = text(headers, header::ORIGIN)
        .is_some_and(|origin| origin.split_once("://").is_none_or(|(_, from)| from != host));
    let foreign_site = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if foreign_origin || foreign_site {
        return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_page", "sent by a page of another site"));
    }
    Ok(())
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or(""))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Headers of every answer, and its count.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path =
        request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    let not_ours =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind != "application/problem+json");
    if response.status() == StatusCode::METHOD_NOT_ALLOWED && not_ours {
        let allow = response.headers().get(header::ALLOW).cloned();
        let detail = "this address does not take that method; see the header Allow";
        response = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", detail).into_response();
        allow.map(|allow| response.headers_mut().insert(header::ALLOW, allow));
    }
    let status = response.status().as_u16().to_string();
    metrics::counter!("dozor_http_requests_total", "method" => method.to_string(), "path" => path, "status" => status)
        .increment(1);
    let headers = response.headers_mut();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        (
            "content-security-policy",
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::{address, is_loopback};

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for host in ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "127.9.9.9", "LOCALHOST"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example:80", "10.0.0.1:8080", "[2001:db8::1]:80"] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn a_network_of_ipv6_addresses_is_one_client() {
        let of = |text: &str| address(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::9"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.1"), "10.0.0.1");
    }
}
