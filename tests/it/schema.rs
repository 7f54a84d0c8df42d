//! The JSON Schema, held to the reader: what one refuses, the other does.

use std::fs;

use crate::common::{json_of_yaml, root, segplan, segplan_in, yaml_files};
use jsonschema::Validator;

fn validator() -> Validator {
    let schema = segplan(&["schema"]).code(0).json();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

/// Whether the reader takes a plan; flags are not its business.
fn is_read(text: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.yaml"), text).unwrap();
    match segplan_in(folder.path(), &["order", "p.yaml"]).code {
        0 => true,
        2 => false,
        other => panic!("exit code {other}"),
    }
}

#[test]
fn the_file_in_the_repository_is_what_the_program_prints() {
    let file = fs::read_to_string(root().join("schema/plan-v1.json")).unwrap_or_default();
    assert!(
        file == segplan(&["schema"]).code(0).stdout,
        "stale: run `cargo run -- schema -o schema/plan-v1.json`"
    );
}

#[test]
fn every_plan_here_is_valid_and_so_is_one_with_every_key() {
    let validator = validator();
    let full = "tests/data/full.yaml".to_owned();
    for file in [yaml_files("plans"), yaml_files("templates"), vec![full]].concat() {
        let text = fs::read_to_string(root().join(&file)).unwrap();
        assert!(is_read(&text), "the reader refuses {file}");
        let errors: Vec<String> = validator
            .iter_errors(&json_of_yaml(&text))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, [""; 0], "{file}");
    }
}

#[test]
fn the_plan_with_every_key_has_every_key_of_the_schema() {
    let text = fs::read_to_string(root().join("tests/data/full.yaml")).unwrap();
    let schema = segplan(&["schema"]).json();
    let mut groups: Vec<&serde_json::Value> = vec![&schema["properties"]];
    let definitions = schema["$defs"].as_object().unwrap();
    // A flag may be set in as many ways as there are flags; one is enough for the example.
    let others = definitions.iter().filter(|(name, _)| *name != "flags");
    groups.extend(others.map(|(_, group)| &group["properties"]));
    for key in groups
        .iter()
        .filter_map(|group| group.as_object())
        .flat_map(|group| group.keys())
    {
        // A plan says ease or effort, never both.
        let there = text.contains(&format!("{key}:"));
        assert!(
            there || key == "effort",
            "no `{key}` in tests/data/full.yaml"
        );
    }
}

/// A sound plan in which one place, marked @, is replaced.
const SOUND: &str = "\
title: Sound
as_of: 2027-01-04
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
@
";

