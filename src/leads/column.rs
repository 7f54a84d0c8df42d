//! One attribute's values, sorted into classes while they are read.

use std::borrow::Cow;

use crate::condition::{AttributeType, Literal};

use super::cuts::{Cuts, Place};
use super::dates::Layout;
use super::dictionary::{Dictionary, TextClasses};
use super::memory::Memory;
use super::month::{MONTHS, month_of};
use super::questions::Field;
use super::seen::{Only, Seen};
use super::typed::{Value, typed};
use super::value::{self, unquoted};

/// One attribute's values: a class for each, so that values of one class answer every question
/// alike. 0 is what is missing. Where the attribute places leads in periods, a class comes as class
/// × [`MONTHS`] + month.
#[derive(Debug)]
pub(super) struct Column {
    kind: Kind,
    /// Words that mean null.
    missing: Vec<String>,
    quoted: bool,
    is_date: bool,
}

#[derive(Debug)]
enum Kind {
    Text(Dictionary),
    Integer(Line<i64>),
    Number(Line<f64>),
    Date(Line<i64>, Layout, Memory),
    Boolean { seen: [bool; 2] },
}

/// A cut line, what on it means null, and the lowest and highest value seen.
#[derive(Debug)]
struct Line<T> {
    cuts: Cuts<T>,
    missing: Vec<T>,
    seen: Option<(T, T)>,
}

/// Why a value has no class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It is not of the attribute's type.
    NotAValue,
    /// The conditions tell more kinds of text apart than can be counted.
    TooManyKinds,
}

impl Column {
    /// For a field of a table whose cells may be `quoted` or not; ages are counted to the day `as_of`.
    pub(super) fn new(field: &Field, as_of: i64, quoted: bool) -> Self {
        let tests = &field.tests;
        let layout = Layout::new(field.format.as_deref());
        let words = || field.missing.iter().map(String::as_str);
        let kind = match field.kind {
            AttributeType::Text => Kind::Text(Dictionary::new(
                TextClasses::new(tests.clone(), field.missing.clone()),
                quoted,
            )),
            AttributeType::Integer => Kind::Integer(Line {
                cuts: Cuts::new(tests, as_of),
                missing: words().filter_map(value::integer).collect(),
                seen: None,
            }),
            AttributeType::Number => Kind::Number(Line {
                cuts: Cuts::new(tests, as_of),
                missing: words().filter_map(value::number).collect(),
                seen: None,
            }),
            AttributeType::Date => Kind::Date(
                Line {
                    cuts: Cuts::new(tests, as_of),
                    missing: words().filter_map(|word| layout.day(word)).collect(),
                    seen: None,
                },
                layout,
                Memory::new(),
            ),
            AttributeType::Boolean => Kind::Boolean { seen: [false; 2] },
        };
        Self {
            kind,
            missing: field.missing.clone(),
            quoted,
            is_date: field.is_date,
        }
    }

    /// How many classes there can be.
    pub(super) fn classes(&self) -> u64 {
        match &self.kind {
            Kind::Text(texts) => texts.classes().most(),
            Kind::Integer(line) | Kind::Date(line, ..) => line.cuts.classes(),
            Kind::Number(line) => line.cuts.classes(),
            Kind::Boolean { .. } => 3,
        }
    }

    /// A value of a class; none for what is missing.
    pub(super) fn member(&self, class: u64) -> Option<Literal> {
        if class == 0 {
            return None;
        }
        match &self.kind {
            Kind::Text(texts) => texts.classes().member(class),
            Kind::Integer(line) => Some(Literal::Integer(line.cuts.member(class).unwrap_or(0))),
            Kind::Number(line) => Some(Literal::Number(line.cuts.member(class).unwrap_or(0.0))),
            Kind::Date(line, ..) => {
                let day = line.cuts.member(class).unwrap_or(0);
                Some(Literal::Date(value::date_of(day)))
            }
            Kind::Boolean { .. } => Some(Literal::Boolean(class == 2)),
        }
    }

