//! `check --format sarif` against the published schema of SARIF 2.1.0 (`tests/schemas`).

use std::fs;

use crate::common::{root, segplan, segplan_in, yaml_files};
use serde_json::{Value, json};

const BROKEN: &str = "\
title: Q1
segmnts: 3
segments:
  - name: plant managers
    where: employes > 'x
    scores: {impact: 12, confidence: 6, eas: 7}
";

/// A pattern of the published schema with a bracket that was never opened, in two places; strict
/// readers refuse it. It is about the language of a log, which segplan leaves out.
const NO_PATTERN: [&str; 2] = ["run", "toolComponent"];

fn schema_errors(log: &Value) -> Vec<String> {
    let schema = fs::read_to_string(root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&schema).unwrap();
    for part in NO_PATTERN {
        let language = &mut schema["definitions"][part]["properties"]["language"];
        assert!(
            language
                .as_object_mut()
                .unwrap()
                .remove("pattern")
                .is_some()
        );
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors = validator.iter_errors(log);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn the_schema_refuses_what_is_not_sarif() {
    assert!(!schema_errors(&json!({"version": "2.1.0"})).is_empty());
}

#[test]
fn findings_of_every_plan_make_a_valid_log() {
    let plans = [yaml_files("plans"), yaml_files("templates")].concat();
    let mut arguments = vec!["check", "--format", "sarif"];
    arguments.extend(plans.iter().map(String::as_str));
    let log = segplan(&arguments).code(0).json();
    assert_eq!(schema_errors(&log), [""; 0]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "contested"));
}

#[test]
fn problems_of_a_broken_plan_make_a_valid_log_with_their_places() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Größe & Maß.yaml"), BROKEN).unwrap();
    let log = segplan_in(
        folder.path(),
        &["check", "Größe & Maß.yaml", "--format", "sarif"],
    );
    let log = log.code(1).json();
    assert_eq!(schema_errors(&log), [""; 0]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() >= 4, "{log:#}");
    let lines: Vec<u64> = results
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            place["region"]["startLine"].as_u64().unwrap()
        })
        .collect();
    for line in [2, 4, 5, 6] {
        assert!(lines.contains(&line), "line {line} in {lines:?}");
    }
}
