//! `segplan audit`, from outside, against tables that can be counted by hand or row by row.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, folder_with, segplan, segplan_in};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const PLAN: &str = "\
title: By hand
as_of: 2027-01-04
leads: {key: id, outcome: won = 1, value: worth, reachable: mail, exclude: staff > 9000, date: seen}
attributes:
  id: {type: text}
  staff: {type: integer, column: No. of staff, missing: [unknown]}
  sector: {type: text, missing: [Select]}
  mail: {type: boolean}
  seen: {type: date}
  worth: {type: number}
  won: {type: integer}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: retail, where: sector = 'Retail', scores: {impact: 8, confidence: 8, ease: 8}}
  - {name: recent, where: days_since(seen) <= 30, scores: {impact: 7, confidence: 7, ease: 7}}
  - {name: parked, where: staff > 10, scores: {impact: 9, confidence: 9, ease: 9}, qualifiers: {actionable: no}}
  - {name: drawer, scores: {impact: 5, confidence: 5, ease: 5}}
default: {name: rest}
";

pub(crate) const LEADS: &str = "\
id,No. of staff,sector,mail,seen,worth,won
a,2000,Retail,yes,2026-12-20,10.5,1
b,2000,\"Food, drink\",no,2026-06-01,,0
c,5,Retail,true,2026-12-30,1,
d,unknown,Retail,FALSE,,0.25,1
e,50,Select,1,2026-12-31,100,0
f,,,0,2026-01-01,,1
g,9500,Retail,yes,2026-12-31,7,1
h,20,Software,yes,2025-01-01,3,0
";

pub(crate) fn audit(folder: &Path, rest: &[&str]) -> Run {
    let arguments = [&["audit", "plan.yaml"], rest, &["--draws", "100"]].concat();
    segplan_in(folder, &arguments)
}

pub(crate) fn audit_json(folder: &Path, rest: &[&str]) -> Value {
    audit(folder, &[rest, &["--format", "json"]].concat())
        .code(0)
        .json()
}

pub(crate) fn by_hand() -> TempDir {
    folder_with(&[("plan.yaml", PLAN), ("leads.csv", LEADS)])
}

fn segment<'a>(audit: &'a Value, name: &str) -> &'a Value {
    let mut all = audit["segments"].as_array().unwrap().iter();
    all.find(|one| one["segment"] == name).unwrap()
}

/// Of four leads won two are held out, one of whom may be contacted; of a fifth the group is empty.
#[test]
fn the_control_group_gets_a_segment_but_is_not_reached() {
    let plan = PLAN.replace(
        "reachable: mail,",
        "reachable: mail, control: arm = 'control',",
    );
    let leads = "\
id,No. of staff,sector,mail,seen,worth,won,arm
a,2000,,yes,,,1,control
b,2000,,no,,,0,control
c,2000,,yes,,,1,message
d,2000,,yes,,,0,message
e,2000,,yes,,,0,
g,9500,,yes,,,0,control
";
    let folder = folder_with(&[("plan.yaml", &plan), ("leads.csv", leads)]);
    let audit = audit_json(folder.path(), &["leads.csv", "--masks", "masks.csv"]);
    assert_eq!(
        (&audit["control"], &audit["control_unknown"]),
        (&2.into(), &1.into())
    );
    let large = segment(&audit, "large");
    assert_eq!(
        (&large["won"], &large["control"], &large["reachable"]),
        (&5.into(), &2.into(), &3.into())
    );
    let said = self::audit(folder.path(), &["leads.csv"]).code(0).stdout;
    let line = "Control group: 2 leads get a segment but no message; for 1 other lead the group is not known.";
    assert!(said.contains(line), "{said}");
    assert!(said.contains("Held"), "{said}");
    // A saved table has the groups, and is not taken for that of another control group.
    let again = audit_json(folder.path(), &["--from-masks", "masks.csv"]);
    assert_eq!(again["segments"], audit["segments"]);
    fs::write(
        folder.path().join("plan.yaml"),
        plan.replace("'control'", "'none'"),
    )
    .unwrap();
    let refused = self::audit(folder.path(), &["--from-masks", "masks.csv"]).code(2);
    assert!(
        refused.stderr.contains("`leads.control` is now"),
        "{}",
        refused.stderr
    );
}

