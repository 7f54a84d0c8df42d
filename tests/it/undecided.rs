//! Who goes to the default because an attribute is missing: exactly, whatever is in the order,
//! held to an oracle that goes from row to row.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, folder_with, segplan_in};
use serde_json::Value;
use tempfile::TempDir;

/// The cells of a row: a, b, c and d; none where one is missing.
type Row = [Option<i64>; 4];
type Answer = Option<bool>;

/// A segment: its name, its definition, and the same as a function.
type Segment = (&'static str, &'static str, fn(&Row) -> Answer);

const SEGMENTS: [Segment; 7] = [
    ("first", "a > 5", |row| more(row[0], 5)),
    ("second", "b > 5", |row| more(row[1], 5)),
    ("both", "a > 3 and c > 3", |row| {
        and(more(row[0], 3), more(row[2], 3))
    }),
    ("either", "c > 7 or d > 7", |row| {
        or(more(row[2], 7), more(row[3], 7))
    }),
    ("none", "not b > 2 and not d > 2", |row| {
        and(not(more(row[1], 2)), not(more(row[3], 2)))
    }),
    ("fourth", "d > 4", |row| more(row[3], 4)),
    ("low", "not a > 1", |row| not(more(row[0], 1))),
];

fn more(cell: Option<i64>, than: i64) -> Answer {
    cell.map(|cell| cell > than)
}

fn and(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(one: Answer, other: Answer) -> Answer {
    not(and(not(one), not(other)))
}

fn not(one: Answer) -> Answer {
    one.map(|one| !one)
}

/// Leads that fit no segment of an order and are undecided for some.
fn expected(rows: &[Row], order: &[&str]) -> u64 {
    let undecided = |row: &&Row| {
        let ranked = SEGMENTS.iter().filter(|(name, ..)| order.contains(name));
        let answers: Vec<Answer> = ranked.map(|(.., fits)| fits(row)).collect();
        !answers.contains(&Some(true)) && answers.contains(&None)
    };
    rows.iter().filter(undecided).count() as u64
}

/// Rows with a cell in three missing, always the same.
fn rows() -> Vec<Row> {
    let mut state: u64 = 1;
    let mut cell = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let drawn = (state >> 33) % 15;
        i64::try_from(drawn).ok().filter(|drawn| *drawn < 10)
    };
    (0..600).map(|_| [cell(), cell(), cell(), cell()]).collect()
}

fn table(rows: &[Row]) -> String {
    let mut text = "a,b,c,d\n".to_owned();
    for row in rows {
        let cells = row.map(|cell| cell.map_or_else(String::new, |cell| cell.to_string()));
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    text
}

/// A plan in which these segments are parked or unscored, by turns.
fn plan(aside: &[&str]) -> String {
    let mut text = "title: Gaps\nas_of: 2027-01-04\nsegments:\n".to_owned();
    for (place, (name, definition, _)) in SEGMENTS.iter().enumerate() {
        let (scores, verdict) = match aside.iter().position(|one| one == name) {
            None => ("{impact: 5, confidence: 5, ease: 5}", "yes"),
            Some(turn) if turn % 2 == 0 => ("{impact: 5, confidence: 5, ease: 5}", "no"),
            Some(_) => ("{impact: 5}", "yes"),
        };
        writeln!(
            text,
            "  - {{name: {name}, where: {definition}, scores: {scores}, \
             qualifiers: {{actionable: {verdict}}}, expected_size: {}}}",
            place + 1
        )
        .unwrap();
    }
    text
}

fn folder(rows: &[Row], aside: &[&str]) -> TempDir {
    folder_with(&[("plan.yaml", &plan(aside)), ("leads.csv", &table(rows))])
}

fn audit(folder: &Path, rest: &[&str]) -> Run {
    let arguments = [&["audit", "plan.yaml"], rest, &["--draws", "100"]].concat();
    segplan_in(folder, &arguments).code(0)
}

fn default(folder: &Path, rest: &[&str]) -> Value {
    audit(folder, &[rest, &["--format", "json"]].concat()).json()["default"].clone()
}

fn others<'a>(aside: &[&'a str]) -> Vec<&'a str> {
    let names = SEGMENTS.iter().map(|(name, ..)| *name);
    names.filter(|name| !aside.contains(name)).collect()
}

const ASIDE: [&str; 2] = ["fourth", "low"];

#[test]
fn parked_segments_do_not_count_unless_an_order_names_them() {
    let rows = rows();
    let folder = folder(&rows, &ASIDE);
    let ranked = others(&ASIDE);
    let mut found = Vec::new();
    for named in [&[][..], &["fourth"], &["low"], &["either", "low", "fourth"]] {
        let order = named.join(",");
        let asked = match named {
            [] => vec!["leads.csv"],
            _ => vec!["leads.csv", "--order", &order],
        };
        let told = default(folder.path(), &asked);
        let right = expected(&rows, &[&ranked[..], named].concat());
        assert_eq!(told["because_unknown"], right, "{named:?}");
        found.push(right);
    }
    // The cases are not all alike.
    found.dedup();
    assert!(found.len() > 2, "{found:?}");
}

/// What was counted once answers for plans that park others, and parts add up.
#[test]
fn mask_tables_tell_it_for_every_order() {
    let rows = rows();
    let folder = folder(&rows, &ASIDE);
    let path = folder.path();
    for (name, part) in [("one", &rows[..250]), ("two", &rows[250..])] {
        let leads = format!("{name}.csv");
        fs::write(path.join(&leads), table(part)).unwrap();
        audit(path, &[&leads, "--masks", &format!("{name}.masks")]);
    }
    for set in 0..1_u32 << SEGMENTS.len() {
        if set % 5 != 0 || set + 1 == 1 << SEGMENTS.len() {
            continue;
        }
        let places = SEGMENTS.iter().enumerate();
        let aside: Vec<&str> = places
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, (name, ..))| *name)
            .collect();
        fs::write(path.join("plan.yaml"), plan(&aside)).unwrap();
        let told = default(path, &["--from-masks", "two.masks", "one.masks"]);
        let right = expected(&rows, &others(&aside));
        assert_eq!(told["because_unknown"], right, "{aside:?}");
    }
}
