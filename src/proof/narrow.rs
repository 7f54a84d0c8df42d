//! Segments to which those above leave a single value of an attribute.

use super::Prover;
use super::definitions::{Definitions, smallest};
use crate::condition::{AttributeId, Comparison, Condition, Literal, Operand, Predicate, Test};
use crate::plan::SegmentId;

/// What a segment is left with.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowed {
    /// The attribute.
    pub attribute: AttributeId,
    /// Its value in every lead that the segment can win; `None` if it is missing there.
    pub value: Option<Literal>,
    /// The segments above that take the others; none of them can be left out. In priority order.
    pub by: Vec<SegmentId>,
    /// Attributes whose declared values or bounds the proof rests on.
    pub given: Vec<AttributeId>,
}

impl Narrowed {
    /// What every lead fits that it can win.
    pub fn condition(&self) -> Condition {
        has(self.attribute, self.value.as_ref())
    }
}

/// Classes of values that the definition itself must allow for one value to be little, where that is
/// not the missing one.
const MANY: usize = 3;

/// What a segment that can win a lead, by the place of its definition, is left with below others, if
/// that is one value of several.
pub(super) fn narrowed(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    above: &[SegmentId],
    steps: &mut u64,
) -> Option<Narrowed> {
    let attributes = &definitions.plan.attributes;
    let wins = definitions.claims(own, above);
    let fits = definitions.claims(own, &[]);
    let fixed = prover.fixed(attributes, &wins, steps);
    let (attribute, value) = fixed.into_iter().find(|(attribute, value)| {
        let many = match value {
            Some(_) => MANY,
            None => 2,
        };
        prover.classes_of(*attribute, &fits, many, steps) == many
    })?;
    let has_it = has(attribute, value.as_ref());
    let by = smallest(above.to_vec(), |some| {
        let left = prover.fixed(attributes, &definitions.claims(own, some), steps);
        left.contains(&(attribute, value.clone()))
    });
    Some(Narrowed {
        given: definitions.given(&definitions.claims(own, &by), &[], &[&has_it]),
        attribute,
        value,
        by,
    })
}

/// "The attribute has this value", or none.
fn has(attribute: AttributeId, value: Option<&Literal>) -> Condition {
    let predicate = match value {
        None => Predicate::IsNull,
        Some(Literal::Boolean(_)) => Predicate::IsTrue,
        Some(value) => Predicate::Compare(Comparison::Equal, value.clone()),
    };
    let test = Condition::Test(Test {
        operand: Operand::Attribute(attribute),
        predicate,
    });
    match value {
        Some(Literal::Boolean(false)) => Condition::Not(Box::new(test)),
        _ => test,
    }
}
