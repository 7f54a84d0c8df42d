//! `too-few-qualifiers`

use crate::assess::ParkReason;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};

pub(crate) const FLAG: Flag = Flag {
    name: "too-few-qualifiers",
    detects: "The segment cannot reach the number of qualifiers that the plan asks for",
    options: &[],
    severity: Severity::Warning,
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
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let asked = say::points(facts.plan.qualify.at_least);
    let parked = facts.plan.segment_ids().filter_map(|id| {
        let candidate = facts.assessment.candidate(id);
        if !candidate.parked.contains(&ParkReason::TooFewQualifiers) {
            return None;
        }
        let possible = say::points(candidate.qualifiers_possible);
        Some(Found::about(
            id,
            super::verdicts(facts.plan, id),
            format!("It can meet {possible} qualifiers at most and the plan asks for {asked}, which parks it"),
            "Change what makes it fail and answer again, or drop it",
        ))
    });
    parked.collect()
}
