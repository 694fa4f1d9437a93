//! Everything that can go wrong, on each of the three protocols: the right end, the text and the counts that had come,
//! and no connection left open. One table.

use std::time::Duration;

use futures::future::join_all;
use llm::{Error, Limits, OpenAi, OpenAiConfig, Provider, Stop, Usage, Waiting};
use serde_json::json;
use simulated_upstream::{Ending, Reply, Upstream};
use tokio::{io::AsyncReadExt, net::TcpListener, time::timeout};

use super::{Answer, DEADLINE, config, content, everything_said, providers, read, request};

/// Short, because running out is what some rows are about.
const SHORT: Duration = Duration::from_millis(300);
const WAIT: Duration = Duration::from_secs(7);

/// How much of the content must have come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Text {
    Nothing,
    ThreeChunks,
    Whole,
}

/// What must be known of the tokens when the answer ends. A cut answer is counted by those protocols that count as they
/// go: all but OpenAI's.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Counts {
    Nothing,
    SoFar,
    Whole,
}

type Check = fn(&Result<Stop, Error>) -> bool;

struct Row {
    name: &'static str,
    reply: Reply,
    text: Text,
    counts: Counts,
    end: Check,
    /// Whether it takes until a limit runs out.
    runs_out: bool,
}

fn reply() -> Reply {
    Reply::json(&content()).paced(10, Duration::ZERO).usage(812, 240, 512)
}

fn stop(end: &Result<Stop, Error>, expected: &Stop) -> bool {
    end.as_ref().is_ok_and(|stop| stop == expected)
}

fn status(end: &Result<Stop, Error>, status: u16, retryable: bool, after: Option<Duration>) -> bool {
    let Err(error) = end else { return false };
    matches!(error, Error::Status { .. })
        && error.status() == Some(status)
        && error.is_retryable() == retryable
        && error.retry_after() == after
        && !error.is_daily_quota()
}

fn waited(end: &Result<Stop, Error>, expected: Waiting) -> bool {
    matches!(end, Err(error @ Error::Timeout { what, .. }) if *what == expected && error.is_retryable())
}

macro_rules! row {
    ($name:literal, $reply:expr, $text:ident, $counts:ident, $end:expr) => {
        Row {
            name: $name,
            reply: $reply,
            text: Text::$text,
            counts: Counts::$counts,
            end: $end,
            runs_out: false,
        }
    };
}

/// Answers that come to their end, in whatever way the bytes come.
fn whole() -> Vec<Row> {
    let well: Check = |end| stop(end, &Stop::End);
    vec![
        row!("well", reply(), Whole, Whole, well),
        row!("CR LF", reply().crlf(), Whole, Whole, well),
        row!("one byte at a time", reply().bytes_per_write(1), Whole, Whole, well),
        row!("CR LF, one byte at a time", reply().crlf().bytes_per_write(1), Whole, Whole, well),
        row!("usage repeated", reply().usage_repeated(), Whole, Whole, well),
        row!("without the last frame", reply().without_done(), Whole, Whole, well),
        row!("left open after the last frame", reply().left_open(), Whole, Whole, well),
        row!("thoughts first", reply().thoughts("{\"thought\": 1}"), Whole, Whole, well),
        row!(
            "pings in between",
            reply().pings_every(SHORT / 30).lasting_in(SHORT / 2, 0.3, 6),
            Whole,
            Whole,
            well
        ),
        row!("without usage", reply().without_usage(), Whole, Nothing, well),
        row!("length", reply().finish("length"), Whole, Whole, |end| stop(end, &Stop::Length)),
        row!(
            "thoughts ate the answer",
            Reply::text("").finish("length").usage(812, 240, 512),
            Nothing,
            Whole,
            |end| { stop(end, &Stop::Length) }
        ),
        row!("refusal", Reply::refusal("No.").usage(812, 240, 512), Nothing, Whole, |end| {
            stop(end, &Stop::Refusal) || stop(end, &Stop::ContentFilter)
        }),
        row!("filtered", reply().finish("content_filter"), Whole, Whole, |end| {
            stop(end, &Stop::Refusal) || stop(end, &Stop::ContentFilter)
        }),
        row!("a reason of tomorrow", reply().finish("novel"), Whole, Whole, |end| {
            stop(end, &Stop::Other("novel".to_owned()))
        }),
    ]
}

