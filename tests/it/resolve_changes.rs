//! `segplan resolve --changed-since`, from outside.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, folder_with, segplan_in};
use tempfile::TempDir;

const PLAN: &str = "\
title: By hand
leads: {key: id, exclude: staff > 9000}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: small, where: staff < 10, scores: {impact: 7, confidence: 7, ease: 7}}
default: {name: rest}
";

const BEFORE: &str = "id,staff\na,2000\nb,5\nc,100\nd,9500\ne,7\ngone,8\nx,9500\n";
/// Of those, `a`, `b` and `d` stay where they were.
const NOW: &str = "id,staff\nnew,3\na,3000\nb,6\nc,2000\nd,9900\ne,9100\nx,50\n,4\n";
const CHANGED: &str = "\
id,segment,priority,also_matches
new,small,2,
c,large,1,
e,,,
x,rest,,
,small,2,
";

fn folder() -> TempDir {
    let files = [
        ("plan.yaml", PLAN),
        ("before.csv", BEFORE),
        ("now.csv", NOW),
    ];
    let folder = folder_with(&files);
    for old in ["old.csv", "old.parquet"] {
        resolve(folder.path(), &["before.csv", "-o", old]).code(0);
    }
    folder
}

fn resolve(folder: &Path, rest: &[&str]) -> Run {
    let arguments = [&["resolve", "plan.yaml"], rest, &["--draws", "100"]].concat();
    segplan_in(folder, &arguments)
}

fn changed(folder: &Path, old: &str) -> String {
    let words = ["now.csv", "-o", "-", "--changed-since", old];
    resolve(folder, &words).code(0).stdout
}

