//! What a provider of language models is to the rest of the house: a request in, a stream of chunks out.

use std::{borrow::Cow, fmt::Debug};

use futures::stream::BoxStream;
use serde_json::Value;

use crate::Error;

/// One who answers requests, at one model.
pub trait Provider: Send + Sync + Debug {
    /// The provider's name, as the user configures it.
    fn name(&self) -> &str;

    /// The model's id, as the provider and the price table spell it.
    fn model(&self) -> &str;

    /// Asks, and gives the answer as it arrives. Nothing is sent before the stream is first polled.
    ///
    /// The last item is [`Chunk::Stop`] or an error. Dropping the stream closes the connection, and with it
    /// ends what the provider does for it.
    fn stream(&self, request: Request) -> BoxStream<'static, Result<Chunk, Error>>;

    /// `text` of an answer without the key, should whoever answers have written it there.
    fn without_secrets<'a>(&self, text: &'a str) -> Cow<'a, str>;
}

/// A question to a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What the system says: method and rules.
    pub system: String,
    /// What the user says: the matter itself.
    pub user: String,
    /// Sampling temperature; it is left out where the model refuses the parameter.
    pub temperature: Option<f32>,
    /// The longest answer, in the provider's tokens. Thoughts come on top: see [`crate::Capabilities::most_output`].
    pub max_output_tokens: u32,
    /// The shape that the answer must have.
    pub schema: Option<Schema>,
}

/// The shape of an answer, as JSON Schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// At most 64 of `A-Z a-z 0-9 _ -`.
    pub name: String,
    /// The schema. A provider that enforces it asks for objects that are closed and have all properties required.
    pub schema: Value,
}

/// A temperature as the number that was written: 0.3 is not sent as 0.30000001192092896.
pub(crate) fn shortest(temperature: f32) -> Value {
    Value::from(temperature.to_string().parse::<f64>().unwrap_or_default())
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// Text of the answer, never empty.
    Content(String),
    /// Token counts so far; a later one replaces it. Providers that count nothing send none.
    Usage(Usage),
    /// The answer has ended; nothing follows.
    Stop(Stop),
}

/// How many tokens a request took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens of the question, those read from the provider's cache included.
    pub input: u64,
    /// Tokens of the answer, reasoning included.
    pub output: u64,
    /// Those of `input` that were read from the provider's cache.
    pub cached: u64,
    /// Those of `input` that were written to the provider's cache, where it charges for that.
    pub cache_written: u64,
    /// Those of `output` that the model spent on thinking, where the provider tells.
    pub reasoning: u64,
    /// Whether the counts are an estimate (see [`crate::tokens`]) and not the provider's own.
    pub estimated: bool,
}

/// Why an answer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The model had said everything.
    End,
    /// The limit of output tokens was reached; the text is cut.
    Length,
    /// The provider's filter held the rest back.
    ContentFilter,
    /// The model declined to answer.
    Refusal,
    /// A reason of the provider's own.
    Other(String),
}
