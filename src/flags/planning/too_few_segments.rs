//! `too-few-segments`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::{FlagDefault, FlagOption};
use crate::text::words;

const BELOW: FlagOption = FlagOption {
    name: "below",
    meaning: "ranked segments under which there are too few",
    default: FlagDefault::Number(3.0),
    min: 0.0,
    max: 1e6,
};

pub(crate) const FLAG: Flag = Flag {
    name: "too-few-segments",
    detects: "Fewer than {below} segments are ranked",
    options: &[BELOW],
    severity: Severity::Info,
    several: "plans rank very few segments",
    matters: "With one or two segments most leads get the general messages, which is what the \
              plan was meant to change.",
    act: "Look at the leads that no segment covers, and at what parks the parked ones. Two \
          industries and two job titles are a usual start.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let ranked = facts.ranking.ranked.len();
    let below = facts.option(FLAG.name, BELOW);
    if ranked as f64 >= below {
        return Vec::new();
    }
    let message = match ranked {
        0 => "No segment is ranked".to_owned(),
        1 => "Only 1 segment is ranked".to_owned(),
        _ => format!("Only {} are ranked", words::count(ranked, "segment")),
    };
    let help = "Add a candidate for leads that none covers, or mend what parks the parked ones";
    vec![Found::in_plan(super::segments(), message, help)]
}
