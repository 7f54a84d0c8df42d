//! Cells of text and values with a type, read one by one.

use std::borrow::Cow;

use super::classification::{Cells, Misfit};
use super::line::Read;
use crate::condition::value::{TypedValue, value_of};

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
    for (row, (bytes, length)) in cells.cells_from(0).enumerate() {
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
pub(super) fn read<'a, T>(
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
    if missing.iter().any(|word| word.as_bytes() == cell) {
        return Some(None);
    }
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
