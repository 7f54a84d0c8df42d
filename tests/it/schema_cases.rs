//! The JSON Schema that editors use, and the reader: what the one refuses of types, keys and
//! words, the other refuses too.

use std::fs;

use crate::common::{json_of_yaml, root, segplan, segplan_in};
use jsonschema::Validator;
use serde_json::Value;

#[test]
fn what_a_schema_can_refuse_both_refuse() {
    let validator = validator();
    for (mistake, plan) in cases("refused") {
        let wrong = errors(&validator, &json_of_yaml(&plan));
        assert_ne!(wrong, [""; 0], "the schema accepts {mistake}:\n{plan}");
        assert_ne!(
            reader_errors(&plan),
            [""; 0],
            "the reader accepts {mistake}:\n{plan}"
        );
    }
}

#[test]
fn what_reads_oddly_and_is_right_both_accept() {
    let validator = validator();
    for (oddity, plan) in cases("accepted") {
        assert_eq!(
            errors(&validator, &json_of_yaml(&plan)),
            [""; 0],
            "{oddity}:\n{plan}"
        );
        assert_eq!(reader_errors(&plan), [""; 0], "{oddity}:\n{plan}");
    }
}

/// What no schema can say, and the few forms of numbers that only editors take.
#[test]
fn what_only_the_reader_can_see_it_refuses() {
    let validator = validator();
    for (mistake, plan) in cases("reader") {
        assert_eq!(
            errors(&validator, &json_of_yaml(&plan)),
            [""; 0],
            "{mistake}:\n{plan}"
        );
        assert_ne!(reader_errors(&plan), [""; 0], "{mistake}:\n{plan}");
    }
}

/// The plans of a file of `tests/data/schema`: each after a line `=== what it shows`, given whole
/// or, where it is indented, as the keys of a segment.
fn cases(file: &str) -> Vec<(String, String)> {
    let path = root().join(format!("tests/data/schema/{file}.txt"));
    let text = fs::read_to_string(path).unwrap();
    let cases = text.split("=== ").skip(1).map(|case| {
        let (title, body) = case.split_once('\n').unwrap();
        let plan = match body {
            keys if keys.starts_with(' ') => format!("title: t\nsegments:\n  - name: a\n{keys}"),
            keys if keys.contains("segments:") || title.contains("segments") => keys.to_owned(),
            keys => format!("title: t\nsegments: [{{name: a}}]\n{keys}"),
        };
        (title.to_owned(), plan)
    });
    cases.collect()
}

fn schema() -> Value {
    segplan(&["schema"]).json()
}

fn validator() -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema())
        .unwrap()
}

fn errors(validator: &Validator, plan: &Value) -> Vec<String> {
    let errors = validator.iter_errors(plan);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// What the reader says of a plan: problems, not findings.
fn reader_errors(plan: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), plan).unwrap();
    let run = segplan_in(folder.path(), &["check", "plan.yaml", "--format", "json"]);
    let report = run.json();
    let findings = report["files"][0]["findings"].as_array().unwrap();
    findings
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| finding["message"].to_string())
        .collect()
}
