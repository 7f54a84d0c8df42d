//! Any bytes are read as a CSV table or refused. Tables of text are read a second time with the
//! csv crate, row by row, and have to give the same counts.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::count::CountOptions;
use segplan::plan::Plan;
use segplan::table::TableOptions;
use segplan_fuzz::{leads_by_mask, plan, read_table};

const TEXT_HEADER: &[u8] = b"a,b,c\n";
static TEXT: LazyLock<Plan> = LazyLock::new(|| {
    plan(
        "title: text
attributes:
  a: {type: text}
  b: {type: text, missing: [Select]}
  c: {type: text}
segments:
  - name: one
    where: a = 'x' or c starts with 'a,b'
    scores: {impact: 3, confidence: 3, ease: 3}
  - name: two
    where: b contains 'y' and a != 'x'
    scores: {impact: 2, confidence: 2, ease: 2}
  - name: three
    where: c is null
    scores: {impact: 1, confidence: 1, ease: 1}
",
    )
});

const TYPED_HEADER: &[u8] = b"id,n,f,d,e,w,t\n";
static TYPED: LazyLock<Plan> = LazyLock::new(|| {
    plan(
        "title: typed
as_of: 2027-01-04
leads:
  key: id
  date: d
  outcome: w
  value: f
  exclude: t like 'no%'
attributes:
  n: {type: integer, missing: ['-']}
  f: {type: number}
  d: {type: date}
  e: {type: date, format: '%d.%m.%Y'}
  w: {type: boolean}
  t: {type: text}
segments:
  - name: one
    where: n between -5 and 300 or f < 1.5
    scores: {impact: 3, confidence: 3, ease: 3}
  - name: two
    where: days_since(d) > 90 and not w
    scores: {impact: 2, confidence: 2, ease: 2}
  - name: three
    where: e >= date '2026-02-28' or t in ('p', 'q')
    scores: {impact: 1, confidence: 1, ease: 1}
",
    )
});

fuzz_target!(|data: &[u8]| {
    let Some((mode, table)) = data.split_first() else {
        return;
    };
    let options = CountOptions {
        table: TableOptions {
            delimiter: (mode & 4 == 0).then_some(b','),
            lenient: mode & 8 != 0,
            threads: Some(1),
            ..TableOptions::default()
        },
        check_keys: mode & 16 != 0,
    };
    match mode & 3 {
        0 => drop(read_table(&TYPED, &[table], &options)),
        1 => drop(read_table(&TYPED, &[TYPED_HEADER, table], &options)),
        _ => compare(
            table,
            &CountOptions {
                table: TableOptions {
                    delimiter: Some(b','),
                    ..options.table
                },
                ..options
            },
        ),
    }
});

/// Reads a table both ways.
fn compare(table: &[u8], options: &CountOptions) {
    let Ok(reading) = read_table(&TEXT, &[TEXT_HEADER, table], options) else {
        return;
    };
    // To the csv crate a lone carriage return ends a line, too.
    let lone = |(at, byte): (usize, &u8)| *byte == b'\r' && table.get(at + 1) != Some(&b'\n');
    if table.iter().enumerate().any(lone) || std::str::from_utf8(table).is_err() {
        return;
    }
    let mut slow: BTreeMap<u64, u64> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(table);
    for record in reader.records() {
        let record = record.expect("what is read fast is read slowly");
        // A separator at the end of a row is let pass, an empty cell in quotes is not; the csv
        // crate does not tell them apart.
        if record.len() == 4 && table.windows(3).any(|three| three == b",\"\"") {
            return;
        }
        let regular = record.len() == 3 || (record.len() == 4 && record[3].is_empty());
        if regular {
            *slow.entry(mask(&record)).or_default() += 1;
        }
        assert!(regular || options.table.lenient, "{record:?}");
    }
    assert_eq!(leads_by_mask(&reading), slow);
}

/// The segments of the plan that a row fits.
fn mask(record: &csv::StringRecord) -> u64 {
    let known = |place: usize| Some(&record[place]).filter(|cell| !cell.is_empty());
    let (a, c) = (known(0), known(2));
    let b = known(1).filter(|cell| *cell != "Select");
    let one = a == Some("x") || c.is_some_and(|cell| cell.starts_with("a,b"));
    let two = b.is_some_and(|cell| cell.contains('y')) && a.is_some_and(|cell| cell != "x");
    u64::from(one) | u64::from(two) << 1 | u64::from(c.is_none()) << 2
}
