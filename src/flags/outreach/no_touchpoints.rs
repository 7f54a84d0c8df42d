//! `no-touchpoints`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search, missing_parts};
use crate::plan::FlagSpec;

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "no-touchpoints",
        summary: "The segment has no touchpoints",
        options: &[],
    },
    severity: Severity::Info,
    several: "segments have no touchpoints",
    matters: "A segment is actionable if the team can build a series of contacts that reach it. As long \
              as none is listed, nobody knows how much work it is.",
    act: "List two or three: the channel, and what it carries.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| {
        missing_parts(facts, |one| one.touchpoints.is_empty(), MESSAGE, HELP)
    }),
};

const MESSAGE: &str = "It has no touchpoints yet";
const HELP: &str =
    "List how it is reached, for example `touchpoints: [{channel: email, content: Benchmark}]`";
