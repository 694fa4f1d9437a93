//! The house rules that a program can check: sizes, headers, names, the arrows between crates.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Longest file of code.
const LINES: usize = 500;
const BANNED_NAMES: &[&str] =
    &["mod", "utils", "util", "helpers", "helper", "common", "types", "manager", "misc"];
const ROOT_DOCUMENTS: &[&str] = &["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md"];
/// Which crates of ours each crate may name as a dependency (tests may name more).
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("standards", &[]),
    ("llm", &[]),
    ("rules", &["model", "standards"]),
    ("boq", &["model"]),
    ("report", &["model"]),
    ("journal", &["model"]),
    ("orchestrator", &["llm", "model", "rules", "standards"]),
    ("documents", &["boq", "model"]),
    ("server", &["boq", "documents", "journal", "llm", "model", "orchestrator", "report"]),
    (
        "cli",
        &[
            "boq",
            "documents",
            "journal",
            "llm",
            "model",
            "orchestrator",
            "report",
            "rules",
            "server",
            "standards",
        ],
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// All files of the project below `folder`, without what builds leave behind.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | ".git" | "node_modules" | "corpus" | "artifacts") {
                    folders.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn with_ending(ending: &str) -> Vec<(String, String)> {
    let root = root();
    let wanted =
        files(&root).into_iter().filter(|path| path.extension().is_some_and(|found| found == ending));
    wanted
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.strip_prefix(&root).unwrap().display().to_string(), text)
        })
        .collect()
}

fn assert_none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

#[test]
fn files_fit_in_a_head() {
    let sources = with_ending("rs");
    assert!(sources.len() > 50, "the sources were not found");
    let long = sources.iter().filter(|(_, text)| text.lines().count() > LINES);
    let long: Vec<_> = long.map(|(name, text)| format!("{name}: {} lines", text.lines().count())).collect();
    assert_none(&long, "a file has one subject; look for the second one");
}

#[test]
fn files_say_what_they_are_for() {
    let sources = with_ending("rs");
    let is_test = |name: &str| name.ends_with("/tests.rs");
    let silent = sources.iter().filter(|(name, text)| !is_test(name) && !text.starts_with("//!"));
    assert_none(&silent.map(|(name, _)| name.clone()).collect::<Vec<_>>(), "a file begins with //!");
}

#[test]
fn files_are_named_after_their_subject() {
    let sources = with_ending("rs");
    let banned = sources.iter().filter(|(name, _)| {
        let stem = Path::new(name).file_stem().unwrap().to_string_lossy().into_owned();
        BANNED_NAMES.contains(&stem.as_str())
    });
    assert_none(&banned.map(|(name, _)| name.clone()).collect::<Vec<_>>(), "such a name tells nothing");
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [
        "TO".to_owned() + "DO",
        "FIX".to_owned() + "ME",
        "#[ig".to_owned() + "nore]",
        "dbg".to_owned() + "!(",
    ];
    let mut left = Vec::new();
    for (name, text) in with_ending("rs").into_iter().chain(with_ending("toml")).chain(with_ending("md")) {
        for (index, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark.as_str())) {
                left.push(format!("{name}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert_none(&left, "finish it or leave it out");
}

#[test]
fn arrows_between_crates_point_downwards() {
    let ours: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap();
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!(
                "{name} has no place in the house: add it to ARCHITECTURE.md and to this table"
            ));
            continue;
        };
        let named = manifest.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let upwards = named.keys().filter(|dependency| {
            ours.contains(&dependency.as_str()) && !allowed.contains(&dependency.as_str())
        });
        wrong.extend(upwards.map(|dependency| format!("{name} must not know {dependency}")));
    }
    assert_none(&wrong, "arrows only downwards");
}

#[test]
fn the_root_has_no_stray_documents() {
    let entries = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let documents = entries.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let names = documents.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    let stray: Vec<_> = names.filter(|name| !ROOT_DOCUMENTS.contains(&name.as_str())).collect();
    assert_none(&stray, "every document has its place");
}

#[test]
fn crates_share_versions_and_lints() {
    let mut wrong = Vec::new();
    // The fuzz targets are a workspace of their own, since they build only under their own runner.
    let is_member = |name: &str| name.ends_with("/Cargo.toml") && !name.starts_with("fuzz/");
    for (name, text) in with_ending("toml").into_iter().filter(|(name, _)| is_member(name)) {
        let manifest: toml::Table = text.parse().unwrap();
        // `fuzz/` is a workspace of its own, for its toolchain.
        if manifest.contains_key("workspace") {
            continue;
        }
        let inherits =
            |table: &str| manifest.get(table).and_then(|t| t.get("workspace")) == Some(&true.into());
        if !inherits("lints") {
            wrong.push(format!("{name}: [lints] workspace = true is missing"));
        }
        for table in ["dependencies", "dev-dependencies"] {
            let own = manifest.get(table).and_then(toml::Value::as_table).cloned().unwrap_or_default();
            let own = own.iter().filter(|(_, value)| value.get("workspace") != Some(&true.into()));
            wrong.extend(
                own.map(|(dependency, _)| format!("{name}: {dependency} belongs in the workspace table")),
            );
        }
    }
    assert_none(&wrong, "one table for the whole house");
}

#[test]
fn the_lock_file_names_one_public_registry() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut sources: Vec<_> = lock.lines().filter(|line| line.starts_with("source = ")).collect();
    sources.sort_unstable();
    sources.dedup();
    assert_eq!(sources.len(), 1, "a lock file must not depend on one machine's set-up: {sources:?}");
    assert!(sources[0].starts_with("source = \"registry+https://github.com/"), "{sources:?}");
}
