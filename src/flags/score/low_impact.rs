//! `low-impact`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{Criterion, FlagSpec};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "low-impact",
        summary: "Impact is in the lowest third of the scale",
        options: &[super::BELOW],
    },
    severity: Severity::Warning,
    several: "segments have a low Impact",
    matters: "Work on a segment is worth its cost only if the segment can add to conversions, \
              revenue or satisfaction. However easy it is, a segment that adds little takes the \
              hours of one that would.",
    act: "Ask which goal of the plan the segment serves. Find an offer that would move that goal, \
          or let the segment wait and send its leads the general messages.",
    example: "\
segments:
  - name: alumni
    scores: {impact: 2, confidence: 8, ease: 9}
",
    needs_leads: false,
    search: Search::Facts(|facts| super::low(facts, FLAG.spec.name, Criterion::Impact)),
};
