//! `segplan sql`, from outside. tests/oracle/warehouse.py runs what it writes on the engines.

use std::fs;

use segplan::export::sql::Engine;

use crate::common::{folder_with, root, segplan, segplan_in};

const EMITS: [&str; 3] = ["primary", "memberships", "masks"];

#[test]
fn every_engine_gets_its_query_the_same_every_time() {
    // BigQuery has no columns with a dot in their name.
    let plan = fs::read_to_string(root().join("plans/quarterly.yaml")).unwrap();
    let plan = plan.replace("column: No. of employees", "column: Number of employees");
    let folder = folder_with(&[("plan.yaml", &plan)]);
    for engine in Engine::ALL.iter().map(|engine| engine.name()) {
        let mut text = String::new();
        for emit in EMITS {
            let mut options = vec!["sql", "plan.yaml", "--dialect", engine];
            options.extend(["--table", "crm.leads", "--emit", emit]);
            if emit == "memberships" {
                options.extend(["--holdout", "10%", "--salt", "q1-2027", "--text-columns"]);
            }
            let run = segplan_in(folder.path(), &options).code(0);
            assert_eq!(run.stderr, "");
            assert_eq!(run.stdout, segplan_in(folder.path(), &options).stdout);
            text.push_str(&run.stdout);
        }
        insta::assert_snapshot!(engine, text);
    }
}

const REFUSED: &str = "\
title: What BigQuery cannot do
leads: {key: Lead.id}
attributes:
  path: {type: text, column: 'path (local)'}
  since: {type: date, format: '%A %d %B %Y'}
segments:
  - name: shares
    where: path like '\\\\%' or days_since(since) < 30
    scores: {impact: 9, confidence: 9, ease: 9}
  - name: drives
    where: path like 'C:\\%'
    scores: {impact: 8, confidence: 8, ease: 8}
";

#[test]
fn all_that_an_engine_cannot_do_is_told_at_once_and_nothing_is_written() {
    let folder = folder_with(&[("plan.yaml", REFUSED)]);
    let options = ["sql", "plan.yaml", "--dialect", "bigquery", "-o", "out.sql"];
    let run = segplan_in(folder.path(), &options).code(2);
    for place in [
        "plan.yaml:2:14",
        "plan.yaml:4:30",
        "plan.yaml:5:31",
        "plan.yaml:8:12",
        "plan.yaml:11:12",
    ] {
        assert!(run.stderr.contains(place), "{place}\n{}", run.stderr);
    }
    assert!(
        run.stderr.contains("5 errors in plan.yaml"),
        "{}",
        run.stderr
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_query_is_written_to_a_file_and_never_over_the_plan() {
    let text = "title: One\nleads: {key: id}\nsegments:\n  - {name: one, where: a > 1}\n";
    let folder = folder_with(&[("plan.yaml", text)]);
    let query = ["sql", "plan.yaml", "--dialect", "postgres"];
    let run = |options: &[&str]| segplan_in(folder.path(), &[&query[..], options].concat());
    assert_eq!(run(&["-o", "one.sql"]).code(0).stdout, "");
    let written = fs::read_to_string(folder.path().join("one.sql")).unwrap();
    assert_eq!(written, run(&[]).code(0).stdout);
    assert!(
        written.ends_with(";\n") && written.contains("\n    FROM leads\n"),
        "{written}"
    );
    run(&["-o", "plan.yaml"]).code(2);
    let other = run(&["--table", "\"CRM, new\".\"leads.2027\""])
        .code(0)
        .stdout;
    assert!(
        other.contains("FROM \"CRM, new\".\"leads.2027\"\n"),
        "{other}"
    );
    let wrong = run(&["--table", "crm."]).code(2).stderr;
    assert!(wrong.contains("`crm.` has an empty name in it"), "{wrong}");
    let masks = run(&["--emit", "masks", "--holdout", "10%", "--salt", "a"])
        .code(2)
        .stderr;
    assert!(masks.contains("--emit primary"), "{masks}");
}

/// Each title is the day's that the plan states, or says that nobody stated one.
#[test]
fn the_comment_says_which_plan_and_day_it_is_for() {
    let run = |options: &[&str]| {
        let query = ["sql", "plans/quarterly.yaml", "--dialect", "duckdb"];
        segplan(&[&query[..], options].concat()).code(0).stdout
    };
    let query = run(&[]);
    assert!(
        query.starts_with("-- Nurture program, first quarter 2027\n"),
        "{query}"
    );
    assert!(query.contains(", as of 2027-01-04.\n"), "{query}");
    assert!(query.contains("last_visit < DATE '2026-10-06'"), "{query}");
    assert!(run(&["--as-of", "2027-02-04"]).contains("last_visit < DATE '2026-11-06'"));
    // What a mask file says of the plan.
    let masks = run(&["--emit", "masks"]);
    let plan = masks
        .lines()
        .find_map(|line| line.strip_prefix("-- Plan "))
        .unwrap();
    let plan = plan.split(',').next().unwrap();
    assert!(masks.contains(&format!("'{plan}' AS plan,")), "{masks}");
}

#[cfg(not(feature = "warehouse"))]
#[test]
fn a_build_without_warehouses_says_how_to_do_without() {
    for command in ["audit", "rank"] {
        let run = segplan(&[
            command,
            "plans/quarterly.yaml",
            "--on",
            "postgresql://ann:geheim@db/crm",
            "--table",
            "crm.leads",
        ])
        .code(2);
        assert!(
            run.stderr.contains("--features warehouse"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("--emit masks"), "{}", run.stderr);
        assert!(!run.stderr.contains("geheim"), "{}", run.stderr);
    }
    let there = ["columns", "--on", "duckdb:a.duckdb", "--table", "leads"];
    let run = segplan(&[&there[..], &["--outcome", "converted = 1"]].concat()).code(2);
    assert!(run.stderr.contains("--features warehouse"), "{run:#?}");
    let run = segplan(&[&there[..], &["--value", "deal_value"]].concat()).code(2);
    assert!(
        run.stderr.contains("columns leads.csv --value deal_value"),
        "{run:#?}"
    );
}
