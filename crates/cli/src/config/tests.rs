use std::{fs, path::Path};

use model::{Lang, Options, Profile};
use orchestrator::PlanName;

use super::{Chain, Config, Environment, ProviderName, Source};
use crate::args::SettingFlags;

fn resolve(
    flags: &SettingFlags,
    brief: &Options,
    file: Option<&Path>,
    environment: &Environment,
) -> Result<Config, String> {
    Config::resolve(flags, brief, file, environment).map_err(|error| format!("{error:#}"))
}

#[test]
fn flags_win_over_the_brief_over_environment_over_file_over_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dozor.toml");
    fs::write(
        &file,
        "plan = \"staged\"\nprofile = \"en206\"\nlang = \"cs\"\ntimeout_s = 3\nprices = \"mine.toml\"",
    )
    .unwrap();
    let environment =
        Environment::from([("DOZOR_PROFILE", "csn100"), ("DOZOR_LANG", "cs"), ("DOZOR_TIMEOUT", "4")]);
    let brief = Options { lang: Some(Lang::En), timeout_s: model::Number::parse("5"), ..Options::default() };
    let flags = SettingFlags { timeout: Some("6".to_owned()), ..SettingFlags::default() };

    let config = resolve(&flags, &brief, Some(&file), &environment).unwrap();

    assert_eq!(config.timeout.value.unwrap().0.as_secs(), 6);
    assert_eq!(config.timeout.source, Source::Flag("--timeout"));
    assert_eq!((config.lang.value, config.lang.source), (Lang::En, Source::Brief));
    assert_eq!(
        (config.profile.value, config.profile.source),
        (Profile::Csn100, Source::Environment("DOZOR_PROFILE"))
    );
    assert_eq!((config.plan.value, config.plan.source), (PlanName::Staged, Source::File(file)));
    assert_eq!(config.prices.value, Some(folder.path().join("mine.toml")));
    assert_eq!((config.provider.value, config.provider.source), (Chain::Auto, Source::Default));
}

#[test]
fn all_faults_are_reported_together() {
    let environment = Environment::from([
        ("DOZOR_PLAN", "hybird"),
        ("DOZOR_TIMEOUT", "-1"),
        ("OPENAI_BASE_URL", "localhost:8080/v1"),
    ]);
    let error = resolve(&SettingFlags::default(), &Options::default(), None, &environment).unwrap_err();
    for part in ["unknown plan \"hybird\"", "\"-1\" is not a time in seconds", "begins with http://"] {
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_variable_set_to_nothing_is_ignored_and_said_so() {
    let environment = Environment::from([("DOZOR_PLAN", ""), ("OPENAI_API_KEY", " ")]);
    let config = resolve(&SettingFlags::default(), &Options::default(), None, &environment).unwrap();
    assert!(config.providers.iter().all(|settings| settings.key.is_none()));
    assert_eq!(config.warnings.len(), 2);
}

#[test]
fn a_key_in_the_file_and_unknown_settings_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dozor.toml");
    fs::write(&file, "openai_api_key = \"secret\"").unwrap();
    let error = resolve(&SettingFlags::default(), &Options::default(), Some(&file), &Environment::default());
    assert!(error.unwrap_err().contains("unknown field `openai_api_key`"));
}

#[test]
fn a_key_is_never_shown() {
    let environment = Environment::from([("OPENAI_API_KEY", "sk-very-secret")]);
    let config = resolve(&SettingFlags::default(), &Options::default(), None, &environment).unwrap();
    assert!(config.of(ProviderName::OpenAi).unwrap().key.is_some());
    assert!(!format!("{config:?}").contains("very-secret"));
}

#[test]
fn switches_are_read_as_people_write_them_and_misspelt_variables_are_told() {
    let environment =
        Environment::from([("DOZOR_OFFLINE", "1"), ("DOZOR_GROUNDING", "off"), ("DOZOR_LAGN", "cs")]);
    let config = resolve(&SettingFlags::default(), &Options::default(), None, &environment).unwrap();
    assert!(config.offline.value.0 && !config.grounding.value.0);
    assert_eq!(config.warnings, ["DOZOR_LAGN means nothing to dozor, and is ignored"]);
    let environment = Environment::from([("DOZOR_OFFLINE", "maybe"), ("DOZOR_PROFILE", "din")]);
    let error = resolve(&SettingFlags::default(), &Options::default(), None, &environment).unwrap_err();
    assert!(error.contains("DOZOR_OFFLINE: \"maybe\" is neither on"), "{error}");
    assert!(error.contains("known are csn, csn100, en206"), "{error}");
}
