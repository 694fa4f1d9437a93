//! Gemini through Google's Generative Language API.
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

/// A provider that speaks Google's `streamGenerateContent`.
#[derive(Clone)]
pub struct Gemini {
    name: String,
    model: String,
    capabilities: Capabilities,
    transport: Transport,
}

/// Where and how to ask.
#[derive(Clone, Debug)]
pub struct GeminiConfig {
    /// The address before `/models/…`; it usually ends in `/v1beta`. No credentials in it.
    pub base_url: String,
    /// The model's id, without `models/`.
    pub model: String,
    /// The key, sent in the header `x-goog-api-key` and never in the address.
    pub key: Option<SecretString>,
    /// The provider's name, as the user configures it.
    pub name: String,
    /// What the model can do.
    pub capabilities: Capabilities,
    /// How long each part of a call may take.
    pub limits: Limits,
}

impl GeminiConfig {
    /// Google's own address.
    pub const BASE_URL: &str = "https://generativelanguage.googleapis.com/v1beta";

    /// The usual settings, with what the shipped table says of the model.
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        let model = model.into();
        Self {
            base_url: base_url.into(),
            capabilities: models::shipped(&model).unwrap_or_default(),
            model,
            key: None,
            name: "gemini".to_owned(),
            limits: Limits::default(),
        }
    }
}

impl Gemini {
    /// Checks the configuration; connects to nothing.
    ///
    /// Fails with [`Error::Configuration`] where the base URL, the model's id or the key cannot work.
    pub fn new(config: GeminiConfig) -> Result<Self, Error> {
        let configuration = |what: &str| Error::Configuration { what: what.to_owned() };
        if config.model.trim().is_empty() {
            return Err(configuration("no model is named"));
        }
        // The id becomes a part of the address.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if !config.model.chars().all(plain) || config.model.contains("..") {
            return Err(configuration("the model's id must be like gemini-3.8-flash, without models/"));
        }
        let method = format!("{}:streamGenerateContent", config.model);
        let (path, header) = (["models", &method], KeyHeader::Named("x-goog-api-key"));
        let transport =
            Transport::new(&config.base_url, &path, config.key, header, config.limits)?.with_query("alt=sse");
        let GeminiConfig { name, model, capabilities, .. } = config;
        Ok(Self { name, model, capabilities, transport })
    }
}

impl Provider for Gemini {
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
        let body = wire::body(&request, &self.capabilities);
        answer::read(self.transport.clone(), self.transport.clone().post(body), Decoder::default())
    }
}

impl fmt::Debug for Gemini {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gemini")
            .field("name", &self.name)
            .field("model", &self.model)
            .field("host", &self.transport.host())
            .finish_non_exhaustive()
    }
}
