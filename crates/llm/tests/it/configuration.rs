//! Settings that cannot work are refused before anything is sent, and keys are never shown.

use llm::{Claude, ClaudeConfig, Error, Gemini, GeminiConfig, OpenAi, OpenAiConfig, Provider};

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
fn what_the_server_calls_its_limit_follows_the_address() {
    use llm::MaxTokensField::{MaxCompletionTokens, MaxTokens};
    let field = |base_url| OpenAiConfig::new(base_url, "m").max_tokens;
    assert_eq!(field(OpenAiConfig::BASE_URL), MaxCompletionTokens);
    assert_eq!(field("http://127.0.0.1:8080/v1"), MaxTokens);
}

#[test]
fn every_provider_refuses_settings_that_cannot_work_and_never_shows_its_key() {
    let key = || Some(KEY.to_owned().into());
    for base_url in ["h/v1", "file:///v1", &format!("https://{KEY}@h/v1"), &format!("https://h/v1?key={KEY}")]
    {
        let gemini = GeminiConfig { key: key(), ..GeminiConfig::new(base_url, "gemini-3.8-flash") };
        let claude = ClaudeConfig { key: key(), ..ClaudeConfig::new(base_url, "claude-haiku-5-5") };
        for error in [Gemini::new(gemini).unwrap_err(), Claude::new(claude).unwrap_err()] {
            assert!(matches!(error, Error::Configuration { .. }), "{error:?}");
            assert!(!everything_said(&error).contains(KEY), "{error}");
        }
    }
    for model in ["", "models/gemini-3.8-flash", "../secret", "a?b", "a:b"] {
        let error = Gemini::new(GeminiConfig::new(GeminiConfig::BASE_URL, model)).unwrap_err();
        assert!(error.to_string().contains("model"), "{error}");
    }
    let settings = GeminiConfig { key: key(), ..GeminiConfig::new(GeminiConfig::BASE_URL, "m") };
    assert!(!format!("{settings:?}").contains(KEY));
    let shown = Gemini::new(settings).unwrap();
    assert_eq!((shown.name(), shown.model()), ("gemini", "m"));
    assert!(!format!("{shown:?}").contains(KEY));
}
