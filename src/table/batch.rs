//! Neighboring rows of a table, and what their values are handed to.

use std::borrow::Cow;

use super::csv::push_cell;
use super::parquet::Leaf;
use crate::condition::AttributeType;
use crate::condition::value::TypedValue;
use crate::lead_error::LeadError;

/// The columns that a pass reads, by their places in the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// Whose values are sorted into classes, as values of these types.
    pub(crate) classified: Vec<(usize, AttributeType)>,
    /// Whose cells are asked for one by one.
    pub(crate) cells: Vec<usize>,
}

impl Selection {
    /// All columns that are read, in the table's order.
    pub(super) fn columns(&self) -> Vec<usize> {
        let classified = self.classified.iter().map(|(column, _)| *column);
        let mut all: Vec<usize> = classified.chain(self.cells.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Neighboring rows of one part of a table.
pub(crate) trait Batch {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// How many rows of the part stand before this row, those that are left out among them.
    fn rows_before(&self, row: usize) -> u64;

    /// Where a row is, for people: how many line breaks of the part are before it in a text, how many
    /// rows in any other table.
    fn place(&self, row: usize) -> u64 {
        self.rows_before(row)
    }

    /// Hands on the values of the place-th classified column of the [`Selection`]; what the
    /// classifier says of each row is put into `classes`, which have room for the rows. The row of the first misfit comes back
    /// with it.
    fn classify(
        &mut self,
        place: usize,
        classifier: &mut impl Classifier,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)>;

    /// The bytes of a cell of a column that the [`Selection`] names, as text; empty where the value
    /// is missing. An error if no text can hold the value.
    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop>;

    /// Whether a value of a column that is read is a text, which may be written in any way, and not
    /// one that has a type.
    fn is_text(&self, column: usize, row: usize) -> bool;

    /// Refuses cells of these columns that are not in UTF-8.
    fn check_text(&self, columns: &[usize]) -> Result<(), Stop>;

    /// Adds cells of a row to a line of CSV.
    fn push_cells(
        &self,
        columns: &[usize],
        row: usize,
        delimiter: u8,
        line: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        push_each(self, columns, row, delimiter, line)
    }

    /// What a Parquet file stores of these columns in these rows, several leaves for a column
    /// that is nested; texts, where the table has no types.
    fn leaves(&self, columns: &[usize], rows: &[usize]) -> Vec<Leaf> {
        let columns = columns.iter();
        columns.map(|column| texts(self, *column, rows)).collect()
    }
}

/// A column as texts in these rows; what none can hold is left out.
pub(super) fn texts(batch: &(impl Batch + ?Sized), column: usize, rows: &[usize]) -> Leaf {
    let text = |row: &usize| match batch.cell(column, *row) {
        Ok(text) if !text.is_empty() => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    };
    Leaf::of_texts(rows.iter().map(text))
}

/// Adds cells of a row to a line of CSV, one by one.
pub(super) fn push_each(
    batch: &(impl Batch + ?Sized),
    columns: &[usize],
    row: usize,
    delimiter: u8,
    line: &mut Vec<u8>,
) -> Result<(), Stop> {
    for (place, column) in columns.iter().enumerate() {
        if place > 0 {
            line.push(delimiter);
        }
        push_cell(line, &batch.cell(*column, row)?, delimiter);
    }
    Ok(())
}

/// The classes of a column's values.
#[derive(Debug, Default)]
pub(crate) struct Classification {
    /// Of each row or, where rows have codes, of each code: 0 is the class of what is missing,
    /// [`Classification::WRONG`] of what is no value.
    pub(crate) classes: Vec<u32>,
    /// The codes of the rows, where the table has fewer values than rows; else none.
    codes: Vec<u32>,
    /// Of a number its amount, of a date its month, else NaN; empty where nobody asked for them.
    pub(crate) amounts: Vec<f64>,
}

/// Where the classes and amounts of rows are put.
pub(crate) struct Slots<'a> {
    pub(crate) classes: &'a mut [u32],
    /// Empty where nobody asked for them.
    pub(crate) amounts: &'a mut [f64],
}

impl Classification {
    /// The class of values that are not of the attribute's type.
    pub(crate) const WRONG: u32 = u32::MAX - 1;

    /// Makes room for so many rows.
    pub(crate) fn begin(&mut self, rows: usize, with_amounts: bool) {
        self.codes.clear();
        self.classes.resize(rows, 0);
        self.amounts
            .resize(if with_amounts { rows } else { 0 }, 0.0);
    }

    /// Where to put them.
    pub(crate) fn slots(&mut self) -> Slots<'_> {
        Slots {
            classes: &mut self.classes,
            amounts: &mut self.amounts,
        }
    }

    /// Puts what others have, one after the other, at these rows.
    pub(crate) fn put_at(&mut self, rows: &[usize], others: &Self) {
        let mut slots = self.slots();
        for (place, row) in rows.iter().enumerate() {
            let amount = others.amounts.get(place).copied();
            slots.put(*row, others.classes[place], amount.unwrap_or(f64::NAN));
        }
    }

    /// Takes over what others have at these places. Where they are not more than the rows and nobody
    /// asks for amounts, the places stay as codes: what depends on a class is then found once for
    /// each code.
    #[inline]
    pub(crate) fn look_up(&mut self, others: &Self, places: &[u32]) {
        if self.amounts.is_empty() && others.classes.len() <= places.len() {
            self.codes.clear();
            self.codes.extend_from_slice(places);
            self.classes.clear();
            self.classes.extend_from_slice(&others.classes);
            return;
        }
        for (class, place) in self.classes.iter_mut().zip(places) {
            *class = others.classes[*place as usize];
        }
        for (amount, place) in self.amounts.iter_mut().zip(places) {
            *amount = others.amounts[*place as usize];
        }
    }

    /// The codes of the rows, if they have some.
    pub(crate) fn codes(&self) -> Option<&[u32]> {
        (!self.codes.is_empty()).then_some(&*self.codes)
    }

    /// How many rows have a class of which this holds.
    pub(crate) fn count(&self, holds: impl Fn(u32) -> bool) -> u64 {
        let holding = self.classes.iter().map(|class| u32::from(holds(*class)));
        let Some(codes) = self.codes() else {
            return u64::from(holding.sum::<u32>());
        };
        let mut holding = (0..).zip(holding).filter(|(_, holds)| *holds > 0);
        let rows: u32 = match (holding.next(), holding.next()) {
            (None, _) => 0,
            (Some((only, _)), None) => codes.iter().map(|code| u32::from(*code == only)).sum(),
            _ => {
                let class = codes.iter().map(|code| self.classes[*code as usize]);
                class.map(|class| u32::from(holds(class))).sum()
            }
        };
        u64::from(rows)
    }

    /// The classes row by row, to be changed.
    pub(crate) fn by_row(&mut self) -> &mut [u32] {
        if !self.codes.is_empty() {
            let by_code = std::mem::take(&mut self.classes);
            let codes = self.codes.drain(..);
            self.classes = codes.map(|code| by_code[code as usize]).collect();
        }
        &mut self.classes
    }
}

impl Slots<'_> {
    #[inline(always)]
    pub(crate) fn put(&mut self, row: usize, class: u32, amount: f64) {
        self.classes[row] = class;
        if let Some(slot) = self.amounts.get_mut(row) {
            *slot = amount;
        }
    }
}

