//! A column with at most one value a row, decoded page by page.
//!
//! Dictionary indices, booleans and plain byte arrays are decoded here, pages in another encoding
//! by the crate's column reader.
//!
//! In nanoseconds a row of pages without compression, on a virtual machine (the crate's reader
//! only decodes; what is here also says which value a row has):
//!
//! | column | crate | here |
//! |---|---|---|
//! | a few texts, by indices | 33.6 | 1.0 |
//! | texts, most of them unique | 57.0 | 5.8 |
//! | numbers by indices | 3.2 | 1.1 |
//! | numbers by indices, some missing | 5.2 | 4.4 |
//! | booleans, some missing | 2.9 | 4.2 |
//!
//! Booleans are indices so that each of the two is sorted once. To measure again: `cargo test
//! --release --lib own_decoders -- --ignored --nocapture`.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::{Page, PageReader};
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::ColumnDescPtr;

use super::hybrid::HybridDecoder;
use super::kind::Kind;
use super::pages::{PageList, dictionary};
use super::presence::Presence;
use super::rows::Flat;
use super::stored::{ByteArrays, Stored, cut_off, wrong};

/// A column with at most one value a row.
pub(super) struct FlatColumn {
    kind: Kind,
    column: ColumnDescPtr,
    pages: Box<dyn PageReader>,
    /// What indices stand for; of booleans, which need no page for it, `false` and `true`.
    dictionary: Option<Arc<Stored>>,
    page: DataPage,
    /// Which rows of a batch have a value, and where those are. Kept to be used again.
    presence: Presence,
    known: Vec<u32>,
    /// The places of the last two batches, whose memory is used again once nobody reads them.
    last: [Arc<Vec<u32>>; 2],
}

/// What is left of a page.
struct DataPage {
    rows: usize,
    /// 1 for each row that has a value; None where all have one, or where the reader of the
    /// values decodes it.
    levels: Option<HybridDecoder>,
    values: Values,
}

/// The values of a page, without the missing ones.
enum Values {
    Indices(HybridDecoder),
    /// Each after its length.
    ByteArrays(Bytes),
    Other(Box<ColumnReader>),
}

impl FlatColumn {
    pub(super) fn new(kind: Kind, column: ColumnDescPtr, pages: Box<dyn PageReader>) -> Self {
        let booleans = || Arc::new(Stored::Boolean(vec![false, true]));
        Self {
            kind,
            dictionary: (column.physical_type() == Physical::BOOLEAN).then(booleans),
            column,
            pages,
            page: DataPage {
                rows: 0,
                levels: None,
                values: Values::ByteArrays(Bytes::new()),
            },
            presence: Presence::default(),
            known: Vec::new(),
            last: Default::default(),
        }
    }

    /// How many rows are left of the page, at least one; an error after the last page.
    pub(super) fn ready(&mut self) -> Result<usize> {
        while self.page.rows == 0 {
            match self.pages.get_next_page()? {
                None => return Err(wrong("a column ends too soon")),
                Some(page @ Page::DictionaryPage { .. }) => {
                    self.dictionary = Some(Arc::new(dictionary(&page, &self.column)?));
                }
                Some(page) => self.page = DataPage::open(page, &self.column)?,
            }
        }
        Ok(self.page.rows)
    }

    /// The next rows of the page, at most as many as are [ready](Self::ready).
    pub(super) fn next(&mut self, rows: usize) -> Result<Flat> {
        let page = &mut self.page;
        page.rows -= rows;
        let mut known = rows;
        if let Some(levels) = &mut page.levels {
            known = read_presence(levels, rows, &mut self.presence)?;
        }
        let mut is_coded = false;
        let values = match &mut page.values {
            Values::Indices(indices) => {
                let dictionary = self.dictionary.as_ref();
                let dictionary =
                    dictionary.ok_or_else(|| wrong("a column has indices and no dictionary"))?;
                self.known.resize(known, 0);
                read_indices(indices, &mut self.known, dictionary.len() as u32)?;
                is_coded = true;
                Arc::clone(dictionary)
            }
            Values::ByteArrays(bytes) => {
                Arc::new(Stored::ByteArrays(ByteArrays::take_from(bytes, known)?))
            }
            Values::Other(reader) => {
                let (values, levels) = Stored::read(reader, rows)?;
                known = values.len();
                self.presence.clear();
                for level in &levels.definition {
                    self.presence.push(u64::from(*level == 1), 1);
                }
                Arc::new(values)
            }
        };
        if !is_coded {
            self.known.clear();
            self.known.extend(0..known as u32);
        }
        self.last.swap(0, 1);
        let mut places = Arc::get_mut(&mut self.last[0])
            .map(std::mem::take)
            .unwrap_or_default();
        match known < rows {
            true => self
                .presence
                .spread(&self.known, values.len() as u32, &mut places),
            false => std::mem::swap(&mut self.known, &mut places),
        }
        self.last[0] = Arc::new(places);
        Ok(Flat {
            kind: self.kind,
            values,
            is_coded,
            places: Arc::clone(&self.last[0]),
            missing: (rows - known) as u32,
            is_optional: self.column.max_def_level() > 0,
        })
    }
}

