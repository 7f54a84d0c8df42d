//! A column of a part of a table, read batch after batch.

use std::sync::Arc;

use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::errors::Result;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::flat::FlatColumn;
use super::kind::Kind;
use super::pages::{Pages, Source};
use super::rows::{Leaf, Rows};
use super::stored::{Stored, wrong};

/// A column of a part of a table.
pub(super) enum Chunk {
    Flat(Box<FlatColumn>),
    /// What a column of lists or groups is stored as: several columns of values.
    Nested(Vec<LeafReader>),
}

/// One of the columns of values that a nested column is stored as.
pub(super) struct LeafReader {
    reader: ColumnReader,
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
        let mut flat = None;
        let mut leaves = Vec::new();
        for (chunk, file) in stored {
            let column = chunk.column_descr_ptr();
            let pages = SerializedPageReader::new(Arc::new(file), chunk, rows, None)?;
            let pages = Box::new(Pages(pages));
            match kind {
                Kind::Other(_) => leaves.push(LeafReader {
                    deepest: column.max_def_level(),
                    reader: get_column_reader(column, pages),
                }),
                _ => flat = Some(Box::new(FlatColumn::new(kind, column, pages))),
            }
        }
        Ok(flat.map_or(Self::Nested(leaves), Self::Flat))
    }

    /// How many rows [`next`](Self::next) can read at once, at least one: a flat column is read
    /// page by page.
    pub(super) fn ready(&mut self) -> Result<usize> {
        match self {
            Self::Flat(column) => column.ready(),
            Self::Nested(_) => Ok(usize::MAX),
        }
    }

    /// The next rows, at most as many as are [ready](Self::ready); an error where there are
    /// fewer.
    pub(super) fn next(&mut self, rows: usize) -> Result<Rows> {
        match self {
            Self::Flat(column) => Ok(Rows::Flat(column.next(rows)?)),
            Self::Nested(leaves) => {
                let leaves = leaves.iter_mut().map(|leaf| leaf.next(rows));
                Ok(Rows::Nested(leaves.collect::<Result<_>>()?))
            }
        }
    }
}

impl LeafReader {
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
}
