//! `formula-decides`

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::{FlagOption, FlagSpec, Formula, SegmentId};
use crate::text::words;

const FROM: FlagOption = FlagOption {
    name: "from",
    meaning: "share of draws, 0 to 1, from which a pair counts as ordered (default 0.8)",
    min: 0.0,
    max: 1.0,
};

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "formula-decides",
        summary: "Another usual formula puts another segment first, or turns a clear pair round",
        options: &[FROM],
    },
    severity: Severity::Info,
    several: "places hang on the formula",
    matters: "Product, mean, geometric mean and ratio are all in use, and nothing in your scores \
              says which is right. The product punishes one low score, the mean forgives it.",
    act: "Look at the pair and decide whether one weak score should count against it so much. \
          Keep the formula that says what you mean, or pin with the reason.",
    example: "\
segments:
  - name: enterprise
    scores: {impact: 10, confidence: 9, ease: 2}
  - name: webinar_guests
    scores: {impact: 5, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let mut found = first_places(facts);
    found.extend(clear_pairs(facts));
    let mut seen = std::collections::HashSet::new();
    found.retain(|one| seen.insert(one.segments.clone()));
    found
}

/// Who comes first under another formula.
fn first_places(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let own = plan.scoring.formula;
    let orders = &facts.formulas.orders;
    let leader = |order: &[SegmentId]| order.first().copied();
    let ours = orders.iter().find(|(formula, _)| *formula == own);
    let Some(first) = ours.and_then(|(_, order)| leader(order)) else {
        return Vec::new();
    };
    let mut others: Vec<(SegmentId, Vec<Formula>)> = Vec::new();
    for (formula, order) in orders {
        let Some(winner) = leader(order).filter(|winner| *winner != first) else {
            continue;
        };
        match others.iter_mut().find(|(known, _)| *known == winner) {
            Some((_, formulas)) => formulas.push(*formula),
            None => others.push((winner, vec![*formula])),
        }
    }
    let others = others.into_iter().map(|(winner, formulas)| {
        let message = format!(
            "{} comes first by {}, {} by {}",
            say::label(plan, first),
            say::formula(own),
            say::label(plan, winner),
            named(&formulas),
        );
        finding(first, winner, message)
    });
    others.collect()
}

/// Neighbours that the draws order clearly and another formula turns round.
fn clear_pairs(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let from = facts.option(FLAG.spec.name, FROM.name, 0.8);
    let reversals = facts.formulas.reversals.iter();
    let reversals: HashMap<_, _> = reversals.map(|one| ((one.upper, one.lower), one)).collect();
    let clear = super::neighbours(facts).filter_map(|pair| {
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
