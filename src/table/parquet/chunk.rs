//! A column of a part of a table, read batch after batch.

use std::sync::Arc;

use parquet::basic::{Encoding, Type as Physical};
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::errors::Result;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::kind::Kind;
use super::pages::{Pages, Source, is_coded};
use super::rows::{Flat, Leaf, Rows};
use super::stored::{Stored, wrong};

/// A column of a part of a table.
pub(super) struct Chunk {
    kind: Kind,
    leaves: Vec<LeafReader>,
}

/// What is stored of it, or one of several columns of values where it is nested.
struct LeafReader {
    reader: ColumnReader,
    /// The values, where the reader gives their places.
    values: Option<Arc<Stored>>,
    /// The level at which there is a value.
    deepest: i16,
}

impl Chunk {
    /// Opens what is stored of a column, each with a file of its own.
    pub(super) fn open<'a>(
        kind: Kind,
        stored: impl Iterator<Item = (&'a ColumnChunkMetaData, Source)>,
        rows: usize,
    ) -> Result<Self> {
        let is_flat = !matches!(kind, Kind::Other(_));
        let leaves = stored.map(|(chunk, file)| LeafReader::open(chunk, file, rows, is_flat));
        Ok(Self {
            kind,
            leaves: leaves.collect::<Result<_>>()?,
        })
    }

    /// The next rows; an error where there are fewer.
    pub(super) fn next(&mut self, rows: usize) -> Result<Rows> {
        if let (Kind::Other(_), leaves) = (self.kind, &mut self.leaves) {
            let leaves = leaves.iter_mut().map(|leaf| leaf.next(rows));
            return Ok(Rows::Nested(leaves.collect::<Result<_>>()?));
        }
        match self.leaves.as_mut_slice() {
            [leaf] => Ok(Rows::Flat(leaf.next_flat(self.kind, rows)?)),
            _ => Err(wrong("a column is stored several times")),
        }
    }
}

impl LeafReader {
    fn open(chunk: &ColumnChunkMetaData, file: Source, rows: usize, is_flat: bool) -> Result<Self> {
        let column = chunk.column_descr_ptr();
        let deepest = column.max_def_level();
        let pages = SerializedPageReader::new(Arc::new(file), chunk, rows, None)?;
        let (values, reader) = match is_flat && has_codes(chunk) {
            true => {
                let (values, reader) = Pages::codes(pages, &column)?;
                (Some(Arc::new(values)), reader)
            }
            false => (None, get_column_reader(column, Box::new(Pages::new(pages)))),
        };
        Ok(Self {
            reader,
            values,
            deepest,
        })
    }

    fn next(&mut self, rows: usize) -> Result<Leaf> {
        let (stored, levels) = Stored::read(&mut self.reader, rows)?;
        let leaf = Leaf {
            stored,
            levels,
            deepest: self.deepest,
        };
        match leaf.rows() == rows {
            true => Ok(leaf),
            false => Err(wrong(
                "the rows of a nested column do not begin where they should",
            )),
        }
    }

    fn next_flat(&mut self, kind: Kind, rows: usize) -> Result<Flat> {
        let (stored, levels) = Stored::read(&mut self.reader, rows)?;
        let (values, codes) = match (&self.values, stored) {
            (Some(values), Stored::Int32(codes)) => {
                let codes = codes.into_iter().map(i32::cast_unsigned).collect();
                (Arc::clone(values), codes)
            }
            (_, values) => {
                let count = values.len() as u32;
                (Arc::new(values), (0..count).collect::<Vec<u32>>())
            }
        };
        let places = match codes.len() < rows {
            true => spread(
                &codes,
                &levels.definition,
                self.deepest,
                values.len() as u32,
            ),
            false => codes,
        };
        Ok(Flat {
            kind,
            values,
            is_coded: self.values.is_some(),
            places,
            is_optional: self.deepest > 0,
        })
    }
}

/// The places by row: `missing` for a row whose value is not known.
fn spread(places: &[u32], levels: &[i16], deepest: i16, missing: u32) -> Vec<u32> {
    let mut next = 0;
    let place = |level: &i16| {
        // Looked up for every row, so that no branch depends on which rows have a value.
        let known = places.get(next).copied().unwrap_or(missing);
        let is_known = *level == deepest;
        next += usize::from(is_known);
        if is_known { known } else { missing }
    };
    levels.iter().map(place).collect()
}

/// Whether each value stands once in a column and every row has its code.
fn has_codes(chunk: &ColumnChunkMetaData) -> bool {
    let is_only = match chunk.page_encoding_stats_mask() {
        Some(pages) => [Encoding::RLE_DICTIONARY, Encoding::PLAIN_DICTIONARY]
            .into_iter()
            .any(|coded| pages.is_only(coded)),
        // Where the file does not say it of the pages, RLE is how levels are packed.
        None => chunk
            .encodings()
            .all(|way| is_coded(way) || way == Encoding::RLE),
    };
    is_only && chunk.column_type() != Physical::BOOLEAN && chunk.dictionary_page_offset().is_some()
}
