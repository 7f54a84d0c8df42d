//! Columns in which each value stands once, and every row has its code: a value is sorted once
//! and a row is one lookup.

use std::fs::File;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, PrimitiveArray, StringArray, UInt32Array,
};
use arrow_schema::{DataType, TimeUnit};
use arrow_select::take::take;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::arrays::sort;
use super::codes::{Codes, wrong};
use crate::table::{Classifier, Misfit};

/// Not sorted yet.
const NEW: u64 = u64::MAX;

/// A column of codes in a part of a table.
pub(super) struct Coded {
    codes: Codes,
    /// The values by code.
    values: ArrayRef,
    /// Of the rows at hand.
    rows: Vec<u32>,
    /// By code: class and amount, once a row has it; what is missing comes last.
    sorted: Vec<(u64, f64)>,
    /// How many values no row had so far.
    new: usize,
}

impl Coded {
    /// Whether a column can be read so, for an attribute that is a text or something else.
    pub(super) fn can_be(chunk: &ColumnChunkMetaData, kind: &DataType, is_text: bool) -> bool {
        let column = chunk.column_descr();
        let is_flat = column.max_rep_level() == 0 && column.max_def_level() <= 1;
        let coded = [Encoding::RLE_DICTIONARY, Encoding::PLAIN_DICTIONARY];
        let is_coded = if chunk.column_type() == Type::BOOLEAN {
            are_only(chunk, &[Encoding::PLAIN, Encoding::RLE])
        } else {
            are_only(chunk, &coded) && chunk.dictionary_page_offset().is_some()
        };
        let is_known = match chunk.column_type() {
            Type::BYTE_ARRAY => is_text_type(kind),
            physical => !is_text && values(physical, kind, &[]).is_some(),
        };
        is_flat && is_coded && is_known
    }

    /// Opens a column that can be read so.
    pub(super) fn open(
        file: File,
        chunk: &ColumnChunkMetaData,
        kind: &DataType,
        rows: usize,
    ) -> Result<Self, ParquetError> {
        let mut pages = SerializedPageReader::new(Arc::new(file), chunk, rows, None)?;
        let physical = chunk.column_type();
        let values = match physical {
            Type::BOOLEAN => values(physical, kind, &[]),
            _ => match pages.get_next_page()? {
                Some(Page::DictionaryPage { buf, .. }) if physical == Type::BYTE_ARRAY => {
                    Some(texts(&buf)?)
                }
                Some(Page::DictionaryPage { buf, .. }) => values(physical, kind, &buf),
                _ => None,
            },
        };
        let values = values.ok_or_else(|| wrong("a column has codes and no values"))?;
        let null = u32::try_from(values.len()).map_err(|_| wrong("too many values"))?;
        let mut sorted = vec![(NEW, f64::NAN); values.len()];
        sorted.push((0, f64::NAN));
        Ok(Self {
            codes: Codes::new(pages, null, chunk),
            new: values.len(),
            values,
            rows: Vec::new(),
            sorted,
        })
    }

    /// Goes on to the next rows.
    pub(super) fn read(&mut self, rows: usize) -> Result<(), ParquetError> {
        self.rows.resize(rows, 0);
        self.codes.read(&mut self.rows)
    }

    /// The value of a row as an array of one; none where it is missing.
    pub(super) fn value(&self, row: usize) -> Option<ArrayRef> {
        let code = self.rows[row] as usize;
        (code < self.values.len()).then(|| self.values.slice(code, 1))
    }

    /// Sorts the rows at hand; see [`Classifier`].
    pub(super) fn sort(
        &mut self,
        column: &mut impl Classifier,
        mut row_is: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        if let Some(texts) = self
            .values
            .as_string_opt::<i32>()
            .filter(|_| column.is_text())
        {
            let text = |code| texts.value(code).as_bytes();
            return column.coded(&self.rows, texts.len(), text, row_is);
        }
        self.sort_new(column)?;
        for (row, code) in self.rows.iter().enumerate() {
            let (class, amount) = self.sorted[*code as usize];
            row_is(row, class, amount);
        }
        Ok(())
    }

