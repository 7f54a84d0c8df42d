//! `shadowed`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};

pub(crate) const FLAG: Flag = Flag {
    name: "shadowed",
    detects: "Leads fit the segment, but segments of higher priority take them all",
    options: &[],
    severity: Severity::Warning,
    several: "segments win no lead",
    matters: "Nobody will ever get this segment's message. A narrow segment below the broad one \
              that contains it always ends so.",
    act: "Move it above the segment that takes its leads, take those leads out of that one's \
          definition, or drop it.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: large_manufacturers    # each of its leads fits manufacturers too
    where: industry = 'Manufacturing' and employees > 1500
    scores: {impact: 8, confidence: 6, ease: 4}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    super::about_segments(
        facts,
        |_, one| {
            let takers = super::takers(facts.plan, one);
            let none = match one.matched {
                1 => "It does not win the 1 lead that fits".to_owned(),
                matched => format!("It wins none of the {} that fit", say::leads(matched)),
            };
            (one.matched > 0 && one.won == 0).then(|| format!("{none}: {takers}"))
        },
        "Move it above the one that takes its leads, narrow that one, or drop it",
    )
}
