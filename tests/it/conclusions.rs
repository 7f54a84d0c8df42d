//! Conclusions are drawn once.

use serde_json::Value;

use crate::common::{folder_with, segplan_in};

/// A pinned neighbor below a clear lead, and a condition over two lines with a typing error in the
/// second.
const AWKWARD: &str = "\
title: Awkward
as_of: 2027-01-04
attributes:
  role: {type: text, values: [engineer, manager]}
order: {pin: [{segment: pinned, rank: 2, because: The board decided.}]}
segments:
  - name: clear
    scores: {impact: 10, confidence: 10, ease: 10}
    where: >-
      role = 'manager'
      or role = 'managr'
  - {name: pinned, scores: {impact: 1, confidence: 1, ease: 1}}
  - {name: last, scores: {impact: 5, confidence: 5, ease: 5}}
";

#[test]
fn a_pin_decides_for_the_pair_above_it_in_every_output() {
    let folder = folder_with(&[("plan.yaml", AWKWARD)]);
    let run = |arguments: &[&str]| segplan_in(folder.path(), arguments).code(0).stdout;
    let table = run(&["rank", "plan.yaml"]);
    let row = |rank: &str| table.lines().find(|line| line.starts_with(rank)).unwrap();
    assert!(row("1 ").contains("next pinned"), "{table}");
    assert!(row("2 ").contains("pinned") && !row("2 ").contains('%'));
    let markdown = run(&["rank", "plan.yaml", "--format", "markdown"]);
    assert!(markdown.contains("| next pinned |"), "{markdown}");
    let explained = run(&["explain", "plan.yaml", "clear"]);
    assert!(explained.contains("the pin decides"), "{explained}");
    for text in [table, markdown, explained] {
        assert!(!text.contains("sure 100 %"), "{text}");
    }
}

#[test]
fn a_finding_inside_a_folded_text_stands_on_one_line_in_every_output() {
    let folder = folder_with(&[("plan.yaml", AWKWARD)]);
    let run = |arguments: &[&str]| segplan_in(folder.path(), arguments).code(0);
    let line = |json: &Value| {
        let findings = json["findings"].as_array().unwrap();
        let found = findings
            .iter()
            .find(|one| one["flag"] == "value-not-listed");
        found.unwrap_or_else(|| panic!("{json:#}"))["line"].clone()
    };
    let checked = run(&["check", "plan.yaml", "--format", "json"]).json();
    assert_eq!(line(&checked["files"][0]), 11);
    assert_eq!(
        line(&run(&["rank", "plan.yaml", "--format", "json"]).json()),
        11
    );
    let report = run(&["report", "plan.yaml", "--format", "markdown"]).stdout;
    assert!(report.contains("line 11"), "{report}");
}
