//! A lead that proves something.

use super::told::{all, is_true};
use crate::condition::{AttributeId, Comparison, Condition, Literal, Predicate, Test};

/// A lead that proves something: its value of each attribute, `None` where it is missing or no
/// condition asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness(pub(super) Vec<Option<Literal>>);

impl Witness {
    /// The lead's value of an attribute.
    pub fn value(&self, attribute: AttributeId) -> Option<Literal> {
        self.0.get(attribute.0).cloned().flatten()
    }

    /// The values that it has.
    pub fn values(&self) -> impl Iterator<Item = (AttributeId, &Literal)> {
        let values = self.0.iter().enumerate();
        values.filter_map(|(place, value)| Some((AttributeId(place), value.as_ref()?)))
    }

    /// What is said of a lead that is like it: each value that it has, and of the attributes of which
    /// a condition asks whether they are missing, those that are. `None` if there is nothing to say.
    pub fn described(&self, condition: &Condition) -> Option<Condition> {
        let mut parts: Vec<Condition> = self.listed().into_iter().collect();
        for asked in condition.tests() {
            let attribute = asked.operand.attribute();
            let missing = Condition::Test(Test::of(attribute, Predicate::IsNull));
            let is_asked = asked.predicate == Predicate::IsNull;
            if is_asked && self.value(attribute).is_none() && !parts.contains(&missing) {
                parts.push(missing);
            }
        }
        all(parts)
    }

    /// Each value that it has, as a condition. `None` if it has none.
    pub fn listed(&self) -> Option<Condition> {
        let test = |attribute, predicate| Condition::Test(Test::of(attribute, predicate));
        let values = self.values().map(|(attribute, value)| match value {
            Literal::Boolean(answer) => is_true(attribute, *answer),
            value => test(
                attribute,
                Predicate::Compare(Comparison::Equal, value.clone()),
            ),
        });
        all(values.collect())
    }

    /// The same lead with another value of an attribute.
    pub(super) fn with(&self, attribute: AttributeId, value: Option<Literal>) -> Self {
        let mut lead = self.clone();
        if let Some(own) = lead.0.get_mut(attribute.0) {
            *own = value;
        }
        lead
    }
}
