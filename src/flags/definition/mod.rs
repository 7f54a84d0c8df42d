//! Flags on definitions and the attributes they rest on.

pub(super) mod attribute;
pub(super) mod slip_of_the_pen;
pub(super) mod value;

use crate::condition::{AttributeId, Expression};
use crate::text::Span;

/// Each attribute that a condition names, where it does first.
pub(super) fn first_mentions(expression: &Expression) -> Vec<(AttributeId, Span)> {
    let mut first: Vec<(AttributeId, Span)> = Vec::new();
    for mention in &expression.mentions {
        if first.iter().all(|(seen, _)| *seen != mention.attribute) {
            first.push((mention.attribute, mention.at));
        }
    }
    first
}
