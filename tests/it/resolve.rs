//! `segplan resolve`, from outside.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, TWO, folder_with, names, segplan_in};
use tempfile::TempDir;

const PLAN: &str = "\
title: By hand
as_of: 2027-01-04
leads: {key: id, exclude: staff > 9000}
attributes:
  staff: {type: integer, missing: [unknown]}
  sector: {type: text}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: retail, where: sector = 'Retail', scores: {impact: 8, confidence: 8, ease: 8}}
  - {name: small, where: staff < 10, scores: {impact: 7, confidence: 7, ease: 7}}
default: {name: rest}
";

const LEADS: &str = "\
id,staff,sector
\"a, one\",2000,Retail
b,5,Retail
c,unknown,\"Food, drink\"
d,9500,Retail
";

fn folder() -> TempDir {
    folder_with(&[("plan.yaml", PLAN), ("leads.csv", LEADS)])
}

fn resolve(folder: &Path, rest: &[&str]) -> Run {
    let arguments = [&["resolve", "plan.yaml"], rest, &["--draws", "100"]].concat();
    segplan_in(folder, &arguments)
}

fn written(folder: &Path, rest: &[&str]) -> String {
    resolve(folder, &[rest, &["-o", "out.csv"]].concat()).code(0);
    fs::read_to_string(folder.join("out.csv")).unwrap()
}

/// Keys are never changed, and a result is never half in one encoding and half in another.
#[test]
fn what_is_written_must_be_utf8() {
    let folder = folder();
    let path = folder.path();
    let latin = |text: String| text.chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    let refused = |rest: &[&str], part: &str| {
        let run = resolve(path, &[&["latin.csv"], rest].concat()).code(2);
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    };
    let with_note = LEADS
        .replace("sector\n", "sector,note\n")
        .replace("Retail\n", "Retail,\u{e9}\n");
    let with_note = with_note.replace("drink\"\n", "drink\",-\n");
    fs::write(path.join("latin.csv"), latin(with_note)).unwrap();
    resolve(path, &["latin.csv", "-o", "out.csv"]).code(0);
    for output in ["out.csv", "out.parquet"] {
        let kept = ["--keep-columns", "-o", output];
        refused(&kept, "latin.csv, line 2: column note is not in UTF-8");
    }
    fs::write(
        path.join("latin.csv"),
        latin(LEADS.replace("c,unk", "\u{e7},unk")),
    )
    .unwrap();
    for output in ["out.csv", "out.parquet"] {
        refused(
            &["-o", output],
            "latin.csv, line 4: column id is not in UTF-8",
        );
    }
    fs::write(
        path.join("latin.csv"),
        latin(
            LEADS
                .replace("id,staff", "id,\u{e9}t\u{e9},staff")
                .replace("\",2", "\",,2")
                .replace("b,", "b,,")
                .replace("c,", "c,,")
                .replace("d,9", "d,,9"),
        ),
    )
    .unwrap();
    resolve(path, &["latin.csv", "-o", "out.csv"]).code(0);
    refused(
        &["--keep-columns", "-o", "out.csv"],
        "latin.csv, line 1: a column name is not in UTF-8",
    );
}

#[test]
fn each_lead_gets_the_first_segment_that_it_fits() {
    let folder = folder();
    assert_eq!(
        written(folder.path(), &["leads.csv"]),
        "id,segment,priority,also_matches\n\
         \"a, one\",large,1,retail\n\
         b,retail,2,small\n\
         c,rest,,\n\
         d,,,\n"
    );
    assert_eq!(
        written(folder.path(), &["leads.csv", "--keep-columns"]),
        "id,staff,sector,segment,priority,also_matches\n\
         \"a, one\",2000,Retail,large,1,retail\n\
         b,5,Retail,retail,2,small\n\
         c,unknown,\"Food, drink\",rest,,\n\
         d,9500,Retail,,,\n"
    );
    assert_eq!(
        written(folder.path(), &["leads.csv", "--long"]),
        "id,segment,priority,primary\n\
         \"a, one\",large,1,true\n\
         \"a, one\",retail,2,false\n\
         b,retail,2,true\n\
         b,small,3,false\n\
         c,rest,,true\n"
    );
}

