//! Columns in which some cells are texts and others have a type.

use super::batch::{Cells, Classification, Classifier, Misfit};
use crate::condition::value::TypedValue;

/// A column of cells, each of which holds nothing, a text or a value with a type.
pub(super) trait Column<'a> {
    /// How many cells there are.
    fn rows(&self) -> usize;

    /// Whether a cell holds a text; None if it holds nothing.
    fn is_text(&self, row: usize) -> Option<bool>;

    /// The bytes from a text's beginning on, as far as there are any, and its length.
    fn text(&self, row: usize) -> (&'a [u8], usize);

    /// None where nothing stands, and where a text does.
    fn typed(&self, row: usize) -> Result<Option<TypedValue>, Misfit>;
}

/// Sorts the cells of a column, each as what it is. The first row of a misfit comes back.
pub(super) fn sort<'a>(
    column: &impl Column<'a>,
    classifier: &mut impl Classifier,
    to: &mut Classification,
) -> Result<(), (usize, Misfit)> {
    let rows = column.rows();
    let (mut texts, mut others) = (false, false);
    for is_text in (0..rows).filter_map(|row| column.is_text(row)) {
        texts |= is_text;
        others |= !is_text;
    }
    match (texts, others) {
        (true, true) => sort_both(column, classifier, to),
        (true, false) => classifier.cells(&Texts(column, rows, |row| row), to),
        (false, _) => classifier.values(rows, |row| column.typed(row), to),
    }
}

#[cold]
fn sort_both<'a>(
    column: &impl Column<'a>,
    classifier: &mut impl Classifier,
    to: &mut Classification,
) -> Result<(), (usize, Misfit)> {
    let (texts, others): (Vec<usize>, Vec<usize>) =
        (0..column.rows()).partition(|row| column.is_text(*row) == Some(true));
    let mut sorted = Classification::default();
    sorted.begin(texts.len(), !to.amounts.is_empty());
    let of_texts = classifier.cells(&Texts(column, texts.len(), |row| texts[row]), &mut sorted);
    to.put_at(&texts, &sorted);
    sorted.begin(others.len(), !to.amounts.is_empty());
    let value = |row: usize| column.typed(others[row]);
    let of_others = classifier.values(others.len(), value, &mut sorted);
    to.put_at(&others, &sorted);
    let of_texts = of_texts.err().map(|(row, misfit)| (texts[row], misfit));
    let of_others = of_others.err().map(|(row, misfit)| (others[row], misfit));
    let first = of_texts.into_iter().chain(of_others);
    first.min_by_key(|(row, _)| *row).map_or(Ok(()), Err)
}

/// The texts of a column in so many rows, each of which stands in the table where the function
/// says; empty where there is none.
struct Texts<'s, C, R>(&'s C, usize, R);

impl<'a, C: Column<'a>, R: Fn(usize) -> usize> Cells<'a> for Texts<'_, C, R> {
    fn rows(&self) -> usize {
        self.1
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        self.0.text((self.2)(row))
    }
}