#[test]
fn each_kind_of_mistake_is_refused_by_both() {
    let validator = validator();
    let mistakes = [
        ("unknown key", "    mesage: hello"),
        ("unknown key of the plan", "titel: x"),
        ("text for a number", "    cycle_days: long"),
        ("number in quotes", "    cycle_days: \"42\""),
        ("list for a text", "    owner: [a, b]"),
        ("text for a list", "    touchpoints: email"),
        ("text for a group", "    qualifiers: good"),
        ("word that is none of the list", "    stage: later"),
        ("verdict that is none", "    qualifiers: {stable: perhaps}"),
        (
            "reason without verdict",
            "    qualifiers: {stable: {because: so}}",
        ),
        ("date in another order", "reviewed: 04.01.2027"),
        ("day that is not in the calendar", "reviewed: 2027-02-30"),
        ("fraction for a whole number", "    expected_size: 12.5"),
        ("number below its least", "    expected_size: -1"),
        ("number above its most", "qualify: {at_least: 6}"),
        ("weight below zero", "scoring: {weights: {impact: -1}}"),
        ("name in words", "  - name: Plant managers two"),
        ("item without its name", "  - label: Nobody"),
        (
            "item without what it needs",
            "    touchpoints: [{content: Report}]",
        ),
        (
            "range that is no range",
            "  - {name: b, scores: {impact: 3-5}}",
        ),
        (
            "three points without the likely one",
            "  - {name: b, scores: {impact: {low: 1, high: 3}}}",
        ),
        ("perhaps for true", "attributes: {a: {sensitive: perhaps}}"),
        ("unknown type", "attributes: {a: {type: varchar}}"),
        (
            "unknown key of an attribute",
            "attributes: {a: {colour: red}}",
        ),
        ("unknown flag", "flags: {low-eas: {severity: info}}"),
        ("unknown severity", "flags: {low-ease: {severity: fatal}}"),
        ("unknown threshold", "flags: {low-ease: {over: 3}}"),
        (
            "allowance without a reason",
            "flags: {allow: [{flag: low-ease}]}",
        ),
        (
            "pin without a rank",
            "order: {pin: [{segment: plant_managers, because: so}]}",
        ),
        ("key to order by that is none", "order: {by: [size]}"),
        (
            "another rule for the cut",
            "capacity: {segments: 6, cut: loose}",
        ),
        ("capacity below zero", "capacity: {cost: -1}"),
        ("half a segment", "capacity: {segments: 2.5}"),
        ("name for a list of names", "    after: plant_managers"),
        ("another version", "version: 2"),
        ("period without its end", "period: {start: 2027-01-01}"),
        ("evidence without its kind", "    evidence: [{note: x}]"),
    ];
    for (mistake, line) in mistakes {
        let text = SOUND.replace('@', line);
        assert!(!is_read(&text), "the reader takes: {mistake}\n{text}");
        assert!(
            !validator.is_valid(&json_of_yaml(&text)),
            "the schema takes: {mistake}\n{text}"
        );
    }
    for (mistake, text) in [
        (
            "no title",
            SOUND.replace("title: Sound\n", "").replace('@', ""),
        ),
        ("no segments", "title: t\nsegments: []\n".to_owned()),
        ("no segments at all", "title: t\n".to_owned()),
        ("a list for a plan", "- title: t\n".to_owned()),
    ] {
        assert!(!is_read(&text), "the reader takes: {mistake}");
        assert!(
            !validator.is_valid(&json_of_yaml(&text)),
            "the schema takes: {mistake}"
        );
    }
}

#[test]
fn what_people_may_write_is_taken_by_both() {
    let validator = validator();
    for line in [
        "",
        "    owner:",
        "    expected_size: ~",
        "    stage:",
        "    qualifiers:",
        "    qualifiers: {stable: yes, relevant: {verdict: no, because: Nobody asked}}",
        "  - {name: b, scores: {impact: 3..5, confidence: 2.5, ease: {low: 1, likely: 2, high: 3}}}",
        "    panel: {ana: {impact: 3}, bram:}",
        "    qualifiers: {stable: Yes, relevant: NO, actionable: {verdict: Partly}}",
        "attributes: {a: {sensitive: Yes}, b: {sensitive: FALSE}, c: {sensitive: nO}}",
        "reviewed: 2027-01-03",
        "attributes: {employees: {type: integer}, industry:}",
        "flags: {low-ease: {below: 2, severity: off}}",
        "capacity: {segments: 0}",
        "capacity: {cost: 2.5, unit: days, cut: fill}",
        "    cost: 0\n    after: []",
        "order: {by: [qualifiers_met, score], break_ties: []}",
        "default: {name: newsletter}",
        "version: 1",
    ] {
        let text = SOUND.replace('@', line);
        assert!(is_read(&text), "the reader refuses\n{text}");
        let json = json_of_yaml(&text);
        assert!(validator.is_valid(&json), "the schema refuses\n{text}");
    }
}

#[test]
fn every_key_is_described_for_editors() {
    let schema = segplan(&["schema"]).json();
    let mut groups = vec![schema.clone()];
    groups.extend(schema["$defs"].as_object().unwrap().values().cloned());
    let mut keys = 0;
    for group in groups {
        for (name, key) in group["properties"].as_object().into_iter().flatten() {
            let description = key["description"].as_str().unwrap_or_default();
            assert!(description.len() > 3, "no description of {name}");
            keys += 1;
        }
    }
    assert!(keys > 80, "only {keys} keys");
}
