//! `segplan order`, from outside.

use crate::common::{folder_with, segplan, segplan_in};
use serde_json::Value;

fn order(format: &str) -> String {
    segplan(&["order", "plans/quarterly.yaml", "--format", format])
        .code(0)
        .stdout
}

#[test]
fn every_format_tells_the_same_order_with_the_default_last() {
    let json: Value = serde_json::from_str(&order("json")).unwrap();
    assert_eq!(json["schema"], "segplan/order/v1");
    let names: Vec<&str> = json["order"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["segment"].as_str().unwrap())
        .collect();
    let csv = order("csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let (last, first) = rows.split_last().unwrap();
    assert_eq!(first.iter().map(|row| &row[1]).collect::<Vec<_>>(), names);
    assert_eq!(
        (&last[0], &last[1]),
        ("", json["default"]["segment"].as_str().unwrap())
    );
    let text = order("text");
    for (line, name) in text.lines().zip(&names) {
        assert!(line.ends_with(&format!("({name})")), "{line}");
    }
    assert!(text.lines().last().unwrap().contains("Everyone else: "));
    let yaml = order("yaml");
    let written: Vec<&str> = yaml
        .lines()
        .filter_map(|line| line.trim().strip_prefix("segment: "))
        .collect();
    assert_eq!(written[..names.len()], names);
    assert_eq!(written[names.len()], json["default"]["segment"]);
}

#[test]
fn the_order_is_that_of_the_ranking_pins_and_parked_segments_included() {
    let json: Value = serde_json::from_str(&order("json")).unwrap();
    let ranking = segplan(&["rank", "plans/quarterly.yaml", "--format", "json"]).json();
    let rows = ranking["ranking"].as_array().unwrap();
    for (place, row) in rows.iter().enumerate() {
        assert_eq!(json["order"][place]["segment"], row["segment"]);
        assert_eq!(json["order"][place]["priority"], row["rank"]);
    }
    assert!(rows.iter().any(|row| row["pinned"].is_string()));
    let parked = &ranking["parked"][0]["segment"];
    assert!(
        !json["order"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["segment"] == *parked)
    );
}

/// A spreadsheet runs what begins like a formula; programs want texts as they are.
#[test]
fn csv_disarms_formulas_unless_told_not_to() {
    let plan = "\
title: T
segments:
  - name: a
    label: \"=cmd|' /C calc'!A0\"
    scores: {impact: 9, confidence: 5, ease: 5}
  - {name: b, label: \"-20 % and more\", scores: {impact: 8, confidence: 5, ease: 5}}
  - {name: c, label: \"a=b\", scores: {impact: 7, confidence: 5, ease: 5}}
default: {name: rest, label: \"@rest\"}
";
    let folder = folder_with(&[("plan.yaml", plan)]);
    let labels = |arguments: &[&str], column: usize| -> Vec<String> {
        let run = segplan_in(folder.path(), arguments).code(0);
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| row[column].to_owned()).collect()
    };
    let (safe, plain) = (
        ["'=cmd|' /C calc'!A0", "'-20 % and more", "a=b", "'@rest"],
        ["=cmd|' /C calc'!A0", "-20 % and more", "a=b", "@rest"],
    );
    let order = ["order", "plan.yaml", "--format", "csv"];
    let rank = ["rank", "plan.yaml", "--format", "csv"];
    let off = ["--csv-safe", "off"];
    assert_eq!(labels(&order, 2), safe);
    assert_eq!(labels(&rank, 3), safe[..3]);
    assert_eq!(labels(&[&order[..], &off].concat(), 2), plain);
    assert_eq!(labels(&[&rank[..], &off].concat(), 3), plain[..3]);
}
