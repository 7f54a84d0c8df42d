//! A column with at most one value a row, decoded page by page.
//!
//! Dictionary indices, booleans and plain byte arrays are decoded here, pages in another encoding
//! by the crate's column reader.
//!
//! In nanoseconds of processor time a row, decompression apart, on a loaded machine (the crate's
//! reader only decodes; what is here also says which value a row has):
//!
//! | column | crate | here |
//! |---|---|---|
//! | a few texts, by indices | 29 | 1 |
//! | texts, most of them unique | 70 | 3 |
//! | numbers by indices | 2.3 | 0.7 |
//! | numbers by indices, some missing | 3.8 | 3.5 |
//! | booleans, some missing | 1.9 | 3.0 |
//!
//! Booleans are indices so that each of the two is sorted once. To measure again: `cargo test
//! --release --lib own_decoders -- --ignored --nocapture`.

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
    /// By row of a batch: 1 where there is a value, else 0. Kept to be used again.
    flags: Vec<u32>,
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
            flags: Vec::new(),
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
            known = read_flags(levels, rows, &mut self.flags)?;
        }
        let mut places = vec![0; rows];
        let mut is_coded = false;
        let values = match &mut page.values {
            Values::Indices(indices) => {
                let dictionary = self.dictionary.as_ref();
                let dictionary =
                    dictionary.ok_or_else(|| wrong("a column has indices and no dictionary"))?;
                read_indices(indices, &mut places[..known], dictionary.len() as u32)?;
                is_coded = true;
                Arc::clone(dictionary)
            }
            Values::ByteArrays(bytes) => {
                Arc::new(Stored::ByteArrays(ByteArrays::take_from(bytes, known)?))
            }
            Values::Other(reader) => {
                let (values, levels) = Stored::read(reader, rows)?;
                known = values.len();
                let flags = levels.definition.iter().map(|level| u32::from(*level == 1));
                self.flags.clear();
                self.flags.extend(flags);
                Arc::new(values)
            }
        };
        if !is_coded {
            for (number, place) in places[..known].iter_mut().enumerate() {
                *place = number as u32;
            }
        }
        if known < rows {
            places = spread(&places[..known], &self.flags, values.len() as u32);
        }
        Ok(Flat {
            kind: self.kind,
            values,
            is_coded,
            places,
            is_optional: self.column.max_def_level() > 0,
        })
    }
}

