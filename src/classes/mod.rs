//! An attribute's values, sorted into classes while a table is read.
//!
//! Values of one class answer every test that a plan asks of the attribute alike. A format of tables
//! hands a column's cells, values or codes to a [`Column`]; the conditions are then decided for classes.

#![allow(
    clippy::inline_always,
    clippy::option_option,
    reason = "inner loops are fast in one piece only; a value can be read and be missing"
)]

mod automaton;
mod breakpoints;
mod cells;
mod classification;
mod dates;
mod dictionary;
mod field;
mod line;
mod named;
mod slot;
mod stats;
mod text_classes;
mod text_tests;
mod whole;
mod words;

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::condition::value::{self, BooleanWords, DateFormat, NumberFormat, TypedValue};
use crate::condition::{AttributeType, Literal};
use crate::masks::Mask;
use cells::{CodedTexts, amount, as_it_is, careful, parsed, typed};
use classification::Codes;
pub(crate) use classification::{Cells, Classification, Misfit};
use dates::KnownDates;
use dictionary::Dictionary;
pub(crate) use field::{Field, FieldTests};
use line::{Line, Read};
pub(crate) use stats::ColumnStats;
use stats::{Only, Thousands};
use whole::whole_numbers;
use words::words;

/// One attribute's values: a class for each, so that values of one class answer every question
/// alike. 0 is what is missing.
#[derive(Debug)]
pub(crate) struct Column<'f> {
    values: Values<'f>,
    /// Words that mean null.
    missing: &'f [String],
    /// Whether some value was not of the attribute's type.
    is_wrong: bool,
}

#[derive(Debug)]
enum Values<'f> {
    Text(Box<Dictionary<'f>>),
    Integer(Line<i64>, NumberFormat, Thousands),
    Number(Line<f64>, NumberFormat, Thousands),
    Date(Line<i64>, DateFormat, KnownDates),
    Boolean(BooleanWords, Seen),
}

/// Whether there was a no, and a yes.
type Seen = [bool; 2];

impl<'f> Column<'f> {
    /// For a field; ages are counted to the day `as_of`.
    pub(crate) fn new(field: &'f Field, as_of: i64) -> Self {
        let numbers = NumberFormat(field.decimal);
        let values = match field.kind {
            AttributeType::Text => Values::Text(Box::new(Dictionary::new(field))),
            AttributeType::Integer => {
                let line = Line::new(field, as_of, |word| numbers.integer(word));
                Values::Integer(line, numbers, Thousands::of(numbers))
            }
            AttributeType::Number => {
                let line = Line::new(field, as_of, |word| numbers.number(word));
                Values::Number(line, numbers, Thousands::of(numbers))
            }
            AttributeType::Date => {
                let format = DateFormat::new(field.format.as_deref());
                let line = Line::new(field, as_of, |word| format.day(word));
                Values::Date(line, format, KnownDates::new())
            }
            AttributeType::Boolean => {
                Values::Boolean(BooleanWords::new(&field.yes, &field.no), [false; 2])
            }
        };
        Self {
            values,
            missing: &field.missing,
            is_wrong: false,
        }
    }

    /// Whether some value was not of the attribute's type; its class is [`Classification::WRONG`].
    pub(crate) fn is_wrong(&self) -> bool {
        self.is_wrong
    }

    /// How many classes are known so far, that of what is missing among them.
    pub(crate) fn classes(&self) -> u32 {
        match &self.values {
            Values::Text(texts) => texts.classes().count(),
            Values::Integer(line, ..) | Values::Date(line, ..) => line.breakpoints.classes(),
            Values::Number(line, ..) => line.breakpoints.classes(),
            Values::Boolean(..) => 3,
        }
    }

