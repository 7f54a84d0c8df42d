//! Any bytes are read as a Parquet table or refused.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::count::CountOptions;
use segplan::plan::Plan;
use segplan::table::{TableOptions, panic_is_an_answer};
use segplan_fuzz::{plan, read_table};

static PLAN: LazyLock<Plan> = LazyLock::new(|| plan(include_str!("../../plans/quarterly.yaml")));

fuzz_target!(init: {
    // libFuzzer's hook would end the process at a panic that is answered with an error.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic_is_an_answer() {
            usual(panic);
        }
    }));
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
