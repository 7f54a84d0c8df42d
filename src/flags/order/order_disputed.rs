//! `order-disputed`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::order::Sureness;
use crate::text::words;

pub(crate) const FLAG: Flag = Flag {
    name: "order-disputed",
    detects: "The simulation puts the lower of two adjacent segments first more often than not",
    options: &[],
    severity: Severity::Warning,
    several: "adjacent pairs are in the order that the simulation favors less",
    matters: "The score counts each estimate by its likely value, the simulation by its whole \
              range. Where a range reaches much further down than up, the segment scores well \
              and still loses most of the simulated rankings.",
    act: "Look at the estimate of the upper one with the longest range. Narrow it with evidence, \
          move its likely value, or pin the order that the team wants, with the reason.",
    example: "\
segments:
  - name: startups    # Ease is likely 7, but may well be 1
    scores: {impact: 7, confidence: 6, ease: {low: 1, likely: 7, high: 8}}
  - name: webinar_guests
    scores: {impact: 6, confidence: 6, ease: 8}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let untied = super::neighbors(facts).filter(|pair| pair.lower.tie_broken_by.is_none());
    let disputed = untied.filter_map(|pair| {
        let share = pair
            .beats
            .filter(|share| Sureness::of(*share) == Sureness::Disagrees)?;
        let (upper, lower) = (pair.upper.segment, pair.lower.segment);
        // Rounded, the last half percent would read as a tie.
        let share = match share >= 0.495 {
            true => "under 50 %".to_owned(),
            false => format!("only {}", words::percent(share)),
        };
        let message = format!(
            "The simulation favors the opposite order: {} is ahead of {} in {share} of {} \
             simulated rankings",
            say::label(plan, upper),
            say::label(plan, lower),
            words::thousands(facts.certainty.draws as u64),
        );
        let help = "Narrow the widest range of the two, or decide and pin the order";
        Some(Found::about(upper, place::name(lower), message, help).and(lower))
    });
    disputed.collect()
}
