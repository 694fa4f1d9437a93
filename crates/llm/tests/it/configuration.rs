//! Settings that cannot work are refused before anything is sent, and keys are never shown.

use llm::{Error, OpenAi, OpenAiConfig, Provider};

use super::{KEY, everything_said};

fn with_base_url(base_url: &str) -> OpenAiConfig {
    OpenAiConfig { key: Some(KEY.to_owned().into()), ..OpenAiConfig::new(base_url, "m") }
}

#[test]
fn a_key_is_never_shown() {
    let settings = with_base_url("http://127.0.0.1:9/v1");
    let shown = format!("{settings:?} {settings:#?}");
    let provider = OpenAi::new(settings).unwrap();
    let shown = format!("{shown} {provider:?} {provider:#?}");
    assert!(!shown.contains(KEY), "{shown}");
    assert_eq!((provider.name(), provider.model()), ("openai", "m"));
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let key_with_line_break =
        OpenAiConfig { key: Some(format!("{KEY}\n{KEY}").into()), ..with_base_url("http://h/v1") };
    let cases = [
        (with_base_url("h/v1"), "base URL is not one"),
        (with_base_url("ftp://h/v1"), "must begin with http"),
        (with_base_url(&format!("http://user:{KEY}@h/v1")), "must not hold credentials"),
        (with_base_url(&format!("http://h/v1?key={KEY}")), "must not hold credentials"),
        (key_with_line_break, "the key holds characters"),
        (OpenAiConfig { model: " ".to_owned(), ..with_base_url("http://h/v1") }, "no model"),
    ];
    for (settings, expected) in cases {
        let error = OpenAi::new(settings).unwrap_err();
        assert!(matches!(error, Error::Configuration { .. }), "{error:?}");
        assert!(!error.is_retryable());
        let said = everything_said(&error);
        assert!(said.contains(expected) && !said.contains(KEY), "{said}");
    }
}

#[test]
fn the_dialect_follows_the_address() {
    use llm::MaxTokensField::{MaxCompletionTokens, MaxTokens};
    let field = |base_url| OpenAiConfig::new(base_url, "m").dialect.max_tokens;
    assert_eq!(field("https://api.openai.com/v1"), MaxCompletionTokens);
    assert_eq!(field("http://127.0.0.1:8080/v1"), MaxTokens);
}
