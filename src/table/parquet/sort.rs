//! From values to classes.

use std::sync::Arc;

use super::kind::Kind;
use super::rows::{Flat, Rows};
use super::stored::Stored;
use super::value::{bytes, text, typed};
use crate::table::{Cells, Classifier, Misfit};

/// The classes of a field's values in a part of a table, each value sorted once.
#[derive(Debug, Default)]
pub(super) struct Sorter {
    /// Whose classes they are.
    values: Option<Arc<Stored>>,
    /// By place: class and amount, once a row has it; what is missing comes last.
    sorted: Vec<(u64, f64)>,
    /// How many values no row had so far.
    new: usize,
    /// What values that are no texts are as texts, where the field is one.
    texts: Vec<String>,
}

/// Not sorted yet.
const NEW: u64 = u64::MAX;

impl Sorter {
    /// Sorts rows; see [`Classifier`].
    pub(super) fn sort(
        &mut self,
        rows: &Rows,
        column: &mut impl Classifier,
        mut take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let Rows::Flat(rows) = rows else {
            return Err((0, Misfit::NotAValue));
        };
        self.know(rows, column.is_text())
            .map_err(|place| (row_with(rows, place), Misfit::NotAValue))?;
        if column.is_text() {
            let text = |place| match rows.kind {
                Kind::Text => bytes(&rows.values, place).unwrap_or_default(),
                _ => self.texts[place].as_bytes(),
            };
            return column.coded(&rows.places, rows.values.len(), text, take);
        }
        self.sort_new(rows, column)?;
        for (row, place) in rows.places.iter().enumerate() {
            let (class, amount) = self.sorted[*place as usize];
            take(row, class, amount);
        }
        Ok(())
    }

    /// Begins anew where the values are others. The place of one that is no text comes back where
    /// texts are wanted.
    fn know(&mut self, rows: &Flat, as_text: bool) -> Result<(), usize> {
        let is_known = |values: &Arc<Stored>| Arc::ptr_eq(values, &rows.values);
        if self.values.as_ref().is_some_and(is_known) {
            return Ok(());
        }
        self.values = Some(Arc::clone(&rows.values));
        self.new = rows.values.len();
        self.sorted.clear();
        self.texts.clear();
        if !as_text {
            self.sorted.resize(self.new, (NEW, f64::NAN));
            self.sorted.push((0, f64::NAN));
            return Ok(());
        }
        for place in 0..self.new {
            let text = text(rows.kind, &rows.values, place).map_err(|_| place)?;
            if rows.kind != Kind::Text {
                self.texts.push(text.into_owned());
            }
        }
        Ok(())
    }

    /// Sorts the values that no row had before.
    fn sort_new(
        &mut self,
        rows: &Flat,
        column: &mut impl Classifier,
    ) -> Result<(), (usize, Misfit)> {
        if self.new == 0 {
            return Ok(());
        }
        let mut places = Vec::new();
        for place in &rows.places {
            let class = &mut self.sorted[*place as usize].0;
            if *class == NEW {
                *class = 0;
                places.push(*place);
            }
        }
        self.new -= places.len();
        let sorted = sort(rows, &places, column)
            .map_err(|(place, misfit)| (row_with(rows, places[place] as usize), misfit))?;
        for (place, one) in places.into_iter().zip(sorted) {
            self.sorted[place as usize] = one;
        }
        Ok(())
    }
}

fn row_with(rows: &Flat, place: usize) -> usize {
    let mut places = rows.places.iter();
    places.position(|one| *one as usize == place).unwrap_or(0)
}

/// The class and the amount of the values at these places.
fn sort(
    rows: &Flat,
    places: &[u32],
    column: &mut impl Classifier,
) -> Result<Vec<(u64, f64)>, (usize, Misfit)> {
    let mut sorted = Vec::with_capacity(places.len());
    let take = |_, class, amount| sorted.push((class, amount));
    if rows.kind == Kind::Text {
        column.cells(&Texts(&rows.values, places), take)?;
    } else {
        let mut values = Vec::with_capacity(places.len());
        for (at, place) in places.iter().enumerate() {
            let value = typed(rows.kind, &rows.values, *place as usize);
            values.push(value.ok_or((at, Misfit::NotAValue))?);
        }
        column.values(values.len(), |at| Some(values[at]), take)?;
    }
    Ok(sorted)
}

/// The texts at places.
struct Texts<'a>(&'a Stored, &'a [u32]);

impl<'a> Cells<'a> for Texts<'a> {
    fn iter(&self) -> impl Iterator<Item = (&'a [u8], usize)> {
        let texts = self
            .1
            .iter()
            .map(|place| bytes(self.0, *place as usize).unwrap_or_default());
        texts.map(|text| (text, text.len()))
    }
}
