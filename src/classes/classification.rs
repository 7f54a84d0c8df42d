//! The classes of some rows, and the cells that they are the classes of.

use std::borrow::Cow;

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
