//! Values as a Parquet file stores them.

use bytes::Bytes;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use parquet::errors::{ParquetError, Result};

/// Values of one physical type, without the missing ones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored {
    Boolean(Vec<bool>),
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Int96(Vec<Int96>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Bytes(Vec<ByteArray>),
    /// The same as `Bytes`, as pages have them.
    ByteArrays(ByteArrays),
    Fixed(Vec<FixedLenByteArray>),
}

/// Byte arrays of a page, which stay where they are in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ByteArrays {
    page: Bytes,
    /// Where each begins and ends.
    bounds: Vec<(u32, u32)>,
}

impl ByteArrays {
    /// Byte arrays that begin and end at these places of `page`.
    #[cfg(feature = "arrow")]
    pub(in crate::table) fn new(page: Bytes, bounds: Vec<(u32, u32)>) -> Self {
        Self { page, bounds }
    }

    /// The first `count` byte arrays of `page`, each of which follows its length; `page` begins
    /// after them then.
    pub(super) fn take_from(page: &mut Bytes, count: usize) -> Result<Self> {
        // A length takes four bytes.
        if count > page.len() / 4 {
            return Err(wrong("a page has fewer values than it claims"));
        }
        let mut bounds = Vec::with_capacity(count);
        let mut rest = &page[..];
        for _ in 0..count {
            let (length, after) = rest.split_first_chunk().ok_or_else(cut_off)?;
            let length = u32::from_le_bytes(*length);
            rest = after.get(length as usize..).ok_or_else(cut_off)?;
            let end = (page.len() - rest.len()) as u32;
            bounds.push((end - length, end));
        }
        let end = page.len() - rest.len();
        Ok(Self {
            page: page.split_to(end),
            bounds,
        })
    }

    /// None past the last.
    #[inline(always)]
    pub(super) fn get(&self, place: usize) -> Option<&[u8]> {
        let (bytes, length) = self.get_on(place)?;
        bytes.get(..length)
    }

    /// The page from a byte array on, and the array's length.
    #[inline(always)]
    pub(super) fn get_on(&self, place: usize) -> Option<(&[u8], usize)> {
        let (begin, end) = *self.bounds.get(place)?;
        Some((self.page.get(begin as usize..)?, (end - begin) as usize))
    }
}

pub(super) fn cut_off() -> ParquetError {
    wrong("a page is cut off")
}

/// How deep each value, or its absence, is nested; empty where all are equally deep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Levels {
    /// Below the highest, the value is missing.
    pub(super) definition: Vec<i16>,
    /// 0 where a row begins.
    pub(super) repetition: Vec<i16>,
}

impl Stored {
    /// Reads the values of the next rows and their levels; an error where there are fewer rows.
    pub(super) fn read(reader: &mut ColumnReader, rows: usize) -> Result<(Self, Levels)> {
        let mut levels = Levels {
            definition: Vec::with_capacity(rows),
            repetition: Vec::new(),
        };
        let stored = match reader {
            ColumnReader::BoolColumnReader(one) => Self::Boolean(read(one, rows, &mut levels)?),
            ColumnReader::Int32ColumnReader(one) => Self::Int32(read(one, rows, &mut levels)?),
            ColumnReader::Int64ColumnReader(one) => Self::Int64(read(one, rows, &mut levels)?),
            ColumnReader::Int96ColumnReader(one) => Self::Int96(read(one, rows, &mut levels)?),
            ColumnReader::FloatColumnReader(one) => Self::Float(read(one, rows, &mut levels)?),
            ColumnReader::DoubleColumnReader(one) => Self::Double(read(one, rows, &mut levels)?),
            ColumnReader::ByteArrayColumnReader(one) => Self::Bytes(read(one, rows, &mut levels)?),
            ColumnReader::FixedLenByteArrayColumnReader(one) => {
                Self::Fixed(read(one, rows, &mut levels)?)
            }
        };
        Ok((stored, levels))
    }

