//! Cells that are not of their attribute's type: up to twenty are told at once.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, folder_with, names, segplan_in};

const PLAN: &str = "\
title: Wrong
as_of: 2027-01-04
leads: {key: id, value: worth}
attributes:
  staff: {type: integer, column: No. of staff}
  seen: {type: date}
  worth: {type: number}
  mail: {type: boolean}
segments:
  - {name: large, where: staff > 1000 and mail, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: recent, where: days_since(seen) <= 30, scores: {impact: 7, confidence: 7, ease: 7}}
";

const FEW: &str = "\
id,No. of staff,seen,worth,mail
a,n/a,2026-12-20,10.5,yes
b,5,01.06.2026,,no
c,n/a,2026-12-30,1,true
d,five,,1e30,perhaps
";

fn audit(folder: &Path, leads: &str, rest: &[&str]) -> Run {
    segplan_in(folder, &[&["audit", "plan.yaml", leads], rest].concat()).code(2)
}

#[test]
fn wrong_cells_are_told_column_by_column() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", FEW)]);
    let refused = audit(folder.path(), "leads.csv", &[]);
    assert_eq!(refused.stdout, "");
    insta::assert_snapshot!(refused.stderr);
}

/// Enough rows for several parts; every tenth number and one date in the middle are wrong.
fn many() -> String {
    let mut table = "id,No. of staff,seen,worth,mail\n".to_owned();
    for row in 0..60_000 {
        let staff = if row % 10 == 9 { "none" } else { "20" };
        let seen = if row == 29_000 {
            "yesterday"
        } else {
            "2026-12-20"
        };
        writeln!(table, "L-{row},{staff},{seen},1.5,yes").unwrap();
    }
    table
}

#[test]
fn the_same_cells_are_told_whatever_the_threads_and_nothing_is_written() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &many())]);
    let path = folder.path();
    let told = audit(path, "leads.csv", &["--threads", "1"]).stderr;
    assert!(told.starts_with("error: leads.csv: 6,001 cells can't be read; here are 20 of them\n"));
    assert!(
        told.contains("(6,000 cells)\n    lines 11, 21, 31,"),
        "{told}"
    );
    assert!(told.contains("line 29002: 'yesterday'"), "{told}");
    for threads in ["2", "8"] {
        assert_eq!(
            audit(path, "leads.csv", &["--threads", threads]).stderr,
            told
        );
    }
    let before = names(path);
    for output in ["out.csv", "out.parquet"] {
        let resolve = ["resolve", "plan.yaml", "leads.csv", "-o", output];
        assert_eq!(segplan_in(path, &resolve).code(2).stderr, told);
    }
    assert_eq!(names(path), before);
    let resolve = ["resolve", "plan.yaml", "leads.csv", "-o", "-"];
    let printed = segplan_in(path, &resolve).code(2).stdout;
    assert_eq!(printed.lines().count(), 1, "{printed}");
}

#[test]
fn what_stops_reading_is_told_behind_the_cells_before_it() {
    let stopped = |rest: &str| {
        let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &(many() + rest))]);
        audit(folder.path(), "leads.csv", &[]).stderr
    };
    let told = stopped("L-60000,1\n");
    let stop = "reading stopped: leads.csv, line 60002: this row has 2 cells and the header 5";
    assert!(told.contains(stop), "{told}");
    assert!(
        told.ends_with("or skip such rows with --lenient\n"),
        "{told}"
    );
    assert!(told.contains("line 29002: 'yesterday'"), "{told}");
    assert!(
        told.starts_with("error: leads.csv: at least 20 cells can't be read\n"),
        "{told}"
    );
}

/// In Parquet a cell goes by its row; values that come again are told again.
#[test]
fn cells_of_a_parquet_table_go_by_their_rows() {
    let texts = PLAN.split_once("attributes:").unwrap().0.to_owned();
    let texts = texts.replace(", value: worth", "")
        + "segments:\n  - {name: a, where: seen = 'x', scores: {impact: 9, confidence: 9, ease: 9}}\n";
    let folder = folder_with(&[
        ("texts.yaml", &texts),
        ("plan.yaml", PLAN),
        ("leads.csv", &many()),
    ]);
    let path = folder.path();
    let keep = ["resolve", "texts.yaml", "leads.csv", "--keep-columns", "-o"];
    segplan_in(path, &[&keep[..], &["leads.parquet", "--quiet"]].concat()).code(0);
    let told = audit(path, "leads.parquet", &["--threads", "1"]).stderr;
    assert!(
        told.starts_with("error: leads.parquet: 6,001 cells can't be read"),
        "{told}"
    );
    assert!(told.contains("rows 10, 20, 30, 40,"), "{told}");
    assert!(told.contains("row 29001: 'yesterday'"), "{told}");
    assert_eq!(
        audit(path, "leads.parquet", &["--threads", "4"]).stderr,
        told
    );
    fs::write(
        path.join("plan.yaml"),
        PLAN.replace("{type: integer,", "{type: text,")
            .replace("staff > 1000", "staff = '20'"),
    )
    .unwrap();
    let alone = audit(path, "leads.parquet", &[]).stderr;
    assert!(
        alone.starts_with(
            "error: leads.parquet, row 29001: column seen should hold a date but holds 'yesterday'"
        ),
        "{alone}"
    );
}
