//! Providers of large language models: streaming, timeouts, prices, and JSON sections out of a token stream.
//! It knows nothing of what is asked. Start at [`Provider`]; only `transport` opens a socket.

mod error;
pub mod json_stream;
mod openai;
pub mod price;
mod provider;
pub mod repair;
pub mod tokens;
mod transport;

pub use error::{Error, Waiting};
pub use openai::{Dialect, MaxTokensField, OpenAi, OpenAiConfig, SchemaSupport};
pub use provider::{Chunk, Provider, Request, Schema, Stop, Usage};
