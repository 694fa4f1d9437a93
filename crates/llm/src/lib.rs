//! Providers of large language models: streaming, timeouts, prices, and JSON sections out of a token stream.
//! It knows nothing of what is asked. Start at [`Provider`]; only `transport` opens a socket.

mod answer;
mod claude;
mod error;
mod gemini;
pub mod json_stream;
mod limits;
mod models;
mod openai;
pub mod price;
mod provider;
pub mod repair;
mod reported;
mod schema;
pub mod tokens;
mod transport;

pub use claude::{Claude, ClaudeConfig};
pub use error::{Error, Waiting};
pub use gemini::{Gemini, GeminiConfig};
pub use limits::Limits;
pub use models::{Capabilities, ModelTable, SchemaSupport, Thinking};
pub use openai::{MaxTokensField, OpenAi, OpenAiConfig};
pub use provider::{Chunk, Provider, Request, Schema, Stop, Usage};
