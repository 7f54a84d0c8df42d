//! From Arrow's arrays to classes.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray, RecordBatch, UInt64Array};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use arrow_select::take::take;

use super::coded::Coded;
use crate::condition::value::{Day, TypedValue};
use crate::lead_error::LeadError;
use crate::table::{Batch, Cells, Classifier, Misfit, Stop};

/// Some rows of a Parquet table.
pub(super) struct SomeRows<'a> {
    pub(super) rows: usize,
    /// Rows of the part before these.
    pub(super) first: usize,
    /// Where the values of each classified column are.
    pub(super) fields: &'a mut [Source],
    /// Which columns of the table are read as arrays.
    pub(super) read: &'a [usize],
    /// The columns that are read as arrays.
    pub(super) batch: &'a RecordBatch,
}

/// Where a field's values are.
pub(super) enum Source {
    /// A place among the columns that are read as arrays.
    Array(usize),
    Codes(Box<Coded>),
}

/// Whether values of a type can be read.
pub(super) fn is_known(kind: &DataType) -> bool {
    use DataType as D;
    match kind {
        D::Dictionary(key, value) => **key == D::Int32 && **value == D::Utf8,
        D::Boolean
        | D::Int8
        | D::Int16
        | D::Int32
        | D::Int64
        | D::UInt8
        | D::UInt16
        | D::UInt32
        | D::UInt64
        | D::Float32
        | D::Float64
        | D::Decimal128(..)
        | D::Date32
        | D::Date64
        | D::Timestamp(..)
        | D::Utf8
        | D::LargeUtf8
        | D::Utf8View
        | D::Binary
        | D::LargeBinary
        | D::Null => true,
        _ => false,
    }
}

impl SomeRows<'_> {
    fn array(&self, column: usize) -> &ArrayRef {
        let place = self.read.iter().position(|one| *one == column);
        self.batch.column(place.unwrap_or(0))
    }
}

impl Batch for SomeRows<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn rows_before(&self, row: usize) -> u64 {
        (self.first + row) as u64
    }

    fn classify(
        &mut self,
        place: usize,
        classifier: &mut impl Classifier,
        mut take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let place = match &mut self.fields[place] {
            Source::Array(place) => *place,
            Source::Codes(coded) => return coded.sort(classifier, take),
        };
        let sorted = sort(self.batch.column(place).as_ref(), classifier)?;
        for (row, (class, amount)) in sorted.into_iter().enumerate() {
            take(row, class, amount);
        }
        Ok(())
    }

    fn classified(&self, place: usize, row: usize) -> Cow<'_, [u8]> {
        let shown = match &self.fields[place] {
            Source::Array(place) => text(self.batch.column(*place).as_ref(), row),
            Source::Codes(coded) => coded.value(row).and_then(|value| text(&value, 0)),
        };
        shown.unwrap_or_default().into_bytes().into()
    }

    fn cell(&self, column: usize, row: usize) -> Cow<'_, [u8]> {
        let text = text(self.array(column).as_ref(), row);
        text.unwrap_or_default().into_bytes().into()
    }

    /// Texts were checked when their pages were read.
    fn check_text(&self, _: &[usize]) -> Result<(), Stop> {
        Ok(())
    }

    fn arrays(&self, columns: &[usize], rows: &[usize]) -> Result<Vec<ArrayRef>, LeadError> {
        let all = rows.iter().copied().eq(0..self.rows);
        let rows = UInt64Array::from_iter_values(rows.iter().map(|row| *row as u64));
        let arrays = columns.iter().map(|column| self.array(*column));
        arrays
            .map(|array| match all {
                true => Ok(ArrayRef::clone(array)),
                false => take(array.as_ref(), &rows, None).map_err(failed),
            })
            .collect()
    }
}

fn failed(error: ArrowError) -> LeadError {
    LeadError::write("the result", std::io::Error::other(error))
}

