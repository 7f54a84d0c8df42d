//! Flags on definitions and the attributes they rest on.

pub(super) mod attribute;
pub(super) mod idle;
pub(super) mod reach;
pub(super) mod slip_of_the_pen;
pub(super) mod value;

use std::collections::HashSet;

use crate::condition::{AttributeId, Expression};
use crate::plan::Plan;
use crate::text::{Span, words};

/// Each attribute that a condition names, where it does first.
pub(super) fn first_mentions(expression: &Expression) -> Vec<(AttributeId, Span)> {
    let mut seen = HashSet::new();
    let mentions = expression.mentions.iter();
    let first = mentions.filter(|mention| seen.insert(mention.attribute));
    first
        .map(|mention| (mention.attribute, mention.at))
        .collect()
}

/// `, if industry has one of its declared values`: what a proof takes for granted.
pub(super) fn given(plan: &Plan, attributes: &[AttributeId]) -> String {
    let bounds: Vec<String> = attributes
        .iter()
        .map(|id| {
            let attribute = plan.attribute(*id);
            match attribute.values.is_empty() {
                true => format!("`{}` is within its declared bounds", attribute.name),
                false => format!("`{}` has one of its declared values", attribute.name),
            }
        })
        .collect();
    match bounds.as_slice() {
        [] => String::new(),
        bounds => format!(", as long as {}", words::list(bounds)),
    }
}
