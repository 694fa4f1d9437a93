//! A request as it arrived, with the questions that scripts and tests ask of it.

use serde_json::Value;

/// One HTTP request that arrived whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Received {
    /// Its number, from 1, in the order of arrival.
    pub number: usize,
    /// HTTP method, in capitals.
    pub method: String,
    /// Path with the query, as sent.
    pub path: String,
    /// Headers in the order sent, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The JSON body; null where there was none or it was not JSON.
    pub body: Value,
}

impl Received {
    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The model asked for; empty where none is named.
    pub fn model(&self) -> &str {
        let in_path = || self.path.rsplit('/').next()?.split_once(':').map(|(model, _)| model);
        let in_body = self.body.get("model").and_then(Value::as_str);
        in_body.or_else(in_path).unwrap_or_default()
    }

    /// What the system (or developer) says to the model.
    pub fn system_prompt(&self) -> String {
        match self.body.get("system").or_else(|| self.body.pointer("/systemInstruction/parts")) {
            Some(system) => text_of(system),
            None => self.said_by(&["system", "developer"]),
        }
    }

    /// What the user says to the model.
    pub fn user_prompt(&self) -> String {
        self.said_by(&["user"])
    }

    /// Whether the answer is to come as a stream.
    pub fn wants_stream(&self) -> bool {
        let in_body = self.body.get("stream").and_then(Value::as_bool);
        in_body.unwrap_or_else(|| self.path.contains(":streamGenerateContent"))
    }

    /// Whether the stream is to report token counts before its end.
    pub(crate) fn wants_usage(&self) -> bool {
        self.body.pointer("/stream_options/include_usage").and_then(Value::as_bool).unwrap_or(false)
    }

    fn said_by(&self, roles: &[&str]) -> String {
        let messages = self.body.get("messages").or_else(|| self.body.get("contents"));
        let texts = messages.and_then(Value::as_array).into_iter().flatten().filter_map(|message| {
            let role = message.get("role")?.as_str()?;
            let said = roles.contains(&role);
            if said { message.get("content").or_else(|| message.get("parts")).map(text_of) } else { None }
        });
        texts.collect::<Vec<_>>().join("\n")
    }
}

/// The text of a message's content: a string, or a list of parts.
fn text_of(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            parts.iter().filter_map(|part| part.get("text")?.as_str()).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}
