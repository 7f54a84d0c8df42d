//! What is asked of an attribute that is read from a lead table.

use jiff::civil::Date;

use crate::condition::{
    AttributeId, AttributeType, DecimalSign, Literal, Predicate, SortedList, Test, ask_with_list,
};
use crate::plan::Attribute;

/// An attribute that is read from a lead table.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) attribute: AttributeId,
    /// Its name in conditions.
    pub(crate) name: String,
    /// Its name in the table.
    pub(crate) column: String,
    pub(crate) kind: AttributeType,
    /// Whether the plan's dictionary has it.
    pub(crate) declared: bool,
    pub(crate) format: Option<String>,
    pub(crate) decimal: Option<DecimalSign>,
    /// Words for true and for false.
    pub(crate) yes: Vec<String>,
    pub(crate) no: Vec<String>,
    pub(crate) missing: Vec<String>,
    /// The values that are declared; empty if none are.
    pub(crate) values: Vec<String>,
    /// The lowest and the highest value that are right.
    pub(crate) bounds: [Option<f64>; 2],
    /// What conditions ask about it.
    pub(crate) tests: Vec<Test>,
    /// Whether it is summed.
    pub(crate) is_value: bool,
    /// Whether it places leads in periods.
    pub(crate) is_date: bool,
}

impl Field {
    /// How an attribute is read, of which nothing is asked yet.
    pub(crate) fn of(id: AttributeId, attribute: &Attribute) -> Self {
        Self {
            attribute: id,
            name: attribute.name.clone(),
            column: attribute.column.clone(),
            kind: attribute.kind,
            declared: attribute.declared,
            format: attribute.format.clone(),
            decimal: attribute.decimal,
            yes: attribute.yes.clone(),
            no: attribute.no.clone(),
            missing: attribute.missing.clone(),
            values: attribute.values.clone(),
            bounds: [attribute.min, attribute.max],
            tests: Vec::new(),
            is_value: false,
            is_date: false,
        }
    }
}

/// The tests of a field, made ready to be asked of many values that are no texts.
#[derive(Debug)]
pub(crate) struct FieldTests<'a> {
    tests: &'a [Test],
    /// By test: the values of a list, in order.
    lists: Vec<Option<SortedList<'a>>>,
    as_of: Date,
}

impl<'a> FieldTests<'a> {
    pub(crate) fn new(field: &'a Field, as_of: Date) -> Self {
        let list = |test| match field.kind {
            AttributeType::Text => None,
            _ => SortedList::of(test),
        };
        Self {
            tests: &field.tests,
            lists: field.tests.iter().map(list).collect(),
            as_of,
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.tests.len()
    }

    /// Which tests are true of a value that is missing.
    pub(crate) fn of_missing(&self) -> Vec<bool> {
        let tests = self.tests.iter();
        tests
            .map(|test| test.predicate == Predicate::IsNull)
            .collect()
    }

    /// Which tests are true of a value. A list is searched in the logarithm of its length.
    pub(crate) fn ask(&self, value: &Literal) -> Vec<bool> {
        let all = self.tests.iter().zip(&self.lists);
        all.map(|(test, list)| ask_with_list(test, list.as_ref(), value, self.as_of) == Some(true))
            .collect()
    }
}
