//! Mask tables as files: what `segplan audit --masks` saves and `--from-masks` reads.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::audit::{LEADS, PLAN, audit, audit_json, by_hand};
use crate::common::{folder_with, root, segplan_in};

/// The audit without its findings: what only the lead table can tell is left out of them.
fn compared(path: &Path, arguments: &[&str]) -> Value {
    let mut audit = audit_json(path, arguments);
    audit["findings"] = Value::Null;
    audit["not_checked"] = Value::Null;
    audit
}

/// The leads in two parts, each with its mask table, and the mask table of all.
fn saved() -> TempDir {
    let folder = by_hand();
    let path = folder.path();
    let (header, rows) = LEADS.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    for (name, part) in [("one.csv", &rows[..3]), ("two.csv", &rows[3..])] {
        fs::write(path.join(name), format!("{header}\n{}\n", part.join("\n"))).unwrap();
    }
    for name in ["leads", "one", "two"] {
        let (leads, masks) = (format!("{name}.csv"), format!("{name}.masks"));
        audit(path, &[&leads, "--masks", &masks]).code(0);
    }
    folder
}

#[track_caller]
fn refused(path: &Path, masks: &[&str], says: &str) {
    let arguments = [&["--from-masks"], masks].concat();
    let run = audit(path, &arguments).code(2);
    assert!(run.stderr.contains(says), "{says}\n{}", run.stderr);
    assert_eq!(run.stdout, "");
}

#[test]
fn saved_masks_answer_like_the_table_and_add_up() {
    let folder = saved();
    let path = folder.path();
    let expected = compared(path, &["leads.csv"]);
    assert_eq!(compared(path, &["--from-masks", "leads.masks"]), expected);
    let parts = ["--from-masks", "two.masks", "one.masks"];
    assert_eq!(compared(path, &parts), expected);
    let merged = [&parts[..], &["--masks", "merged.masks"]].concat();
    assert_eq!(compared(path, &merged), expected);
    assert_eq!(compared(path, &["--from-masks", "merged.masks"]), expected);
    for twice in [["one.masks", "one.masks"], ["merged.masks", "two.masks"]] {
        refused(path, &twice, "counted twice");
    }
}

#[test]
fn what_differs_from_the_plan_is_said_in_words() {
    let folder = saved();
    let path = folder.path();
    for (from, to, says) in [
        (
            "staff > 1000",
            "staff > 999",
            "the plan now defines large as staff >= 1000; the table was counted as staff >= 1001",
        ),
        (
            "won = 1",
            "won = 0",
            "`leads.outcome` is now won = 0; the table was counted with won = 1",
        ),
        (
            "2027-01-04",
            "2027-01-05",
            "the plan now counts ages to 2027-01-05; the table was counted to 2027-01-04",
        ),
        (
            "missing: [Select]",
            "missing: [None]",
            "the words for missing in `sector` are now None; the table was counted with Select",
        ),
        (
            "column: No. of staff",
            "column: Staff",
            "the plan now reads `staff` from column Staff; \
             the table was counted from column No. of staff",
        ),
    ] {
        fs::write(path.join("plan.yaml"), PLAN.replace(from, to)).unwrap();
        refused(path, &["leads.masks"], says);
    }
    // What nothing reads may change.
    for (from, to) in [
        ("id: {type: text}", "id: {type: integer, column: No.}"),
        ("impact: 8", "impact: 3"),
        (
            "  won: {type: integer}\n",
            "  won: {type: integer}\n  new: {type: text}\n",
        ),
    ] {
        assert!(PLAN.contains(from));
        fs::write(path.join("plan.yaml"), PLAN.replace(from, to)).unwrap();
        audit(path, &["--from-masks", "leads.masks"]).code(0);
    }
}