/// Sorts the values of one column into classes, in whichever form a table has them, and puts them
/// into `to`, which has room for as many rows. Errors name the first row whose value has no class.
pub(crate) trait Classifier {
    /// Whether the column holds texts.
    fn is_text(&self) -> bool;

    /// Sorts cells of text.
    fn cells<'a>(
        &mut self,
        cells: &impl Cells<'a>,
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)>;

    /// Sorts values that have a type; None is a missing one, an error one that cannot be read.
    fn values(
        &mut self,
        rows: usize,
        value: impl Fn(usize) -> Result<Option<TypedValue>, Misfit>,
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)>;

    /// Sorts texts that are given by codes below `texts`, which itself stands for a missing one.
    fn coded<'a>(
        &mut self,
        codes: &[u32],
        texts: usize,
        text: impl Fn(usize) -> &'a [u8],
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)>;
}

/// The cells of one column, as text.
pub(crate) trait Cells<'a> {
    /// How many cells there are.
    fn rows(&self) -> usize;

    /// The bytes from a cell's beginning on, as far as there are any, and the cell's length.
    fn cell(&self, row: usize) -> (&'a [u8], usize);

    /// The text that the bytes of a cell stand for.
    fn text<'b>(&self, cell: &'b [u8]) -> Cow<'b, [u8]> {
        Cow::Borrowed(cell)
    }
}

/// A value has no class: it is not of the attribute's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misfit;

/// Why a consumer takes no more rows.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A cell is wrong. The reader adds file and place to the error.
    Cell(Cell, LeadError),
    /// A cell is not in UTF-8. The reader makes the error.
    NotUtf8(Cell),
    /// Anything else.
    Other(LeadError),
}

/// A cell of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The row of the batch.
    pub(crate) row: usize,
    /// The column of the table.
    pub(crate) column: usize,
}

impl From<LeadError> for Stop {
    fn from(error: LeadError) -> Self {
        Self::Other(error)
    }
}
