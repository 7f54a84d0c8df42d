//! `not-measurable`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{FlagSpec, Qualifier};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "not-measurable",
        summary: "The team answers measurable with no",
        options: &[],
    },
    severity: Severity::Warning,
    several: "segments are not measurable",
    matters: "Nobody will be able to tell whether the work paid: either the outcome is not counted or \
              the segment's size is not known.",
    act: "Name an outcome that is recorded for every lead, under `leads`, and a definition whose \
          leads can be counted. Then answer again.",
    example: "\
segments:
  - name: fans
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      measurable: no
",
    needs_leads: false,
    search: Search::Facts(|facts| super::answered_no(facts, Qualifier::Measurable, HELP)),
};

const HELP: &str = "Name an outcome and a definition that can be counted, then answer again";
