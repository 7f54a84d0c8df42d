//! What a table holds in a column.

use std::collections::BTreeMap;

use crate::condition::value::{NumberFormat, may_be_thousands};

use super::field::Field;
use crate::audit::ColumnFacts;

/// What part of a table holds in a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ColumnStats {
    known: u64,
    missing: u64,
    /// Leads with a value out of the bounds that the plan declares.
    outside: u64,
    only: Only,
    /// Whether no number is written otherwise than `1.500`, and how many are so.
    thousands: Thousands,
    /// The texts with their leads; none for other types and beyond [`ColumnFacts::VALUES_UP_TO`].
    values: Option<BTreeMap<String, u64>>,
}

/// Numbers written like `1.500`, as long as there are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Thousands {
    so: u64,
    others: bool,
}

impl Thousands {
    /// For numbers written so: where the plan states the decimal sign, nobody wonders.
    pub(super) fn of(numbers: NumberFormat) -> Self {
        Self {
            so: 0,
            others: numbers.0.is_some(),
        }
    }

    /// Takes note of how a number is written, in the first so many `bytes`.
    #[inline(always)]
    pub(super) fn note(&mut self, bytes: &[u8], length: usize) {
        if !self.others {
            match may_be_thousands(&bytes[..length]) {
                true => self.so += 1,
                false => self.others = true,
            }
        }
    }

    /// Whether more numbers change nothing.
    pub(super) fn are_settled(self) -> bool {
        self.others
    }

    fn merge(&mut self, other: Self) {
        self.so += other.so;
        self.others |= other.others;
    }

    /// How many there are; 0 where there are others.
    fn count(self) -> u64 {
        if self.others { 0 } else { self.so }
    }
}

/// How many different values there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Only {
    /// None.
    #[default]
    Nothing,
    /// This one.
    One(String),
    /// More.
    Several,
}

impl ColumnStats {
    /// A column of numbers, dates or answers.
    pub(super) fn only(only: Only) -> Self {
        Self {
            only,
            ..Self::default()
        }
    }

    /// The same, of numbers written so.
    pub(super) fn written(self, thousands: Thousands) -> Self {
        Self { thousands, ..self }
    }

    /// A column of these texts with their leads; none where there are too many.
    pub(super) fn of_texts(texts: Option<BTreeMap<String, u64>>) -> Self {
        let only = match texts
            .as_ref()
            .map(|texts| (texts.len(), texts.first_key_value()))
        {
            Some((_, None)) => Only::Nothing,
            Some((1, Some((text, _)))) => Only::One(text.clone()),
            _ => Only::Several,
        };
        Self {
            only,
            values: texts,
            ..Self::default()
        }
    }

    /// Counts leads without and with a value.
    pub(crate) fn count(&mut self, missing: u64, known: u64) {
        self.missing += missing;
        self.known += known;
    }

    /// Counts leads with a value out of the declared bounds.
    pub(crate) fn count_outside(&mut self, outside: u64) {
        self.outside += outside;
    }

    /// Takes over what values there are.
    pub(crate) fn describe(&mut self, values: Self) {
        self.only = values.only;
        self.thousands = values.thousands;
        self.values = values.values;
    }

    /// The same with another part of the table.
    pub(crate) fn merge(&mut self, other: Self) {
        self.known += other.known;
        self.missing += other.missing;
        self.outside += other.outside;
        self.thousands.merge(other.thousands);
        self.only = match (std::mem::take(&mut self.only), other.only) {
            (Only::Nothing, only) | (only, Only::Nothing) => only,
            (Only::One(one), Only::One(other)) if one == other => Only::One(one),
            _ => Only::Several,
        };
        self.values = self
            .values
            .take()
            .zip(other.values)
            .map(|(mut values, others)| {
                for (text, leads) in others {
                    *values.entry(text).or_default() += leads;
                }
                values
            });
    }

    /// As the audit tells it.
    pub(crate) fn facts(self, field: &Field) -> ColumnFacts {
        let is_bounded = field.bounds.iter().any(Option::is_some);
        let facts = ColumnFacts {
            attribute: field.attribute,
            undeclared: (field.values.is_empty() && is_bounded).then_some(self.outside),
            known: self.known,
            missing: self.missing,
            only: match self.only {
                Only::One(value) => Some(value),
                Only::Nothing | Only::Several => None,
            },
            thousands: self.thousands.count(),
            values: None,
        };
        match self.values {
            Some(values) => facts.with_texts(values, &field.values),
            None => facts,
        }
    }
}