#[test]
fn only_leads_whose_segment_changed_are_written() {
    let folder = folder();
    let path = folder.path();
    for old in ["old.csv", "old.parquet"] {
        assert_eq!(changed(path, old), CHANGED, "{old}");
        let words = ["now.csv", "-o", "out.parquet", "--changed-since", old];
        resolve(path, &words).code(0);
        // A plan that sends all leads of the result to one segment shows which there are.
        let all = "title: A\nleads: {key: id}\nsegments: [{name: all, where: priority > 0}]\n";
        fs::write(path.join("all.yaml"), all).unwrap();
        let words = [
            "resolve",
            "all.yaml",
            "out.parquet",
            "-o",
            "-",
            "--primary-only",
        ];
        let keys: String = segplan_in(path, &words).code(0).stdout;
        let of = |text: &str| -> Vec<String> {
            let keys = text.lines().map(|line| line.split(',').next());
            keys.map(|key| key.unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(of(&keys), of(CHANGED), "{old}");
    }
    let words = ["now.csv", "--keep-columns", "--primary-only", "--labels"];
    let words = [&words[..], &["-o", "-", "--changed-since", "old.csv"]].concat();
    let kept = resolve(path, &words).code(0).stdout;
    let begin = "id,staff,segment,label,priority\nnew,3,small,Small,2\nc,2000,large,Large,1\n";
    assert!(kept.starts_with(begin), "{kept}");
}

#[test]
fn the_summary_says_how_stable_segments_are() {
    let folder = folder();
    let path = folder.path();
    // A key that stands twice counts as its last row does.
    let mut old = fs::read_to_string(path.join("old.csv")).unwrap();
    old.push_str("a,small,2,\na,large,1,\n");
    fs::write(path.join("old.csv"), old).unwrap();
    let words = ["now.csv", "-o", "old.csv", "--changed-since", "old.csv"];
    let run = resolve(path, &words).code(0);
    let (_, said) = run.stdout.split_once("Changes since").unwrap();
    insta::assert_snapshot!(said, @r"
     old.csv
      6 leads were in both runs; 50 % kept their segment; 2 new, 1 gone.
      Written: 3 leads whose segment changed, and 2 new.
      2 leads have a key that a later row of old.csv repeats; the last row of each key counts.

    Segment   Stayed  Came  Went
    Large          1     1     0
    Small          1     2     2
    Rest           0     1     1
    Excluded       1     1     1

    Fits: leads that fit the definition. Wins: those it gets, as the highest-ranked segment that fits.
    So far: wins of this segment and those above it, as a share of the leads.
    Came: new leads, and leads from another segment. Went: leads that are gone, and leads that have another segment now.
    ");
    // What was read may be what is written, as it is read before.
    assert_eq!(fs::read_to_string(path.join("old.csv")).unwrap(), CHANGED);
    let words = [
        "before.csv",
        "-o",
        "x.parquet",
        "--changed-since",
        "old.parquet",
    ];
    let run = resolve(path, &words).code(0);
    for part in [
        "7 leads were in both runs; 100 % kept their segment; 0 new, 0 gone.",
        "No lead is new or changed segment, so none was written.",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
}

#[test]
fn a_changed_plan_changes_segments() {
    let folder = folder();
    let path = folder.path();
    let plan = PLAN.replace("name: small", "name: tiny");
    fs::write(path.join("plan.yaml"), plan).unwrap();
    let words = ["before.csv", "-o", "out.csv", "--changed-since", "old.csv"];
    let run = resolve(path, &words).code(0);
    let written = fs::read_to_string(path.join("out.csv")).unwrap();
    let expected = "id,segment,priority,also_matches\nb,tiny,2,\ne,tiny,2,\ngone,tiny,2,\n";
    assert_eq!(written, expected);
    // A segment that the plan no longer has keeps its name.
    let rows = run.stdout.lines().map(|line| line.split_whitespace());
    let rows: Vec<String> = rows.map(|row| row.collect::<Vec<_>>().join(" ")).collect();
    for row in ["Tiny 0 3 0", "small 0 0 3"] {
        assert!(rows.iter().any(|one| one == row), "{row}\n{}", run.stdout);
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = folder();
    let path = folder.path();
    let refused = |old: &str, parts: &[&str]| {
        let words = ["now.csv", "-o", "x.csv", "--changed-since", old];
        let run = resolve(path, &words).code(2);
        for part in parts {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
        assert!(!path.join("x.csv").exists());
    };
    fs::write(path.join("keyless.csv"), "lead,segment\na,large\n").unwrap();
    refused("keyless.csv", &["keyless.csv: there is no column id"]);
    let help = "name a table that `segplan resolve` wrote";
    fs::write(path.join("bare.csv"), "id,segments\na,large\n").unwrap();
    refused("bare.csv", &["bare.csv: there is no column segment", help]);
    resolve(path, &["before.csv", "-o", "long.csv", "--long"]).code(0);
    refused("long.csv", &["long.csv: the table was written with --long"]);
    let mut many = "id,segment\n".to_owned();
    for row in 0..70_000 {
        writeln!(many, "{row},s{row}").unwrap();
    }
    fs::write(path.join("many.csv"), many).unwrap();
    refused("many.csv", &["many.csv", "has more than 65,536 names"]);
    let words = [
        "now.csv",
        "-o",
        "x.csv",
        "--changed-since",
        "old.csv",
        "--long",
    ];
    let long = resolve(path, &words).code(2);
    assert!(
        long.stderr.contains("cannot be used with"),
        "{}",
        long.stderr
    );
    let words = ["now.csv", "-o", "x.csv", "--changed-since", "nowhere.csv"];
    resolve(path, &words).code(3);
    fs::write(path.join("plan.yaml"), PLAN.replace("key: id, ", "")).unwrap();
    refused(
        "old.csv",
        &["the plan names none", "`leads: {key: lead_id}`"],
    );
}

/// Many blocks: the same bytes and figures, whatever the number of threads.
#[test]
fn threads_change_nothing() {
    let folder = folder();
    let path = folder.path();
    let table = |factor: u32| {
        let mut text = "id,staff\n".to_owned();
        for row in 0..150_000_u32 {
            writeln!(text, "{row},{}", row * factor % 1501).unwrap();
        }
        text
    };
    fs::write(path.join("before.csv"), table(1)).unwrap();
    fs::write(path.join("now.csv"), table(3)).unwrap();
    resolve(path, &["before.csv", "-o", "old.csv"]).code(0);
    for output in ["out.csv", "out.parquet"] {
        let with = |threads: &str| {
            let words = ["now.csv", "-o", output, "--changed-since", "old.csv"];
            let run = resolve(path, &[&words[..], &["--threads", threads]].concat()).code(0);
            (fs::read(path.join(output)).unwrap(), run.stdout)
        };
        assert!(with("1") == with("2"), "{output}");
    }
}
