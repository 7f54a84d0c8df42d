//! From values to classes.

use std::sync::Arc;

use super::kind::Kind;
use super::rows::{Flat, Rows};
use super::stored::Stored;
use super::value::{bytes, text, typed};
use crate::classes::{Cells, Classification, Column, Misfit};
use crate::condition::value::TypedValue;

/// The classes of a field's values in a part of a table, each value sorted once.
#[derive(Debug, Default)]
pub(in crate::table) struct Sorter {
    /// Whose classes they are.
    values: Option<Arc<Stored>>,
    /// By place: class and amount, once a row has it; what is missing comes last.
    sorted: Classification,
    /// What values that are no texts are as texts, where the field is one.
    texts: Vec<String>,
}

/// Not sorted yet.
const NEW: u32 = u32::MAX;

impl Sorter {
    /// Sorts rows; see [`Column`].
    pub(super) fn sort(
        &mut self,
        rows: &Rows,
        column: &mut Column,
        to: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let Rows::Flat(rows) = rows else {
            return Err((0, Misfit));
        };
        if !rows.is_coded {
            return sort(rows, &rows.places, column, to);
        }
        self.know(rows, column.is_text())
            .map_err(|place| (row_with(rows, place), Misfit))?;
        if column.is_text() {
            let text = |place| match rows.kind {
                Kind::Text => bytes(&rows.values, place).unwrap_or_default(),
                _ => self.texts[place].as_bytes(),
            };
            return column.coded(&rows.places, rows.values.len(), text, to);
        }
        to.look_up(&self.sorted, &rows.places);
        if to.count(|class| class == NEW) > 0 {
            self.sort_new(rows, column)?;
            to.look_up(&self.sorted, &rows.places);
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
        let count = rows.values.len();
        self.texts.clear();
        if !as_text {
            self.sorted.begin(count + 1, true);
            self.sorted.classes.fill(NEW);
            self.sorted.slots().put(count, 0, f64::NAN);
            return Ok(());
        }
        for place in 0..count {
            let text = text(rows.kind, &rows.values, place).map_err(|_| place)?;
            if rows.kind != Kind::Text {
                self.texts.push(text.into_owned());
            }
        }
        Ok(())
    }

    /// Sorts the values that no row had before.
    fn sort_new(&mut self, rows: &Flat, column: &mut Column) -> Result<(), (usize, Misfit)> {
        let mut places = Vec::new();
        for place in &rows.places {
            let class = &mut self.sorted.classes[*place as usize];
            if *class == NEW {
                *class = 0;
                places.push(*place);
            }
        }
        let mut sorted = Classification::default();
        sorted.begin(places.len(), true);
        sort(rows, &places, column, &mut sorted)
            .map_err(|(place, misfit)| (row_with(rows, places[place] as usize), misfit))?;
        let sorted = sorted.classes.into_iter().zip(sorted.amounts);
        for (place, (class, amount)) in places.into_iter().zip(sorted) {
            self.sorted.classes[place as usize] = class;
            self.sorted.amounts[place as usize] = amount;
        }
        Ok(())
    }
}

fn row_with(rows: &Flat, place: usize) -> usize {
    let mut places = rows.places.iter();
    places.position(|one| *one as usize == place).unwrap_or(0)
}

/// Sorts the values at these places; past the last is a missing one.
fn sort(
    rows: &Flat,
    places: &[u32],
    column: &mut Column,
    to: &mut Classification,
) -> Result<(), (usize, Misfit)> {
    // The usual kinds have a loop of their own.
    match (rows.kind, &*rows.values) {
        (Kind::Text, Stored::ByteArrays(texts)) => {
            column.cells(&Texts(places, |place| texts.get_on(place)), to)
        }
        (Kind::Text, texts) => {
            let text = |place| bytes(texts, place).map(|text| (text, text.len()));
            column.cells(&Texts(places, text), to)
        }
        (Kind::Signed, Stored::Int32(values)) => sort_as(values, places, column, to, |value| {
            TypedValue::Integer(i64::from(value))
        }),
        (Kind::Signed, Stored::Int64(values)) => {
            sort_as(values, places, column, to, TypedValue::Integer)
        }
        (Kind::Double, Stored::Double(values)) => {
            sort_as(values, places, column, to, TypedValue::Number)
        }
        (Kind::Date, Stored::Int32(values)) => sort_as(values, places, column, to, |value| {
            TypedValue::Day(i64::from(value))
        }),
        (Kind::Boolean, Stored::Boolean(values)) => {
            sort_as(values, places, column, to, TypedValue::Boolean)
        }
        (kind, stored) => {
            let value = |row: usize| match places[row] as usize {
                place if place >= stored.len() => Ok(None),
                place => typed(kind, stored, place).map(Some).ok_or(Misfit),
            };
            column.values(places.len(), value, to)
        }
    }
}

#[inline(always)]
fn sort_as<T: Copy>(
    values: &[T],
    places: &[u32],
    column: &mut Column,
    to: &mut Classification,
    typed: impl Fn(T) -> TypedValue,
) -> Result<(), (usize, Misfit)> {
    let value = |row: usize| Ok(values.get(places[row] as usize).map(|value| typed(*value)));
    column.values(places.len(), value, to)
}

/// The texts at places, as [`Cells`] has them.
struct Texts<'p, T>(&'p [u32], T);

impl<'a, T: Fn(usize) -> Option<(&'a [u8], usize)>> Cells<'a> for Texts<'_, T> {
    fn rows(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        (self.1)(self.0[row] as usize).unwrap_or_default()
    }
}
