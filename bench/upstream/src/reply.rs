//! What a request is answered with: content, timing, token counts and faults, in builder style.

use std::{sync::Arc, time::Duration};

use serde_json::Value;

/// One answer. The defaults are a well-behaved provider without latency: chunks of 40 characters, a first chunk with
/// the role alone, token counts of a quarter of the characters, `finish_reason` `stop`, `[DONE]`.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body,
    pub(crate) header_delay: Option<Duration>,
    pub(crate) pace: Pace,
    pub(crate) usage: Usage,
    pub(crate) usage_times: usize,
    pub(crate) thoughts: Option<Arc<str>>,
    pub(crate) finish_reason: String,
    pub(crate) role_first: bool,
    pub(crate) done: bool,
    pub(crate) left_open: bool,
    pub(crate) line_end: &'static str,
    pub(crate) keep_alive: Option<(Duration, KeepAlive)>,
    pub(crate) bytes_per_write: usize,
    pub(crate) fault: Option<Fault>,
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    Completion(Arc<str>),
    Refusal(Arc<str>),
    /// An answer that says that the prompt was not let through.
    BlockedPrompt,
    /// An error in the protocol's own words.
    Failure(Failure),
    Fixed {
        content_type: String,
        text: String,
    },
}

/// What an error says.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    Plain(String),
    Overloaded(String),
    /// Too many requests, with the wait that the body names, where the protocol has a place for it.
    RateLimit(Option<Duration>),
    /// The quota of the day, or the account's money.
    UsedUp,
    Blocked,
}

/// What is sent while there is nothing to send.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KeepAlive {
    Comment,
    Ping,
}

/// When the chunks of the content are sent, counted from the arrival of the request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pace {
    Steady { first: Duration, characters: usize, every: Duration },
    Lasting { total: Duration, first_share: f64, chunks: usize },
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Usage {
    Counted,
    Given { input: u64, output: u64, cached: u64 },
    Missing,
}

/// What goes wrong, after how many chunks of content.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) after: usize,
    pub(crate) kind: FaultKind,
}

#[derive(Clone, Debug)]
pub(crate) enum FaultKind {
    Reset,
    Close,
    End,
    Stall,
    /// A frame is sent in place of the rest, and the stream ends.
    Frame(String),
    /// An error event, and the stream ends.
    Failure(String),
    /// A frame with half of a character, and the stream ends.
    HalfCharacter,
    /// A line without end of this many bytes, and then the stream ends.
    HugeLine(usize),
}

impl Reply {
    /// A completion whose content is this JSON, written compactly.
    pub fn json(value: &Value) -> Self {
        Self::text(value.to_string())
    }

    /// A completion with this content; empty text makes an empty completion.
    pub fn text(content: impl Into<Arc<str>>) -> Self {
        Self::new(Body::Completion(content.into()))
    }

    /// A refusal in the protocol's own words, without content; OpenAI has a field for the explanation.
    pub fn refusal(explanation: impl Into<Arc<str>>) -> Self {
        Self::new(Body::Refusal(explanation.into()))
    }

    /// An HTTP error with the protocol's error body.
    pub fn error(status: u16, message: &str) -> Self {
        Self::new(Body::Failure(Failure::Plain(message.to_owned()))).status(status)
    }

    /// Status 429 with a wait where the protocol has a place for it: in the body for Gemini, in `retry-after` for the
    /// others.
    pub fn rate_limited(after: Option<Duration>) -> Self {
        Self::new(Body::Failure(Failure::RateLimit(after))).status(429)
    }

    /// Status 429 that no wait mends: the quota of the day, or the account's money, is used up.
    pub fn used_up() -> Self {
        Self::new(Body::Failure(Failure::UsedUp)).status(429)
    }

    /// A prompt that the provider's filter stops: Gemini says so in place of an answer, Claude refuses, OpenAI answers
    /// with status 400.
    pub fn blocked_prompt() -> Self {
        Self::new(Body::BlockedPrompt)
    }

    /// A body that is sent as it is, in place of a completion.
    pub fn body(content_type: &str, text: impl Into<String>) -> Self {
        Self::new(Body::Fixed { content_type: content_type.to_owned(), text: text.into() })
    }

