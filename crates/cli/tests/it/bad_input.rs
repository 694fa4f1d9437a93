//! Bad briefs: one clear error each, exit code 1, nothing on standard output.

use crate::dozor::{Dozor, Run};

fn refused(run: &Run, expected: &str) {
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    assert_eq!(run.stderr.matches("error: ").count(), 1, "one error: {}", run.stderr);
    assert!(run.stderr.contains(expected), "{}\n  does not say {expected}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn a_brief_that_is_none_is_refused_with_what_where_and_what_to_do() {
    let dozor = Dozor::new();
    for (name, content, expected) in [
        ("missing.toml", "[specifications]\na = 1".as_bytes(), "project_description is missing"),
        (
            "nan.toml",
            b"project_description = \"Strop\"\n[[positions]]\nitem_name = \"a\"\nquantity = nan",
            "line 4, field positions[0].quantity: invalid value: floating point `NaN`, expected a finite number",
        ),
        ("type.json", b"{\"project_description\": 5}", "line 1, field project_description: invalid type"),
        ("field.toml", b"project_description = \"Strop\"\nprojekt = 1", "unknown field `projekt`"),
        ("utf8.toml", b"project_description = \"Strop\"\n# \xff\xfe", "utf8.toml is not UTF-8 text (line 2)"),
        ("empty.toml", b"", "project_description is missing"),
        ("broken.json", b"{\"project_description\": \"Strop\"", "line 1"),
    ] {
        let path = dozor.file(name, content);
        refused(&dozor.run(&["audit", path.to_str().unwrap()]), expected);
    }
}

#[test]
fn ten_megabytes_of_text_are_refused_before_anything_is_done_with_them() {
    let dozor = Dozor::new();
    let text = format!("project_description = \"{}\"", "a".repeat(10 * 1024 * 1024));
    let path = dozor.file("large.toml", &text);
    refused(
        &dozor.run(&["audit", path.to_str().unwrap()]),
        "large.toml has 10.0 MiB, at most 8.0 MiB are read",
    );
    refused(
        &dozor.run_with(&["audit", "-"], text.as_bytes()),
        "standard input is longer than 8.0 MiB, and no more is read",
    );
}

#[test]
fn a_long_description_is_to_be_given_as_a_document() {
    let dozor = Dozor::new();
    let text = "Stropní deska 120 m2 × 0,25 m, C25/30 XC1, interiér. ".repeat(500);
    refused(&dozor.run(&["audit", "--describe", &text]), "give a longer text as a document");
    let path = dozor.file("report.md", &text);
    assert_eq!(dozor.run(&["audit", "--document", path.to_str().unwrap()]).code, 0);
}

#[test]
fn a_directory_or_a_missing_file_is_no_brief() {
    let dozor = Dozor::new();
    refused(&dozor.run(&["audit", dozor.folder().to_str().unwrap()]), "is a directory; name a file in it");
    refused(&dozor.run(&["audit", "nowhere.toml"]), "nowhere.toml could not be opened");
    refused(&dozor.run(&["audit"]), "there is nothing to audit");
    refused(&dozor.run(&["audit", "--describe", "ab"]), "has 2 characters; it needs at least 3");
}

#[test]
fn wrong_flags_are_a_matter_of_usage() {
    let dozor = Dozor::new();
    for arguments in [
        &["audit", "--plan", "hybird", "x"][..],
        &["audit", "--format", "docx", "x"],
        &["audit", "--no-such-flag"],
        &["no-such-command"],
    ] {
        let run = dozor.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    }
}

#[test]
fn zero_negative_and_unitless_quantities_are_findings_not_errors() {
    let dozor = Dozor::new();
    let brief = r#"
project_description = "Stropní deska 120 m2 × 0,25 m, C25/30 XC1, interiér."
[[positions]]
item_name = "Beton C25/30"
quantity = 0
unit = "m³"
[[positions]]
item_name = "Odpočet otvorů"
quantity = -2.5
unit = "m³"
[[positions]]
item_name = "Bednění"
quantity = 120
"#;
    let path = dozor.file("odd.toml", brief);
    let audit = dozor.run(&["audit", path.to_str().unwrap(), "--format", "json"]).json();
    let issues = audit["document_issues"].as_array().unwrap();
    assert!(issues.len() >= 3, "{issues:#?}");
    assert!(issues.iter().all(|issue| issue["code"].is_string()));
}

#[test]
fn a_device_without_an_end_is_read_up_to_the_limit() {
    let dozor = Dozor::new();
    for arguments in [
        &["audit", "/dev/zero"][..],
        &["audit", "--describe", "Strop 200 mm", "--prices", "/dev/zero"],
        &["config", "--config", "/dev/zero"],
    ] {
        let run = dozor.run(arguments);
        assert_eq!(run.code, 1, "{arguments:?}");
        assert!(run.stderr.contains("and no more is read"), "{}", run.stderr);
    }
    for arguments in [&["audit", "--document", "/dev/zero"][..], &["boq", "/dev/zero"]] {
        let run = dozor.run(arguments);
        assert_eq!(run.code, 1, "{arguments:?}");
        assert!(run.stderr.contains("bytes in the file"), "{}", run.stderr);
    }
}

#[test]
fn an_output_that_cannot_be_written_is_refused_before_the_audit() {
    let dozor = Dozor::new();
    let brief = dozor.file("brief.toml", "project_description = \"Strop 200 mm, C25/30 XC1, interiér\"");
    let name = brief.to_str().unwrap();
    refused(&dozor.run(&["audit", name, "--output", "nowhere/audit.json"]), "there is no folder nowhere");
    refused(&dozor.run(&["audit", name, "--output", "."]), "is a directory");
    refused(&dozor.run(&["audit", name, "--output", name]), "is the brief itself");
}
