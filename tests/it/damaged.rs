//! Lead tables that were damaged on their way.

use std::fs;

use crate::common::segplan_in;

const PLAN: &str = "\
title: Few
segments:
  - {name: a, where: n > 2 and t = 'x', scores: {impact: 5, confidence: 5, ease: 5}}
";

/// A Parquet file as `resolve` writes it, with one byte after the other changed: each is read, or
/// refused in words. Over a few of them the Parquet library panics.
#[test]
fn no_changed_byte_of_a_parquet_file_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plan.yaml"), PLAN).unwrap();
    fs::write(at("leads.csv"), "t,n\nx,1\nx,5\ny,9\n,7\n").unwrap();
    let write = ["resolve", "plan.yaml", "leads.csv", "--keep-columns"];
    segplan_in(
        folder.path(),
        &[&write[..], &["-o", "leads.parquet"]].concat(),
    )
    .code(0);
    let whole = fs::read(at("leads.parquet")).unwrap();
    let audit = ["audit", "plan.yaml", "damaged.parquet", "--quiet"];
    // What says where things are, byte by byte; the rest here and there.
    let description = whole.len() * 2 / 5;
    let places = (0..description)
        .step_by(19)
        .chain(description..whole.len() * 11 / 20)
        .chain((whole.len() * 11 / 20..whole.len()).step_by(19));
    for place in places {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x55;
        fs::write(at("damaged.parquet"), &damaged).unwrap();
        let run = segplan_in(folder.path(), &audit);
        // The file was read: what is wrong is the table, never the disk.
        assert!(matches!(run.code, 0 | 2), "byte {place}: {run:#?}");
        assert!(!run.stderr.contains("panicked"), "byte {place}: {run:#?}");
    }
}