/// The class and the amount of each value of an array; see [`Classifier`].
///
/// A list, and not a closure as elsewhere: there is a loop for each type, for each kind of
/// column, and they are compiled once so.
pub(super) fn sort(
    array: &dyn Array,
    column: &mut impl Classifier,
) -> Result<Vec<(u64, f64)>, (usize, Misfit)> {
    let mut sorted = Vec::with_capacity(array.len());
    each(array, column, |_, class, amount| {
        sorted.push((class, amount));
    })?;
    Ok(sorted)
}

fn each(
    array: &dyn Array,
    column: &mut impl Classifier,
    take: impl FnMut(usize, u64, f64),
) -> Result<(), (usize, Misfit)> {
    use DataType as D;
    match array.data_type() {
        D::Dictionary(..) => coded(array, column, take),
        D::Utf8 => column.cells(
            &Texts(array, |row| array.as_string::<i32>().value(row).as_bytes()),
            take,
        ),
        D::LargeUtf8 => column.cells(
            &Texts(array, |row| array.as_string::<i64>().value(row).as_bytes()),
            take,
        ),
        D::Utf8View => column.cells(
            &Texts(array, |row| array.as_string_view().value(row).as_bytes()),
            take,
        ),
        D::Binary => column.cells(
            &Texts(array, |row| array.as_binary::<i32>().value(row)),
            take,
        ),
        D::LargeBinary => column.cells(
            &Texts(array, |row| array.as_binary::<i64>().value(row)),
            take,
        ),
        D::Boolean => {
            let answers = array.as_boolean();
            column.values(
                array.len(),
                |row| answers.is_valid(row).then(|| answers.value(row)),
                take,
            )
        }
        D::Int8 => numbers::<Int8Type, i64>(array, column, take, i64::from),
        D::Int16 => numbers::<Int16Type, i64>(array, column, take, i64::from),
        D::Int32 => numbers::<Int32Type, i64>(array, column, take, i64::from),
        D::Int64 => numbers::<Int64Type, i64>(array, column, take, |value| value),
        D::UInt8 => numbers::<UInt8Type, i64>(array, column, take, i64::from),
        D::UInt16 => numbers::<UInt16Type, i64>(array, column, take, i64::from),
        D::UInt32 => numbers::<UInt32Type, i64>(array, column, take, i64::from),
        D::UInt64 => numbers::<UInt64Type, i64>(array, column, take, u64::cast_signed),
        D::Float32 => numbers::<Float32Type, f64>(array, column, take, f64::from),
        D::Float64 => numbers::<Float64Type, f64>(array, column, take, |value| value),
        D::Decimal128(_, scale) => {
            let unit = 10_f64.powi(i32::from(*scale));
            numbers::<Decimal128Type, f64>(array, column, take, |value| value as f64 / unit)
        }
        D::Date32 => numbers::<Date32Type, Day>(array, column, take, |day| Day(i64::from(day))),
        D::Date64 => numbers::<Date64Type, Day>(array, column, take, |time| day(time, 1000)),
        D::Timestamp(unit, _) => match unit {
            TimeUnit::Second => {
                numbers::<TimestampSecondType, Day>(array, column, take, |time| day(time, 1))
            }
            TimeUnit::Millisecond => {
                numbers::<TimestampMillisecondType, Day>(array, column, take, |time| {
                    day(time, 1000)
                })
            }
            TimeUnit::Microsecond => {
                numbers::<TimestampMicrosecondType, Day>(array, column, take, |time| {
                    day(time, 1_000_000)
                })
            }
            TimeUnit::Nanosecond => {
                numbers::<TimestampNanosecondType, Day>(array, column, take, |time| {
                    day(time, 1_000_000_000)
                })
            }
        },
        // Nothing but nulls; other types were refused before.
        _ => column.values(array.len(), |_| None::<bool>, take),
    }
}

/// The day of a time that is counted so finely from the beginning of 1970.
fn day(time: i64, in_a_second: i64) -> Day {
    Day(time.div_euclid(in_a_second * 86_400))
}

