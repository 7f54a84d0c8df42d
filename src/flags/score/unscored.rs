//! `unscored`

use crate::flags::{Flag, Search, place, spec};
use crate::plan::Criterion;

pub(in crate::flags) const UNSCORED: Flag = Flag {
    spec: spec::UNSCORED,
    several: "segments lack a score",
    matters: "A missing score is not a zero: no one knows yet where the segment belongs. It gets \
              no rank and no leads until the team has scored it.",
    act: "Give the missing score, as a range such as 4..7 where the team is not sure, or take the \
          idea out of the plan.",
    example: "\
segments:
  - name: resellers
    scores: {impact: 7, confidence: 5}
  - name: webinar_guests
    scores: {impact: 5, confidence: 8, ease: 9}
",
    search: Search::Segments(
        |facts, id| {
            let missing = facts.assessment.candidate(id).missing();
            let name = |one: &Criterion| facts.plan.scoring.heading_of(*one);
            let message = match missing.as_slice() {
                [] => return None,
                [one] => format!("{} is missing, so it has no rank", name(one)),
                [one, other] => format!(
                    "{} and {} are missing, so it has no rank",
                    name(one),
                    name(other)
                ),
                _ => "It has no scores yet, and so no rank".to_owned(),
            };
            Some((place::score(facts.plan, id, *missing.first()?), message))
        },
        "Score it, as a range such as 4..7 where you are not sure, or drop the idea",
    ),
};
