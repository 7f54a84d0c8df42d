//! `low-ease`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{Criterion, FlagOption, FlagSpec};

const BELOW: FlagOption = FlagOption {
    meaning: "points of Ease; lower scores are flagged (default: the lowest third of the scale, 4 \
              on 1 to 10). A plan that counts effort is read from the other end",
    ..super::BELOW
};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "low-ease",
        summary: "Ease is in the lowest third of the scale, or Effort in the highest",
        options: &[BELOW],
    },
    severity: Severity::Warning,
    several: "segments take much effort",
    matters: "Time, tools or data that are not there yet eat up what the segment would bring, and \
              the plan's other segments wait meanwhile.",
    act: "Look for a smaller first step: fewer touchpoints, one channel, a text that exists \
          already. Where the effort is agreed and paid for, allow the flag with that reason.",
    example: "\
segments:
  - name: partners
    scores: {impact: 8, confidence: 7, ease: 2}
",
    needs_leads: false,
    search: Search::Facts(|facts| super::low(facts, FLAG.spec.name, Criterion::Ease)),
};
