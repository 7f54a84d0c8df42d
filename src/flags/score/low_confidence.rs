//! `low-confidence`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{Criterion, FlagSpec};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "low-confidence",
        summary: "Confidence is in the lowest third of the scale",
        options: &[super::BELOW],
    },
    severity: Severity::Warning,
    several: "segments have a low Confidence",
    matters: "Low Confidence says that data, resources or skills are missing, or that nothing \
              like it has worked before. The score then rests mostly on hope.",
    act: "Do not build the whole series yet. Run a small test or interview a few of these leads, \
          note it under `evidence`, and score again.",
    example: "\
segments:
  - name: startups
    scores: {impact: 9, confidence: 3, ease: 6}
",
    needs_leads: false,
    search: Search::Facts(|facts| super::low(facts, FLAG.spec.name, Criterion::Confidence)),
};
