//! The invented lead table: the one in `plans` is what its maker writes, byte for byte.

#[path = "../../examples/make_leads/main.rs"]
#[allow(dead_code, reason = "its main is for the command line")]
mod make_leads;

use std::fs;

use make_leads::write;

fn made(rows: u64, seed: u64, name: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    write(rows, seed, &file).unwrap();
    fs::read(file).unwrap()
}

#[test]
fn the_table_beside_the_plans_is_what_its_maker_writes() {
    let kept = fs::read(crate::common::root().join("plans/leads.csv")).unwrap();
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