    fn new(body: Body) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body,
            header_delay: Some(Duration::ZERO),
            pace: Pace::Steady { first: Duration::ZERO, characters: 40, every: Duration::ZERO },
            usage: Usage::Counted,
            usage_times: 1,
            thoughts: None,
            finish_reason: "stop".to_owned(),
            role_first: true,
            done: true,
            left_open: false,
            line_end: "\n",
            keep_alive: None,
            bytes_per_write: usize::MAX,
            fault: None,
        }
    }

    /// Sets the HTTP status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Adds a response header, such as `retry-after`.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends the response headers this long after the request.
    #[must_use]
    pub fn headers_after(mut self, delay: Duration) -> Self {
        self.header_delay = Some(delay);
        self
    }

    /// Never sends as much as the response headers.
    #[must_use]
    pub fn without_headers(mut self) -> Self {
        self.header_delay = None;
        self
    }

    /// Sends the first chunk of content this long after the request.
    #[must_use]
    pub fn after(mut self, latency: Duration) -> Self {
        let (characters, every) = match self.pace {
            Pace::Steady { characters, every, .. } => (characters, every),
            Pace::Lasting { .. } => (40, Duration::ZERO),
        };
        self.pace = Pace::Steady { first: latency, characters, every };
        self
    }

    /// Sends the content in chunks of this many characters, so far apart.
    #[must_use]
    pub fn paced(mut self, characters: usize, every: Duration) -> Self {
        let first = match self.pace {
            Pace::Steady { first, .. } => first,
            Pace::Lasting { .. } => Duration::ZERO,
        };
        self.pace = Pace::Steady { first, characters: characters.max(1), every };
        self
    }

    /// Takes exactly `total` from the request to the end: the first of 20 evenly paced chunks after a fifth of it.
    #[must_use]
    pub fn lasting(self, total: Duration) -> Self {
        self.lasting_in(total, 0.2, 20)
    }

    /// Takes exactly `total` from the request to the end: the first chunk after `first_share` (0 to 1) of it,
    /// the others evenly, `chunks` in all.
    #[must_use]
    pub fn lasting_in(mut self, total: Duration, first_share: f64, chunks: usize) -> Self {
        self.pace = Pace::Lasting { total, first_share: first_share.clamp(0.0, 1.0), chunks: chunks.max(1) };
        self
    }

    /// Reports these token counts; `cached` is a part of `input`.
    #[must_use]
    pub fn usage(mut self, input: u64, output: u64, cached: u64) -> Self {
        self.usage = Usage::Given { input, output, cached };
        self
    }

    /// Reports no token counts, even where asked to.
    #[must_use]
    pub fn without_usage(mut self) -> Self {
        self.usage = Usage::Missing;
        self
    }

    /// Reports the counts three times over where the protocol reports them at the end.
    #[must_use]
    pub fn usage_repeated(mut self) -> Self {
        self.usage_times = 3;
        self
    }

    /// Thinks this aloud before the content. It is counted as output.
    #[must_use]
    pub fn thoughts(mut self, text: impl Into<Arc<str>>) -> Self {
        self.thoughts = Some(text.into());
        self
    }

    /// Ends with this reason: `stop`, `length`, `content_filter`, in each protocol's words, or anything else as it is.
    #[must_use]
    pub fn finish(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.finish_reason);
        self
    }

    /// Leaves out the first chunk, which names the role and has no content.
    #[must_use]
    pub fn without_role(mut self) -> Self {
        self.role_first = false;
        self
    }

    /// Ends the stream without its last frame: `[DONE]`, `message_stop`.
    #[must_use]
    pub fn without_done(mut self) -> Self {
        self.done = false;
        self
    }

    /// Keeps the connection open after the finish reason, with neither `[DONE]` nor an end.
    #[must_use]
    pub fn left_open(mut self) -> Self {
        self.left_open = true;
        self.without_done()
    }

    /// Ends lines with CR LF.
    #[must_use]
    pub fn crlf(mut self) -> Self {
        self.line_end = "\r\n";
        self
    }

    /// Sends a comment line this often for as long as nothing else is to be sent.
    #[must_use]
    pub fn comments_every(mut self, interval: Duration) -> Self {
        self.keep_alive = Some((interval.max(Duration::from_millis(1)), KeepAlive::Comment));
        self
    }

    /// Sends a frame without content this often for as long as nothing else is to be sent: a role alone, a `ping`, an
    /// empty part.
    #[must_use]
    pub fn pings_every(mut self, interval: Duration) -> Self {
        self.keep_alive = Some((interval.max(Duration::from_millis(1)), KeepAlive::Ping));
        self
    }

    /// Writes no more than this many bytes at a time, so that characters of several bytes are split.
    #[must_use]
    pub fn bytes_per_write(mut self, bytes: usize) -> Self {
        self.bytes_per_write = bytes.max(1);
        self
    }

    /// Resets the connection (TCP RST) after this many chunks of content.
    #[must_use]
    pub fn cut_after(self, chunks: usize) -> Self {
        self.fault(chunks, FaultKind::Reset)
    }

    /// Closes the connection (TCP FIN) after this many chunks of content, in the middle of the HTTP body.
    #[must_use]
    pub fn closed_after(self, chunks: usize) -> Self {
        self.fault(chunks, FaultKind::Close)
    }

    /// Ends the HTTP body properly after this many chunks of content, without a finish reason.
    #[must_use]
    pub fn ended_after(self, chunks: usize) -> Self {
        self.fault(chunks, FaultKind::End)
    }

    /// Sends nothing more (but comments, where asked to) after this many chunks of content.
    #[must_use]
    pub fn stalled_after(self, chunks: usize) -> Self {
        self.fault(chunks, FaultKind::Stall)
    }

    /// Sends an error event after this many chunks of content and ends the stream.
    #[must_use]
    pub fn failed_after(self, chunks: usize, message: &str) -> Self {
        self.fault(chunks, FaultKind::Failure(message.to_owned()))
    }

    /// Sends a frame that is not JSON after this many chunks of content and ends the stream.
    #[must_use]
    pub fn garbled_after(self, chunks: usize) -> Self {
        self.fault(chunks, FaultKind::Frame("{\"choices\":[{\"delta\":".to_owned()))
    }

    /// Sends a frame with half of a character after this many chunks of content and ends the stream.
    #[must_use]
    pub fn half_character_after(self, chunks: usize) -> Self {
        self.fault(chunks, FaultKind::HalfCharacter)
    }

    /// Sends one line of this many bytes after this many chunks of content and ends the stream.
    #[must_use]
    pub fn huge_line_after(self, chunks: usize, bytes: usize) -> Self {
        self.fault(chunks, FaultKind::HugeLine(bytes))
    }

    fn fault(mut self, after: usize, kind: FaultKind) -> Self {
        self.fault = Some(Fault { after, kind });
        self
    }
}

impl Pace {
    /// How many characters go into one chunk of a content this long.
    pub(crate) fn characters_per_chunk(self, content: &str) -> usize {
        match self {
            Self::Steady { characters, .. } => characters,
            Self::Lasting { chunks, .. } => content.chars().count().div_ceil(chunks).max(1),
        }
    }

    /// When the chunk with this index (from 0) is due, after the request.
    pub(crate) fn due(self, index: usize) -> Duration {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        match self {
            Self::Steady { first, every, .. } => first.saturating_add(every.saturating_mul(index)),
            Self::Lasting { total, first_share, chunks } => {
                let first = total.mul_f64(first_share);
                let chunks = u32::try_from(chunks).unwrap_or(u32::MAX);
                let rest = total.saturating_sub(first);
                first + rest.mul_f64((f64::from(index) / f64::from(chunks)).min(1.0))
            }
        }
    }

    /// When the end is due, after the request, where the content went in this many chunks.
    pub(crate) fn end(self, sent: usize) -> Duration {
        match self {
            Self::Steady { .. } => self.due(sent.saturating_sub(1)),
            Self::Lasting { total, .. } => total,
        }
    }
}
