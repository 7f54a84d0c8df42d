//! Leads with their values, column by column.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use jiff::civil::Date;

use super::dictionary::Dictionary;
use crate::classes::Field;
use crate::condition::{AttributeId, Condition, Literal, evaluate};
use crate::count::literal;
use crate::profile::LeadSample;

/// Leads with their values, column by column, as codes.
#[derive(Debug)]
pub struct Leads {
    /// How many there are.
    pub rows: usize,
    pub(super) columns: Vec<LeadColumn>,
}

#[derive(Debug, Default)]
pub(super) struct LeadColumn {
    /// By lead: the place of its value.
    pub(super) codes: Vec<u32>,
    /// The values; `None` is a missing one.
    pub(super) values: Vec<Option<Literal>>,
}

impl Leads {
    pub fn of(sample: &LeadSample, dictionary: &Dictionary) -> Self {
        let mut known: Vec<HashMap<&str, u32, FixedState>> = Vec::new();
        known.resize_with(dictionary.attributes.len(), HashMap::default);
        let fields: Vec<Field> = dictionary
            .attributes
            .iter()
            .enumerate()
            .map(|(place, attribute)| Field::of(AttributeId(place), attribute))
            .collect();
        let mut columns: Vec<LeadColumn> = Vec::new();
        columns.resize_with(fields.len(), LeadColumn::default);
        for lead in &sample.leads {
            let cells = lead.cells().zip(&mut known).zip(&mut columns).zip(&fields);
            for (((cell, known), column), field) in cells {
                let next = column.values.len() as u32;
                let code = *known.entry(cell).or_insert(next);
                if code == next {
                    // What is no value of the type counts as missing.
                    column.values.push(literal(field, cell, false).flatten());
                }
                column.codes.push(code);
            }
        }
        Self {
            rows: sample.leads.len(),
            columns,
        }
    }

    fn value(&self, row: usize, column: usize) -> Option<&Literal> {
        let column = self.columns.get(column)?;
        column.values[column.codes[row] as usize].as_ref()
    }

    /// The answer of a condition for each lead; `None` where it depends on a missing value.
    pub fn answers(&self, condition: &Condition, as_of: Date) -> Vec<Option<bool>> {
        let row = |row: usize| {
            let value = |id: AttributeId| self.value(row, id.0).cloned();
            evaluate(condition, &value, as_of)
        };
        (0..self.rows).map(row).collect()
    }

    /// A column's numbers, lead by lead; `None` where there is none.
    pub(super) fn amounts(&self, column: usize) -> Vec<Option<f64>> {
        let amount = |row| self.value(row, column).and_then(amount);
        (0..self.rows).map(amount).collect()
    }
}

/// The number that a value is.
pub(super) fn amount(value: &Literal) -> Option<f64> {
    match value {
        Literal::Integer(number) => Some(*number as f64),
        Literal::Number(number) => Some(*number),
        Literal::Text(_) | Literal::Boolean(_) | Literal::Date(_) => None,
    }
}
