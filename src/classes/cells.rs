//! Cells of text and values with a type, read one by one.

use std::borrow::Cow;

use super::classification::{Cells, Misfit, Slots};
use super::line::{Line, Read};
use crate::condition::value::{TypedValue, short_integer, value_of};

/// Texts that are given by codes, as cells.
pub(super) struct CodedTexts<'c, T> {
    pub(super) codes: &'c [u32],
    pub(super) texts: usize,
    pub(super) text: T,
}

impl<'a, T: Fn(usize) -> &'a [u8]> Cells<'a> for CodedTexts<'_, T> {
    fn rows(&self) -> usize {
        self.codes.len()
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        let code = self.codes[row] as usize;
        let is_missing = code >= self.texts;
        let text = if is_missing { b"" } else { (self.text)(code) };
        (text, text.len())
    }
}

pub(super) fn as_it_is(text: &[u8]) -> Cow<'_, [u8]> {
    Cow::Borrowed(text)
}

/// Reads all cells, quickly where a cell is plainly a value; `note` gets how each value is written.
/// Says whether some cell is no value.
#[inline(always)]
pub(super) fn parsed<'a, T>(
    cells: &impl Cells<'a>,
    missing: &[String],
    quick: impl Fn(&[u8], usize) -> Option<T>,
    slow: impl Fn(&str) -> Option<T>,
    mut note: impl FnMut(&[u8], usize),
    mut take: impl FnMut(usize, Result<Option<T>, Misfit>),
) -> bool {
    let mut is_wrong = false;
    for row in 0..cells.rows() {
        let (bytes, length) = cells.cell(row);
        let value = match quick(bytes, length) {
            Some(value) => {
                note(bytes, length);
                Ok(Some(value))
            }
            None => read(cells, row, missing, &slow, &mut note),
        };
        is_wrong |= value.is_err();
        take(row, value);
    }
    is_wrong
}

/// Reads a cell that is not plainly a value.
#[inline]
fn read<'a, T>(
    cells: &impl Cells<'a>,
    row: usize,
    missing: &[String],
    slow: impl Fn(&str) -> Option<T>,
    mut note: impl FnMut(&[u8], usize),
) -> Result<Option<T>, Misfit> {
    let (bytes, length) = cells.cell(row);
    if length == 0 {
        return Ok(None);
    }
    let read = |text: &str| {
        note(text.as_bytes(), text.len());
        slow(text)
    };
    careful(cells, &bytes[..length], missing, read).ok_or(Misfit)
}

/// Rows whose whole numbers are compared at once.
const AT_ONCE: usize = 64;
/// What stands for a cell that is not plainly a whole number.
const NOT_PLAIN: i32 = -1;

/// Sorts whole numbers, as [`parsed`] does: those of up to eight digits are read first, and then
/// compared with each breakpoint, many at a time.
#[inline(never)]
pub(super) fn whole_numbers<'a>(
    cells: &impl Cells<'a>,
    missing: &[String],
    line: &mut Line<i64>,
    slow: impl Fn(&str) -> Option<i64>,
    mut note: impl FnMut(&[u8], usize),
    to: &mut Slots<'_>,
) -> bool {
    let Some(breakpoints) = line.few_and_short() else {
        return parsed(cells, missing, short_integer, slow, note, |row, value| {
            to.put(row, line.class(value), amount(value));
        });
    };
    let mut is_wrong = false;
    let mut plain = [0; AT_ONCE];
    for first in (0..cells.rows()).step_by(AT_ONCE) {
        let rows = first..cells.rows().min(first + AT_ONCE);
        let plain = &mut plain[..rows.len()];
        let mut are_plain = true;
        for (place, row) in rows.clone().enumerate() {
            let (bytes, length) = cells.cell(row);
            let value = short_integer(bytes, length);
            are_plain &= value.is_some();
            plain[place] = value.map_or(NOT_PLAIN, |value| value as i32);
        }
        if let Some(value) = plain.iter().position(|value| *value != NOT_PLAIN) {
            // How one of them is written says it of all: in digits alone.
            let (bytes, length) = cells.cell(first + value);
            note(bytes, length);
        }
        line.see_short(plain);
        let classes = &mut to.classes[rows.clone()];
        classes.fill(1);
        for breakpoint in &breakpoints {
            for (class, value) in classes.iter_mut().zip(&*plain) {
                *class += u32::from(*value >= *breakpoint);
            }
        }
        if let Some(amounts) = to.amounts.get_mut(rows.clone()) {
            for (amount, value) in amounts.iter_mut().zip(&*plain) {
                *amount = f64::from(*value);
            }
        }
        if are_plain {
            continue;
        }
        for (row, value) in rows.zip(&*plain) {
            if *value == NOT_PLAIN {
                let value = read(cells, row, missing, &slow, &mut note);
                is_wrong |= value.is_err();
                to.put(row, line.class(value), amount(value));
            }
        }
    }
    is_wrong
}

#[inline(always)]
pub(super) fn amount(value: Read<i64>) -> f64 {
    match value {
        Ok(Some(value)) => value as f64,
        Ok(None) | Err(Misfit) => f64::NAN,
    }
}

/// The value of a cell that is not plainly one: quoted, with spaces around it, in another
/// writing, or a word for null. None if it is no value at all.
#[cold]
pub(super) fn careful<'a, T>(
    cells: &impl Cells<'a>,
    cell: &[u8],
    missing: &[String],
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<Option<T>> {
    value_of(std::str::from_utf8(&cells.text(cell)).ok()?, missing, read)
}

/// Reads all values that have a type as an attribute understands them. Says whether some value is
/// none of its type.
#[inline(always)]
pub(super) fn typed<T>(
    rows: usize,
    value: impl Fn(usize) -> Result<Option<TypedValue>, Misfit>,
    read: impl Fn(TypedValue) -> Option<T>,
    mut take: impl FnMut(usize, Result<Option<T>, Misfit>),
) -> bool {
    let mut is_wrong = false;
    for row in 0..rows {
        let value = value(row).and_then(|value| match value {
            Some(value) if !value.is_undefined() => read(value).map(Some).ok_or(Misfit),
            _ => Ok(None),
        });
        is_wrong |= value.is_err();
        take(row, value);
    }
    is_wrong
}
