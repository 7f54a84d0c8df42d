//! The classes of some rows, and the cells that they are the classes of.

use std::borrow::Cow;
use std::sync::Arc;

/// The classes of a column's values.
#[derive(Debug, Default)]
pub(crate) struct Classification {
    /// Of each row, unless rows have codes: 0 is the class of what is missing,
    /// [`Classification::WRONG`] of what is no value.
    pub(crate) classes: Vec<u32>,
    /// The codes of the rows, where the table has fewer values than rows.
    pub(crate) codes: Option<Codes>,
    /// Of a number its amount, of a date its month, else NaN; empty where nobody asked for them.
    pub(crate) amounts: Vec<f64>,
}

/// The codes of rows that share values.
#[derive(Debug)]
pub(crate) struct Codes {
    pub(crate) rows: Arc<Vec<u32>>,
    /// Of each code; one that no row has may have any.
    pub(crate) classes: Arc<Vec<u32>>,
    /// How many rows have each of the last codes, as far as that is known.
    pub(super) leads: Vec<u32>,
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
        self.codes = None;
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

    /// Takes over classes, and amounts, at these places, the last of which so many rows have. Where there
    /// are not more classes than rows and nobody asks for amounts, the places stay as codes: what depends
    /// on a class is then found once for each code.
    #[inline]
    pub(crate) fn look_up(
        &mut self,
        classes: &Arc<Vec<u32>>,
        amounts: &[f64],
        places: &Arc<Vec<u32>>,
        last: u32,
    ) {
        if self.amounts.is_empty() && classes.len() <= places.len() {
            self.codes = Some(Codes {
                rows: Arc::clone(places),
                classes: Arc::clone(classes),
                leads: vec![last],
            });
            return;
        }
        for (class, place) in self.classes.iter_mut().zip(&**places) {
            *class = classes[*place as usize];
        }
        for (amount, place) in self.amounts.iter_mut().zip(&**places) {
            *amount = amounts[*place as usize];
        }
    }

    /// How many rows have a class of which this holds.
    pub(crate) fn count(&self, holds: impl Fn(u32) -> bool) -> u64 {
        let count = |classes: &[u32]| {
            let holding = classes.iter().map(|class| u32::from(holds(*class)));
            holding.sum::<u32>()
        };
        let Some(codes) = &self.codes else {
            return count(&self.classes).into();
        };
        let uncounted = codes.classes.len() - codes.leads.len();
        let (uncounted, counted) = codes.classes.split_at(uncounted);
        let rows: u32 = if count(uncounted) == 0 {
            let leads = counted.iter().zip(&codes.leads);
            let leads = leads.filter(|(class, _)| holds(**class));
            leads.map(|(_, leads)| leads).sum()
        } else {
            let class = codes.by_row();
            class.map(|class| u32::from(holds(class))).sum()
        };
        rows.into()
    }

    /// The classes row by row, to be changed.
    pub(crate) fn by_row(&mut self) -> &mut [u32] {
        if let Some(codes) = self.codes.take() {
            self.classes.clear();
            self.classes.extend(codes.by_row());
        }
        &mut self.classes
    }
}

impl Codes {
    /// The classes row by row.
    fn by_row(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|code| self.classes[*code as usize])
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

/// The cells of one column, as text.
pub(crate) trait Cells<'a> {
    /// How many cells there are.
    fn rows(&self) -> usize;

    /// The bytes from a cell's beginning on, as far as there are any, and the cell's length.
    fn cell(&self, row: usize) -> (&'a [u8], usize);

    /// The cells from a row on, each as [`cell`](Self::cell) has it.
    #[inline(always)]
    fn cells_from(&self, first: usize) -> impl Iterator<Item = (&'a [u8], usize)> {
        (first..self.rows()).map(|row| self.cell(row))
    }

    /// The text that the bytes of a cell stand for.
    fn text<'b>(&self, cell: &'b [u8]) -> Cow<'b, [u8]> {
        Cow::Borrowed(cell)
    }
}

/// A value has no class: it is not of the attribute's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misfit;
