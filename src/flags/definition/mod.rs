//! Flags on definitions and the attributes they rest on.

pub(super) mod same_definition;
pub(super) mod sensitive_attribute;
pub(super) mod slip_of_the_pen;
pub(super) mod unreliable_attribute;
pub(super) mod value_not_listed;

use crate::condition::{AttributeId, Expression};
use crate::plan::{Attribute, Plan, SegmentId};
use crate::text::Span;

use super::{Found, place};

/// Segments whose definition rests on an attribute of some kind: one finding for each attribute,
/// at its first mention. `say` gives the message, or nothing where the attribute may be used so.
fn resting_on(
    plan: &Plan,
    say: impl Fn(SegmentId, &Attribute) -> Option<String>,
    help: &str,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (id, expression) in place::definitions(plan) {
        for (attribute, at) in first_mentions(expression) {
            if let Some(message) = say(id, plan.attribute(attribute)) {
                let route = place::definition(id);
                found.push(Found::about(id, route, message, help).within(at));
            }
        }
    }
    found
}

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

/// The finding at a place of a condition, about its segment where it is one's definition.
pub(super) fn at_condition(
    condition: &place::Placed,
    at: Span,
    message: String,
    help: String,
) -> Found {
    let mut found = Found::in_plan(condition.route.clone(), message, help);
    found.segments.extend(condition.segment);
    found.within(at)
}