    /// What was seen.
    pub(super) fn seen(&self) -> Seen {
        match &self.kind {
            Kind::Text(texts) => Seen::of_texts(texts.texts()),
            Kind::Integer(line) => line.only(|value| value.to_string()),
            Kind::Number(line) => line.only(|value| value.to_string()),
            Kind::Date(line, ..) => line.only(|day| value::date_of(day).to_string()),
            Kind::Boolean { seen } => Seen::only(match seen {
                [false, false] => Only::Nothing,
                [true, true] => Only::Several,
                [_, yes] => Only::One(yes.to_string()),
            }),
        }
    }

    /// Sorts cells of text. `take` gets each row with its class and, of a number, its amount.
    /// The row of the first misfit comes back with the error.
    #[inline(always)]
    pub(super) fn cells<'a>(
        &mut self,
        cells: &impl Cells<'a>,
        mut take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let is_date = self.is_date;
        let null = Null {
            words: &self.missing,
            quoted: self.quoted,
        };
        match &mut self.kind {
            Kind::Text(texts) => {
                for row in 0..cells.rows() {
                    let (bytes, length) = cells.cell(row);
                    let class = texts.class(bytes, length);
                    let class = class.ok_or((row, Misfit::TooManyKinds))?;
                    take(row, class, f64::NAN);
                }
                Ok(())
            }
            Kind::Integer(line) => parsed(
                cells,
                null,
                value::short_integer,
                value::integer,
                |row, value| {
                    let amount = value.map_or(f64::NAN, |value| value as f64);
                    take(row, line.class(value), amount);
                },
            ),
            Kind::Number(line) => parsed(
                cells,
                null,
                |bytes, length| value::short_number(&bytes[..length]),
                value::number,
                |row, value| take(row, line.class(value), value.unwrap_or(f64::NAN)),
            ),
            Kind::Date(line, layout, known) => {
                for row in 0..cells.rows() {
                    let (bytes, length) = cells.cell(row);
                    let class = if let Some(class) = known.get(bytes, length) {
                        class
                    } else {
                        let day = careful(&bytes[..length], null, |text| layout.day(text));
                        let class = line.day(day.ok_or((row, Misfit::NotAValue))?, is_date);
                        known.put(bytes, length, class)
                    };
                    take(row, class, f64::NAN);
                }
                Ok(())
            }
            Kind::Boolean { seen } => parsed(
                cells,
                null,
                value::short_boolean,
                value::boolean,
                |row, value| take(row, yes_or_no(seen, value), f64::NAN),
            ),
        }
    }
}

impl Column {
    /// Sorts values that have a type already; see [`Column::cells`].
    #[inline(always)]
    pub(super) fn values<V: Value>(
        &mut self,
        rows: usize,
        value: impl Fn(usize) -> Option<V>,
        mut take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let is_date = self.is_date;
        let misfit = |row| (row, Misfit::NotAValue);
        match &mut self.kind {
            Kind::Text(texts) => {
                for row in 0..rows {
                    let text = value(row).map_or_else(String::new, Value::text);
                    let class = texts.class(text.as_bytes(), text.len());
                    take(row, class.ok_or((row, Misfit::TooManyKinds))?, f64::NAN);
                }
            }
            Kind::Integer(line) => {
                for row in 0..rows {
                    let read = typed(value(row), V::integer).ok_or_else(|| misfit(row))?;
                    let amount = read.map_or(f64::NAN, |value| value as f64);
                    take(row, line.class(read), amount);
                }
            }
            Kind::Number(line) => {
                for row in 0..rows {
                    let read = typed(value(row), V::number).ok_or_else(|| misfit(row))?;
                    take(row, line.class(read), read.unwrap_or(f64::NAN));
                }
            }
            Kind::Date(line, ..) => {
                for row in 0..rows {
                    let read = typed(value(row), V::day).ok_or_else(|| misfit(row))?;
                    take(row, line.day(read, is_date), f64::NAN);
                }
            }
            Kind::Boolean { seen } => {
                for row in 0..rows {
                    let read = typed(value(row), V::boolean).ok_or_else(|| misfit(row))?;
                    take(row, yes_or_no(seen, read), f64::NAN);
                }
            }
        }
        Ok(())
    }

