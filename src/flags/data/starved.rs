//! `starved`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::FlagOption;
use crate::text::words;

const BELOW: FlagOption = FlagOption::share(
    "below",
    "share of its leads, 0 to 1, under which a segment that wins some is starved",
    0.2,
);

pub(crate) const FLAG: Flag = Flag {
    name: "starved",
    detects: "The segment wins under {below %} of the leads that fit it",
    options: &[BELOW],
    severity: Severity::Warning,
    several: "segments win few of their leads",
    matters: "It was scored for all who fit. What is left is a remainder, smaller and often \
              different from what the team had in mind.",
    act: "See who takes the leads. Move the segment above that one, or score it again for the \
          leads that it keeps.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: plant_managers    # nine of ten of its leads are manufacturers
    where: job_title = 'Plant manager'
    scores: {impact: 8, confidence: 6, ease: 4}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let below = facts.option(FLAG.name, BELOW);
    super::about_segments(
        facts,
        |_, one| {
            let starved = one.won > 0 && super::share(one.won, one.matched)? < below;
            starved.then(|| {
                let (won, all) = (words::thousands(one.won), say::leads(one.matched));
                let takers = super::takers(facts.plan, one);
                format!("It wins {won} of the {all} that fit: {takers}")
            })
        },
        "Move it above the one that takes its leads, or score it again for those it keeps",
    )
}
