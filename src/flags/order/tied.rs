//! `tied`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::order::TieBreak;
use crate::text::words;

pub(crate) const FLAG: Flag = Flag {
    name: "tied",
    detects: "Two neighbors in the order are equal, and a tie-break decides",
    options: &[],
    severity: Severity::Info,
    several: "pairs of neighbors are tied",
    matters: "Three scores on a scale of ten make few different products, so ties are common. The \
              tie-break is a rule of the plan, not a judgement of these two segments.",
    act: "If the order of the two matters, compare them directly and score again, or pin one with \
          its reason.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 3, ease: 5}
  - name: webinar_guests
    scores: {impact: 4, confidence: 5, ease: 6}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let keys: Vec<String> = plan
        .order
        .by
        .iter()
        .map(|key| say::order_key(plan, *key))
        .collect();
    let keys = words::list(&keys);
    let tied = super::neighbors(facts).filter_map(|pair| {
        let tie_break = pair.lower.tie_broken_by?;
        let (upper, lower) = (pair.upper.segment, pair.lower.segment);
        let only = if tie_break == TieBreak::FileOrder {
            "only "
        } else {
            ""
        };
        let message = format!(
            "{first} and {second} are equal by {keys}; {only}{decides} puts {first} ahead",
            first = say::label(plan, upper),
            second = say::label(plan, lower),
            decides = say::tie_break(plan, tie_break),
        );
        let help = "If it matters which comes first, compare the two and score again, or pin one";
        Some(Found::about(upper, place::name(lower), message, help).and(lower))
    });
    tied.collect()
}
