//! `expected-too-large`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::FlagOption;

const FROM: FlagOption = FlagOption::share(
    "from",
    "share of all expected leads, 0 to 1, from which a segment is too large",
    0.75,
);

pub(crate) const FLAG: Flag = Flag {
    name: "expected-too-large",
    detects: "The segment is expected to hold {from %} or more of the leads that the plan expects",
    options: &[FROM],
    severity: Severity::Warning,
    several: "segments are expected to be very large",
    matters: "One message for nearly everybody is what segments are meant to replace.",
    act: "Split it where its leads need different messages: by size, role, stage or need.",
    example: "\
segments:
  - name: everyone_else
    scores: {impact: 4, confidence: 6, ease: 6}
    expected_size: 4000
  - name: manufacturers
    scores: {impact: 8, confidence: 6, ease: 7}
    expected_size: 400
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let from = facts.option(FLAG.name, FROM);
    let help = "Split it where its leads need different messages";
    super::by_expected_share(facts, |share| share >= from, help)
}