/// Answers that break or turn into something else.
fn broken() -> Vec<Row> {
    let interrupted: Check =
        |end| matches!(end, Err(error @ Error::Interrupted { .. }) if error.is_retryable());
    let malformed: Check = |end| matches!(end, Err(Error::Malformed { .. }));
    vec![
        row!("reset", reply().cut_after(3), ThreeChunks, SoFar, interrupted),
        row!("closed", reply().closed_after(3), ThreeChunks, SoFar, interrupted),
        row!("ended without a reason", reply().ended_after(3), ThreeChunks, SoFar, |end| {
            matches!(end, Err(error @ Error::Truncated) if error.is_retryable())
        }),
        row!("error event", reply().failed_after(3, "Overloaded"), ThreeChunks, SoFar, |end| {
            matches!(end, Err(error @ (Error::Stream { .. } | Error::Status { status: 503, .. })) if error.is_retryable())
        }),
        row!("cut JSON", reply().garbled_after(3), ThreeChunks, SoFar, malformed),
        row!("half a character", reply().half_character_after(3), ThreeChunks, SoFar, malformed),
        row!("a line without end", reply().huge_line_after(3, 5 << 20), ThreeChunks, SoFar, malformed),
        row!("empty", Reply::text("").usage(812, 240, 512), Nothing, Whole, |end| {
            matches!(end, Err(error @ Error::Empty) if error.is_retryable())
        }),
    ]
}

/// Answers that stop coming, some of them with signs of life that are no content.
fn silent() -> Vec<Row> {
    vec![
        row!("no headers", reply().without_headers(), Nothing, Nothing, |end| waited(end, Waiting::Response)),
        row!("no first content", reply().stalled_after(0), Nothing, SoFar, |end| waited(
            end,
            Waiting::Response
        )),
        row!(
            "no first content, pings",
            reply().stalled_after(0).pings_every(SHORT / 10),
            Nothing,
            SoFar,
            |end| waited(end, Waiting::Response)
        ),
        row!("stalled", reply().stalled_after(3), ThreeChunks, SoFar, |end| waited(end, Waiting::Next)),
        row!(
            "stalled, comments",
            reply().stalled_after(3).comments_every(SHORT / 10),
            ThreeChunks,
            SoFar,
            |end| { waited(end, Waiting::Next) }
        ),
        row!("stalled, pings", reply().stalled_after(3).pings_every(SHORT / 10), ThreeChunks, SoFar, |end| {
            waited(end, Waiting::Next)
        }),
    ]
}

