//! Any bytes are read as JSON lines or refused, and a line means the same whichever lines stand before it:
//! together they give the same counts as one by one.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::count::CountOptions;
use segplan::lead_error::LeadError;
use segplan::plan::Plan;
use segplan::table::TableOptions;
use segplan_fuzz::{leads_by_mask, plan, read_table};

/// All columns, written as no other line is.
const HEADER: &[u8] = b"{ \"a\" :null , \"b.c\" :null , \"n\" :null}\n";
static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    plan(
        "title: lines
attributes:
  a: {type: text}
  b: {type: text, column: b.c, missing: [Select]}
  n: {type: number}
segments:
  - name: one
    where: a = 'x' or b starts with 'y'
    scores: {impact: 3, confidence: 3, ease: 3}
  - name: two
    where: n between -5 and 300
    scores: {impact: 2, confidence: 2, ease: 2}
  - name: three
    where: b is null
    scores: {impact: 1, confidence: 1, ease: 1}
",
    )
});

fuzz_target!(|data: &[u8]| {
    let together = counts(&[HEADER, data]);
    let mut one_by_one: BTreeMap<u64, u64> = BTreeMap::new();
    let header = counts(&[HEADER]).expect("the header is right");
    for line in data.split(|byte| *byte == b'\n') {
        let Ok(counts) = counts(&[HEADER, line]) else {
            assert!(together.is_err(), "{:?}", String::from_utf8_lossy(line));
            return;
        };
        for (mask, leads) in counts {
            *one_by_one.entry(mask).or_default() += leads - header.get(&mask).unwrap_or(&0);
        }
    }
    for (mask, leads) in header {
        *one_by_one.entry(mask).or_default() += leads;
    }
    one_by_one.retain(|_, leads| *leads > 0);
    assert_eq!(together.ok(), Some(one_by_one));
});

/// How many leads fit each set of segments.
fn counts(parts: &[&[u8]]) -> Result<BTreeMap<u64, u64>, LeadError> {
    let options = CountOptions {
        table: TableOptions {
            threads: Some(1),
            ..TableOptions::default()
        },
        ..CountOptions::default()
    };
    read_table(&PLAN, parts, &options).map(|counts| leads_by_mask(&counts))
}