#[test]
fn without_a_key_the_row_s_number_is_the_key() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("plan.yaml"), PLAN.replace("key: id, ", "")).unwrap();
    let rows = written(path, &["leads.csv"]);
    assert!(
        rows.starts_with("row,segment,priority,also_matches\n1,large,1,retail\n2,"),
        "{rows}"
    );
    let semicolons = LEADS
        .replace("a, one", "a")
        .replace("Food, drink", "Food")
        .replace(',', ";");
    fs::write(path.join("leads.csv"), semicolons).unwrap();
    let rows = written(path, &["leads.csv", "--keep-columns"]);
    assert!(
        rows.contains("\n1;\"a\";2000;Retail;large;1;retail\n"),
        "{rows}"
    );
}

/// A row that is left out keeps its number, so that the numbers are those of the table.
#[test]
fn rows_that_are_left_out_count_as_rows() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("plan.yaml"), PLAN.replace("key: id, ", "")).unwrap();
    let mut text = "id,staff,sector\n".to_owned();
    for row in 1..=120_000 {
        let ragged = if row % 1000 < 2 { ",too,many" } else { "" };
        writeln!(text, "{row},{},Retail{ragged}", row % 1500).unwrap();
    }
    fs::write(path.join("many.csv"), text).unwrap();
    let kept = (1..=120_000).filter(|row| row % 1000 >= 2);
    let rows = written(path, &["many.csv", "--lenient", "--keep-columns"]);
    let pairs = rows.lines().skip(1).map(|line| {
        let mut cells = line.split(',').map(|cell| cell.parse::<u32>().unwrap_or(0));
        (cells.next().unwrap(), cells.next().unwrap())
    });
    assert!(pairs.eq(kept.clone().map(|row| (row, row))));
    resolve(path, &["many.csv", "--lenient", "-o", "many.parquet"]).code(0);
    let again = "title: A\nleads: {key: row}\nsegments:\n  - {name: b, where: priority > 0}\n";
    fs::write(path.join("plan.yaml"), again).unwrap();
    let rows = written(path, &["many.parquet"]);
    let numbers = rows
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().to_owned());
    assert!(numbers.eq(kept.map(|row| row.to_string())));
}

/// Large row groups of Parquet are written piece by piece, and come out whole.
#[test]
fn row_groups_of_many_megabytes_come_out_as_they_went_in() {
    let folder = folder();
    let path = folder.path();
    let key = "a key as long as a sentence that somebody put down after a call with the lead";
    let mut text = "id,staff,sector\n".to_owned();
    for row in 0..260_000 {
        writeln!(text, "{key} {row},{},Retail", row % 1500).unwrap();
    }
    fs::write(path.join("many.csv"), text).unwrap();
    resolve(path, &["many.csv", "--keep-columns", "-o", "many.parquet"]).code(0);
    for form in [&[][..], &["--long"]] {
        let from = |table| written(path, &[&[table], form].concat());
        assert_eq!(from("many.parquet"), from("many.csv"));
    }
}

/// Parquet holds what CSV holds, and reads back.
#[test]
fn a_parquet_result_can_be_resolved_again() {
    let folder = folder();
    let path = folder.path();
    for mode in [
        &[][..],
        &["--keep-columns"],
        &["--long"],
        &["--primary-only"],
    ] {
        resolve(path, &[&["leads.csv", "-o", "out.parquet"], mode].concat()).code(0);
    }
    resolve(path, &["leads.csv", "-o", "kept.parquet", "--keep-columns"]).code(0);
    let again = PLAN.replace("title: By hand", "title: Again");
    fs::write(path.join("plan.yaml"), again).unwrap();
    assert_eq!(
        written(path, &["kept.parquet"]),
        written(path, &["leads.csv"]),
    );
    let twice = resolve(path, &["kept.parquet", "-o", "x.csv", "--keep-columns"]).code(2);
    assert!(
        twice.stderr.contains("has a column segment already"),
        "{}",
        twice.stderr
    );
    assert!(!path.join("x.csv").exists());
}

