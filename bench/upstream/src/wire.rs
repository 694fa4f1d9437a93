//! Plays a reply on the wire: status line, headers, and either a whole body or a chunked stream of events in its time.

use std::{io, time::Duration};

use tokio::{
    io::AsyncWriteExt,
    net::tcp::WriteHalf,
    time::{Instant, sleep_until},
};

use crate::{
    Protocol, Received, Reply,
    protocol::{Frame, Told},
    reply::{Body, Failure, FaultKind, KeepAlive},
};

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
    let protocol = Protocol::of(received).unwrap_or(Protocol::OpenAi);
    let text = match &reply.body {
        Body::Fixed { content_type, text } => return write_whole(writer, reply, content_type, text).await,
        Body::Failure(failure) => return write_failure(writer, reply, protocol, failure).await,
        Body::BlockedPrompt if protocol == Protocol::OpenAi => {
            let reply = reply.clone().status(400);
            return write_failure(writer, &reply, protocol, &Failure::Blocked).await;
        }
        Body::Refusal(_) if protocol != Protocol::OpenAi => "",
        Body::Completion(text) | Body::Refusal(text) => text,
        Body::BlockedPrompt => "",
    };
    let told = Told { protocol, reply, received, text };
    if received.wants_stream() {
        return Stream { writer, reply, told, arrived }.play().await;
    }
    let chunks = text.chars().count().div_ceil(reply.pace.characters_per_chunk(text));
    sleep_for(arrived, reply.pace.end(chunks)).await;
    write_whole(writer, reply, "application/json", &told.whole()).await
}

async fn write_failure(
    writer: &mut WriteHalf<'_>,
    reply: &Reply,
    protocol: Protocol,
    failure: &Failure,
) -> io::Result<Played> {
    let mut reply = reply.clone();
    if let (Failure::RateLimit(Some(after)), true) = (failure, protocol != Protocol::Gemini) {
        reply = reply.header("retry-after", &after.as_secs_f64().to_string());
    }
    write_whole(writer, &reply, "application/json", &protocol.error(reply.status, failure)).await
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

/// One answer that is streamed as server-sent events.
struct Stream<'a, 'w> {
    writer: &'a mut WriteHalf<'w>,
    reply: &'a Reply,
    told: Told<'a>,
    arrived: Instant,
}

impl Stream<'_, '_> {
    async fn play(mut self) -> io::Result<Played> {
        let (reply, text) = (self.reply, self.told.text);
        let mut head = head(reply, "text/event-stream");
        head.push_str("cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n");
        self.writer.write_all(head.as_bytes()).await?;
        for frame in self.told.opening() {
            self.frame(&frame).await?;
        }
        let (mut sent, mut characters, mut rest) = (0, 0, text);
        while !rest.is_empty() {
            if let Some(kind) = self.fault_at(sent) {
                return self.fail(kind).await;
            }
            let (piece, later) = split_characters(rest, reply.pace.characters_per_chunk(text));
            self.wait_until(reply.pace.due(sent)).await?;
            characters += piece.chars().count();
            self.frame(&self.told.content(piece, characters)).await?;
            (rest, sent) = (later, sent + 1);
        }
        if let Some(kind) = self.fault_at(sent) {
            return self.fail(kind).await;
        }
        self.wait_until(reply.pace.end(sent)).await?;
        self.finish().await
    }

    /// The last frames and the end of the body go out in one write, as servers do.
    async fn finish(&mut self) -> io::Result<Played> {
        let reply = self.reply;
        let frames: String = self.told.closing().iter().map(|frame| self.framed(frame)).collect();
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
                self.frame(&Frame { event: None, data }).await?;
                self.end().await
            }
            FaultKind::Failure(message) => {
                self.frame(&self.told.failure(&message)).await?;
                self.end().await
            }
            FaultKind::HalfCharacter => {
                self.write(b"data: {\"text\": \"\xc5\"}\n\n").await?;
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

    /// Waits until this long after the request, with a sign of life from time to time where the reply says so.
    async fn wait_until(&mut self, due: Duration) -> io::Result<()> {
        let deadline = self.arrived + due;
        if let Some((interval, kind)) = self.reply.keep_alive {
            let mut next = Instant::now() + interval;
            while next < deadline {
                sleep_until(next).await;
                let end = self.reply.line_end;
                let sign = match kind {
                    KeepAlive::Comment => format!(": keep-alive{end}{end}"),
                    KeepAlive::Ping => self.framed(&self.told.ping()),
                };
                self.write(sign.as_bytes()).await?;
                next += interval;
            }
        }
        sleep_for(self.arrived, due).await;
        Ok(())
    }

    async fn frame(&mut self, frame: &Frame) -> io::Result<()> {
        let framed = self.framed(frame);
        self.write(framed.as_bytes()).await
    }

    fn framed(&self, frame: &Frame) -> String {
        let end = self.reply.line_end;
        let name = frame.event.map(|event| format!("event: {event}{end}")).unwrap_or_default();
        format!("{name}data: {}{end}{end}", frame.data)
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

/// The first `count` characters, and what follows them.
fn split_characters(text: &str, count: usize) -> (&str, &str) {
    let end = text.char_indices().nth(count).map_or(text.len(), |(index, _)| index);
    text.split_at(end)
}
