//! `formula-decides`

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::{FlagOption, Formula, SegmentId};
use crate::text::words;

const FROM: FlagOption = FlagOption::share(
    "from",
    "share of draws, 0 to 1, from which a pair counts as ordered",
    0.8,
);

pub(crate) const FLAG: Flag = Flag {
    name: "formula-decides",
    detects: "Another usual formula puts another segment first, or turns a clear pair round",
    options: &[FROM],
    severity: Severity::Info,
    several: "places hang on the formula",
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
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let mut found = first_places(facts);
    let firsts: Vec<Vec<SegmentId>> = found.iter().map(|one| one.segments.clone()).collect();
    found.extend(
        clear_pairs(facts)
            .into_iter()
            .filter(|one| !firsts.contains(&one.segments)),
    );
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
    let top = facts
        .ranking
        .ranked
        .first()
        .filter(|row| row.pinned.is_none());
    let first = top
        .map(|row| row.segment)
        .filter(|one| leader(plan.scoring.formula) == Some(*one));
    let passed = facts
        .formulas
        .reversals
        .iter()
        .filter(|one| Some(one.upper) == first);
    let passed = passed.filter_map(|reversal| {
        let leads = |formula: &&Formula| leader(**formula) == Some(reversal.lower);
        let formulas: Vec<Formula> = reversal.formulas.iter().filter(leads).copied().collect();
        let message = format!(
            "{} comes first by {}, {} by {}",
            say::label(plan, reversal.upper),
            say::formula(plan.scoring.formula),
            say::label(plan, reversal.lower),
            named(&formulas),
        );
        (!formulas.is_empty()).then(|| finding(reversal.upper, reversal.lower, message))
    });
    passed.collect()
}

/// Neighbors that the draws order clearly and another formula turns round.
fn clear_pairs(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let from = facts.option(FLAG.name, FROM);
    let reversals = facts.formulas.reversals.iter();
    let reversals: HashMap<_, _> = reversals.map(|one| ((one.upper, one.lower), one)).collect();
    let clear = super::neighbors(facts).filter_map(|pair| {
        let share = pair.beats.filter(|share| *share >= from)?;
        let (upper, lower) = (pair.upper.segment, pair.lower.segment);
        let reversal = reversals.get(&(upper, lower))?;
        let message = format!(
            "{} is ahead of {} in {} of draws by {}, but behind by {}",
            say::label(plan, upper),
            say::label(plan, lower),
            words::percent(share),
            say::formula(plan.scoring.formula),
            named(&reversal.formulas),
        );
        Some(finding(upper, lower, message))
    });
    clear.collect()
}

fn finding(upper: SegmentId, lower: SegmentId, message: String) -> Found {
    let help = "Decide how much one weak score should count, and keep the formula that says so";
    Found::about(upper, place::name(lower), message, help).and(lower)
}

fn named(formulas: &[Formula]) -> String {
    let names: Vec<String> = formulas.iter().map(|one| say::formula(*one)).collect();
    words::list(&names)
}