    /// Sorts the values that no row had before.
    fn sort_new(&mut self, column: &mut impl Classifier) -> Result<(), (usize, Misfit)> {
        if self.new == 0 {
            return Ok(());
        }
        let mut codes = Vec::new();
        for code in &self.rows {
            let class = &mut self.sorted[*code as usize].0;
            if *class == NEW {
                *class = 0;
                codes.push(*code);
            }
        }
        self.new -= codes.len();
        let with = |code: u32| self.rows.iter().position(|one| *one == code).unwrap_or(0);
        let values = take(&self.values, &UInt32Array::from(codes.clone()), None)
            .map_err(|_| (0, Misfit::NotAValue))?;
        let sorted =
            sort(&values, column).map_err(|(place, misfit)| (with(codes[place]), misfit))?;
        for (code, one) in codes.into_iter().zip(sorted) {
            self.sorted[code as usize] = one;
        }
        Ok(())
    }
}

/// Whether all pages of values are packed in one of these ways. Where the file does not say it of
/// the pages, all that the column has must be among them, or be how gaps are packed.
fn are_only(chunk: &ColumnChunkMetaData, ways: &[Encoding]) -> bool {
    match chunk.page_encoding_stats_mask() {
        Some(pages) => ways.iter().any(|way| pages.is_only(*way)),
        None => chunk
            .encodings()
            .all(|way| ways.contains(&way) || matches!(way, Encoding::RLE)),
    }
}

fn is_text_type(kind: &DataType) -> bool {
    use DataType as D;
    match kind {
        D::Utf8 | D::LargeUtf8 | D::Utf8View => true,
        D::Dictionary(_, value) => is_text_type(value),
        _ => false,
    }
}

/// Texts, each with its length before it.
fn texts(mut bytes: &[u8]) -> Result<ArrayRef, ParquetError> {
    let mut texts = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        let (text, rest) = rest
            .split_at_checked(length)
            .ok_or_else(|| wrong("a text is cut off"))?;
        texts.push(std::str::from_utf8(text).map_err(|_| wrong("a text is not in UTF-8"))?);
        bytes = rest;
    }
    Ok(Arc::new(StringArray::from(texts)))
}

/// Values of the same length as the file has them; none where they mean something that is read in
/// another way.
fn values(physical: Type, kind: &DataType, bytes: &[u8]) -> Option<ArrayRef> {
    use DataType as D;
    Some(match (physical, kind) {
        (Type::BOOLEAN, D::Boolean) => Arc::new(BooleanArray::from(vec![false, true])),
        (Type::INT32, D::Int8 | D::Int16 | D::Int32 | D::UInt8 | D::UInt16) => {
            plain::<Int32Type, 4>(bytes, i32::from_le_bytes)
        }
        (Type::INT32, D::UInt32) => plain::<UInt32Type, 4>(bytes, u32::from_le_bytes),
        (Type::INT32, D::Date32) => plain::<Date32Type, 4>(bytes, i32::from_le_bytes),
        (Type::FLOAT, D::Float32) => plain::<Float32Type, 4>(bytes, f32::from_le_bytes),
        (Type::DOUBLE, D::Float64) => plain::<Float64Type, 8>(bytes, f64::from_le_bytes),
        (Type::INT64, D::Int64) => plain::<Int64Type, 8>(bytes, i64::from_le_bytes),
        (Type::INT64, D::UInt64) => plain::<UInt64Type, 8>(bytes, u64::from_le_bytes),
        (Type::INT64, D::Timestamp(unit, _)) => match unit {
            TimeUnit::Second => plain::<TimestampSecondType, 8>(bytes, i64::from_le_bytes),
            TimeUnit::Millisecond => {
                plain::<TimestampMillisecondType, 8>(bytes, i64::from_le_bytes)
            }
            TimeUnit::Microsecond => {
                plain::<TimestampMicrosecondType, 8>(bytes, i64::from_le_bytes)
            }
            TimeUnit::Nanosecond => plain::<TimestampNanosecondType, 8>(bytes, i64::from_le_bytes),
        },
        _ => return None,
    })
}

fn plain<T: ArrowPrimitiveType, const N: usize>(
    bytes: &[u8],
    read: impl Fn([u8; N]) -> T::Native,
) -> ArrayRef {
    let values = bytes.as_chunks::<N>().0.iter();
    Arc::new(PrimitiveArray::<T>::from_iter_values(
        values.map(|bytes| read(*bytes)),
    ))
}