    /// The answers of a class other than 0 to the field's tests, in their order.
    pub(crate) fn answers(&self, class: u32, tests: &FieldTests<'_>) -> Vec<bool> {
        let member = match &self.values {
            Values::Text(texts) => {
                let answers = Mask::new(texts.classes().answers(class));
                let tests = 0..tests.len();
                return tests.map(|test| answers.contains(test)).collect();
            }
            Values::Integer(line, ..) => Literal::Integer(line.breakpoints.member(class)),
            Values::Number(line, ..) => Literal::Number(line.breakpoints.member(class)),
            Values::Date(line, ..) => Literal::Date(value::date_of(line.breakpoints.member(class))),
            Values::Boolean(..) => Literal::Boolean(class == 2),
        };
        tests.ask(&member)
    }

    /// The classes of values within the bounds that the plan declares; `None` if it declares none.
    pub(crate) fn within(&self, field: &Field) -> Option<RangeInclusive<u32>> {
        match &self.values {
            Values::Integer(line, ..) => line.within(field.bounds),
            Values::Number(line, ..) => line.within(field.bounds),
            Values::Text(_) | Values::Date(..) | Values::Boolean(..) => None,
        }
    }

    /// Ends a batch of so many rows. True if classes are numbered anew from now on.
    pub(crate) fn settle(&mut self, rows: usize) -> bool {
        match &mut self.values {
            Values::Text(texts) => texts.settle(rows),
            _ => false,
        }
    }

    /// What values there were.
    pub(crate) fn stats(&self) -> ColumnStats {
        match &self.values {
            Values::Text(texts) => ColumnStats::of_texts(texts.texts()),
            Values::Integer(line, _, thousands) => {
                line.only(|value| value.to_string()).written(*thousands)
            }
            Values::Number(line, _, thousands) => {
                line.only(|value| value.to_string()).written(*thousands)
            }
            Values::Date(line, ..) => line.only(|day| value::date_of(day).to_string()),
            Values::Boolean(_, seen) => ColumnStats::only(match seen {
                [false, false] => Only::Nothing,
                [true, true] => Only::Several,
                [_, yes] => Only::One(yes.to_string()),
            }),
        }
    }

    /// Whether it is settled what is told of the values, so that values may be sorted that no row has;
    /// they may be `written` in ways of their own.
    pub(crate) fn is_settled(&self, written: bool) -> bool {
        let is_told = |thousands: &Thousands| !written || thousands.are_settled();
        match &self.values {
            Values::Text(_) => false,
            Values::Integer(line, _, thousands) => line.has_several() && is_told(thousands),
            Values::Number(line, _, thousands) => line.has_several() && is_told(thousands),
            Values::Date(line, ..) => line.has_several(),
            Values::Boolean(_, seen) => *seen == [true; 2],
        }
    }

