//! Columns in which some cells are texts and others have a type.

use crate::classes::{Cells, Classification, Column, Misfit};
use crate::condition::value::TypedValue;

/// A column of cells, each of which holds nothing, a text or a value with a type.
pub(super) trait MixedColumn<'a> {
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
    cells: &impl MixedColumn<'a>,
    column: &mut Column,
    to: &mut Classification,
) -> Result<(), (usize, Misfit)> {
    let rows = cells.rows();
    let (mut texts, mut others) = (false, false);
    for is_text in (0..rows).filter_map(|row| cells.is_text(row)) {
        texts |= is_text;
        others |= !is_text;
    }
    match (texts, others) {
        (true, true) => sort_both(cells, column, to),
        (true, false) => column.cells(&Texts(cells, rows, |row| row), to),
        (false, _) => column.values(rows, |row| cells.typed(row), to),
    }
}

#[cold]
fn sort_both<'a>(
    cells: &impl MixedColumn<'a>,
    column: &mut Column,
    to: &mut Classification,
) -> Result<(), (usize, Misfit)> {
    let (texts, others): (Vec<usize>, Vec<usize>) =
        (0..cells.rows()).partition(|row| cells.is_text(*row) == Some(true));
    let mut sorted = Classification::default();
    sorted.begin(texts.len(), !to.amounts.is_empty());
    let of_texts = column.cells(&Texts(cells, texts.len(), |row| texts[row]), &mut sorted);
    to.put_at(&texts, &sorted);
    sorted.begin(others.len(), !to.amounts.is_empty());
    let value = |row: usize| cells.typed(others[row]);
    let of_others = column.values(others.len(), value, &mut sorted);
    to.put_at(&others, &sorted);
    let of_texts = of_texts.err().map(|(row, misfit)| (texts[row], misfit));
    let of_others = of_others.err().map(|(row, misfit)| (others[row], misfit));
    let first = of_texts.into_iter().chain(of_others);
    first.min_by_key(|(row, _)| *row).map_or(Ok(()), Err)
}

/// The texts of a column in so many rows, each of which stands in the table where the function
/// says; empty where there is none.
struct Texts<'s, C, R>(&'s C, usize, R);

impl<'a, C: MixedColumn<'a>, R: Fn(usize) -> usize> Cells<'a> for Texts<'_, C, R> {
    fn rows(&self) -> usize {
        self.1
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        self.0.text((self.2)(row))
    }
}
