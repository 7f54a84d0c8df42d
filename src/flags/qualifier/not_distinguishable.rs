//! `not-distinguishable`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{FlagSpec, Qualifier};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "not-distinguishable",
        summary: "The team answers distinguishable with no",
        options: &[],
    },
    severity: Severity::Warning,
    several: "segments are not distinguishable",
    matters: "If the data cannot tell these leads from the others, they cannot be picked out, and \
              their message goes to the wrong people or to nobody.",
    act: "Find an attribute that sets them apart and is filled for most leads, ask for it in the \
          next form, or merge the segment with its neighbour.",
    example: "\
segments:
  - name: innovators
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      distinguishable: no
",
    needs_leads: false,
    search: Search::Facts(|facts| super::answered_no(facts, Qualifier::Distinguishable, HELP)),
};

const HELP: &str =
    "Find or ask for an attribute that sets them apart, or merge it with a neighbour";
