//! `expected-too-small`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::FlagOption;

const BELOW: FlagOption = FlagOption::share(
    "below",
    "share of all expected leads, 0 to 1, under which a segment is too small",
    0.02,
);

pub(crate) const FLAG: Flag = Flag {
    name: "expected-too-small",
    detects: "The segment is expected to hold under {below %} of the leads that the plan expects",
    options: &[BELOW],
    severity: Severity::Warning,
    several: "segments are expected to be very small",
    matters: "Messages and touchpoints cost the same for twenty leads as for two thousand, and \
              the outcome of twenty cannot be told from chance.",
    act: "Widen the definition, merge it with a neighbor, or let someone call these few by phone.",
    example: "\
segments:
  - name: ministries
    scores: {impact: 7, confidence: 6, ease: 6}
    expected_size: 5
  - name: manufacturers
    scores: {impact: 8, confidence: 6, ease: 7}
    expected_size: 400
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let below = facts.option(FLAG.name, BELOW);
    let help = "Widen the definition, or merge it with a neighbor";
    super::by_expected_share(facts, |share| share < below, help)
}
