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
    /// By place, unless the field is a text; what is missing comes last.
    classes: Arc<Vec<u32>>,
    amounts: Vec<f64>,
    /// What values that are no texts are as texts, where the field is one.
    texts: Vec<String>,
}

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
        let is_text = column.is_text();
        if !rows.is_coded || !is_text && !column.is_settled(rows.kind == Kind::Text) {
            return sort(rows, &rows.places, column, to);
        }
        self.know(rows, column)?;
        if is_text {
            let text = |place| match rows.kind {
                Kind::Text => bytes(&rows.values, place).unwrap_or_default(),
                _ => self.texts[place].as_bytes(),
            };
            return column.coded(&rows.places, rows.values.len(), text, to);
        }
        to.look_up(&self.classes, &self.amounts, &rows.places, rows.missing);
        Ok(())
    }

    /// Begins anew where the values are others.
    fn know(&mut self, rows: &Flat, column: &mut Column) -> Result<(), (usize, Misfit)> {
        let is_known = |values: &Arc<Stored>| Arc::ptr_eq(values, &rows.values);
        if self.values.as_ref().is_some_and(is_known) {
            return Ok(());
        }
        self.values = Some(Arc::clone(&rows.values));
        let count = rows.values.len();
        self.texts.clear();
        if !column.is_text() {
            // The last place has no value.
            let places: Vec<u32> = (0..=count as u32).collect();
            let mut sorted = Classification::default();
            sorted.begin(places.len(), true);
            sort(rows, &places, column, &mut sorted)?;
            (self.classes, self.amounts) = (Arc::new(sorted.classes), sorted.amounts);
            return Ok(());
        }
        for place in 0..count {
            let text = text(rows.kind, &rows.values, place);
            let text = text.map_err(|_| (row_with(rows, place), Misfit))?;
            if rows.kind != Kind::Text {
                self.texts.push(text.into_owned());
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::Field;
    use crate::condition::AttributeId;
    use crate::testing;

    const PLAN: &str = "\
title: Sizes
as_of: 2027-01-04
attributes: {size: {type: integer}}
segments:
  - {name: large, where: size > 5, scores: {impact: 5, confidence: 5, ease: 5}}
";

    #[test]
    fn values_of_a_dictionary_that_no_row_has_are_told_of_nobody() {
        let plan = testing::read(PLAN);
        let field = Field::of(AttributeId(0), &plan.attributes[0]);
        let (mut column, mut sorter) = (Column::new(&field, 0), Sorter::default());
        let values = Arc::new(Stored::Int32(vec![7, 9, 3]));
        let mut sort = |places: [u32; 4]| {
            let rows = Rows::Flat(Flat {
                kind: Kind::Signed,
                values: Arc::clone(&values),
                is_coded: true,
                missing: places.iter().filter(|place| **place == 3).count() as u32,
                places: Arc::new(places.into()),
                is_optional: true,
            });
            let mut classes = Classification::default();
            classes.begin(places.len(), false);
            sorter.sort(&rows, &mut column, &mut classes).unwrap();
            let missing = classes.count(|class| class == 0);
            (missing, column.stats().facts(&field).only)
        };
        let seven = || Some("7".to_owned());
        assert_eq!(sort([3, 3, 3, 3]), (4, None));
        assert_eq!(sort([0, 3, 0, 0]), (1, seven()));
        assert_eq!(sort([0, 0, 0, 0]), (0, seven()));
        assert_eq!(sort([3, 1, 3, 0]), (2, None));
        assert_eq!(sort([0, 0, 3, 0]), (1, None));
    }
}
