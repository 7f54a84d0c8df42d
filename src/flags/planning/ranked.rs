//! How many segments are ranked.

use crate::flags::{Flag, Found, Search, spec};
use crate::text::words;
use crate::yaml::Route;

pub(in crate::flags) const TOO_FEW_SEGMENTS: Flag = Flag {
    spec: spec::TOO_FEW_SEGMENTS,
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
    search: Search::Plan(|facts| {
        let ranked = facts.ranking.ranked.len();
        if ranked as f64 >= facts.threshold(&spec::TOO_FEW_SEGMENTS, "below") {
            return Vec::new();
        }
        let message = match ranked {
            0 => "No segment is ranked".to_owned(),
            1 => "Only 1 segment is ranked".to_owned(),
            _ => format!("Only {} are ranked", words::count(ranked, "segment")),
        };
        let help = "Add a candidate for leads that no segment covers, or fix what parks the others";
        vec![Found::in_plan(Route::root().key("segments"), message, help)]
    }),
};

pub(in crate::flags) const TOO_MANY_SEGMENTS: Flag = Flag {
    spec: spec::TOO_MANY_SEGMENTS,
    several: "plans rank very many segments",
    matters: "Each segment needs messages, touchpoints, an owner and a review every quarter. \
              Segments that no one has time for only make the plan look complete.",
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
    search: Search::Plan(|facts| {
        let ranked = facts.ranking.ranked.len();
        let above = facts.threshold(&spec::TOO_MANY_SEGMENTS, "above");
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
        vec![Found::in_plan(Route::root().key("segments"), message, help)]
    }),
};
