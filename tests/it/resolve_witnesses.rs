//! `segplan resolve PLAN --witnesses`: invented leads that get what they say.

use std::fs;
use std::path::Path;

use crate::common::{folder_with, root, segplan_in, yaml_files};

/// The column of a CSV table, from the first row.
fn column(folder: &Path, table: &str, title: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(folder.join(table)).unwrap();
    let place = reader
        .headers()
        .unwrap()
        .iter()
        .position(|one| one == title);
    let place = place.unwrap_or_else(|| panic!("no {title}: {:?}", reader.headers()));
    let rows = reader.records().map(|row| row.unwrap()[place].to_owned());
    rows.collect()
}

/// What the leads of a plan show, once each got the segment that it says.
fn shown(folder: &Path, plan: &str) -> Vec<String> {
    segplan_in(folder, &["resolve", plan, "--witnesses", "-o", "shown.csv"]).code(0);
    let resolve = [
        "resolve",
        plan,
        "shown.csv",
        "-o",
        "got.csv",
        "--draws",
        "100",
        "--quiet",
    ];
    segplan_in(folder, &resolve).code(0);
    let expected = column(folder, "shown.csv", "expected_segment");
    assert_eq!(expected, column(folder, "got.csv", "segment"), "{plan}");
    column(folder, "shown.csv", "shows")
}

const PLAN: &str = "\
title: Witnesses
as_of: 2027-01-04
leads: {key: id, exclude: rival}
attributes:
  employees: {type: integer, min: 1, column: No. of employees}
  revenue: {type: number, decimal: \",\"}
  last_visit: {type: date, format: \"%d.%m.%Y\"}
  rival: {type: boolean, true: [ja], false: [nein]}
segments:
  - {name: large, where: employees >= 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: giants, where: employees > 5000 and revenue > 1.5, scores: {impact: 8, confidence: 9, ease: 9}}
  - {name: recent, where: \"days_since(last_visit) <= 30 or last_visit = date '2026-01-31'\", scores: {impact: 7, confidence: 9, ease: 9}}
  - {name: rich, where: revenue between 2.5 and 10 and not title like '%intern%', scores: {impact: 6, confidence: 9, ease: 9}}
  - {name: never, where: revenue < 1 and revenue > 2, scores: {impact: 5, confidence: 9, ease: 9}}
";

#[test]
fn each_lead_gets_what_it_says() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let shown = shown(folder.path(), "plan.yaml");
    for says in [
        "won by Large",
        "fits Giants; won by Large",
        "won by Recent",
        "edge of employees >= 1000 in Large",
        "edge of days_since(last_visit) <= 30 in Recent",
        "edge of revenue between 2.5 and 10 in Rich",
        "missing title in Rich",
        "fits no segment",
        "is excluded",
    ] {
        assert!(shown.iter().any(|one| one == says), "{says}: {shown:#?}");
    }
    // On both sides of the edge, and one where the answer turns.
    let sizes = column(folder.path(), "shown.csv", "No. of employees");
    for size in ["999", "1000", "1001"] {
        assert!(sizes.iter().any(|one| one == size), "{sizes:?}");
    }
    let told = segplan_in(
        folder.path(),
        &["resolve", "plan.yaml", "--witnesses", "-o", "again.csv"],
    )
    .code(0);
    assert!(
        told.stdout
            .ends_with("No lead was found that these win: Giants and Never.\n"),
        "{told:#?}"
    );
    let again = fs::read(folder.path().join("again.csv")).unwrap();
    assert_eq!(again, fs::read(folder.path().join("shown.csv")).unwrap());
}

#[test]
fn every_plan_here_is_shown_by_its_leads() {
    let folder = tempfile::tempdir().unwrap();
    for plan in [yaml_files("plans"), yaml_files("templates")].concat() {
        let plan = root().join(plan);
        shown(folder.path(), plan.to_str().unwrap());
    }
}

#[test]
fn witnesses_and_leads_are_not_mixed() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", "id\n1\n")]);
    let refused = |rest: &[&str], words: &str| {
        let run = segplan_in(folder.path(), &[&["resolve", "plan.yaml"], rest].concat()).code(2);
        assert!(run.stderr.contains(words), "{run:#?}");
    };
    refused(
        &["leads.csv", "--witnesses", "-o", "out.csv"],
        "cannot be used with",
    );
    refused(
        &["--witnesses", "-o", "out.parquet"],
        "end the name in .csv",
    );
    refused(&["-o", "out.csv"], "LEADS");
}