    /// Sorts texts that stand for themselves by a code; see [`Column::cells`].
    pub(super) fn coded<'a>(
        &mut self,
        rows: usize,
        code: impl Fn(usize) -> Option<usize>,
        codes: usize,
        text: impl Fn(usize) -> &'a [u8],
        mut take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let Kind::Text(texts) = &mut self.kind else {
            return self.cells(&Coded { rows, code, text }, take);
        };
        let mut leads = vec![0_u64; codes + 1];
        for row in 0..rows {
            leads[code(row).map_or(0, |code| code + 1)] += 1;
        }
        let mut classes = vec![0; codes + 1];
        for (code, leads) in leads.into_iter().enumerate().skip(1) {
            if leads > 0 {
                let class = texts.count(text(code - 1), leads);
                classes[code] = class.ok_or((0, Misfit::TooManyKinds))?;
            }
        }
        for row in 0..rows {
            take(row, classes[code(row).map_or(0, |code| code + 1)], f64::NAN);
        }
        Ok(())
    }
}

/// Texts that stand for themselves by a code, as cells.
struct Coded<C, T> {
    rows: usize,
    code: C,
    text: T,
}

impl<'a, C: Fn(usize) -> Option<usize>, T: Fn(usize) -> &'a [u8]> Cells<'a> for Coded<C, T> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        let text = (self.code)(row).map_or(&b""[..], |code| (self.text)(code));
        (text, text.len())
    }
}

/// The cells of one column, as text.
pub(super) trait Cells<'a> {
    /// How many there are.
    fn rows(&self) -> usize;
    /// The bytes from a cell's beginning on, as far as there are any, and the cell's length.
    fn cell(&self, row: usize) -> (&'a [u8], usize);
}

/// Reads all cells, quickly where a cell is plainly a value.
#[inline(always)]
fn parsed<'a, T>(
    cells: &impl Cells<'a>,
    null: Null,
    quick: impl Fn(&[u8], usize) -> Option<T>,
    slow: impl Fn(&str) -> Option<T>,
    mut take: impl FnMut(usize, Option<T>),
) -> Result<(), (usize, Misfit)> {
    for row in 0..cells.rows() {
        let (bytes, length) = cells.cell(row);
        let value = match quick(bytes, length) {
            Some(value) => Some(value),
            None if length == 0 => None,
            None => careful(&bytes[..length], null, &slow).ok_or((row, Misfit::NotAValue))?,
        };
        take(row, value);
    }
    Ok(())
}

/// How null is written beside the empty cell, and whether cells may stand in quotes.
#[derive(Clone, Copy)]
struct Null<'a> {
    words: &'a [String],
    quoted: bool,
}

/// The value of a cell that is not plainly one: quoted, with spaces around it, in another
/// writing, or a word for null. None where it is no value at all.
#[cold]
fn careful<T>(cell: &[u8], null: Null, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    let text = if null.quoted {
        unquoted(cell)
    } else {
        Cow::Borrowed(cell)
    };
    let text = std::str::from_utf8(&text).ok()?;
    if null.words.iter().any(|word| word == text) {
        return Some(None);
    }
    match text.trim() {
        "" => Some(None),
        text => read(text).map(Some),
    }
}

#[inline(always)]
fn yes_or_no(seen: &mut [bool; 2], value: Option<bool>) -> u64 {
    match value {
        Some(value) => {
            seen[usize::from(value)] = true;
            1 + u64::from(value)
        }
        None => 0,
    }
}

impl<T: Place> Line<T> {
    #[inline(always)]
    fn class(&mut self, value: Option<T>) -> u64 {
        let Some(value) = value else { return 0 };
        if !self.missing.is_empty() && self.missing.contains(&value) {
            return 0;
        }
        self.seen = match self.seen {
            Some((low, high)) => Some((
                if value < low { value } else { low },
                if value > high { value } else { high },
            )),
            None => Some((value, value)),
        };
        self.cuts.class(value)
    }

    fn only(&self, print: impl Fn(T) -> String) -> Seen {
        Seen::only(match self.seen {
            None => Only::Nothing,
            Some((low, high)) if low == high => Only::One(print(low)),
            Some(_) => Only::Several,
        })
    }
}

impl Line<i64> {
    #[inline(always)]
    fn day(&mut self, day: Option<i64>, is_date: bool) -> u64 {
        match (self.class(day), day) {
            (0, _) | (_, None) => 0,
            (class, Some(day)) if is_date => class * MONTHS + month_of(day),
            (class, Some(_)) => class,
        }
    }
}
