//! The simulated provider as a client sees it, over raw sockets.
#![expect(clippy::unwrap_used, reason = "tests")]

mod program;

use std::time::Duration;

use serde_json::{Value, json};
use simulated_upstream::{Ending, Reply, Upstream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};

/// A client that knows just enough of HTTP.
struct Client(TcpStream);

impl Client {
    async fn connect(upstream: &Upstream) -> Self {
        let address = upstream.base_url().replace("http://", "").replace("/v1", "");
        Self(TcpStream::connect(address).await.unwrap())
    }

    async fn ask(&mut self, body: &Value) {
        let body = body.to_string();
        let head = format!(
            "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.0.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    }

    /// Reads up to and with `end`.
    async fn read_to(&mut self, end: &str) -> String {
        let mut text = Vec::new();
        while !text.ends_with(end.as_bytes()) {
            text.push(self.0.read_u8().await.unwrap());
        }
        String::from_utf8(text).unwrap()
    }
}

fn question(stream: bool) -> Value {
    json!({
        "model": "m",
        "stream": stream,
        "stream_options": {"include_usage": true},
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Say ahoj."}],
    })
}

const DEADLINE: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_stream_has_a_role_then_content_then_the_reason_usage_and_done() {
    let upstream = Upstream::start(|_| Reply::text("Ahoj, světe").paced(6, Duration::ZERO)).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    client.ask(&question(true)).await;
    let answer = client.read_to("\r\n0\r\n\r\n").await;
    let frames: Vec<&str> = answer.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    assert_eq!(frames.len(), 6, "{answer}");
    let parsed: Vec<Value> = frames[..5].iter().map(|frame| serde_json::from_str(frame).unwrap()).collect();
    assert_eq!(parsed[0]["choices"][0]["delta"]["role"], "assistant");
    assert_eq!(parsed[1]["choices"][0]["delta"]["content"], "Ahoj, ");
    assert_eq!(parsed[2]["choices"][0]["delta"]["content"], "světe");
    assert_eq!(parsed[3]["choices"][0]["finish_reason"], "stop");
    assert_eq!(parsed[4]["usage"]["completion_tokens"], 3);
    assert_eq!(frames[5], "[DONE]");
    assert_eq!(upstream.wait_for_closed(1).await, Ending::Served);
}

#[tokio::test]
async fn without_stream_the_answer_is_one_object_and_the_connection_takes_the_next_request() {
    let upstream = Upstream::start(|received| Reply::text(received.user_prompt())).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    for _ in 0..2 {
        client.ask(&question(false)).await;
        let answer = client.read_to("}}}").await;
        let object: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        assert_eq!(object["choices"][0]["message"]["content"], "Say ahoj.");
    }
    let received = upstream.received();
    assert_eq!(received.iter().map(|request| request.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(received[1].system_prompt(), "Be brief.");
    assert_eq!(received[1].model(), "m");
    assert_eq!(upstream.open_connections(), 1);
}

#[tokio::test]
async fn a_reply_that_lasts_ends_when_it_says() {
    let total = Duration::from_millis(400);
    let upstream =
        Upstream::start(move |_| Reply::text("x".repeat(400)).lasting_in(total, 0.5, 10)).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    let asked = Instant::now();
    client.ask(&question(true)).await;
    client.read_to("xx").await;
    let first = asked.elapsed();
    client.read_to("\r\n0\r\n\r\n").await;
    let whole = asked.elapsed();
    assert!(first >= total / 2 && first < total, "{first:?}");
    assert!(whole >= total && whole < total * 3, "{whole:?}");
}

#[tokio::test]
async fn headers_first_chunk_and_later_chunks_each_have_their_delay() {
    let step = Duration::from_millis(30);
    let script = move |_: &_| Reply::text("abc").headers_after(step).after(2 * step).paced(1, step);
    let upstream = Upstream::start(script).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    let asked = Instant::now();
    client.ask(&question(true)).await;
    for (sign, due) in [("HTTP/1.1 200", step), ("\"a\"", 2 * step), ("\"b\"", 3 * step), ("\"c\"", 4 * step)]
    {
        client.read_to(sign).await;
        assert!(asked.elapsed() >= due, "{sign} came after {:?}", asked.elapsed());
    }
}

#[tokio::test]
async fn a_client_that_leaves_is_noticed_while_the_server_waits() {
    let upstream = Upstream::start(|_| Reply::text("ahoj").stalled_after(0)).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    client.ask(&question(true)).await;
    upstream.wait_for_request(1).await;
    assert_eq!(upstream.open_connections(), 1);
    drop(client);
    let ending = timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap();
    assert_eq!(ending, Ending::ClosedByClient);
    timeout(DEADLINE, upstream.wait_for_connections(0)).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_dropped_closes_its_connections() {
    let upstream = Upstream::start(|_| Reply::text("ahoj").without_headers()).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    client.ask(&question(true)).await;
    upstream.wait_for_request(1).await;
    drop(upstream);
    let mut rest = Vec::new();
    let closed = timeout(DEADLINE, client.0.read_to_end(&mut rest)).await.unwrap();
    assert!(closed.is_err() || rest.is_empty());
}

#[tokio::test]
async fn a_reset_and_a_close_are_told_apart_by_the_client() {
    for (reply, reset) in
        [(Reply::text("ahoj").cut_after(1), true), (Reply::text("ahoj").closed_after(1), false)]
    {
        let upstream = Upstream::start(move |_| reply.clone()).await.unwrap();
        let mut client = Client::connect(&upstream).await;
        client.ask(&question(true)).await;
        let mut answer = Vec::new();
        let end = timeout(DEADLINE, client.0.read_to_end(&mut answer)).await.unwrap();
        assert_eq!(end.is_err(), reset);
        assert!(String::from_utf8_lossy(&answer).contains("ahoj"));
        assert_eq!(upstream.wait_for_closed(1).await, Ending::CutByServer);
    }
}

#[tokio::test]
async fn what_is_not_a_chat_completion_is_refused_and_what_is_not_http_ends_the_connection() {
    let upstream = Upstream::start(|_| Reply::text("ahoj")).await.unwrap();
    let mut client = Client::connect(&upstream).await;
    client.0.write_all(b"GET /v1/models HTTP/1.1\r\n\r\n").await.unwrap();
    assert!(client.read_to("}}").await.starts_with("HTTP/1.1 404"));
    client.0.write_all(b"not http\r\n\r\n").await.unwrap();
    let mut rest = String::new();
    client.0.read_to_string(&mut rest).await.unwrap();
    assert!(rest.starts_with("HTTP/1.1 400"), "{rest}");
}

#[tokio::test]
async fn only_loopback_is_listened_on() {
    let error = Upstream::start_on("0.0.0.0:0".parse().unwrap(), |_| Reply::text("")).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}
