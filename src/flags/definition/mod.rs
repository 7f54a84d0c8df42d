//! Flags on definitions and the attributes they rest on.

pub(super) mod attribute;
pub(super) mod reach;
pub(super) mod slip_of_the_pen;
pub(super) mod value;

use std::collections::HashSet;

use crate::condition::{AttributeId, Expression};
use crate::text::Span;

/// Each attribute that a condition names, where it does first.
pub(super) fn first_mentions(expression: &Expression) -> Vec<(AttributeId, Span)> {
    let mut seen = HashSet::new();
    let mentions = expression.mentions.iter();
    let first = mentions.filter(|mention| seen.insert(mention.attribute));
    first
        .map(|mention| (mention.attribute, mention.at))
        .collect()
}
