//! Any bytes are read as a Parquet table or refused.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::count::CountOptions;
use segplan::plan::Plan;
use segplan::table::TableOptions;
use segplan_fuzz::{plan, read_table};

static PLAN: LazyLock<Plan> = LazyLock::new(|| plan(include_str!("../../plans/quarterly.yaml")));

fuzz_target!(init: {
    // Some panics inside the Parquet library are answered with an error, and libFuzzer's hook would
    // end the process at these, too. It also ends the process at a panic that nobody catches.
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
}, |data: &[u8]| {
    let options = CountOptions {
        table: TableOptions {
            threads: Some(1),
            ..TableOptions::default()
        },
        ..CountOptions::default()
    };
    drop(read_table(&PLAN, &[data], &options));
});
