//! Plays a reply on the wire: status line, headers, and either a whole body or a chunked stream of events in its time.

use std::{io, time::Duration};

use serde_json::{Value, json};
use tokio::{
    io::AsyncWriteExt,
    net::tcp::WriteHalf,
    time::{Instant, sleep_until},
};

use crate::{
    Received, Reply,
    reply::{Body, FaultKind, Usage},
};

const CHUNK: &str = "chat.completion.chunk";

/// How far a reply was played.
pub(crate) enum Played {
    /// To its end: the connection can take the next request.
    Whole,
    /// The connection is to be reset.
    Reset,
    /// The connection is to be closed.
    Closed,
}

/// Plays `reply` to `received`, which arrived at `arrived`. A stalled reply never returns.
pub(crate) async fn play(
    writer: &mut WriteHalf<'_>,
    reply: &Reply,
    received: &Received,
    arrived: Instant,
) -> io::Result<Played> {
    let Some(delay) = reply.header_delay else {
        return std::future::pending().await;
    };
    sleep_for(arrived, delay).await;
    match &reply.body {
        Body::Fixed { content_type, text } => write_whole(writer, reply, content_type, text).await,
        Body::Completion(text) | Body::Refusal(text) if received.wants_stream() => {
            Stream { writer, reply, received, arrived }.play(text).await
        }
        Body::Completion(text) | Body::Refusal(text) => {
            let chunks = text.chars().count().div_ceil(reply.pace.characters_per_chunk(text));
            sleep_for(arrived, reply.pace.end(chunks)).await;
            write_whole(writer, reply, "application/json", &completion(reply, received, text)).await
        }
    }
}

/// Does not even yield where nothing is to be waited for.
async fn sleep_for(arrived: Instant, delay: Duration) {
    if !delay.is_zero() {
        sleep_until(arrived + delay).await;
    }
}

async fn write_whole(
    writer: &mut WriteHalf<'_>,
    reply: &Reply,
    content_type: &str,
    body: &str,
) -> io::Result<Played> {
    let head = head(reply, content_type);
    let text = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    writer.write_all(text.as_bytes()).await?;
    Ok(Played::Whole)
}

/// The status line and the headers, without the blank line.
fn head(reply: &Reply, content_type: &str) -> String {
    let mut text = format!("HTTP/1.1 {} Simulated\r\ncontent-type: {content_type}\r\n", reply.status);
    for (name, value) in &reply.headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text
}

/// A completion that is not streamed.
fn completion(reply: &Reply, received: &Received, text: &str) -> String {
    let message = match reply.body {
        Body::Refusal(_) => json!({"role": "assistant", "content": null, "refusal": text}),
        _ => json!({"role": "assistant", "content": text}),
    };
    let choices = json!([{"index": 0, "message": message, "finish_reason": reply.finish_reason}]);
    object(received, "chat.completion", &choices, usage(reply, received, text))
}

/// One answer that is streamed as server-sent events.
struct Stream<'a, 'w> {
    writer: &'a mut WriteHalf<'w>,
    reply: &'a Reply,
    received: &'a Received,
    arrived: Instant,
}