/// Reads which rows have a value, and says how many do. Where all have one, `flags` stay as they
/// are.
fn read_flags(levels: &mut HybridDecoder, rows: usize, flags: &mut Vec<u32>) -> Result<usize> {
    if levels.skip_repeated(1, rows) {
        return Ok(rows);
    }
    flags.resize(rows, 0);
    levels.read(flags)?;
    Ok(flags.iter().sum::<u32>() as usize)
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

/// The places of rows: the next of `known` for each flag that is 1, else `missing`.
fn spread(known: &[u32], flags: &[u32], missing: u32) -> Vec<u32> {
    let mut next = 0;
    let place = |flag: &u32| {
        // Looked up for every row, so that no branch depends on which rows have a value.
        let place = known.get(next).copied().unwrap_or(missing);
        next += *flag as usize;
        let is_known = flag.wrapping_neg();
        place & is_known | missing & !is_known
    };
    flags.iter().map(place).collect()
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

#[cfg(test)]
mod tests {
    use parquet::schema::parser::parse_message_type;
    use parquet::schema::types::SchemaDescriptor;
    use proptest::prelude::*;

    use super::*;

    fn data(rows: u32, encoding: Encoding, bytes: &[u8]) -> Page {
        Page::DataPage {
            buf: Bytes::copy_from_slice(bytes),
            num_values: rows,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        }
    }

    /// The second version, with so many bytes of definition levels.
    fn data_v2(rows: u32, levels: u32, encoding: Encoding, bytes: &[u8]) -> Page {
        Page::DataPageV2 {
            buf: Bytes::copy_from_slice(bytes),
            num_values: rows,
            encoding,
            num_nulls: 0,
            num_rows: rows,
            def_levels_byte_len: levels,
            rep_levels_byte_len: 0,
            is_compressed: false,
            statistics: None,
        }
    }

    fn dictionary_page(values: u32, bytes: &[u8]) -> Page {
        Page::DictionaryPage {
            buf: Bytes::copy_from_slice(bytes),
            num_values: values,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        }
    }

    fn column_of(column: &str, pages: Vec<Page>) -> FlatColumn {
        let schema = parse_message_type(&format!("message leads {{ {column}; }}")).unwrap();
        let schema = SchemaDescriptor::new(Arc::new(schema));
        let kind = Kind::of(&schema.root_schema().get_fields()[0]);
        FlatColumn::new(kind, schema.column(0), Box::new(PageList::new(pages)))
    }

    /// The places of the first rows of the first page, or why there are none.
    fn places(column: &str, rows: usize, pages: Vec<Page>) -> Result<Vec<u32>> {
        let mut column = column_of(column, pages);
        let ready = column.ready()?;
        Ok(column.next(rows.min(ready))?.places)
    }

    #[test]
    fn rows_point_to_their_values() {
        use Encoding::{PLAIN, RLE, RLE_DICTIONARY};
        let texts = || dictionary_page(2, b"\x01\0\0\0a\x01\0\0\0b");
        let some = || data(3, RLE_DICTIONARY, &[2, 0, 0, 0, 3, 0b101, 1, 3, 0b01]);
        let found = places("optional binary c", 3, vec![texts(), some()]).unwrap();
        assert_eq!(found, [1, 2, 0]);
        let all = data_v2(3, 2, RLE_DICTIONARY, &[6, 1, 1, 6, 1]);
        let found = places("optional binary c", 2, vec![texts(), all]).unwrap();
        assert_eq!(found, [1, 1]);
        let plain = data(2, PLAIN, &[2, 0, 0, 0, 3, 0b10, 1, 0, 0, 0, b'x']);
        assert_eq!(places("optional binary c", 2, vec![plain]).unwrap(), [1, 0]);
        let answers = data(3, PLAIN, &[0b110]);
        assert_eq!(
            places("required boolean c", 3, vec![answers]).unwrap(),
            [0, 1, 1]
        );
        let answers = data(3, RLE, &[2, 0, 0, 0, 6, 1]);
        assert_eq!(
            places("required boolean c", 3, vec![answers]).unwrap(),
            [1, 1, 1]
        );
    }

    #[test]
    fn damaged_pages_are_refused() {
        use Encoding::{PLAIN, RLE_DICTIONARY};
        let one = || dictionary_page(1, b"\x01\0\0\0a");
        let cases = [
            (
                "a page is cut off",
                vec![data(1, PLAIN, &[9, 0, 0, 0, b'x'])],
            ),
            ("fewer values", vec![data(9, PLAIN, &[1, 0, 0, 0, b'x'])]),
            (
                "a page is cut off",
                vec![one(), data(3, RLE_DICTIONARY, &[1, 4, 0])],
            ),
            (
                "beyond the end of its dictionary",
                vec![one(), data(2, RLE_DICTIONARY, &[1, 4, 1])],
            ),
            (
                "more than 32 bits",
                vec![one(), data(2, RLE_DICTIONARY, &[33, 4, 1])],
            ),
            ("no dictionary", vec![data(2, RLE_DICTIONARY, &[1, 4, 0])]),
            ("fewer values", vec![dictionary_page(2, b"\x01\0\0\0a")]),
            ("a page is cut off", vec![data_v2(2, 9, PLAIN, &[4, 1])]),
            ("ends too soon", vec![]),
        ];
        for (why, pages) in cases {
            let error = places("required binary c", 9, pages)
                .unwrap_err()
                .to_string();
            assert!(error.contains(why), "{error}: {why}");
        }
        // Levels: of fewer rows than the page has, longer than the page, of an unknown kind.
        let cut_off = data(3, PLAIN, &[2, 0, 0, 0, 4, 1, 0, 0, 0, 0]);
        let long = data(1, PLAIN, &[9, 0, 0, 0, 2, 1]);
        for page in [cut_off, long] {
            assert!(places("optional binary c", 3, vec![page]).is_err());
        }
    }

    proptest! {
        #[test]
        fn any_page_has_places_or_an_error(
            bytes in prop::collection::vec(any::<u8>(), 0..60),
            levels in 0..8_u32,
            rows in 1..40_u32,
            encoding in prop::sample::select(vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY]),
            column in prop::sample::select(vec!["required binary c", "optional binary c", "optional boolean c"]),
        ) {
            for page in [data(rows, encoding, &bytes), data_v2(rows, levels, encoding, &bytes)] {
                if encoding == Encoding::RLE && column.contains("binary") {
                    continue;
                }
                let pages = vec![dictionary_page(1, b"\x01\0\0\0a"), page];
                let mut column = column_of(column, pages);
                let mut left = column.ready().unwrap_or(0);
                while left > 0
                    && let Ok(rows) = column.next(left.min(7))
                {
                    left -= rows.places.len();
                    for row in 0..rows.places.len() {
                        prop_assert!(rows.place(row).is_none_or(|place| place < rows.values.len()));
                    }
                }
            }
        }
    }
}
