//! Cells of text and values with a type, read one by one.

use std::borrow::Cow;

use crate::condition::value::{TypedValue, value_of};
use crate::table::{Cells, Misfit};

/// Texts that are given by codes, as cells.
pub(super) struct CodedTexts<'c, T> {
    pub(super) codes: &'c [u32],
    pub(super) texts: usize,
    pub(super) text: T,
}

impl<'a, T: Fn(usize) -> &'a [u8]> Cells<'a> for CodedTexts<'_, T> {
    fn iter(&self) -> impl Iterator<Item = (&'a [u8], usize)> {
        self.codes.iter().map(|code| {
            let code = *code as usize;
            let is_missing = code >= self.texts;
            let text = if is_missing { b"" } else { (self.text)(code) };
            (text, text.len())
        })
    }
}

pub(super) fn as_it_is(text: &[u8]) -> Cow<'_, [u8]> {
    Cow::Borrowed(text)
}

/// Reads all cells, quickly where a cell is plainly a value; `note` gets how each value is written.
#[inline(always)]
pub(super) fn parsed<'a, T>(
    cells: &impl Cells<'a>,
    missing: &[String],
    quick: impl Fn(&[u8], usize) -> Option<T>,
    slow: impl Fn(&str) -> Option<T>,
    mut note: impl FnMut(&[u8]),
    mut take: impl FnMut(usize, Option<T>),
) -> Result<(), (usize, Misfit)> {
    for (row, (bytes, length)) in cells.iter().enumerate() {
        let cell = &bytes[..length];
        let value = match quick(bytes, length) {
            Some(value) => {
                note(cell);
                Some(value)
            }
            None if length == 0 => None,
            None => {
                let read = |text: &str| {
                    note(text.as_bytes());
                    slow(text)
                };
                careful(cells, cell, missing, read).ok_or((row, Misfit::NotAValue))?
            }
        };
        take(row, value);
    }
    Ok(())
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

/// The value as an attribute understands it: `Some(None)` if it is missing, None if it is no value
/// of the attribute's type.
#[inline(always)]
pub(super) fn typed<T>(
    value: Option<TypedValue>,
    read: impl Fn(TypedValue) -> Option<T>,
) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(value) if value.is_undefined() => Some(None),
        Some(value) => read(value).map(Some),
    }
}
