//! `not-stable`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{FlagSpec, Qualifier};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "not-stable",
        summary: "The team answers stable with no",
        options: &[],
    },
    severity: Severity::Warning,
    several: "segments are not stable",
    matters: "A segment that comes and goes with a fad or a season, or that is a sliver of the \
              database, is gone before its messages are written.",
    act: "Define it by something that lasts, such as industry or role, or plan it as a one-time \
          campaign outside the priority order.",
    example: "\
segments:
  - name: trade_fair_visitors
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      stable: no
",
    needs_leads: false,
    search: Search::Facts(|facts| super::answered_no(facts, Qualifier::Stable, HELP)),
};

const HELP: &str = "Define it by something that lasts, or make it a one-time campaign";
