//! Wording that flags share.

use crate::order::TieBreak;
use crate::plan::{Criterion, Formula, OrderKey, Plan};
use crate::text::words;

/// Differences below this are noise of binary fractions, not of scores.
pub(super) const HAIR: f64 = 1e-9;

/// `Ease 2 of 10`
pub(super) fn score(plan: &Plan, which: Criterion, value: f64) -> String {
    let [value, top] = [value, plan.scoring.scale.max].map(|points| words::number(points, 1));
    format!("{} {value} of {top}", plan.scoring.heading_of(which))
}

/// `product`, `geometric mean`
pub(super) fn formula(formula: Formula) -> String {
    formula.name().replace('_', " ")
}

/// What an ordering key compares, inside a sentence: `score`, `Ease`, `the qualifier stable`.
pub(super) fn order_key(plan: &Plan, key: OrderKey) -> String {
    match key {
        OrderKey::Score => "score".to_owned(),
        OrderKey::Criterion(which) => plan.scoring.heading_of(which),
        OrderKey::Qualifier(qualifier) => format!("the qualifier {}", qualifier.name()),
        OrderKey::QualifiersMet => "the number of qualifiers met".to_owned(),
        OrderKey::CycleDays => "the length of the sales cycle".to_owned(),
    }
}

/// What decided between equals, inside a sentence.
pub(super) fn tie_break(plan: &Plan, tie_break: TieBreak) -> String {
    match tie_break {
        TieBreak::Key(key) => order_key(plan, key),
        TieBreak::FileOrder => "the order in the file".to_owned(),
    }
}

/// A reason as it ends a sentence: ` (no budget)`; empty if there is none.
pub(super) fn reason(because: Option<&str>) -> String {
    match because.map(|text| text.trim().trim_end_matches('.')) {
        Some(text) if !text.is_empty() => format!(" ({text})"),
        _ => String::new(),
    }
}