/// Reads which rows have a value, and says how many do. Where all have one, it is not noted which.
fn read_presence(levels: &mut HybridDecoder, rows: usize, to: &mut Presence) -> Result<usize> {
    if levels.skip_repeated(1, rows) {
        return Ok(rows);
    }
    to.clear();
    levels.read_presence(rows, to)?;
    Ok(to.known())
}

fn read_indices(indices: &mut HybridDecoder, to: &mut [u32], dictionary: u32) -> Result<()> {
    indices.read(to)?;
    let mut all_known = true;
    for index in to {
        all_known &= *index < dictionary;
    }
    match all_known {
        true => Ok(()),
        false => Err(wrong("an index is beyond the end of its dictionary")),
    }
}

impl DataPage {
    fn open(page: Page, column: &ColumnDescPtr) -> Result<Self> {
        let rows = page.num_values() as usize;
        let (levels, bytes) = split_levels(&page, column)?;
        let mut levels = match column.max_def_level() {
            0 => None,
            _ => Some(HybridDecoder::new(levels, 1)?),
        };
        let values = match (page.encoding(), column.physical_type()) {
            (Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY, _) => {
                // A page in which all values are missing may be empty.
                let width = bytes.first().copied().unwrap_or(0);
                let indices = bytes.slice(bytes.len().min(1)..);
                Values::Indices(HybridDecoder::new(indices, width)?)
            }
            (Encoding::PLAIN, Physical::BOOLEAN) => Values::Indices(HybridDecoder::of_bits(bytes)),
            (Encoding::RLE, Physical::BOOLEAN) => {
                Values::Indices(HybridDecoder::new(with_length(&bytes)?.0, 1)?)
            }
            (Encoding::PLAIN, Physical::BYTE_ARRAY) => Values::ByteArrays(bytes),
            _ => {
                levels = None;
                let page = Box::new(PageList::new(vec![page]));
                Values::Other(Box::new(get_column_reader(Arc::clone(column), page)))
            }
        };
        Ok(Self {
            rows,
            levels,
            values,
        })
    }
}

/// A page's definition levels, empty where it has none, and its values.
fn split_levels(page: &Page, column: &ColumnDescPtr) -> Result<(Bytes, Bytes)> {
    let bytes = page.buffer();
    match page {
        Page::DataPageV2 {
            def_levels_byte_len,
            rep_levels_byte_len,
            ..
        } => {
            let (_, rest) = split(bytes, *rep_levels_byte_len as usize)?;
            split(&rest, *def_levels_byte_len as usize)
        }
        _ if column.max_def_level() == 0 => Ok((Bytes::new(), bytes.clone())),
        Page::DataPage {
            def_level_encoding: Encoding::RLE,
            ..
        } => with_length(bytes),
        _ => Err(ParquetError::NYI(
            "definition levels without runs".to_owned(),
        )),
    }
}

/// Bytes that follow their length, and those after them.
fn with_length(bytes: &Bytes) -> Result<(Bytes, Bytes)> {
    let (length, rest) = split(bytes, 4)?;
    let length = length
        .first_chunk()
        .map_or(0, |four| u32::from_le_bytes(*four));
    split(&rest, length as usize)
}

fn split(bytes: &Bytes, at: usize) -> Result<(Bytes, Bytes)> {
    match at <= bytes.len() {
        true => Ok((bytes.slice(..at), bytes.slice(at..))),
        false => Err(cut_off()),
    }
}