#[test]
fn every_figure_of_a_small_table_is_right() {
    let folder = by_hand();
    let audit = audit_json(folder.path(), &["leads.csv"]);
    assert_eq!(audit["leads"], 8);
    assert_eq!(audit["excluded"], 1);
    assert_eq!(audit["outcomes"], 3);
    assert_eq!(audit["outcome_unknown"], 1);
    assert_eq!(audit["covered"], 5);
    assert_eq!(audit["not_resolved"], serde_json::json!(["drawer"]));
    // f fits nothing for want of its staff and sector; h fits nothing at all.
    let default =
        serde_json::json!({"segment": "rest", "leads": 2, "outcomes": 1, "because_unknown": 1});
    assert_eq!(audit["default"], default);
    let large = segment(&audit, "large");
    assert_eq!(
        (&large["matched"], &large["won"], &large["shared"]),
        (&2.into(), &2.into(), &1.into())
    );
    assert_eq!(
        (&large["outcomes"], &large["outcome_known"]),
        (&1.into(), &2.into())
    );
    assert_eq!(
        (&large["unknown"], &large["reachable"], &large["value"]),
        (&2.into(), &1.into(), &10.5.into())
    );
    let retail = segment(&audit, "retail");
    assert_eq!((&retail["matched"], &retail["won"]), (&3.into(), &2.into()));
    assert_eq!(
        retail["lost_to"],
        serde_json::json!([{"segment": "large", "leads": 1}])
    );
    assert_eq!(
        (
            &retail["outcomes"],
            &retail["outcome_known"],
            &retail["rate"]
        ),
        (&1.into(), &1.into(), &1.0.into())
    );
    assert_eq!(retail["unknown"], 2);
    let recent = segment(&audit, "recent");
    assert_eq!(
        (&recent["matched"], &recent["won"], &recent["unknown"]),
        (&3.into(), &1.into(), &1.into())
    );
    assert_eq!(recent["priority"], 3);
    let overlap = &audit["overlaps"][0];
    assert_eq!(
        (&overlap["a"], &overlap["b"], &overlap["leads"]),
        (&"retail".into(), &"recent".into(), &2.into())
    );
    assert_eq!(overlap["jaccard"], 0.5);
}

#[test]
fn sums_hold_whatever_the_order() {
    let folder = by_hand();
    for order in [
        &[][..],
        &["--swap", "large", "recent"],
        &["--order", "recent,parked"],
    ] {
        let audit = audit_json(folder.path(), &[&["leads.csv"], order].concat());
        let segments = audit["segments"].as_array().unwrap();
        let sum = |key: &str| {
            segments
                .iter()
                .map(|one| one[key].as_u64().unwrap())
                .sum::<u64>()
        };
        let number = |value: &Value| value.as_u64().unwrap();
        assert_eq!(number(&audit["covered"]), sum("won"));
        assert_eq!(
            number(&audit["leads"]),
            number(&audit["excluded"])
                + number(&audit["covered"])
                + number(&audit["default"]["leads"])
        );
        for one in segments {
            let lost: u64 = one["lost_to"]
                .as_array()
                .unwrap()
                .iter()
                .map(|lost| number(&lost["leads"]))
                .sum();
            assert_eq!(number(&one["matched"]) - number(&one["won"]), lost, "{one}");
        }
    }
}

#[test]
fn another_order_tells_who_changes_hands() {
    let folder = by_hand();
    let audit = audit_json(folder.path(), &["leads.csv", "--swap", "large", "recent"]);
    let change = &audit["change"];
    assert_eq!(
        change["order"],
        serde_json::json!(["recent", "retail", "large", "drawer"])
    );
    assert_eq!(
        change["handovers"],
        serde_json::json!([
            {"from": "large", "to": "recent", "leads": 1, "outcomes": 1, "value": 10.5},
            {"from": "retail", "to": "recent", "leads": 1, "outcomes": 0, "value": 1.0},
        ])
    );
    let wrong = self::audit(folder.path(), &["leads.csv", "--swap", "large", "reccent"]).code(2);
    assert!(
        wrong.stderr.contains("did you mean recent?"),
        "{}",
        wrong.stderr
    );
}

