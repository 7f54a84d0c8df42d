//! `formula-decides`

use std::collections::HashMap;

use super::adjacent::adjacent;
use crate::flags::{Facts, Flag, Found, Search, place, say, spec};
use crate::plan::{Formula, SegmentId};
use crate::text::words;

pub(in crate::flags) const FORMULA_DECIDES: Flag = Flag {
    spec: spec::FORMULA_DECIDES,
    several: "places depend on the formula",
    matters: "Product, mean, geometric mean and ratio are all in use, and nothing in your scores \
              says which is right. The product punishes one low score, the mean forgives it.",
    act: "Look at the pair and decide whether one weak score should count against it so much. \
          Keep the formula that says what you mean, or pin with the reason.",
    example: "\
segments:
  - name: key_accounts
    scores: {impact: 9, confidence: 8, ease: 9}
  - name: webinar_guests    # by product 216 against 90, by mean 6 against 6.7
    scores: {impact: 6, confidence: 6, ease: 6}
  - name: enterprise
    scores: {impact: 10, confidence: 9, ease: 1}
",
    search: Search::Draws(|facts, _| find(facts)),
};

fn find(facts: &Facts) -> Vec<Found> {
    let mut found = first_places(facts);
    let firsts: Vec<Vec<SegmentId>> = found.iter().map(|one| one.segments.clone()).collect();
    let clear = clear_pairs(facts).into_iter();
    found.extend(clear.filter(|one| !firsts.contains(&one.segments)));
    found
}

/// Who comes first under another formula, unless a pin decides who does.
fn first_places(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let leader = |formula: Formula| {
        let mut orders = facts.formulas.orders.iter();
        let (_, order) = orders.find(|(one, _)| *one == formula)?;
        order.first().copied()
    };
    let top = facts.ranking.ranked.first();
    let first = top
        .filter(|row| row.pinned.is_none())
        .map(|row| row.segment);
    let first = first.filter(|one| leader(plan.scoring.formula) == Some(*one));
    let reversals = facts.formulas.reversals.iter();
    let passed = reversals.filter(|one| Some(one.upper) == first);
    let passed = passed.filter_map(|reversal| {
        let leads = |formula: &&Formula| leader(**formula) == Some(reversal.lower);
        let formulas: Vec<Formula> = reversal.formulas.iter().filter(leads).copied().collect();
        let message = format!(
            "{} comes first by {}, {} by {}",
            plan.label(reversal.upper),
            say::formula(plan.scoring.formula),
            plan.label(reversal.lower),
            named(&formulas),
        );
        let (upper, lower) = (reversal.upper, reversal.lower);
        (!formulas.is_empty())
            .then(|| Found::about(upper, place::name(lower), message, HELP).and(lower))
    });
    passed.collect()
}

/// Adjacent segments that the simulation orders clearly and another formula turns round.
fn clear_pairs(facts: &Facts) -> Vec<Found> {
    let from = facts.threshold(&spec::FORMULA_DECIDES, "from");
    let reversals = facts.formulas.reversals.iter();
    let reversals: HashMap<_, _> = reversals.map(|one| ((one.upper, one.lower), one)).collect();
    let clear = adjacent(facts).filter_map(|pair| {
        let share = pair.beats.filter(|share| *share >= from)?;
        let reversal = reversals.get(&(pair.upper.segment, pair.lower.segment))?;
        let message = format!(
            "{} in {} of simulated rankings by {}, but behind by {}",
            pair.is_ahead(facts),
            words::percent(share),
            say::formula(facts.plan.scoring.formula),
            named(&reversal.formulas),
        );
        Some(pair.found(message, HELP))
    });
    clear.collect()
}

const HELP: &str = "Decide how much one weak score should count, and keep the formula that says so";

fn named(formulas: &[Formula]) -> String {
    words::list(formulas.iter().map(|one| say::formula(*one)))
}