/// Answers that are none from the start.
fn refused() -> Vec<Row> {
    let protocol: Check = |end| matches!(end, Err(error @ Error::Protocol { .. }) if !error.is_retryable());
    let error = |status| Reply::error(status, "no\tsuch luck");
    vec![
        row!("400", error(400), Nothing, Nothing, |end| status(end, 400, false, None)),
        row!("401", error(401), Nothing, Nothing, |end| status(end, 401, false, None)),
        row!("500", error(500), Nothing, Nothing, |end| status(end, 500, true, None)),
        row!("503", error(503), Nothing, Nothing, |end| status(end, 503, true, None)),
        row!("529", error(529), Nothing, Nothing, |end| status(end, 529, true, None)),
        row!("503 with a hint", error(503).header("retry-after-ms", "7000"), Nothing, Nothing, |end| {
            status(end, 503, true, Some(WAIT))
        }),
        row!(
            "503 told not to retry",
            error(503).header("x-should-retry", "false"),
            Nothing,
            Nothing,
            |end| { status(end, 503, false, None) }
        ),
        row!("429", Reply::rate_limited(None), Nothing, Nothing, |end| status(end, 429, true, None)),
        row!("429 with a hint", Reply::rate_limited(Some(WAIT)), Nothing, Nothing, |end| {
            status(end, 429, true, Some(WAIT))
        }),
        row!("quota used up", Reply::used_up(), Nothing, Nothing, |end| {
            matches!(end, Err(error) if error.is_daily_quota() && !error.is_retryable() && error.retry_after().is_none())
        }),
        row!(
            "prompt blocked",
            Reply::blocked_prompt().usage(812, 0, 512),
            Nothing,
            Nothing,
            |end| match end {
                Ok(stop) => *stop == Stop::Refusal,
                Err(error) =>
                    matches!(error, Error::Blocked { .. } | Error::Status { status: 400, .. })
                        && !error.is_retryable(),
            }
        ),
        row!("redirect", error(302).header("location", "http://127.0.0.1:9/"), Nothing, Nothing, |end| {
            status(end, 302, false, None)
                && end.as_ref().is_err_and(|error| error.to_string().contains("redirects"))
        }),
        row!(
            "a page with an error",
            Reply::body("text/html", "<html>").status(502),
            Nothing,
            Nothing,
            |end| { status(end, 502, true, None) }
        ),
        row!("a page", Reply::body("text/html", "<html>Sign in</html>"), Nothing, Nothing, protocol),
        row!(
            "JSON",
            Reply::body("application/json", json!([{"candidates": []}]).to_string()),
            Nothing,
            Nothing,
            protocol
        ),
        row!("an empty stream", Reply::body("text/event-stream", ""), Nothing, Nothing, |end| {
            matches!(end, Err(Error::Truncated))
        }),
        row!(
            "an error in place of a stream",
            Reply::body("application/json", r#"{"error":{"message":"no capacity"}}"#),
            Nothing,
            Nothing,
            |end| matches!(end, Err(Error::Stream { retryable: true, .. }))
        ),
    ]
}

fn assert_row(row: &Row, provider: &str, answer: &Answer) {
    let context = format!("{} on {provider}: {answer:?}", row.name);
    assert!((row.end)(&answer.end), "{context}");
    let text = content().to_string();
    let expected = match row.text {
        Text::Nothing => String::new(),
        Text::ThreeChunks => text.chars().take(30).collect(),
        Text::Whole => text,
    };
    assert_eq!(answer.text, expected, "{context}");
    let asked = answer.usage.map(|usage| (usage.input, usage.cached));
    match row.counts {
        Counts::Whole => {
            let reasoning = answer.usage.map_or(0, |usage| usage.reasoning);
            let whole = Usage { input: 812, output: 240, cached: 512, reasoning, ..Usage::default() };
            assert_eq!(answer.usage, Some(whole), "{context}");
        }
        Counts::SoFar if provider == "claude" || (provider == "gemini" && row.text != Text::Nothing) => {
            assert_eq!(asked, Some((812, 512)), "{context}");
            let output = answer.usage.map_or(0, |usage| usage.output);
            assert!(row.text == Text::Nothing || output >= 8, "30 characters are 8 tokens: {context}");
        }
        Counts::SoFar => {}
        Counts::Nothing if row.name == "prompt blocked" => {
            assert_eq!(asked.is_some(), provider != "openai", "{context}");
        }
        Counts::Nothing => assert_eq!(answer.usage, None, "{context}"),
    }
    if let Err(error) = &answer.end {
        let said = everything_said(error);
        assert!(!said.contains(super::KEY) && error.to_string().len() < 300, "{context}");
    }
}

/// A row with its server and its clients, so that setting them up takes no time of what is measured.
struct Prepared {
    row: Row,
    upstream: Upstream,
    providers: [Box<dyn Provider>; 3],
}

async fn prepare(row: Row) -> Prepared {
    let reply = row.reply.clone();
    let upstream = Upstream::start(move |_| reply.clone()).await.unwrap();
    let limits = match row.text {
        _ if !row.runs_out => Limits::default(),
        Text::Nothing => Limits { first_content: SHORT, ..Limits::default() },
        _ => Limits { idle: SHORT, ..Limits::default() },
    };
    let providers = providers(&upstream, limits);
    Prepared { row, upstream, providers }
}

async fn play(Prepared { row, upstream, providers }: Prepared) {
    for provider in providers {
        let answer = read(provider.as_ref(), request()).await;
        assert_row(&row, provider.name(), &answer);
        for number in 1..=upstream.received().len() {
            let ending = timeout(DEADLINE, upstream.wait_for_closed(number)).await;
            let in_time = ending.is_ok_and(|ending| !row.runs_out || ending == Ending::ClosedByClient);
            assert!(in_time, "{} on {} goes on", row.name, provider.name());
        }
        // The provider is dropped with its pool: a connection that stays open now would stay open for ever.
        drop(provider);
        timeout(DEADLINE, upstream.wait_for_connections(0)).await.unwrap();
    }
}

async fn play_all(rows: impl IntoIterator<Item = Row>) {
    let prepared = join_all(rows.into_iter().map(prepare)).await;
    join_all(prepared.into_iter().map(play)).await;
}

#[tokio::test]
async fn everything_that_can_go_wrong_has_its_end_on_every_protocol() {
    play_all([whole(), broken(), refused()].into_iter().flatten()).await;
}

#[tokio::test]
async fn whatever_stops_coming_runs_out_its_limit_on_every_protocol_and_is_closed() {
    play_all(silent().into_iter().map(|row| Row { runs_out: true, ..row })).await;
}

#[tokio::test]
async fn a_server_that_accepts_and_never_speaks_tls_runs_out_the_limit_for_connecting() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://{}/v1", listener.local_addr().unwrap());
    let limits = Limits { connect: SHORT, ..Limits::default() };
    let provider = OpenAi::new(OpenAiConfig { limits, ..OpenAiConfig::new(base_url, "m") }).unwrap();
    let asked = read(&provider, request());
    let accepted = async {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut hello = Vec::new();
        // Ends when the client closes.
        let _ = socket.read_to_end(&mut hello).await;
        hello.len()
    };
    let (answer, hello) = tokio::join!(asked, accepted);
    assert!(hello > 0);
    assert!(waited(&answer.end, Waiting::Connection), "{:?}", answer.end);
}

#[tokio::test]
async fn an_answer_that_goes_on_for_too_long_ends_at_the_total() {
    let reply = || Reply::text("x".repeat(1000)).paced(1, SHORT / 10);
    let upstream = Upstream::start(move |_| reply()).await.unwrap();
    for provider in providers(&upstream, Limits { total: SHORT, ..Limits::default() }) {
        let answer = read(provider.as_ref(), request()).await;
        assert!(waited(&answer.end, Waiting::Whole), "{:?}", answer.end);
        drop(provider);
        timeout(DEADLINE, upstream.wait_for_connections(0)).await.unwrap();
    }
    assert_eq!(config(&upstream).limits, Limits::default());
}
