//! Claude through Anthropic's Messages API.
//! [`wire`] maps values to values; here it is joined to a [`Provider`].

mod wire;

use std::{borrow::Cow, fmt};

use futures::stream::BoxStream;
use secrecy::SecretString;

use crate::{
    Capabilities, Chunk, Error, Limits, Provider, Request, answer, models,
    transport::{KeyHeader, Transport},
};

use wire::Decoder;

/// The version of the protocol that is spoken.
const VERSION: &str = "2023-06-01";

/// A provider that speaks Anthropic's Messages API.
#[derive(Clone)]
pub struct Claude {
    name: String,
    model: String,
    capabilities: Capabilities,
    transport: Transport,
}

/// Where and how to ask.
#[derive(Clone, Debug)]
pub struct ClaudeConfig {
    /// The address before `/messages`; it usually ends in `/v1`. No credentials in it.
    pub base_url: String,
    /// The model's id.
    pub model: String,
    /// The key, sent in the header `x-api-key`.
    pub key: Option<SecretString>,
    /// The provider's name, as the user configures it.
    pub name: String,
    /// What the model can do.
    pub capabilities: Capabilities,
    /// How long each part of a call may take.
    pub limits: Limits,
}

impl ClaudeConfig {
    /// Anthropic's own address.
    pub const BASE_URL: &str = "https://api.anthropic.com/v1";

    /// The usual settings, with what the shipped table says of the model.
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        let model = model.into();
        Self {
            base_url: base_url.into(),
            capabilities: models::shipped(&model).unwrap_or_default(),
            model,
            key: None,
            name: "claude".to_owned(),
            limits: Limits::default(),
        }
    }
}

impl Claude {
    /// Checks the configuration; connects to nothing.
    ///
    /// Fails with [`Error::Configuration`] where the base URL or the key cannot work.
    pub fn new(config: ClaudeConfig) -> Result<Self, Error> {
        if config.model.trim().is_empty() {
            return Err(Error::Configuration { what: "no model is named".to_owned() });
        }
        let header = KeyHeader::Named("x-api-key");
        let transport = Transport::new(&config.base_url, &["messages"], config.key, header, config.limits)?
            .with_header("anthropic-version", VERSION);
        let ClaudeConfig { name, model, capabilities, .. } = config;
        Ok(Self { name, model, capabilities, transport })
    }
}

impl Provider for Claude {
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
        let body = wire::body(&request, &self.model, &self.capabilities);
        answer::read(self.transport.clone(), self.transport.clone().post(body), Decoder::default())
    }
}

impl fmt::Debug for Claude {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claude")
            .field("name", &self.name)
            .field("model", &self.model)
            .field("host", &self.transport.host())
            .finish_non_exhaustive()
    }
}