fn numbers<T: ArrowPrimitiveType, V: TypedValue>(
    array: &dyn Array,
    column: &mut impl Classifier,
    take: impl FnMut(usize, u64, f64),
    value: impl Fn(T::Native) -> V,
) -> Result<(), (usize, Misfit)> {
    let array: &PrimitiveArray<T> = array.as_primitive();
    let values = array.values();
    match array.nulls() {
        None => column.values(array.len(), |row| Some(value(values[row])), take),
        Some(nulls) => column.values(
            array.len(),
            |row| nulls.is_valid(row).then(|| value(values[row])),
            take,
        ),
    }
}

fn coded(
    array: &dyn Array,
    column: &mut impl Classifier,
    take: impl FnMut(usize, u64, f64),
) -> Result<(), (usize, Misfit)> {
    let array = array.as_dictionary::<Int32Type>();
    let texts = array.values().as_string::<i32>();
    let null = texts.len() as u32;
    let keys = array.keys();
    let codes: Vec<u32> = (0..array.len())
        .map(|row| match keys.values()[row] as u32 {
            code if keys.is_valid(row) && texts.is_valid(code as usize) => code,
            _ => null,
        })
        .collect();
    let text = |code| texts.value(code).as_bytes();
    column.coded(&codes, texts.len(), text, take)
}

/// A value as text; none where it is missing.
fn text(array: &dyn Array, row: usize) -> Option<String> {
    use DataType as D;
    if array.is_null(row) {
        return None;
    }
    let bytes = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(match array.data_type() {
        D::Dictionary(..) => {
            let coded = array.as_any_dictionary();
            return text(coded.values().as_ref(), coded_place(array, row)?);
        }
        D::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        D::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        D::Utf8View => array.as_string_view().value(row).to_owned(),
        D::Binary => bytes(array.as_binary::<i32>().value(row)),
        D::LargeBinary => bytes(array.as_binary::<i64>().value(row)),
        D::Boolean => array.as_boolean().value(row).to_string(),
        D::Int8 => array.as_primitive::<Int8Type>().value(row).to_string(),
        D::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
        D::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        D::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        D::UInt8 => array.as_primitive::<UInt8Type>().value(row).to_string(),
        D::UInt16 => array.as_primitive::<UInt16Type>().value(row).to_string(),
        D::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        D::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        D::Float32 => array.as_primitive::<Float32Type>().value(row).to_string(),
        D::Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        D::Decimal128(..) => array.as_primitive::<Decimal128Type>().value_as_string(row),
        D::Date32 => Day(array.as_primitive::<Date32Type>().value(row).into()).text(),
        D::Date64 => day(array.as_primitive::<Date64Type>().value(row), 1000).text(),
        D::Timestamp(unit, _) => {
            let time = array
                .as_primitive_opt::<TimestampSecondType>()
                .map(|all| all.value(row));
            let milli = || {
                array
                    .as_primitive_opt::<TimestampMillisecondType>()
                    .map(|all| all.value(row))
            };
            let micro = || {
                array
                    .as_primitive_opt::<TimestampMicrosecondType>()
                    .map(|all| all.value(row))
            };
            let nano = || {
                array
                    .as_primitive_opt::<TimestampNanosecondType>()
                    .map(|all| all.value(row))
            };
            let time = time.or_else(milli).or_else(micro).or_else(nano)?;
            day(time, in_a_second(*unit)).text()
        }
        _ => return None,
    })
}

/// Which of its texts a coded row has.
fn coded_place(array: &dyn Array, row: usize) -> Option<usize> {
    let codes = array.as_dictionary_opt::<Int32Type>()?.keys();
    usize::try_from(codes.value(row)).ok()
}

fn in_a_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// Texts, the missing ones empty.
struct Texts<'a, F>(&'a dyn Array, F);

impl<'a, F: Fn(usize) -> &'a [u8]> Cells<'a> for Texts<'a, F> {
    fn iter(&self) -> impl Iterator<Item = (&'a [u8], usize)> {
        (0..self.0.len()).map(|row| {
            let is_there = self.0.is_valid(row);
            let text = if is_there { self.1(row) } else { b"" };
            (text, text.len())
        })
    }
}