impl Stream<'_, '_> {
    async fn play(mut self, text: &str) -> io::Result<Played> {
        let reply = self.reply;
        let mut head = head(reply, "text/event-stream");
        head.push_str("cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n");
        self.writer.write_all(head.as_bytes()).await?;
        if reply.role_first {
            self.frame(&self.delta(&json!({"role": "assistant", "content": ""}), None)).await?;
        }
        let field = if matches!(reply.body, Body::Refusal(_)) { "refusal" } else { "content" };
        let mut sent = 0;
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(kind) = self.fault_at(sent) {
                return self.fail(kind).await;
            }
            let (piece, later) = split_characters(rest, reply.pace.characters_per_chunk(text));
            self.wait_until(reply.pace.due(sent)).await?;
            self.frame(&self.delta(&json!({ field: piece }), None)).await?;
            (rest, sent) = (later, sent + 1);
        }
        if let Some(kind) = self.fault_at(sent) {
            return self.fail(kind).await;
        }
        self.wait_until(reply.pace.end(sent)).await?;
        self.finish(text).await
    }

    /// The last frames and the end of the body go out in one write, as servers do.
    async fn finish(&mut self, text: &str) -> io::Result<Played> {
        let reply = self.reply;
        let mut frames = self.framed(&self.delta(&json!({}), Some(&reply.finish_reason)));
        let counted = self.received.wants_usage().then(|| usage(reply, self.received, text)).flatten();
        if counted.is_some() {
            frames.push_str(&self.framed(&object(self.received, CHUNK, &json!([]), counted)));
        }
        if reply.done {
            frames.push_str(&self.framed("[DONE]"));
        }
        if reply.left_open {
            self.write(frames.as_bytes()).await?;
            return self.fail(FaultKind::Stall).await;
        }
        if reply.bytes_per_write == usize::MAX {
            let body = format!("{:x}\r\n{frames}\r\n0\r\n\r\n", frames.len());
            self.writer.write_all(body.as_bytes()).await?;
            return Ok(Played::Whole);
        }
        self.write(frames.as_bytes()).await?;
        self.end().await
    }

    fn fault_at(&self, sent: usize) -> Option<FaultKind> {
        let fault = self.reply.fault.as_ref()?;
        (sent >= fault.after).then(|| fault.kind.clone())
    }

    async fn fail(&mut self, kind: FaultKind) -> io::Result<Played> {
        match kind {
            FaultKind::Reset => Ok(Played::Reset),
            FaultKind::Close => Ok(Played::Closed),
            FaultKind::End => self.end().await,
            FaultKind::Stall => {
                self.wait_until(Duration::from_hours(365 * 24)).await?;
                Ok(Played::Closed)
            }
            FaultKind::Frame(data) => {
                self.frame(&data).await?;
                self.end().await
            }
            FaultKind::HugeLine(bytes) => {
                self.write(b"data: ").await?;
                let block = "x".repeat(bytes.min(64 << 10));
                let mut left = bytes;
                while left > 0 {
                    let part = block.as_bytes().get(..left).unwrap_or(block.as_bytes());
                    self.write(part).await?;
                    left -= part.len();
                }
                self.write(b"\n\n").await?;
                self.end().await
            }
        }
    }

    async fn end(&mut self) -> io::Result<Played> {
        self.writer.write_all(b"0\r\n\r\n").await?;
        Ok(Played::Whole)
    }

    /// Waits until this long after the request, with a comment from time to time where the reply says so.
    async fn wait_until(&mut self, due: Duration) -> io::Result<()> {
        let deadline = self.arrived + due;
        if let Some(interval) = self.reply.comments_every {
            let mut comment = Instant::now() + interval;
            while comment < deadline {
                sleep_until(comment).await;
                let end = self.reply.line_end;
                self.write(format!(": keep-alive{end}{end}").as_bytes()).await?;
                comment += interval;
            }
        }
        sleep_for(self.arrived, due).await;
        Ok(())
    }

    async fn frame(&mut self, data: &str) -> io::Result<()> {
        let frame = self.framed(data);
        self.write(frame.as_bytes()).await
    }

    fn framed(&self, data: &str) -> String {
        let end = self.reply.line_end;
        format!("data: {data}{end}{end}")
    }

    fn delta(&self, delta: &Value, finish_reason: Option<&str>) -> String {
        let choices = json!([{"index": 0, "delta": delta, "finish_reason": finish_reason}]);
        object(self.received, CHUNK, &choices, None)
    }

    /// Writes the bytes as HTTP chunks, none longer than the reply allows.
    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        for part in bytes.chunks(self.reply.bytes_per_write) {
            let mut chunk = format!("{:x}\r\n", part.len()).into_bytes();
            chunk.extend_from_slice(part);
            chunk.extend_from_slice(b"\r\n");
            self.writer.write_all(&chunk).await?;
        }
        Ok(())
    }
}

/// One JSON object of the protocol, compact.
fn object(received: &Received, kind: &str, choices: &Value, usage: Option<Value>) -> String {
    let id = format!("chatcmpl-{}", received.number);
    let model = received.model();
    let mut object = json!({"id": id, "object": kind, "created": 0, "model": model, "choices": choices});
    if let (Some(fields), Some(usage)) = (object.as_object_mut(), usage) {
        fields.insert("usage".to_owned(), usage);
    }
    object.to_string()
}

fn usage(reply: &Reply, received: &Received, text: &str) -> Option<Value> {
    let quarter = |characters: usize| characters.div_ceil(4) as u64;
    let (input, output, cached) = match reply.usage {
        Usage::Missing => return None,
        Usage::Given { input, output, cached } => (input, output, cached),
        Usage::Counted => {
            let asked = received.system_prompt().chars().count() + received.user_prompt().chars().count();
            (quarter(asked), quarter(text.chars().count()), 0)
        }
    };
    Some(json!({
        "prompt_tokens": input,
        "completion_tokens": output,
        "total_tokens": input + output,
        "prompt_tokens_details": {"cached_tokens": cached},
    }))
}

/// The first `count` characters, and what follows them.
fn split_characters(text: &str, count: usize) -> (&str, &str) {
    let end = text.char_indices().nth(count).map_or(text.len(), |(index, _)| index);
    text.split_at(end)
}
