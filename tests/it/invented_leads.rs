//! The invented lead tables: those in `plans` are what their maker writes, byte for byte.

#[path = "../../examples/make_leads/main.rs"]
#[allow(dead_code, reason = "its main is for the command line")]
mod make_leads;

use std::fs;
use std::path::Path;

use make_leads::quarter::{SALT, SHARE};
use make_leads::{write, write_quarter};

use crate::common::{root, segplan};

fn made(rows: u64, seed: u64, name: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    write(rows, seed, &file).unwrap();
    fs::read(file).unwrap()
}

#[test]
fn the_table_beside_the_plans_is_what_its_maker_writes() {
    let kept = fs::read(root().join("plans/leads.csv")).unwrap();
    assert!(
        kept == made(2000, 1, "leads.csv"),
        "plans/leads.csv is stale; run: cargo run --release --example make_leads -- 2000 1 plans/leads.csv"
    );
}

#[test]
fn a_seed_gives_the_same_bytes_each_time_and_another_seed_others() {
    for name in ["leads.csv", "leads.parquet"] {
        assert!(made(300, 7, name) == made(300, 7, name), "{name}");
        assert!(made(300, 7, name) != made(300, 8, name), "{name}");
    }
}

#[test]
fn a_longer_table_begins_as_the_shorter_one() {
    let (short, long) = (made(300, 7, "leads.csv"), made(400, 7, "leads.csv"));
    assert!(long.starts_with(&short));
}

/// The leads of last quarter, when its messages went out and when it was over.
fn quarter(folder: &Path, rows: u64, seed: u64) -> [Vec<u8>; 2] {
    let files = ["before.csv", "after.csv"].map(|name| folder.join(name));
    write_quarter(rows, seed, [&files[0], &files[1]]).unwrap();
    files.map(|file| fs::read(file).unwrap())
}

#[test]
fn last_quarters_tables_are_what_their_maker_and_resolve_write() {
    const STALE: &str = "is stale; run: cargo run --release --example make_leads -- \
                         last-quarter 2000 6 before.csv plans/last-quarter.csv; \
                         segplan resolve plans/last-quarter.yaml before.csv --holdout 30% --salt q4-2026 \
                         -o plans/last-quarter-assigned.csv";
    let folder = tempfile::tempdir().unwrap();
    let [_, after] = quarter(folder.path(), 2000, 6);
    let kept = |name: &str| fs::read(root().join("plans").join(name)).unwrap();
    assert!(
        kept("last-quarter.csv") == after,
        "plans/last-quarter.csv {STALE}"
    );
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let share = format!("{:.0}%", SHARE * 100.0);
    let run = segplan(
        &[
            &["resolve", "plans/last-quarter.yaml", &at("before.csv")][..],
            &[
                "--holdout",
                &share,
                "--salt",
                SALT,
                "-o",
                &at("assigned.csv"),
            ],
        ]
        .concat(),
    );
    run.code(0);
    assert!(
        kept("last-quarter-assigned.csv") == fs::read(at("assigned.csv")).unwrap(),
        "plans/last-quarter-assigned.csv {STALE}"
    );
}

#[test]
fn the_leads_of_last_quarter_stay_who_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let [before, after] = quarter(folder.path(), 300, 7);
    let rows = |table: &[u8]| {
        let mut reader = csv::Reader::from_reader(table);
        let rows = reader.records().map(Result::unwrap);
        rows.collect::<Vec<csv::StringRecord>>()
    };
    let [before_rows, after_rows] = [&before, &after].map(|table| rows(table));
    for (then, now) in before_rows.iter().zip(&after_rows) {
        for column in 0..6 {
            assert_eq!(then[column], now[column]);
        }
        assert!(then[13].is_empty() && !now[13].is_empty());
    }
    let moved = before_rows
        .iter()
        .zip(&after_rows)
        .filter(|(then, now)| then[8] != now[8]);
    assert!(moved.count() > 100, "visits change within a quarter");
    let [longer, _] = quarter(folder.path(), 400, 7);
    assert!(longer.starts_with(&before));
    assert!(quarter(folder.path(), 300, 8)[1] != after);
}
