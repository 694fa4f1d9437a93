//! OpenAI-compatible chat completions: OpenAI itself and the many servers that speak its protocol.
//! [`wire`] maps values to values; here the two are joined to a [`Provider`].

mod wire;

use std::{borrow::Cow, fmt, time::Duration};

use async_stream::stream;
use futures::stream::BoxStream;
use secrecy::SecretString;

use crate::{Chunk, Error, Provider, Request, transport::Transport};

use wire::Decoder;

/// How long the counts of an answer that has ended may take to follow.
const USAGE_WAIT: Duration = Duration::from_secs(2);

/// A provider that speaks OpenAI's chat completions.
#[derive(Clone)]
pub struct OpenAi {
    name: String,
    model: String,
    dialect: Dialect,
    transport: Transport,
}

/// Where and how to ask.
#[derive(Clone, Debug)]
pub struct OpenAiConfig {
    /// The address before `/chat/completions`; it usually ends in `/v1`. No credentials in it.
    pub base_url: String,
    /// The model's id.
    pub model: String,
    /// The key, sent as a bearer token; local servers need none.
    pub key: Option<SecretString>,
    /// The provider's name, as the user configures it.
    pub name: String,
    /// What this server understands.
    pub dialect: Dialect,
    /// How long a connection may take.
    pub connect_timeout: Duration,
    /// How long the server may be silent: before the answer begins, and between any two parts of it.
    pub idle_timeout: Duration,
}

/// What a server understands of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// How it can be held to a schema.
    pub schema: SchemaSupport,
    /// What it calls the limit of output tokens.
    pub max_tokens: MaxTokensField,
}

/// How a server can be held to a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaSupport {
    /// It enforces a JSON Schema.
    JsonSchema,
    /// It enforces JSON; the schema is told in the prompt.
    JsonObject,
    /// It enforces nothing; the schema is told in the prompt.
    None,
}

/// The name of the field with the limit of output tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaxTokensField {
    /// `max_completion_tokens`, which OpenAI's newer models require.
    MaxCompletionTokens,
    /// `max_tokens`, which most compatible servers know.
    MaxTokens,
}

impl OpenAiConfig {
    /// The usual settings: OpenAI's own dialect for its own address, `max_tokens` elsewhere; 5 s to connect, 60 s of silence.
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        let base_url = base_url.into();
        let own = base_url.starts_with("https://api.openai.com/");
        let max_tokens = if own { MaxTokensField::MaxCompletionTokens } else { MaxTokensField::MaxTokens };
        Self {
            base_url,
            model: model.into(),
            key: None,
            name: "openai".to_owned(),
            dialect: Dialect { schema: SchemaSupport::JsonSchema, max_tokens },
            connect_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_mins(1),
        }
    }
}

impl OpenAi {
    /// Checks the configuration; connects to nothing.
    ///
    /// Fails with [`Error::Configuration`] where the base URL or the key cannot work.
    pub fn new(config: OpenAiConfig) -> Result<Self, Error> {
        if config.model.trim().is_empty() {
            return Err(Error::Configuration { what: "no model is named".to_owned() });
        }
        let endpoint = format!("{}/chat/completions", config.base_url.trim().trim_end_matches('/'));
        let transport = Transport::new(&endpoint, config.key, config.connect_timeout, config.idle_timeout)?;
        Ok(Self { name: config.name, model: config.model, dialect: config.dialect, transport })
    }
}

impl Provider for OpenAi {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> &str {
        &self.model
    }

    fn without_secrets<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.transport.without_key(text)
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<Chunk, Error>> {
        let body = wire::body(&request, &self.model, self.dialect);
        let transport = self.transport.clone();
        Box::pin(stream! {
            let mut events = match transport.post(&body).await {
                Ok(events) => events,
                Err(error) => {
                    yield Err(error);
                    return;
                }
            };
            let mut decoder = Decoder::default();
            let error = loop {
                let longest = decoder.has_stopped().then_some(USAGE_WAIT);
                let data = match events.next(longest).await {
                    Ok(Some(data)) => data,
                    Ok(None) => break None,
                    Err(error) => break Some(error),
                };
                match decoder.feed(&data) {
                    Ok(fed) => {
                        for chunk in fed.chunks {
                            yield Ok(chunk);
                        }
                        if fed.done {
                            events.finish().await;
                            break None;
                        }
                    }
                    Err(error) => break Some(transport.shortened(error)),
                }
            };
            // An answer that has said why it ended is whole, whatever befalls the connection afterwards.
            yield match error {
                Some(error) if !decoder.has_stopped() => Err(error),
                _ => decoder.end().map(Chunk::Stop),
            };
        })
    }
}

impl fmt::Debug for OpenAi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenAi")
            .field("name", &self.name)
            .field("model", &self.model)
            .field("host", &self.transport.host())
            .finish_non_exhaustive()
    }
}
