//! `not-actionable`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search};
use crate::plan::{FlagSpec, Qualifier};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "not-actionable",
        summary: "The team answers actionable with no",
        options: &[],
    },
    severity: Severity::Warning,
    several: "segments are not actionable",
    matters: "Without touchpoints that reach and serve it a segment is an insight, not work. \
              A plan parks it unless `qualify.required` says otherwise.",
    act: "Find a channel that reaches these leads and somebody who can serve them, then answer \
          again. Otherwise leave it parked.",
    example: "\
segments:
  - name: anonymous_visitors
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      actionable: no
",
    needs_leads: false,
    search: Search::Facts(|facts| super::answered_no(facts, Qualifier::Actionable, HELP)),
};

const HELP: &str = "Find a channel that reaches these leads and someone to serve them";
