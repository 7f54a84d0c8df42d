//! `unscored`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};

pub(crate) const FLAG: Flag = Flag {
    name: "unscored",
    detects: "One of the three scores is missing, so the segment has no rank",
    options: &[],
    severity: Severity::Info,
    several: "segments lack a score",
    matters: "A missing score is not a zero: nobody knows yet where the segment belongs. It gets \
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
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let unscored = plan.segment_ids().filter_map(|id| {
        let missing = super::missing(&facts.assessment.candidate(id).scores);
        let first = *missing.first()?;
        let names: Vec<String> = missing
            .iter()
            .map(|one| say::criterion(plan, *one))
            .collect();
        let message = match names.as_slice() {
            [one] => format!("{one} is missing, so it has no rank"),
            [one, other] => format!("{one} and {other} are missing, so it has no rank"),
            _ => "It has no scores yet, and so no rank".to_owned(),
        };
        let help = "Score it, as a range such as 4..7 where you are not sure, or drop the idea";
        Some(Found::about(
            id,
            place::score(plan, id, first),
            message,
            help,
        ))
    });
    unscored.collect()
}