#[test]
fn a_file_that_was_changed_is_refused() {
    let folder = saved();
    let path = folder.path();
    let whole = fs::read_to_string(path.join("leads.masks")).unwrap();
    let row = whole
        .lines()
        .find(|line| line.starts_with("1111,"))
        .unwrap();
    let more = row.replacen(",1,", ",501,", 1);
    assert_ne!(row, more);
    let part = whole
        .lines()
        .find(|line| line.starts_with("# part"))
        .unwrap();
    let cut = &whole[..whole.len() / 2];
    for (changed, says) in [
        (whole.replace(row, &more), "changed since it was written"),
        (
            whole.replace(&format!("{row}\n"), ""),
            "changed since it was written",
        ),
        (
            whole.replace(part, &part.replace("leads.csv", "other.csv")),
            "changed since",
        ),
        (whole.replace("\n0000,1,", "\n0000,x,"), "changed since"),
        (cut.to_owned(), "cut off: its last line is missing"),
        (
            "# segplan mask table, version 1\n# excluded x\n".to_owned(),
            "count the leads again: `segplan audit PLAN LEADS --masks bad.masks`",
        ),
        (
            "# segplan mask table, version 3\n".to_owned(),
            "has version 3, and this segplan reads version 2",
        ),
        ("a,b\n1,2\n".to_owned(), "this isn't a mask table"),
        (String::new(), "this isn't a mask table"),
    ] {
        fs::write(path.join("bad.masks"), changed).unwrap();
        refused(path, &["bad.masks"], says);
    }
}

