//! A column whose values stand in the file as codes, read as codes.

use std::fs::File;

use bytes::Bytes;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::hybrid::Hybrid;

/// The codes of a column in a part of a table, row by row.
pub(super) struct Codes {
    pages: SerializedPageReader<File>,
    /// The code of what is missing, one more than the highest other.
    null: u32,
    may_be_null: bool,
    /// Whether yes and no are codes themselves.
    are_answers: bool,
    /// Of the page at hand: its rows that are still to be read, which of them have a value (all,
    /// where it is not said), and the codes of these.
    left: usize,
    known: Option<Hybrid>,
    values: Hybrid,
    /// For use while a page is read.
    flags: Vec<u32>,
    present: Vec<u32>,
}

impl Codes {
    /// For codes below `null`, which stands for what is missing.
    pub(super) fn new(
        pages: SerializedPageReader<File>,
        null: u32,
        chunk: &ColumnChunkMetaData,
    ) -> Self {
        Self {
            pages,
            null,
            may_be_null: chunk.column_descr().max_def_level() > 0,
            are_answers: chunk.column_type() == Type::BOOLEAN,
            left: 0,
            known: None,
            values: Hybrid::default(),
            flags: Vec::new(),
            present: Vec::new(),
        }
    }

    /// The codes of the next rows, each at most that of what is missing.
    pub(super) fn read(&mut self, codes: &mut [u32]) -> Result<(), ParquetError> {
        let mut rest = &mut *codes;
        while !rest.is_empty() {
            if self.left == 0 {
                let page = self.pages.get_next_page()?;
                self.begin(&page.ok_or_else(|| wrong("a column ends too soon"))?)?;
                continue;
            }
            let (some, others) = rest.split_at_mut(self.left.min(rest.len()));
            self.left -= some.len();
            let read = self.read_rows(some);
            read.ok_or_else(|| wrong("a page ends too soon"))?;
            rest = others;
        }
        let mut all_known = true;
        for code in codes {
            all_known &= *code <= self.null;
        }
        match all_known {
            true => Ok(()),
            false => Err(wrong("a code stands for no value")),
        }
    }

    /// Reads rows of the page; none where it has fewer.
    fn read_rows(&mut self, codes: &mut [u32]) -> Option<()> {
        let Some(known) = &mut self.known else {
            return self.values.read(codes);
        };
        self.flags.resize(codes.len(), 0);
        known.read(&mut self.flags)?;
        let present = self.flags.iter().sum::<u32>() as usize;
        if present == codes.len() {
            return self.values.read(codes);
        }
        // One more, so that one can be read where none is left.
        self.present.resize(present + 1, 0);
        self.values.read(&mut self.present[..present])?;
        let mut next = 0;
        for (code, flag) in codes.iter_mut().zip(&self.flags) {
            let value = self.present[next];
            *code = if *flag == 1 { value } else { self.null };
            next += *flag as usize;
        }
        Some(())
    }

    /// Begins a page.
    fn begin(&mut self, page: &Page) -> Result<(), ParquetError> {
        self.left = page.num_values() as usize;
        let encoding = page.encoding();
        let bytes = page.buffer().clone();
        let (levels, values) = match page {
            Page::DataPage { .. } if !self.may_be_null => (None, bytes),
            Page::DataPage {
                def_level_encoding: Encoding::RLE,
                ..
            } => {
                let (levels, values) = with_length(&bytes)?;
                (Some(levels), values)
            }
            Page::DataPageV2 {
                def_levels_byte_len,
                rep_levels_byte_len: 0,
                ..
            } => {
                let (levels, values) = split(&bytes, *def_levels_byte_len as usize)?;
                (self.may_be_null.then_some(levels), values)
            }
            _ => return Err(wrong("a page is of another kind than its column")),
        };
        self.known = levels.and_then(|levels| Hybrid::new(levels, 1));
        self.values = match encoding {
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                let (width, codes) = split(&values, values.len().min(1))?;
                let width = width.first().copied().unwrap_or(0);
                Hybrid::new(codes, usize::from(width)).ok_or_else(|| wrong("codes are too wide"))?
            }
            Encoding::PLAIN if self.are_answers => Hybrid::bits(values),
            Encoding::RLE if self.are_answers => {
                Hybrid::new(with_length(&values)?.0, 1).unwrap_or_default()
            }
            _ => return Err(wrong("a page is packed in another way than its column")),
        };
        Ok(())
    }
}

/// Bytes that have their length before them, and those behind.
fn with_length(bytes: &Bytes) -> Result<(Bytes, Bytes), ParquetError> {
    let (length, rest) = split(bytes, 4)?;
    let length = length
        .first_chunk::<4>()
        .map_or(0, |four| u32::from_le_bytes(*four));
    split(&rest, length as usize)
}

fn split(bytes: &Bytes, at: usize) -> Result<(Bytes, Bytes), ParquetError> {
    if at > bytes.len() {
        return Err(wrong("a page is too short"));
    }
    Ok((bytes.slice(..at), bytes.slice(at..)))
}

pub(super) fn wrong(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}
