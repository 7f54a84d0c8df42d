//! `too-few-qualifiers`

use crate::assess::ParkReason;
use crate::flags::{Flag, Search, spec};
use crate::text::words;

pub(in crate::flags) const TOO_FEW_QUALIFIERS: Flag = Flag {
    spec: spec::TOO_FEW_QUALIFIERS,
    several: "segments cannot reach enough qualifiers",
    matters: "Even if every open question were answered yes, the segment would fall short of the \
              team's own rule, `qualify.at_least`, so the plan parks it.",
    act: "Fix what makes it fail (its definition, its message, its touchpoints) and answer again, \
          or drop it. Yes counts 1, partly a half.",
    example: "\
qualify: {at_least: 3}
segments:
  - name: fans
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      measurable: no
      distinguishable: no
      stable: no
",
    search: Search::Segments(
        |facts, id| {
            let candidate = facts.assessment.candidate(id);
            if !candidate.parked.contains(&ParkReason::TooFewQualifiers) {
                return None;
            }
            let possible = words::number(candidate.qualifiers_possible, 1);
            let asked = words::number(facts.plan.qualify.at_least, 1);
            let message = format!(
                "Parked: it can meet at most {possible} qualifiers, and the plan requires {asked}"
            );
            Some((super::verdicts(facts.plan, id), message))
        },
        "Fix what makes it fail and answer again, or drop it",
    ),
};
