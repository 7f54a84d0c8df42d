//! Columns in which some cells are texts and others have a type.

use super::batch::{Cells, Classification, Classifier, Misfit};
use crate::condition::value::TypedValue;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CellValue<'a> {
    Missing,
    /// The bytes from the text's beginning on, and its length.
    Text(&'a [u8], usize),
    Typed(TypedValue),
}

/// Sorts a column of so many cells, each as what it is. The first row of a misfit comes back.
pub(super) fn sort<'a>(
    rows: usize,
    cell: impl Fn(usize) -> CellValue<'a>,
    classifier: &mut impl Classifier,
    to: &mut Classification,
) -> Result<(), (usize, Misfit)> {
    let is_text = |row: &usize| matches!(cell(*row), CellValue::Text(..));
    let (texts, others): (Vec<usize>, Vec<usize>) = (0..rows).partition(is_text);
    let typed = |row: usize| match cell(row) {
        CellValue::Typed(value) => Ok(Some(value)),
        CellValue::Missing | CellValue::Text(..) => Ok(None),
    };
    if texts.is_empty() {
        return classifier.values(rows, typed, to);
    }
    let is_missing = |row: &usize| cell(*row) == CellValue::Missing;
    if others.iter().all(is_missing) {
        let all: Vec<usize> = (0..rows).collect();
        return classifier.cells(&Texts(&all, &cell), to);
    }
    let mut sorted = Classification::default();
    sorted.begin(texts.len(), !to.amounts.is_empty());
    let of_texts = classifier.cells(&Texts(&texts, &cell), &mut sorted);
    to.put_at(&texts, &sorted);
    sorted.begin(others.len(), !to.amounts.is_empty());
    let of_others = classifier.values(others.len(), |row| typed(others[row]), &mut sorted);
    to.put_at(&others, &sorted);
    let of_texts = of_texts.err().map(|(row, misfit)| (texts[row], misfit));
    let of_others = of_others.err().map(|(row, misfit)| (others[row], misfit));
    let first = of_texts.into_iter().chain(of_others);
    first.min_by_key(|(row, _)| *row).map_or(Ok(()), Err)
}

/// The texts in these rows; empty where there is none.
struct Texts<'s, F>(&'s [usize], &'s F);

impl<'a, F: Fn(usize) -> CellValue<'a>> Cells<'a> for Texts<'_, F> {
    fn iter(&self) -> impl Iterator<Item = (&'a [u8], usize)> {
        self.0.iter().map(|row| match (self.1)(*row) {
            CellValue::Text(bytes, length) => (bytes, length),
            CellValue::Missing | CellValue::Typed(_) => (&[][..], 0),
        })
    }
}
