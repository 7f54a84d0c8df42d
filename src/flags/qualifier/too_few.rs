//! `too-few-qualifiers`

use crate::assess::ParkReason;
use crate::flags::{Flag, Found, Search, spec};
use crate::text::words;

pub(super) const TOO_FEW_QUALIFIERS: Flag = Flag {
    spec: spec::TOO_FEW_QUALIFIERS,
    several: "segments cannot reach enough qualifiers",
    matters: "The plan parks such a segment: even if every open question were answered with yes, \
              it would not be good enough by the team's own rule, `qualify.at_least`.",
    act: "Change what makes it fail (its definition, its message, its touchpoints) and answer \
          again, or drop it. Yes counts 1, partly a half.",
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
    search: Search::Segments(|facts, id| {
        let candidate = facts.assessment.candidate(id);
        if !candidate.parked.contains(&ParkReason::TooFewQualifiers) {
            return None;
        }
        let possible = words::number(candidate.qualifiers_possible, 1);
        let asked = words::number(facts.plan.qualify.at_least, 1);
        Some(Found::about(
            id,
            super::verdicts(facts.plan, id),
            format!(
                "It can meet {possible} qualifiers at most and the plan asks for {asked}, which parks it"
            ),
            "Change what makes it fail and answer again, or drop it",
        ))
    }),
};
