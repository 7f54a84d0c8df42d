//! Flags on definitions and the attributes they rest on.

pub(super) mod no_definition;
pub(super) mod sensitive_attribute;
pub(super) mod slip_of_the_pen;
pub(super) mod unreliable_attribute;
pub(super) mod value_not_listed;

use crate::condition::{AttributeId, Condition, Expression, Literal, Operand, Predicate, Test};
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

/// A text that a condition compares an attribute with, letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct TextUse<'a> {
    pub(super) attribute: AttributeId,
    pub(super) text: &'a str,
}

/// Each text that a condition asks for whole (`=`, `!=`, `in`), once, in the order of the wording.
pub(super) fn texts(expression: &Expression) -> Vec<TextUse<'_>> {
    let mut uses = Vec::new();
    collect(&expression.condition, &mut uses);
    uses
}

fn collect<'a>(condition: &'a Condition, uses: &mut Vec<TextUse<'a>>) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            for part in parts {
                collect(part, uses);
            }
        }
        Condition::Not(part) => collect(part, uses),
        Condition::Test(test) => {
            for one in asked(test) {
                if !uses.contains(&one) {
                    uses.push(one);
                }
            }
        }
    }
}

fn asked(test: &Test) -> Vec<TextUse<'_>> {
    let Operand::Attribute(attribute) = test.operand else {
        return Vec::new();
    };
    let literals = match &test.predicate {
        Predicate::Compare(_, literal) => std::slice::from_ref(literal),
        Predicate::In(literals) => literals,
        _ => &[],
    };
    let texts = literals.iter().filter_map(|literal| match literal {
        Literal::Text(text) => Some(TextUse { attribute, text }),
        _ => None,
    });
    texts.collect()
}

/// Where in the wording a text is written, after the attribute is named; where the attribute is
/// named if the text is written in another way.
pub(super) fn place_of(expression: &Expression, one: TextUse) -> Option<Span> {
    let attribute = place::first_mention(expression, one.attribute)?;
    let written = format!("'{}'", one.text.replace('\'', "''"));
    let after = expression.text.get(attribute.end..)?;
    let literal = after.find(&written).map(|start| {
        let start = attribute.end + start;
        Span::new(start, start + written.len())
    });
    literal.or(Some(attribute))
}

/// The finding at a place of a condition, about its segment where it is one's definition.
pub(super) fn at_condition(
    condition: &place::Placed,
    at: Option<Span>,
    message: String,
    help: String,
) -> Found {
    let mut found = Found::in_plan(condition.route.clone(), message, help);
    found.segments.extend(condition.segment);
    found.within = at;
    found
}