/// Every way to write the same table gives the same audit.
#[test]
fn tables_come_as_they_are() {
    let folder = by_hand();
    let path = folder.path();
    let expected = audit_json(path, &["leads.csv"]);
    let packed = |text: &str| {
        use std::io::Write;
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text.as_bytes()).unwrap();
        out.finish().unwrap()
    };
    let plain = LEADS.replace("\"Food, drink\"", "Food");
    let tables: Vec<(&str, Vec<u8>)> = vec![
        ("semicolon.csv", plain.replace(',', ";").into_bytes()),
        ("tab.tsv", plain.replace(',', "\t").into_bytes()),
        ("pipe.txt", plain.replace(',', "|").into_bytes()),
        ("crlf.csv", LEADS.replace('\n', "\r\n").into_bytes()),
        ("bom.csv", format!("\u{feff}{LEADS}").into_bytes()),
        ("open.csv", LEADS.trim_end().as_bytes().to_vec()),
        ("empty-lines.csv", LEADS.replace('\n', "\n\n").into_bytes()),
        ("trailing.csv", LEADS.replace('\n', ",\n").into_bytes()),
        (
            "spaces.csv",
            LEADS
                .replace("id,No. of staff", "id, No. of staff ")
                .into_bytes(),
        ),
        (
            "others.csv",
            LEADS
                .replace('\n', ",x,x\n")
                .replacen(",x,x\n", ",,twice\n", 1)
                .into_bytes(),
        ),
        (
            "breaks.csv",
            LEADS
                .replace("Food, drink", "Food,\nor \"\"drink\"\"")
                .into_bytes(),
        ),
        ("packed.csv.gz", packed(LEADS)),
    ];
    for (name, bytes) in tables {
        fs::write(path.join(name), bytes).unwrap();
        assert_eq!(audit_json(path, &[name]), expected, "{name}");
    }
}

#[test]
fn ragged_rows_are_refused_or_counted() {
    let folder = by_hand();
    let path = folder.path();
    fs::write(
        path.join("ragged.csv"),
        LEADS.replace("c,5,Retail,true", "c,5,Retail"),
    )
    .unwrap();
    let refused = audit(path, &["ragged.csv"]).code(2);
    assert!(
        refused
            .stderr
            .contains("ragged.csv, line 4: this row has 6 cells and the header 7 (byte "),
        "{}",
        refused.stderr
    );
    assert!(refused.stderr.contains("--lenient"), "{}", refused.stderr);
    let lenient = audit_json(path, &["ragged.csv", "--lenient"]);
    assert_eq!(
        (&lenient["leads"], &lenient["left_out"]),
        (&7.into(), &1.into())
    );
    let told = audit(path, &["ragged.csv", "--lenient"]).code(0);
    assert!(told.stdout.contains("Left out 1 row"), "{}", told.stdout);
}

#[test]
fn keys_are_checked_where_that_is_asked_for() {
    let folder = by_hand();
    let path = folder.path();
    fs::write(
        path.join("twice.csv"),
        format!("{LEADS}a,1,Retail,yes,,,\n,1,Retail,yes,,,\n"),
    )
    .unwrap();
    let audit = audit_json(path, &["twice.csv", "--check-keys"]);
    assert_eq!(
        audit["keys"],
        serde_json::json!({"repeated": 1, "missing": 1})
    );
}

