//! Any bytes are read as a mask table or refused; what is read is written and read again. Some are
//! put behind the header of a query's result, so that there is no digest to be met.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segplan::masks::{Fingerprint, Saved};
use segplan::plan::Plan;
use segplan_fuzz::plan;

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    plan(
        "title: masks
as_of: 2027-01-04
leads: {outcome: won = 1, reachable: mail, exclude: staff > 9000, value: worth, date: seen}
attributes:
  staff: {type: integer, missing: [unknown]}
  mail: {type: boolean}
  seen: {type: date}
  worth: {type: number}
  won: {type: integer}
segments:
  - {name: large, where: staff > 1000}
  - {name: retail, where: sector = 'Retail'}
  - {name: recent, where: days_since(seen) <= 30}
",
    )
});
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
    let Ok(saved) = Saved::read(text, "fuzz", &PLAN) else {
        return;
    };
    let written = saved.write(&PLAN);
    assert_eq!(Saved::read(&written, "again", &PLAN).unwrap(), saved);
}
