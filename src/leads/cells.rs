//! Cells of text, read as values.

use std::borrow::Cow;

use super::cell::unquoted;
use super::column::Misfit;

/// The cells of one column, as text.
pub(super) trait Cells<'a> {
    /// The bytes from each cell's beginning on, as far as there are any, and the cell's length.
    fn iter(&self) -> impl Iterator<Item = (&'a [u8], usize)>;
}

/// Texts that stand for themselves by codes, as cells.
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

/// Reads all cells, quickly where a cell is plainly a value.
#[inline(always)]
pub(super) fn parsed<'a, T>(
    cells: &impl Cells<'a>,
    null: Null,
    quick: impl Fn(&[u8], usize) -> Option<T>,
    slow: impl Fn(&str) -> Option<T>,
    mut take: impl FnMut(usize, Option<T>),
) -> Result<(), (usize, Misfit)> {
    for (row, (bytes, length)) in cells.iter().enumerate() {
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
pub(super) struct Null<'a> {
    pub(super) words: &'a [String],
    pub(super) quoted: bool,
}

/// The value of a cell that is not plainly one: quoted, with spaces around it, in another
/// writing, or a word for null. None where it is no value at all.
#[cold]
pub(super) fn careful<T>(
    cell: &[u8],
    null: Null,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Option<T>> {
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
