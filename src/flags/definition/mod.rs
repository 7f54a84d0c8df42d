//! Flags on definitions and the attributes they rest on.

mod attribute;
mod slip_of_the_pen;
mod value;

use crate::condition::{AttributeId, Expression};
use crate::text::Span;

use super::Flag;

pub(super) const FLAGS: &[Flag] = &[
    attribute::SENSITIVE_ATTRIBUTE,
    attribute::UNRELIABLE_ATTRIBUTE,
    slip_of_the_pen::SLIP_OF_THE_PEN,
    value::UNKNOWN_VALUE,
    value::VALUE_NOT_LISTED,
];

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
