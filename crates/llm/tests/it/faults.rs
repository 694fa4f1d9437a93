//! Everything that goes wrong has an error of its own, keeps what had arrived, and says whether to try again.

use std::time::Duration;

use llm::{Error, Limits, OpenAi, OpenAiConfig, Stop, Waiting};
use simulated_upstream::{Ending, Reply, Upstream};
use tokio::{net::TcpListener, time::timeout};

use super::{Answer, DEADLINE, KEY, ask, ask_upstream, config, content, everything_said, read, request};

/// Short, because running out is what these tests are about.
const SHORT: Duration = Duration::from_millis(150);

fn reply() -> Reply {
    Reply::json(&content()).paced(10, Duration::ZERO)
}

/// The beginning of the content that three chunks hold.
fn three_chunks() -> String {
    content().to_string().chars().take(30).collect()
}

type Headers<'a> = &'a [(&'a str, &'a str)];

async fn ask_impatiently(reply: Reply) -> (Answer, Upstream) {
    let upstream = Upstream::start(move |_| reply.clone()).await.unwrap();
    let limits = Limits { first_content: SHORT, idle: SHORT, ..Limits::default() };
    let settings = OpenAiConfig { limits, ..config(&upstream) };
    let answer = read(&OpenAi::new(settings).unwrap(), request()).await;
    (answer, upstream)
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_is_interrupted() {
    for broken in [reply().cut_after(3), reply().closed_after(3)] {
        let (answer, upstream) = ask_upstream(broken).await;
        assert_eq!(answer.text, three_chunks());
        let error = answer.end.unwrap_err();
        assert!(matches!(error, Error::Interrupted { .. }), "{error:?}");
        assert!(error.is_retryable());
        assert_eq!(upstream.wait_for_closed(1).await, Ending::CutByServer);
    }
}

#[tokio::test]
async fn a_clean_end_without_a_reason_is_truncated() {
    let answer = ask(reply().ended_after(3)).await;
    assert_eq!(answer.text, three_chunks());
    let error = answer.end.unwrap_err();
    assert!(matches!(error, Error::Truncated), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn an_error_in_the_middle_of_an_answer_is_the_providers() {
    let answer = ask(reply().failed_after(3, "The engine is\noverloaded")).await;
    assert_eq!(answer.text, three_chunks());
    let error = answer.end.unwrap_err();
    assert_eq!(error.to_string(), "the provider failed during the answer: The engine is overloaded");
    assert!(matches!(error, Error::Stream { retryable: true, .. }), "{error:?}");
}

#[tokio::test]
async fn a_frame_that_is_not_json_and_one_without_end_are_malformed() {
    for bad in [reply().garbled_after(3), reply().huge_line_after(3, 5 << 20)] {
        let answer = ask(bad).await;
        assert_eq!(answer.text, three_chunks());
        let error = answer.end.unwrap_err();
        assert!(matches!(error, Error::Malformed { .. }), "{error:?}");
        assert!(error.to_string().len() < 300, "{error}");
    }
}

#[tokio::test]
async fn an_answer_without_text_is_empty() {
    for text in ["", " \n"] {
        let error = ask(Reply::text(text)).await.end.unwrap_err();
        assert!(matches!(error, Error::Empty), "{error:?}");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn a_stalled_stream_times_out_though_comments_keep_coming_and_its_connection_is_closed() {
    for stalled in [reply().stalled_after(3), reply().stalled_after(3).comments_every(SHORT / 10)] {
        let (answer, upstream) = ask_impatiently(stalled).await;
        assert_eq!(answer.text, three_chunks());
        let error = answer.end.unwrap_err();
        assert!(matches!(error, Error::Timeout { what: Waiting::Next, after: SHORT, .. }), "{error:?}");
        assert!(error.is_retryable());
        assert_eq!(timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap(), Ending::ClosedByClient);
    }
}

#[tokio::test]
async fn a_server_that_never_begins_to_answer_times_out() {
    let (answer, upstream) = ask_impatiently(reply().without_headers()).await;
    let error = answer.end.unwrap_err();
    assert!(matches!(error, Error::Timeout { what: Waiting::Response, .. }), "{error:?}");
    assert_eq!(timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap(), Ending::ClosedByClient);
}

#[tokio::test]
async fn a_slow_answer_that_goes_on_does_not_time_out() {
    let (answer, _upstream) = ask_impatiently(Reply::json(&content()).lasting_in(SHORT * 3, 0.1, 20)).await;
    assert_eq!(answer.end.unwrap(), Stop::End);
}

#[tokio::test]
async fn a_refused_connection_names_the_host_and_not_the_path() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let settings = OpenAiConfig::new(format!("http://{address}/secret-path/v1"), "m");
    let error = read(&OpenAi::new(settings).unwrap(), request()).await.end.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
    assert!(error.is_retryable());
    let said = everything_said(&error);
    assert!(said.contains(&address.to_string()) && !said.contains("secret-path"), "{said}");
}

#[tokio::test]
async fn an_http_error_keeps_status_message_and_whether_to_try_again() {
    let cases = [
        (400, false),
        (401, false),
        (404, false),
        (408, true),
        (409, true),
        (429, true),
        (500, true),
        (529, true),
    ];
    for (status, retryable) in cases {
        let error = ask(Reply::error(status, "no\tsuch luck")).await.end.unwrap_err();
        assert_eq!((error.status(), error.is_retryable()), (Some(status), retryable));
        assert!(
            error.to_string().ends_with(&format!("answered with status {status}: no such luck")),
            "{error}"
        );
    }
    let told = ask(Reply::error(500, "x").header("x-should-retry", "false")).await.end.unwrap_err();
    assert!(!told.is_retryable());
    let used_up = Reply::body("application/json", r#"{"error":{"message":"m","code":"insufficient_quota"}}"#);
    let used_up = ask(used_up.status(429)).await.end.unwrap_err();
    assert!(used_up.is_daily_quota() && !used_up.is_retryable(), "waiting brings no money");
    assert_eq!(used_up.status(), Some(429));
}

#[tokio::test]
async fn a_hint_how_long_to_wait_is_kept() {
    let date = ("date", "Sun, 06 Nov 2026 08:49:37 GMT");
    let cases: [(Headers<'_>, Option<Duration>); 6] = [
        (&[("retry-after", "7")], Some(Duration::from_secs(7))),
        (&[("retry-after-ms", "250"), ("retry-after", "7")], Some(Duration::from_millis(250))),
        (
            &[("retry-after", "Fri, 06 Nov 2026 08:50:07 GMT"), ("date", "Fri, 06 Nov 2026 08:49:37 GMT")],
            Some(Duration::from_secs(30)),
        ),
        (
            &[("retry-after", "Fri, 06 Nov 2026 08:00:00 GMT"), ("date", "Fri, 06 Nov 2026 08:49:37 GMT")],
            Some(Duration::ZERO),
        ),
        (&[("retry-after", "soon"), date], None),
        (&[], None),
    ];
    for (headers, expected) in cases {
        let reply = headers
            .iter()
            .fold(Reply::error(429, "slow down"), |reply, (name, value)| reply.header(name, value));
        assert_eq!(ask(reply).await.end.unwrap_err().retry_after(), expected, "{headers:?}");
    }
}

#[tokio::test]
async fn a_page_in_place_of_a_stream_is_another_protocol_and_an_error_in_place_of_it_is_the_providers() {
    let page = ask(Reply::body("text/html", "<html>Sign in</html>")).await.end.unwrap_err();
    assert!(matches!(page, Error::Protocol { .. }), "{page:?}");
    assert!(!page.is_retryable());
    let said =
        ask(Reply::body("application/json", r#"{"error":{"message":"no capacity"}}"#)).await.end.unwrap_err();
    assert!(matches!(said, Error::Stream { retryable: true, .. }), "{said:?}");
}

#[tokio::test]
async fn what_a_provider_says_is_one_short_line_without_the_key() {
    let long = format!("Incorrect API key provided: {KEY}. {}", "blah\n".repeat(1000));
    for reply in [
        Reply::error(401, &long),
        Reply::body("text/plain", long.clone()).status(502),
        Reply::text("x").failed_after(0, &long),
        Reply::body("application/json", serde_json::json!({"error": long}).to_string()),
        Reply::body("text/event-stream", format!("data: \"{KEY}\"\n\n")),
    ] {
        let error = ask(reply).await.end.unwrap_err();
        let said = everything_said(&error);
        assert!(!said.contains(KEY), "{said}");
        assert!(error.to_string().len() < 400 && !error.to_string().contains('\n'), "{error}");
    }
}
