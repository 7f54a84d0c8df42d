//! Any bytes are read as a mask table or refused; what is read is written and read again. Some are
//! put behind the header of a query's result, so that there is no digest to be met.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::masks::{Fingerprint, Saved};
use segplan::plan::Plan;
use segplan_fuzz::plan;

static PLAN: LazyLock<Plan> =
    LazyLock::new(|| plan(include_str!("../../src/masks/tests/plan.yaml")));
static FINGERPRINT: LazyLock<String> = LazyLock::new(|| Fingerprint::of(&PLAN).digest());

const HEADER: &str = "mask,excluded,control,outcome,reachable,month,leads,value,valued,source,plan\n";

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Some(rows) = text.strip_prefix('=') else {
        read(text);
        return;
    };
    // Each row ends in the fingerprint.
    let rows = rows.lines().map(|row| format!("{row},{}\n", *FINGERPRINT));
    read(&format!("{HEADER}{}", rows.collect::<String>()));
});

fn read(text: &str) {
    let Ok(saved) = Saved::read(text.as_bytes(), "fuzz", &PLAN) else {
        return;
    };
    let mut written = Vec::new();
    saved.write(&PLAN, &mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    assert_eq!(Saved::read(written.as_bytes(), "again", &PLAN).unwrap(), saved);
}
