//! One attribute's values, sorted into classes while they are read.

use crate::condition::{AttributeType, Literal};

use super::cell;
use super::cells::{Cells, CodedTexts, Null, careful, parsed};
use super::cuts::{Cuts, Place};
use super::dates::Layout;
use super::dictionary::{Dictionary, TextClasses};
use super::memory::Memory;
use super::questions::Field;
use super::seen::{Only, Seen};
use super::typed::{Value, typed};
use crate::condition::value;
use crate::masks::month::{MONTHS, month_of};

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
    pub(super) fn classes_up_to(&self) -> u64 {
        match &self.kind {
            Kind::Text(texts) => texts.classes().up_to(),
            _ => self.known_classes(),
        }
    }

    /// How many classes are known so far.
    pub(super) fn known_classes(&self) -> u64 {
        match &self.kind {
            Kind::Text(texts) => texts.classes().known(),
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
                for (row, (bytes, length)) in cells.iter().enumerate() {
                    let class = texts.class(bytes, length, 1);
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
                for (row, (bytes, length)) in cells.iter().enumerate() {
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
                cell::short_boolean,
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
                    let class = texts.class(text.as_bytes(), text.len(), 1);
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

    /// Whether it holds texts.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text(_))
    }

    /// Sorts texts that stand for themselves by codes below `texts`, which itself stands for what
    /// is missing; see [`Column::cells`].
    pub(super) fn coded<'a>(
        &mut self,
        codes: &[u32],
        texts: usize,
        text: impl Fn(usize) -> &'a [u8],
        mut take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let Kind::Text(dictionary) = &mut self.kind else {
            return self.cells(&CodedTexts { codes, texts, text }, take);
        };
        let mut leads = vec![0_u64; texts + 1];
        for code in codes {
            leads[*code as usize] += 1;
        }
        let mut classes = vec![0; texts + 1];
        for (code, leads) in leads.into_iter().enumerate().take(texts) {
            if leads > 0 {
                let class = {
                    let text = text(code);
                    dictionary.class(text, text.len(), leads)
                };
                classes[code] = class.ok_or((0, Misfit::TooManyKinds))?;
            }
        }
        for (row, code) in codes.iter().enumerate() {
            take(row, classes[*code as usize], f64::NAN);
        }
        Ok(())
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