/// Many blocks, several threads: the rows stay in their order, whatever the number of threads.
#[test]
fn rows_stay_in_the_table_s_order() {
    let folder = folder();
    let path = folder.path();
    let mut text = "id,staff,sector\n".to_owned();
    for row in 0..150_000 {
        let sector = if row % 7 == 0 {
            "\"Re\n\"\"tail\"\"\""
        } else {
            "Retail"
        };
        writeln!(text, "{row},{},{sector}", row % 1500).unwrap();
    }
    fs::write(path.join("many.csv"), text).unwrap();
    let one = written(path, &["many.csv", "--threads", "1"]);
    let four = written(path, &["many.csv", "--threads", "4"]);
    assert!(one == four);
    let keys = one
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().to_owned());
    assert!(keys.eq((0..150_000).map(|row| row.to_string())));
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("bad.csv"), LEADS.replace("b,5", "b,five")).unwrap();
    resolve(path, &["bad.csv", "-o", "out.csv"]).code(2);
    let onto_itself = resolve(path, &["leads.csv", "-o", "leads.csv"]).code(2);
    assert!(
        onto_itself.stderr.contains("would overwrite leads.csv"),
        "{}",
        onto_itself.stderr
    );
    resolve(path, &["leads.csv", "-o", "nowhere/out.csv"]).code(3);
    assert_eq!(fs::read_to_string(path.join("leads.csv")).unwrap(), LEADS);
    assert_eq!(names(path), ["bad.csv", "leads.csv", "plan.yaml"]);
}

#[test]
fn the_segment_alone_is_written_where_it_is_all_that_is_asked_for() {
    let folder = folder();
    let path = folder.path();
    let run = resolve(path, &["leads.csv", "-o", "out.csv", "--primary-only"]).code(0);
    assert_eq!(
        fs::read_to_string(path.join("out.csv")).unwrap(),
        "id,segment,priority\n\"a, one\",large,1\nb,retail,2\nc,rest,\nd,,\n"
    );
    let whole = "2 (67 %) fit a segment, 1 goes to Rest because an attribute is empty.";
    assert!(run.stdout.contains(whole), "{}", run.stdout);
    assert!(run.stdout.contains("Wins:") && !run.stdout.contains("Fits:"));
    let both = resolve(
        path,
        &["leads.csv", "-o", "x.csv", "--primary-only", "--long"],
    )
    .code(2);
    assert!(both.stderr.contains("--long"), "{}", both.stderr);
}

#[test]
fn the_summary_stands_on_standard_output() {
    let folder = folder();
    let run = resolve(folder.path(), &["leads.csv", "-o", "out.csv"]).code(0);
    assert!(
        run.stdout.contains(
            "4 leads in leads.csv; the plan excludes 1. 2 (67 %) fit a segment, 1 goes to Rest"
        ),
        "{}",
        run.stdout
    );
    let quiet = resolve(folder.path(), &["leads.csv", "-o", "out.csv", "--quiet"]).code(0);
    assert_eq!(quiet.stdout, "");
}

#[test]
fn labels_stand_beside_names_when_they_are_asked_for() {
    let plan = TWO.replace("name: large,", "name: large, label: =Large,");
    let folder = folder_with(&[
        ("plan.yaml", &plan),
        ("leads.csv", "id,staff\na,2000\nb,5\nc,100\n"),
    ]);
    let resolve = |output: &str| {
        let words = [
            "resolve",
            "plan.yaml",
            "leads.csv",
            "--labels",
            "--primary-only",
            "-o",
            output,
        ];
        segplan_in(folder.path(), &words).code(0).stdout
    };
    // A label that a spreadsheet would run is disarmed, as in `rank` and `order`.
    let written =
        "id,segment,label,priority\na,large,'=Large,1\nb,small,Small,2\nc,default,Default,\n";
    assert_eq!(resolve("-"), written);
    resolve("out.parquet");
    let again = [
        "resolve",
        "plan.yaml",
        "out.parquet",
        "--keep-columns",
        "-o",
        "-",
    ];
    let refused = segplan_in(folder.path(), &again);
    assert_ne!(refused.code, 101, "{refused:?}");
}
