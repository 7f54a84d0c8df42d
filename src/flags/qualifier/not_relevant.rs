//! `not-relevant`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{FlagSpec, Qualifier};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "not-relevant",
        summary: "The team answers relevant with no",
        options: &[],
    },
    severity: Severity::Warning,
    several: "segments are not relevant",
    matters: "A message that does not help these leads reach their buying goal sooner is one more mail \
              to delete, however well it is made.",
    act: "Ask five of these leads what they are trying to get done. Change the message or the \
          offer to that, or drop the segment.",
    example: "\
segments:
  - name: students
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      relevant: no
",
    needs_leads: false,
    search: Search::Facts(|facts| super::answered_no(facts, Qualifier::Relevant, HELP)),
};

const HELP: &str = "Change the message or the offer to what these leads need, or drop the segment";