    /// Whether the column holds texts.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.values, Values::Text(_))
    }

    /// Sorts cells of text and puts their classes into `to`, which has room for as many rows. The
    /// first row whose text has no class comes back with the error.
    pub(crate) fn cells<'a>(
        &mut self,
        cells: &impl Cells<'a>,
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let missing = self.missing;
        let mut to = to.slots();
        self.is_wrong |= match &mut self.values {
            Values::Text(texts) => {
                texts.sort(cells, to.classes)?;
                false
            }
            Values::Integer(line, numbers, thousands) => {
                let slow = |text: &str| numbers.integer(text);
                let note = |bytes: &[u8], length| thousands.note(bytes, length);
                whole_numbers(cells, missing, line, slow, note, &mut to)
            }
            Values::Number(line, numbers, thousands) => {
                let point = numbers.point();
                parsed(
                    cells,
                    missing,
                    |bytes, length| value::short_number(&bytes[..length], point),
                    |text| numbers.number(text),
                    |bytes, length| thousands.note(bytes, length),
                    |row, value| to.put(row, line.class(value), number_amount(value)),
                )
            }
            Values::Date(line, format, known) => {
                let mut is_wrong = false;
                for (row, (bytes, length)) in cells.cells_from(0).enumerate() {
                    let (class, month) = if let Some(known) = known.get(bytes, length) {
                        known
                    } else {
                        let cell = &bytes[..length];
                        let day = careful(cells, cell, missing, |text| format.day(text));
                        let sorted = line.day(day.ok_or(Misfit));
                        known.put(bytes, length, sorted)
                    };
                    is_wrong |= class == Classification::WRONG;
                    to.put(row, class, f64::from(month));
                }
                is_wrong
            }
            Values::Boolean(words, seen) => parsed(
                cells,
                missing,
                value::short_boolean,
                |text| words.boolean(text),
                |_, _| (),
                |row, value| to.put(row, yes_or_no(seen, value), f64::NAN),
            ),
        };
        Ok(())
    }

    /// Sorts values that have a type; None is a missing one, an error one that cannot be read.
    pub(crate) fn values(
        &mut self,
        rows: usize,
        value: impl Fn(usize) -> Result<Option<TypedValue>, Misfit>,
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let mut to = to.slots();
        self.is_wrong |= match &mut self.values {
            Values::Text(texts) => {
                for row in 0..rows {
                    let value = value(row).map_err(|misfit| (row, misfit))?;
                    let text = match value {
                        Some(value) => value.text().ok_or((row, Misfit))?,
                        None => String::new(),
                    };
                    let class = texts.class(text.as_bytes(), text.len(), 1, as_it_is);
                    to.put(row, class.map_err(|misfit| (row, misfit))?, f64::NAN);
                }
                false
            }
            Values::Integer(line, ..) => typed(rows, value, TypedValue::integer, |row, value| {
                to.put(row, line.class(value), amount(value));
            }),
            Values::Number(line, ..) => typed(rows, value, TypedValue::number, |row, value| {
                to.put(row, line.class(value), number_amount(value));
            }),
            Values::Date(line, ..) => typed(rows, value, TypedValue::day, |row, day| {
                let (class, month) = line.day(day);
                to.put(row, class, f64::from(month));
            }),
            Values::Boolean(words, seen) => {
                let read = |value: TypedValue| {
                    let own = || words.boolean(&value.text()?);
                    value.boolean().or_else(own)
                };
                typed(rows, value, read, |row, value| {
                    to.put(row, yes_or_no(seen, value), f64::NAN);
                })
            }
        };
        Ok(())
    }

    /// Sorts texts that are given by codes below `texts`, which itself stands for a missing one.
    pub(crate) fn coded<'a>(
        &mut self,
        codes: &Arc<Vec<u32>>,
        texts: usize,
        text: impl Fn(usize) -> &'a [u8],
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let dictionary = match &mut self.values {
            Values::Text(dictionary) if texts <= codes.len() => dictionary,
            // Not every text is some row's.
            _ => return self.cells(&CodedTexts { codes, texts, text }, to),
        };
        // Four counters a code, so that no row waits for the one before it with the same code.
        let mut leads = vec![[0_u32; 4]; texts + 1];
        let (groups, rest) = codes.as_chunks::<4>();
        for group in groups {
            for (counter, code) in group.iter().enumerate() {
                leads[*code as usize][counter] += 1;
            }
        }
        for code in rest {
            leads[*code as usize][0] += 1;
        }
        let leads: Vec<u32> = leads
            .into_iter()
            .map(|four| four.into_iter().sum())
            .collect();
        let mut classes = vec![0; texts + 1];
        for ((code, class), leads) in classes.iter_mut().enumerate().take(texts).zip(&leads) {
            if *leads > 0 {
                let text = text(code);
                let found = dictionary.class(text, text.len(), u64::from(*leads), as_it_is);
                let row = || codes.iter().position(|one| *one as usize == code);
                *class = found.map_err(|misfit| (row().unwrap_or(0), misfit))?;
            }
        }
        to.codes = Some(Codes {
            rows: Arc::clone(codes),
            classes: Arc::new(classes),
            leads,
        });
        Ok(())
    }
}

#[inline(always)]
fn number_amount(value: Read<f64>) -> f64 {
    match value {
        Ok(Some(value)) => value,
        Ok(None) | Err(Misfit) => f64::NAN,
    }
}

#[inline(always)]
fn yes_or_no(seen: &mut Seen, value: Read<bool>) -> u32 {
    match value {
        Ok(Some(value)) => {
            seen[usize::from(value)] = true;
            1 + u32::from(value)
        }
        Ok(None) => 0,
        Err(Misfit) => Classification::WRONG,
    }
}