/// A table in Windows-1252 is refused where it is read and nowhere else.
#[test]
fn text_that_is_not_utf8_is_refused_with_its_line_and_encoding() {
    let folder = by_hand();
    let path = folder.path();
    let write = |text: String| {
        let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
        fs::write(path.join("latin.csv"), latin).unwrap();
    };
    let says = |rest: &[&str], parts: &[&str]| {
        let run = audit(path, &[&["latin.csv"], rest].concat()).code(2);
        for part in parts {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
    };
    write(LEADS.replace("h,20,Software", "h,20,\"B\u{e4}cker, \u{d6}fen\""));
    says(
        &[],
        &[
            "latin.csv, line 9: column sector is not in UTF-8; it reads 'B\u{e4}cker, \u{d6}fen' as windows-1252",
            "add --encoding windows-1252",
        ],
    );
    write(LEADS.replace("h,20,", "h,20 \u{b5},"));
    says(
        &[],
        &["latin.csv, line 9: column No. of staff is not in UTF-8"],
    );
    write(LEADS.replace("e,50,", "\u{e9},50,"));
    says(
        &["--check-keys"],
        &["latin.csv, line 6: column id is not in UTF-8"],
    );
    // Nobody reads the keys here.
    audit(path, &["latin.csv"]).code(0);
    write(LEADS.replace("No. of staff", "No. of st\u{e4}ff"));
    says(
        &[],
        &[
            "latin.csv, line 1: a column name is not in UTF-8; it reads 'No. of st\u{e4}ff' as windows-1252",
        ],
    );
}

#[test]
fn a_line_that_names_the_separator_is_no_row() {
    let folder = by_hand();
    let path = folder.path();
    let rows = LEADS
        .replace("Food, drink", "Food\u{1}drink")
        .replace(',', ";");
    let text = format!("sep=;\n{}", rows.replace('\u{1}', ","));
    fs::write(path.join("sep.csv"), text).unwrap();
    let (plain, told) = (
        audit_json(path, &["leads.csv"]),
        audit_json(path, &["sep.csv"]),
    );
    assert_eq!(told["segments"], plain["segments"]);
    assert_eq!(told["leads"], plain["leads"]);
}

#[test]
fn numbers_that_may_have_points_between_thousands_are_warned_of() {
    let folder = by_hand();
    let path = folder.path();
    let says = |table: String| {
        fs::write(path.join("x.csv"), table).unwrap();
        audit(path, &["x.csv"]).code(0).stdout
    };
    let all = LEADS
        .replace("10.5", "10.500")
        .replace(",1,\nd", ",1.000,\nd");
    let all = all
        .replace("0.25", "")
        .replace(",100,", ",100.250,")
        .replace(",7,", ",7.125,");
    let warned = "`worth` is written like 1.500 for all 5 leads that have it; 1.500 is read as 1.5";
    let found = says(all.replace(",3,0", ",3.000,0"));
    assert!(found.contains(warned), "{found}");
    assert!(!says(all).contains("1.500"));
}

/// Amounts are summed exactly to six decimals; one that cannot be is refused, not cut.
#[test]
fn values_are_summed_or_refused() {
    let folder = by_hand();
    let path = folder.path();
    let with = |amount: &str| {
        let table = LEADS.replace("2026-12-20,10.5,1", &format!("2026-12-20,{amount},1"));
        fs::write(path.join("x.csv"), table).unwrap();
        audit(path, &["x.csv", "--format", "json"])
    };
    let sums = [
        ("1e23", 1e23),
        ("-9e20", -9e20),
        ("0.000001", 0.000001),
        ("0.0000001", 0.0),
    ];
    for (amount, sum) in sums {
        assert_eq!(segment(&with(amount).code(0).json(), "large")["value"], sum);
    }
    for amount in ["1e24", "-2.5e30", "1e300"] {
        let run = with(amount).code(2);
        let told = format!(
            "x.csv, line 2: column worth is summed and should hold less than 1 followed by 24 zeros but holds '{amount}'"
        );
        assert!(run.stderr.contains(&told), "{}", run.stderr);
    }
}

/// Zero leads are an answer, with a warning; every command that reads leads gives it.
#[test]
fn a_table_without_leads_is_counted_as_zero() {
    let folder = by_hand();
    let path = folder.path();
    let header = LEADS.lines().next().unwrap();
    fs::write(path.join("x.csv"), format!("{header}\n")).unwrap();
    let run = audit(path, &["x.csv"]).code(0);
    assert!(run.stdout.contains("0 leads in x.csv"), "{}", run.stdout);
    assert!(
        run.stdout
            .contains("  The lead table has a header and no leads."),
        "{}",
        run.stdout
    );
    // What follows from the table being empty is not said of each segment once more.
    for follows in [
        "None of",
        "never occurs",
        "fit a segment",
        "Outcome rate",
        "NaN",
    ] {
        assert!(!run.stdout.contains(follows), "{}", run.stdout);
    }
    audit(path, &["x.csv", "--masks", "m.csv"]).code(0);
    audit(path, &["--from-masks", "m.csv"]).code(0);
}

/// Each mistake with its exit code and what the message must say.
#[test]
fn mistakes_are_explained() {
    let folder = by_hand();
    let path = folder.path();
    let table = |text: &str| fs::write(path.join("x.csv"), text).unwrap();
    let says = |code: i32, parts: &[&str]| {
        let run = audit(path, &["x.csv"]).code(code);
        for part in parts {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
        assert_eq!(run.stdout, "");
    };
    table("");
    says(2, &["x.csv: the table is empty"]);
    table(&LEADS.replace("sector", "Sector ."));
    says(
        2,
        &[
            "there is no column sector, which the attribute sector needs",
            "did you mean Sector .?",
        ],
    );
    table(&LEADS.replace("id,No", "Id.,No"));
    says(
        2,
        &[
            "x.csv: there is no column id, which leads.key needs",
            "did you mean Id.? write `key: Id.` under `leads`",
        ],
    );
    table(&LEADS.replace("mail,seen", "sector,seen"));
    says(2, &["2 columns are called sector"]);
    table(&LEADS.replace("c,5,", "c,five,"));
    says(
        2,
        &[
            "x.csv, line 4: column No. of staff (staff) should hold a whole number but holds 'five'",
            "add it to `missing` of staff",
        ],
    );
    table(&LEADS.replace("c,5,", "c,1.500,"));
    says(
        2,
        &[
            "should hold a whole number but holds '1.500'",
            "write `decimal: \",\"` under staff if it means 1500, or `type: number` if 1.500 has decimals",
        ],
    );
    table(&LEADS.replace("2026-06-01", "1.6.2026"));
    says(
        2,
        &[
            "x.csv, line 3: column seen should hold a date but holds '1.6.2026'",
            "format:",
        ],
    );
    table(&LEADS.replace("10.5", "10,5").replace(
        "a,2000,Retail,yes,2026-12-20,10,5",
        "a,2000,Retail,yes,2026-12-20,\"10,5\"",
    ));
    says(
        2,
        &[
            "column worth should hold a number but holds '10,5'",
            "write `decimal: \",\"` under worth if it means 10.5",
        ],
    );
    table(&LEADS.replace("\"Food, drink\"", "\"Food, drink"));
    says(
        2,
        &["line 3: a quote opens in this row and is never closed"],
    );
    table("\0\u{1}\u{2}rubbish\0");
    says(2, &["no lead table that segplan reads"]);
    table("PAR1 and then nothing of it");
    says(2, &["the Parquet file is damaged or cut off"]);
    table("sep=;\nid;x\n");
    says(
        2,
        &[
            "there is no column No. of staff",
            "the columns are id and x",
        ],
    );
    let mut packed = vec![0x1f, 0x8b, 8, 0];
    packed.extend_from_slice(&[0; 3]);
    fs::write(path.join("x.csv"), packed).unwrap();
    says(2, &["the file ends in the middle"]);
    fs::remove_file(path.join("x.csv")).unwrap();
    says(3, &["cannot read x.csv"]);
    let with_plan = audit(path, &["."]).code(2).stderr;
    let told = "1 of 2 files lacks the column No. of staff: ./plan.yaml";
    assert!(with_plan.contains(told), "{with_plan}");
}

#[test]
fn mistakes_in_a_large_table_are_named_by_their_lines() {
    let folder = by_hand();
    let path = folder.path();
    let (header, _) = LEADS.split_once('\n').unwrap();
    let mut text = format!("{header}\n");
    for row in 0..60_000 {
        let staff = if row == 41_234 || row == 59_000 {
            "many".to_owned()
        } else {
            row.to_string()
        };
        writeln!(text, "{row},{staff},\"Two\nlines\",yes,2026-12-20,1,0").unwrap();
    }
    fs::write(path.join("x.csv"), text).unwrap();
    let run = audit(path, &["x.csv", "--threads", "4"]).code(2);
    // Two lines a row before it, and the header.
    let [first, second] = [41_234, 59_000].map(|row| 2 + 2 * row);
    let line = format!("lines {first} and {second}: 'many'");
    assert!(run.stderr.contains(&line), "{}", run.stderr);
}

/// Findings of a kind stand in one line, and a figure that two flags have is told once.
#[test]
fn findings_are_told_together_and_once() {
    let page = |rest: &[&str]| {
        let audit = [
            "audit",
            "plans/quarterly.yaml",
            "plans/leads.csv",
            "--draws",
            "100",
        ];
        segplan(&[&audit[..], rest].concat()).code(0).stdout
    };
    let told = page(&[]);
    for line in [
        "  5 segments are marked measurable, but too small to detect the lift: Active researchers \
         (expects 20 %, needs 141 %), ",
        "  2 segments win few of their leads: Returning webinar guests (18 of 157) and Dormant leads \
         (31 of 219). ",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let reach = "27 of its 95 leads may be contacted";
    assert_eq!(told.matches(reach).count(), 1, "{told}");
    let all = page(&["--verbose"]);
    for flag in ["contradicted-qualifier", "low-reach", "heavy-overlap"] {
        assert!(
            all.contains(&format!("  {flag}: ")) && !told.contains(flag),
            "{all}"
        );
    }
}

/// What to type is ready to be pasted, whatever the files are called.
#[test]
fn a_value_that_never_occurs_comes_first_with_the_command_to_count_again() {
    let plan = PLAN.replace("'Retail'", "'retail'");
    let folder = folder_with(&[("plan.yaml", &plan), ("my leads.csv", LEADS)]);
    let page = audit(folder.path(), &["my leads.csv"]).code(0).stdout;
    let found = "  Retail: 'retail' never occurs in `sector`, and no lead fits. Did you mean 'Retail'? \
                 4 leads have it.";
    assert!(page.contains(found), "{page}");
    let next = "  1. Correct 'retail' in the definition of Retail, then count again: segplan audit \
                plan.yaml \"my leads.csv\"\n";
    assert!(page.contains(next), "{page}");
}

#[test]
fn the_page_fits_two_screens_of_eighty_columns() {
    let page = |width: &str| {
        let arguments = [
            "audit",
            "plans/quarterly.yaml",
            "plans/leads.csv",
            "--width",
            width,
        ];
        segplan(&[&arguments[..], &["--draws", "100"]].concat())
            .code(0)
            .stdout
    };
    for width in [80, 100] {
        let page = page(&width.to_string());
        let wide: Vec<&str> = page
            .lines()
            .filter(|line| line.chars().count() > width)
            .collect();
        assert!(wide.is_empty(), "{wide:?}");
        assert!(page.lines().count() <= 2 * 40, "{page}");
        // What it tells to type is what shows the rest.
        let command = "segplan audit plans/quarterly.yaml plans/leads.csv --verbose";
        assert!(page.replace('\n', " ").contains(command), "{page}");
    }
    let markdown = segplan(&[
        "audit",
        "plans/quarterly.yaml",
        "plans/leads.csv",
        "--format",
        "markdown",
        "--draws",
        "100",
    ])
    .code(0);
    assert!(
        markdown
            .stdout
            .contains("| 3 | Returning webinar guests | 157 | 11.8 % | 18 | 11.8 % |"),
        "{}",
        markdown.stdout
    );
}

#[test]
fn a_row_a_segment_says_in_csv_what_the_json_says() {
    let folder = by_hand();
    let path = folder.path();
    let plan = PLAN.replace("name: large,", "name: large, label: =1+1,");
    fs::write(path.join("plan.yaml"), plan).unwrap();
    let csv = |rest: &[&str]| {
        let run = audit(path, &[&["leads.csv", "--format", "csv"], rest].concat()).code(0);
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let rows = reader.deserialize::<std::collections::HashMap<String, String>>();
        rows.map(Result::unwrap).collect::<Vec<_>>()
    };
    let rows = csv(&[]);
    let json = audit_json(path, &["leads.csv"]);
    assert_eq!(rows.len(), json["segments"].as_array().unwrap().len());
    for (row, told) in rows.iter().zip(json["segments"].as_array().unwrap()) {
        assert_eq!(row["segment"], told["segment"].as_str().unwrap());
        for key in [
            "matched",
            "won",
            "matched_rate",
            "rate",
            "value",
            "value_mean",
            "unknown",
        ] {
            let cell = row[key].parse::<f64>().ok();
            assert_eq!(cell, told[key].as_f64(), "{key} of {}", row["segment"]);
        }
    }
    assert_eq!(rows[1]["lost_to"], "large:1");
    assert!(rows[1]["flags"].contains("too-small"), "{:?}", rows[1]);
    assert_eq!(rows[0]["label"], "'=1+1");
    assert_eq!(csv(&["--csv-safe", "off"])[0]["label"], "=1+1");
}

#[test]
fn what_the_leads_say_fails_a_pipeline_where_that_is_asked_for() {
    let folder = by_hand();
    let path = folder.path();
    let denied = |severity: &str| audit(path, &["leads.csv", "--deny", severity]);
    let run = denied("warning").code(1);
    assert_eq!(run.stdout, audit(path, &["leads.csv"]).code(0).stdout);
    let told = "denied: 6 findings in leads.csv: missing-data (3) and too-small (3)";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(denied("error").code(0).stderr, "");
    // What the plan allows is not denied.
    let allowed = "flags: {allow: [{flag: too-small, because: A sample}, {flag: missing-data, because: A sample}]}\n";
    fs::write(path.join("plan.yaml"), format!("{PLAN}{allowed}")).unwrap();
    denied("warning").code(0);
}

/// Sum and mean of what is won, with its currency.
#[test]
fn values_are_told_with_their_currency() {
    let folder = by_hand();
    let path = folder.path();
    fs::write(
        path.join("plan.yaml"),
        PLAN.replace("worth,", "worth, currency: EUR,"),
    )
    .unwrap();
    let leads = LEADS
        .replace(",10.5,1", ",1250000,1")
        .replace("no,2026-06-01,,0", "no,2026-06-01,750000,0");
    fs::write(path.join("leads.csv"), leads).unwrap();
    let json = audit_json(path, &["leads.csv"]);
    assert_eq!(json["currency"], "EUR");
    let large = segment(&json, "large");
    assert_eq!(
        (&large["valued"], &large["value_mean"]),
        (&2.into(), &1e6.into())
    );
    let page = audit(path, &["leads.csv"]).code(0).stdout;
    assert!(page.contains("Value (EUR)  Mean value (EUR)"), "{page}");
    assert!(page.contains("2 M               1 M"), "{page}");
}

/// A text for each number: letters for its bits. Every text is another, and so is what the tests
/// say of it.
#[test]
fn lists_and_patterns_may_be_many_and_texts_all_different() {
    const ROWS: u32 = 100_000;
    let word = |number: u32| -> String {
        let letters = ('a'..='q').enumerate();
        let set = letters.filter(|(bit, _)| number >> bit & 1 == 1);
        set.map(|(_, letter)| letter).chain(['.']).collect()
    };
    let mut table = "word,number\n".to_owned();
    for number in 0..ROWS {
        writeln!(table, "{},{number}", word(number)).unwrap();
    }
    let listed = || (0..ROWS).step_by(7);
    let words: Vec<String> = listed()
        .map(|number| format!("'{}'", word(number)))
        .collect();
    let numbers: Vec<String> = listed().map(|number| number.to_string()).collect();
    let mut plan = "title: Many\nattributes: {number: {type: integer}}\nsegments:\n".to_owned();
    let mut segment = |name: &str, condition: &str| {
        writeln!(
            plan,
            "  - {{name: {name}, where: \"{condition}\", scores: {{impact: 5, confidence: 5, ease: 5}}}}"
        )
        .unwrap();
    };
    for letter in 'a'..='q' {
        segment(
            &format!("has_{letter}"),
            &format!("word contains '{letter}'"),
        );
    }
    segment("words", &format!("word in ({})", words.join(", ")));
    segment("numbers", &format!("number in ({})", numbers.join(", ")));
    segment("last", "word like '%q.' and word like 'a%'");
    let folder = folder_with(&[("plan.yaml", &plan), ("leads.csv", &table)]);
    let run = segplan_in(
        folder.path(),
        &[
            "audit",
            "plan.yaml",
            "leads.csv",
            "--draws",
            "10",
            "--format",
            "json",
        ],
    );
    let told = run.code(0).json();
    let matched = |name: &str| {
        let segments = told["segments"].as_array().unwrap();
        let found = segments.iter().find(|one| one["segment"] == name);
        found.unwrap()["matched"].as_u64().unwrap()
    };
    let count =
        |fits: &dyn Fn(u32) -> bool| (0..ROWS).filter(|number| fits(*number)).count() as u64;
    for (bit, letter) in ('a'..='q').enumerate() {
        let expected = count(&|number| number >> bit & 1 == 1);
        assert_eq!(matched(&format!("has_{letter}")), expected, "{letter}");
    }
    assert_eq!(matched("words"), listed().count() as u64);
    assert_eq!(matched("numbers"), listed().count() as u64);
    assert_eq!(
        matched("last"),
        count(&|number| number >> 16 & number & 1 == 1)
    );
}
