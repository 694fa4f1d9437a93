//! The three protocols that the server speaks, chosen by the path of the request: what a reply looks like in each.
//! Values only; [`crate::wire`] puts them on the socket in their time.

mod claude;
mod gemini;
mod openai;

use serde_json::{Value, json};

use crate::{
    Received, Reply,
    reply::{Body, Failure, Usage},
};

/// A protocol of language models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// OpenAI's chat completions: `/v1/chat/completions`.
    OpenAi,
    /// Anthropic's Messages API: `/v1/messages`.
    Claude,
    /// Google's `/v1beta/models/MODEL:streamGenerateContent`.
    Gemini,
}

/// One server-sent event.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) event: Option<&'static str>,
    pub(crate) data: String,
}

/// A reply to a request, as its protocol writes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) protocol: Protocol,
    pub(crate) reply: &'a Reply,
    pub(crate) received: &'a Received,
    /// The whole content, or the explanation of a refusal.
    pub(crate) text: &'a str,
}

/// Token counts as they are reported; `cached` is a part of `input`, `thoughts` are none of `answer`.
#[derive(Clone, Copy, Debug)]
struct Counts {
    input: u64,
    cached: u64,
    answer: u64,
    thoughts: u64,
}

impl Protocol {
    /// The protocol of a request with this method and path; `None` where there is nothing there.
    pub(crate) fn of(received: &Received) -> Option<Self> {
        let path = received.path.split('?').next().unwrap_or_default();
        match path {
            _ if received.method != "POST" => None,
            path if path.ends_with("/chat/completions") => Some(Self::OpenAi),
            path if path.ends_with("/messages") => Some(Self::Claude),
            path if path.ends_with(":streamGenerateContent") || path.ends_with(":generateContent") => {
                Some(Self::Gemini)
            }
            _ => None,
        }
    }

    /// The body of an HTTP error with this status.
    pub(crate) fn error(self, status: u16, failure: &Failure) -> String {
        match self {
            Self::OpenAi => openai::error(failure),
            Self::Claude => claude::error(status, failure),
            Self::Gemini => gemini::error(status, failure),
        }
        .to_string()
    }
}

impl Told<'_> {
    /// What comes before the content.
    pub(crate) fn opening(&self) -> Vec<Frame> {
        let mut frames = match self.protocol {
            Protocol::OpenAi => openai::opening(self),
            Protocol::Claude => claude::opening(self),
            Protocol::Gemini => Vec::new(),
        };
        if let Some(thoughts) = &self.reply.thoughts {
            frames.push(match self.protocol {
                Protocol::OpenAi => openai::delta(self, "reasoning_content", thoughts),
                Protocol::Claude => claude::thought(thoughts),
                Protocol::Gemini => {
                    gemini::part(self, &json!({"text": thoughts.as_ref(), "thought": true}), 0)
                }
            });
        }
        frames
    }

    /// A piece of the content, after which this many of its characters have been sent.
    pub(crate) fn content(&self, piece: &str, sent: usize) -> Frame {
        let refused = matches!(self.reply.body, Body::Refusal(_));
        match self.protocol {
            Protocol::OpenAi if refused => openai::delta(self, "refusal", piece),
            Protocol::OpenAi => openai::delta(self, "content", piece),
            Protocol::Claude => claude::text(piece),
            Protocol::Gemini => gemini::part(self, &json!({"text": piece}), quarter(sent)),
        }
    }

    /// A sign of life without content.
    pub(crate) fn ping(&self) -> Frame {
        match self.protocol {
            Protocol::OpenAi => openai::delta(self, "role", "assistant"),
            Protocol::Claude => claude::ping(),
            Protocol::Gemini => gemini::part(self, &json!({"text": ""}), 0),
        }
    }

    /// What comes after the content.
    pub(crate) fn closing(&self) -> Vec<Frame> {
        match self.protocol {
            Protocol::OpenAi => openai::closing(self),
            Protocol::Claude => claude::closing(self),
            Protocol::Gemini => vec![gemini::closing(self)],
        }
    }

    /// An error in the middle of a stream.
    pub(crate) fn failure(&self, message: &str) -> Frame {
        let failure = Failure::Overloaded(message.to_owned());
        let event = (self.protocol == Protocol::Claude).then_some("error");
        let status = if self.protocol == Protocol::Claude { 529 } else { 503 };
        Frame { event, data: self.protocol.error(status, &failure) }
    }

    /// The answer to a request that does not ask for a stream.
    pub(crate) fn whole(&self) -> String {
        match self.protocol {
            Protocol::OpenAi => openai::whole(self),
            Protocol::Claude => claude::whole(self),
            Protocol::Gemini => gemini::closing(self).data,
        }
    }

    /// The reply's finish reason in the protocol's own words; one that is not OpenAI's stays as it is.
    fn reason(&self) -> &str {
        let refused = matches!(self.reply.body, Body::Refusal(_) | Body::BlockedPrompt);
        match (self.protocol, self.reply.finish_reason.as_str()) {
            (Protocol::Claude, _) if refused => "refusal",
            (Protocol::Gemini, _) if refused => "PROHIBITED_CONTENT",
            (Protocol::Claude, "stop") => "end_turn",
            (Protocol::Claude, "length") => "max_tokens",
            (Protocol::Claude, "content_filter") => "refusal",
            (Protocol::Gemini, "stop") => "STOP",
            (Protocol::Gemini, "length") => "MAX_TOKENS",
            (Protocol::Gemini, "content_filter") => "SAFETY",
            (_, reason) => reason,
        }
    }

    /// The counts at the end; `None` where none are reported.
    fn counts(&self) -> Option<Counts> {
        let thoughts = quarter(self.reply.thoughts.as_deref().map_or(0, |text| text.chars().count()));
        match self.reply.usage {
            Usage::Missing => None,
            Usage::Given { input, output, cached } => {
                Some(Counts { input, cached, answer: output.saturating_sub(thoughts), thoughts })
            }
            Usage::Counted => {
                let asked = [self.received.system_prompt(), self.received.user_prompt()];
                let input = quarter(asked.iter().map(|text| text.chars().count()).sum());
                Some(Counts { input, cached: 0, answer: quarter(self.text.chars().count()), thoughts })
            }
        }
    }
}

impl Frame {
    /// An event without a name.
    fn data(data: &Value) -> Self {
        Self { event: None, data: data.to_string() }
    }
}

fn quarter(characters: usize) -> u64 {
    characters.div_ceil(4) as u64
}
