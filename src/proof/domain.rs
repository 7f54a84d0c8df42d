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
        let mut classes = Classes::of(tests, as_of);
        if is_open && let Some(named) = values::named(tests, &attribute.missing) {
            return Some(Self::of_named(&named, &attribute.missing, classes));
        }
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
        let with_class = values.into_iter().map(|value| {
            let class = classes.of_value(Some(&value));
            (value, class)
        });
        let mut values: Vec<(Literal, usize)> = with_class.collect();
        if is_open {
            values.clear();
        }
        if matches!(
            attribute.kind,
            AttributeType::Date | AttributeType::Integer | AttributeType::Number
        ) {
            lists::sort_by(&mut values, |(one, _), (other, _)| {
                compare_values(one, other).unwrap_or(Ordering::Equal)
            });
        }
        Some(classes.into_domain(values, None))
    }

    /// The classes of texts that are only compared whole with those that are named, each once: one of
    /// another text, and theirs.
    fn of_named(named: &[&str], missing: &[String], mut classes: Classes) -> Self {
        let mut class = |text: &str| {
            let text = Literal::Text(text.to_owned());
            let class = classes.of_value(Some(&text));
            (text, class)
        };
        let others = values::unnamed(named, missing).map(|other| class(&other).1);
        let mut values: Vec<Option<(Literal, usize)>> = vec![None; named.len()];
        for place in values::short_first(named) {
            values[place] = Some(class(named[place]));
        }
        classes.into_domain(values.into_iter().flatten().collect(), others)
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

/// Classes as they are found.
struct Classes<'t> {
    tests: &'t [Test],
    lists: Vec<Option<SortedList<'t>>>,
    as_of: Date,
    found: Vec<Class>,
    /// The class of each combination of answers.
    by_answers: HashMap<Vec<Option<bool>>, usize, FixedState>,
    /// Room for the answers of a value.
    answers: Vec<Option<bool>>,
}

impl<'t> Classes<'t> {
    /// None yet.
    fn of(tests: &'t [Test], as_of: Date) -> Self {
        Self {
            tests,
            lists: tests.iter().map(SortedList::of).collect(),
            as_of,
            found: Vec::new(),
            by_answers: HashMap::default(),
            answers: Vec::new(),
        }
    }

    /// The class of a value, a new one if no value before it has the same answers.
    fn of_value(&mut self, value: Option<&Literal>) -> usize {
        let tests = self.tests.iter().zip(&self.lists);
        let answers = tests.map(|(test, list)| match value {
            Some(value) => ask_with_list(test, list.as_ref(), value, self.as_of),
            None => ask(test, None, self.as_of),
        });
        self.answers.clear();
        self.answers.extend(answers);
        if let Some(class) = self.by_answers.get(&self.answers) {
            return *class;
        }
        let class = self.found.len();
        self.by_answers.insert(self.answers.clone(), class);
        self.found.push(Class {
            value: value.cloned(),
            answers: self.answers.clone(),
        });
        class
    }

    /// With the class of the missing value, the last.
    fn into_domain(mut self, values: Vec<(Literal, usize)>, others: Option<usize>) -> Domain {
        self.of_value(None);
        Domain {
            tests: self.tests.to_vec(),
            classes: self.found,
            values,
            others,
        }
    }
}

/// Whether a text can be a value: an empty cell and the words for a missing one are null.
pub(super) fn is_text(text: &str, missing: &[String]) -> bool {
    !text.is_empty() && !missing.iter().any(|word| word == text)
}