/// The code of the page about mask files, by its language.
fn example(language: &str) -> String {
    let page = fs::read_to_string(root().join("docs/mask-file.md")).unwrap();
    let fence = format!("```{language}\n");
    let (_, code) = page.split_once(&fence).unwrap();
    code.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_result_of_a_query_is_read_too() {
    let (plan, query) = (example("yaml"), example("csv"));
    let folder = folder_with(&[("plan.yaml", &plan), ("query.csv", &query)]);
    let path = folder.path();
    let found = audit_json(path, &["--from-masks", "query.csv"]);
    assert_eq!(
        (&found["leads"], &found["covered"]),
        (&25.into(), &18.into())
    );
    let large = &found["segments"][0];
    let figures =
        ["matched", "won", "unknown", "outcomes", "reachable"].map(|key| large[key].as_u64());
    assert_eq!(figures, [13, 13, 5, 10, 13].map(Some));
    assert_eq!(large["value"], 1200.5);

    let columns = "plan,source\n";
    let fingerprint = query.split_once(columns).unwrap().1;
    let fingerprint = fingerprint
        .lines()
        .next()
        .unwrap()
        .rsplit(',')
        .nth(1)
        .unwrap();
    let row = query.lines().nth(2).unwrap();
    for (changed, says) in [
        (
            query.replace(&format!("{row}\n"), ""),
            "line 5: the total says 25 leads with a value of 1275.5 from 14 of them and the rows add up to 22",
        ),
        (
            query.replacen(",10,", ",510,", 1),
            "the rows add up to 525 leads",
        ),
        (
            query.replacen(fingerprint, "0123456789abcdef", 1),
            "line 2: this row was counted with another plan: column plan holds '0123456789abcdef'",
        ),
        (
            query.replacen("crm.leads", "", 1),
            "line 2: column source should name",
        ),
        (
            query.replacen("11,", "111,", 1),
            "line 2: column mask should hold a character for each of the 2 segments",
        ),
        (
            query.replacen("11,", "1x,", 1),
            "only 1, 0 and ? but holds '1x'",
        ),
        (
            query.replacen("true", "maybe", 1),
            "column outcome should hold 1, 0 or nothing but holds 'maybe'",
        ),
        (
            query.replacen(",10,", ",-10,", 1),
            "column leads should hold a whole number but holds '-10'",
        ),
        (query.replacen(",9,", ",11,", 1), "contradict each other"),
        (
            query.replacen("reachable", "reached", 1),
            "this mask table has no column reachable",
        ),
        (
            query.replacen(",plan", ",plans", 1),
            "this mask table has no column plan",
        ),
        (
            query.replacen(",10,", ",10,1,", 1),
            "line 2: this row doesn't have 11 cells",
        ),
        (
            format!("{query}{}", query.lines().last().unwrap()),
            "line 7: this is a second total",
        ),
    ] {
        fs::write(path.join("bad.csv"), changed).unwrap();
        refused(path, &["bad.csv"], says);
    }
    // Parts of a warehouse are told apart by their sources.
    let north = query.replace("crm.leads", "crm.leads_north");
    fs::write(path.join("north.csv"), north).unwrap();
    let both = audit_json(path, &["--from-masks", "query.csv", "north.csv"]);
    assert_eq!(both["leads"], 50);
    refused(
        path,
        &["query.csv", "query.csv"],
        "the leads of crm.leads are counted twice",
    );
    // In Parquet, as databases write it.
    let carry = "{title: Carry, leads: {key: mask}, segments: [{name: all, where: leads > 0}]}";
    fs::write(path.join("carry.yaml"), carry).unwrap();
    let carried = [
        "carry.yaml",
        "query.csv",
        "--keep-columns",
        "-o",
        "query.parquet",
        "-q",
    ];
    segplan_in(path, &[&["resolve"], &carried[..]].concat()).code(0);
    let of_parquet = audit_json(path, &["--from-masks", "query.parquet"]);
    assert_eq!(of_parquet, audit_json(path, &["--from-masks", "query.csv"]));
    assert_eq!(
        of_parquet["not_checked"],
        serde_json::json!([
            "constant-attribute",
            "placeholder-value",
            "thousands-point",
            "unknown-value"
        ])
    );
    let file = fs::read(path.join("query.parquet")).unwrap();
    fs::write(path.join("bad.parquet"), &file[..file.len() / 2]).unwrap();
    refused(path, &["bad.parquet"], "damaged or cut off");
    // Saved again, it is a file like any other.
    audit(path, &["--from-masks", "query.csv", "--masks", "saved.csv"]).code(0);
    assert_eq!(
        compared(path, &["--from-masks", "saved.csv"]),
        compared(path, &["--from-masks", "query.csv"])
    );
    // Without a total, and as other programs write it.
    let total = query.lines().last().unwrap();
    let bare = query
        .replace(total, "")
        .replace("true", "t")
        .replace("false", "F")
        .replace('\n', "\r\n");
    fs::write(path.join("bare.csv"), bare).unwrap();
    let bare = segplan_in(
        path,
        &[
            "audit",
            "plan.yaml",
            "--from-masks",
            "bare.csv",
            "--format",
            "json",
        ],
    );
    assert_eq!(bare.code(0).json()["leads"], 25);
}

/// What tells parts apart is which leads they hold, not what their files are called.
#[test]
fn the_same_leads_are_not_counted_twice_under_another_name() {
    let folder = saved();
    let path = folder.path();
    fs::copy(path.join("one.csv"), path.join("copy.csv")).unwrap();
    audit(path, &["copy.csv", "--masks", "copy.masks"]).code(0);
    let twice = "copy.masks: the leads of copy.csv are counted twice: one.csv holds the same";
    refused(path, &["one.masks", "copy.masks"], twice);
    // Other leads in a file of the same name, and as many of them in the same groups.
    let others = fs::read_to_string(path.join("one.csv")).unwrap();
    fs::write(path.join("one.csv"), others.replace("\na,", "\nz,")).unwrap();
    audit(path, &["one.csv", "--masks", "others.masks"]).code(0);
    let both = audit_json(path, &["--from-masks", "one.masks", "others.masks"]);
    assert_eq!(both["leads"], 6);
    // Standard input is told apart as well.
    for (leads, masks) in [("one.csv", "piped.masks"), ("two.csv", "other.masks")] {
        let run = Command::new(env!("CARGO_BIN_EXE_segplan"))
            .args(["audit", "plan.yaml", "-", "--masks", masks])
            .current_dir(path)
            .stdin(fs::File::open(path.join(leads)).unwrap())
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(0));
    }
    let piped = audit_json(path, &["--from-masks", "piped.masks", "other.masks"]);
    assert_eq!(piped["leads"], 8);
    refused(
        path,
        &["others.masks", "piped.masks"],
        "counted twice: one.csv holds the same",
    );
}
