//! Any bytes are read as a Parquet table or refused.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::leads::ReadOptions;
use segplan::plan::Plan;
use segplan_fuzz::{plan, read_table};

static PLAN: LazyLock<Plan> = LazyLock::new(|| plan(include_str!("../../plans/quarterly.yaml")));

fuzz_target!(|data: &[u8]| {
    let options = ReadOptions {
        threads: Some(1),
        ..ReadOptions::default()
    };
    drop(read_table(&PLAN, &[data], &options));
});