    /// Writes the values to a column of their type.
    pub(super) fn write(&self, writer: &mut ColumnWriter, levels: &Levels) -> Result<usize> {
        let definition = some(&levels.definition);
        let repetition = some(&levels.repetition);
        macro_rules! write {
            ($($kind:ident $writer:ident)*) => {
                match (writer, self) {
                    $((ColumnWriter::$writer(writer), Self::$kind(values)) => {
                        writer.write_batch(values, definition, repetition)
                    })*
                    _ => Err(wrong("a column gets values of another type")),
                }
            };
        }
        write!(Boolean BoolColumnWriter Int32 Int32ColumnWriter Int64 Int64ColumnWriter
            Int96 Int96ColumnWriter Float FloatColumnWriter Double DoubleColumnWriter
            Bytes ByteArrayColumnWriter Fixed FixedLenByteArrayColumnWriter)
    }

    /// How many there are.
    pub(in crate::table) fn len(&self) -> usize {
        match self {
            Self::Boolean(values) => values.len(),
            Self::Int32(values) => values.len(),
            Self::Int64(values) => values.len(),
            Self::Int96(values) => values.len(),
            Self::Float(values) => values.len(),
            Self::Double(values) => values.len(),
            Self::Bytes(values) => values.len(),
            Self::ByteArrays(values) => values.bounds.len(),
            Self::Fixed(values) => values.len(),
        }
    }

    /// About how many bytes of memory they take.
    pub(super) fn size(&self) -> usize {
        let bytes = |values: &[ByteArray]| values.iter().map(ByteArray::len).sum::<usize>();
        let (each, more) = match self {
            Self::Boolean(_) => (1, 0),
            Self::Int32(_) | Self::Float(_) => (4, 0),
            Self::Int64(_) | Self::Double(_) => (8, 0),
            Self::Int96(_) => (12, 0),
            Self::Bytes(values) => (size_of::<ByteArray>(), bytes(values)),
            Self::ByteArrays(values) => (size_of::<(u32, u32)>(), values.page.len()),
            Self::Fixed(values) => {
                let length = values.first().map_or(0, |value| value.len());
                (size_of::<FixedLenByteArray>() + length, 0)
            }
        };
        self.len() * each + more
    }

    /// The values at these places, one after the other, which keep nothing of the file in memory.
    pub(super) fn take(&self, places: impl Iterator<Item = usize>) -> Self {
        match self {
            Self::Boolean(values) => Self::Boolean(places.map(|place| values[place]).collect()),
            Self::Int32(values) => Self::Int32(places.map(|place| values[place]).collect()),
            Self::Int64(values) => Self::Int64(places.map(|place| values[place]).collect()),
            Self::Int96(values) => Self::Int96(places.map(|place| values[place]).collect()),
            Self::Float(values) => Self::Float(places.map(|place| values[place]).collect()),
            Self::Double(values) => Self::Double(places.map(|place| values[place]).collect()),
            Self::Bytes(values) => Self::Bytes(copies(places.map(|place| values[place].data()))),
            Self::ByteArrays(values) => {
                let values = places.map(|place| values.get(place).unwrap_or_default());
                Self::Bytes(copies(values))
            }
            Self::Fixed(values) => Self::fixed(places.map(|place| values[place].data())),
        }
    }

    /// Values of one length.
    pub(in crate::table) fn fixed(values: impl Iterator<Item = impl AsRef<[u8]>>) -> Self {
        let copies = copies(values).into_iter();
        Self::Fixed(copies.map(FixedLenByteArray::from).collect())
    }
}

fn some(levels: &[i16]) -> Option<&[i16]> {
    (!levels.is_empty()).then_some(levels)
}

fn read<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    levels: &mut Levels,
) -> Result<Vec<T::T>> {
    let mut values = Vec::with_capacity(rows);
    let (definition, repetition) = (&mut levels.definition, &mut levels.repetition);
    let (found, ..) = reader.read_records(rows, Some(definition), Some(repetition), &mut values)?;
    match found == rows {
        true => Ok(values),
        false => Err(wrong("a column ends too soon")),
    }
}

/// Copies in one piece of memory.
fn copies(values: impl Iterator<Item = impl AsRef<[u8]>>) -> Vec<ByteArray> {
    let (mut all, mut ends) = (Vec::new(), vec![0]);
    for value in values {
        all.extend_from_slice(value.as_ref());
        ends.push(all.len());
    }
    let all = Bytes::from(all);
    let pieces = ends.windows(2);
    let pieces = pieces.map(|ends| ByteArray::from(all.slice(ends[0]..ends[1])));
    pieces.collect()
}

pub(super) fn wrong(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}
