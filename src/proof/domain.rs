//! The values of an attribute, in classes that the tests of a plan answer alike.

use std::cmp::Ordering;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use jiff::civil::Date;

use super::classes::ClassSet;
use super::{texts, values};
use crate::condition::{
    AttributeType, Literal, Predicate, SortedList, Test, ask, ask_with_list, compare_values,
};
use crate::lists;
use crate::plan::Attribute;

/// A class of values: one of them, and how all of them answer the attribute's tests.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    /// A value of the class; `None` for a missing one.
    pub value: Option<Literal>,
    /// The answer to each test, in the domain's order.
    pub answers: Vec<Option<bool>>,
}

/// The classes of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Domain {
    /// The tests, each once.
    pub tests: Vec<Test>,
    /// Each with other answers than the rest; usual values first, the missing value last.
    pub classes: Vec<Class>,
    /// Values that people know, with their classes. Of numbers and days such that those between two
    /// neighbors are in the class of one of them, from the lowest; of texts all that are declared, or else
    /// all that a test names, unless a test asks for more than whole texts.
    pub values: Vec<(Literal, usize)>,
    /// The class of all other texts; `None` if there are none, or `values` is empty.
    pub others: Option<usize>,
}

impl Domain {
    /// The classes of an attribute's values under some tests; `None` if there are more than the
    /// work allows.
    pub(super) fn new(attribute: &Attribute, tests: &[Test], as_of: Date) -> Option<Self> {
        let is_open = attribute.kind == AttributeType::Text && attribute.values.is_empty();
        let values = match attribute.kind {
            AttributeType::Text if is_open => texts::texts(tests, &attribute.missing)?,
            AttributeType::Text => {
                let declared = attribute.values.iter();
                let right = declared.filter(|value| is_text(value, &attribute.missing));
                right.cloned().map(Literal::Text).collect()
            }
            AttributeType::Boolean => vec![Literal::Boolean(true), Literal::Boolean(false)],
            AttributeType::Date => values::dates(tests, as_of),
            AttributeType::Integer => values::integers(attribute, tests),
            AttributeType::Number => values::numbers(attribute, tests),
        };
        let lists: Vec<Option<SortedList>> = tests.iter().map(SortedList::of).collect();
        let answers_of = |value: Option<&Literal>| -> Vec<Option<bool>> {
            let tests = tests.iter().zip(&lists);
            let answers = tests.map(|(test, list)| match value {
                Some(value) => ask_with_list(test, list.as_ref(), value, as_of),
                None => ask(test, None, as_of),
            });
            answers.collect()
        };
        let mut seen = HashMap::with_hasher(FixedState::default());
        let mut classes: Vec<Class> = Vec::new();
        let mut known = Vec::new();
        for value in values.into_iter().map(Some).chain([None]) {
            let answers = answers_of(value.as_ref());
            let class = *seen.entry(answers).or_insert_with_key(|answers| {
                classes.push(Class {
                    value: value.clone(),
                    answers: answers.clone(),
                });
                classes.len() - 1
            });
            if !is_open {
                known.extend(value.map(|value| (value, class)));
            }
        }
        let mut others = None;
        if is_open && let Some(named) = values::named(tests, &attribute.missing) {
            let class_of = |value: &Literal| seen.get(&answers_of(Some(value))).copied();
            others = class_of(&values::unnamed(&named, &attribute.missing));
            let with_class = named.into_iter().filter_map(|text| {
                let class = class_of(&text)?;
                Some((text, class))
            });
            known = with_class.collect();
        }
        if matches!(
            attribute.kind,
            AttributeType::Date | AttributeType::Integer | AttributeType::Number
        ) {
            lists::sort_by(&mut known, |(one, _), (other, _)| {
                compare_values(one, other).unwrap_or(Ordering::Equal)
            });
        }
        Some(Self {
            tests: tests.to_vec(),
            classes,
            values: known,
            others,
        })
    }

    /// All classes but that of the missing value.
    pub(super) fn known(&self) -> ClassSet {
        ClassSet::of(self.classes.len(), |class| {
            let class = &self.classes[class];
            match self.is_free() {
                true if self.asks_for_missing() => class.answers == [Some(false)],
                true => class.answers != [None],
                false => class.value.is_some(),
            }
        })
    }

    /// The class of the missing value; `None` if it has none of its own.
    pub(super) fn missing(&self) -> Option<usize> {
        let last = self.classes.len().checked_sub(1)?;
        (!self.is_free() && self.classes[last].value.is_none()).then_some(last)
    }

    /// Whether the answers of its one test are taken for free.
    pub(super) fn is_free(&self) -> bool {
        self.classes.iter().all(|class| class.value.is_none()) && !self.classes.is_empty()
    }

    fn asks_for_missing(&self) -> bool {
        let mut tests = self.tests.iter();
        tests.any(|test| test.predicate == Predicate::IsNull)
    }

    /// The answers of one test, whatever the attribute's value.
    pub(super) fn free(test: Test) -> Self {
        let missing = match test.predicate {
            Predicate::IsNull => Some(false),
            _ => None,
        };
        let answers = [Some(true), Some(false), missing];
        let classes = answers.into_iter().map(|answer| Class {
            value: None,
            answers: vec![answer],
        });
        Self {
            tests: vec![test],
            classes: classes.collect(),
            values: Vec::new(),
            others: None,
        }
    }
}

/// Whether a text can be a value: an empty cell and the words for a missing one are null.
pub(super) fn is_text(text: &str, missing: &[String]) -> bool {
    !text.is_empty() && !missing.iter().any(|word| word == text)
}
