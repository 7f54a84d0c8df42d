//! `toss-up`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::FlagOption;
use crate::text::words;

const BELOW: FlagOption = FlagOption::share(
    "below",
    "share of draws, 0 to 1, under which being ahead is a toss-up",
    0.6,
);

pub(crate) const FLAG: Flag = Flag {
    name: "toss-up",
    detects: "Two neighbors are so close that the scores cannot order them",
    options: &[BELOW],
    severity: Severity::Info,
    several: "pairs of neighbors are toss-ups",
    matters: "If every score may be a point off, the lower one is as good as the upper one. A \
              lead that fits both gets its message by a difference that means nothing. (Equal \
              ones are reported as tied, pinned ones not at all, and where the lower one wins \
              more often, as order-disputed.)",
    act: "Settle the topmost toss-up first: narrow the scores that you are least sure of, or \
          decide and pin the order with its reason.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 7, confidence: 7, ease: 7}
  - name: webinar_guests
    scores: {impact: 6, confidence: 7, ease: 8}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let below = facts.option(FLAG.name, BELOW);
    let untied = super::neighbors(facts).filter(|pair| pair.lower.tie_broken_by.is_none());
    let close = untied.filter_map(|pair| {
        let share = pair.beats.filter(|share| (0.5..below).contains(share))?;
        let (upper, lower) = (pair.upper.segment, pair.lower.segment);
        let message = format!(
            "{} is ahead of {} in {} of {} draws",
            say::label(plan, upper),
            say::label(plan, lower),
            words::percent(share),
            words::thousands(facts.certainty.draws as u64),
        );
        let help = "Narrow the scores you are least sure of, or decide and pin the order";
        Some(Found::about(upper, place::name(lower), message, help).and(lower))
    });
    close.collect()
}
