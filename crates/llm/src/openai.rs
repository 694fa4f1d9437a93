//! OpenAI-compatible chat completions: OpenAI itself and the many servers that speak its protocol.
//! [`wire`] maps values to values; here it is joined to a [`Provider`].

mod wire;

use std::{borrow::Cow, fmt};

use futures::stream::BoxStream;
use secrecy::SecretString;

use crate::{
    Capabilities, Chunk, Error, Limits, Provider, Request, SchemaSupport, answer, models,
    transport::{KeyHeader, Transport},
};

use wire::Decoder;

/// A provider that speaks OpenAI's chat completions.
#[derive(Clone)]
pub struct OpenAi {
    name: String,
    model: String,
    max_tokens: MaxTokensField,
    capabilities: Capabilities,
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
    /// What this server calls the limit of output tokens.
    pub max_tokens: MaxTokensField,
    /// What the model can do.
    pub capabilities: Capabilities,
    /// How long each part of a call may take.
    pub limits: Limits,
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
    /// OpenAI's own address.
    pub const BASE_URL: &str = "https://api.openai.com/v1";

    /// The usual settings: OpenAI's own dialect for its own address, `max_tokens` elsewhere; what the shipped table says
    /// of the model. Of a stranger at another address a schema and a temperature are asked for: local servers know both.
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        let (base_url, model) = (base_url.into(), model.into());
        let own = base_url.starts_with("https://api.openai.com/");
        let max_tokens = if own { MaxTokensField::MaxCompletionTokens } else { MaxTokensField::MaxTokens };
        let stranger =
            Capabilities { temperature: !own, schema: SchemaSupport::JsonSchema, ..Capabilities::default() };
        Self {
            capabilities: models::shipped(&model).unwrap_or(stranger),
            base_url,
            model,
            key: None,
            name: "openai".to_owned(),
            max_tokens,
            limits: Limits::default(),
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
        let path = ["chat", "completions"];
        let transport =
            Transport::new(&config.base_url, &path, config.key, KeyHeader::Bearer, config.limits)?;
        let OpenAiConfig { name, model, max_tokens, capabilities, .. } = config;
        Ok(Self { name, model, max_tokens, capabilities, transport })
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
        let body = wire::body(&request, &self.model, self.max_tokens, &self.capabilities);
        answer::read(self.transport.clone(), self.transport.clone().post(body), Decoder::default())
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
