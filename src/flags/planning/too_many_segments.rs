//! `too-many-segments`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::{FlagDefault, FlagOption};
use crate::text::words;

const ABOVE: FlagOption = FlagOption {
    name: "above",
    meaning: "ranked segments beyond which there are too many",
    default: FlagDefault::Number(12.0),
    min: 0.0,
    max: 1e6,
};

pub(crate) const FLAG: Flag = Flag {
    name: "too-many-segments",
    detects: "More than {above} segments are ranked",
    options: &[ABOVE],
    severity: Severity::Info,
    several: "plans rank very many segments",
    matters: "Each segment wants messages, touchpoints, an owner and a look every quarter. The \
              ones that nobody can serve make the plan look finished and are not.",
    act: "Start with the first few of the order, and park or drop the rest until those run.",
    example: "\
flags:
  too-many-segments: {above: 2}
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: webinar_guests
    scores: {impact: 5, confidence: 8, ease: 9}
  - name: partners
    scores: {impact: 7, confidence: 7, ease: 4}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let ranked = facts.ranking.ranked.len();
    let above = facts.option(FLAG.name, ABOVE);
    if ranked as f64 <= above {
        return Vec::new();
    }
    let are = if ranked == 1 { "is" } else { "are" };
    let message = format!(
        "{} {are} ranked, more than the {} that a team can usually serve",
        words::count(ranked, "segment"),
        words::number(above, 1),
    );
    let help = "Start with the first few, and park or drop the rest until those run";
    vec![Found::in_plan(super::segments(), message, help)]
}
