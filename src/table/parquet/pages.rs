//! The pages of a column, as the column readers get them.

use std::fs::File;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Encoding, Repetition, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, Type};

use super::stored::{Stored, wrong};

/// A file of which nothing is read that it does not have.
pub(super) struct Source {
    file: File,
    length: u64,
}

impl Source {
    pub(super) fn new(file: File) -> Self {
        let length = Length::len(&file);
        Self { file, length }
    }
}

impl Length for Source {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Source {
    type T = <File as ChunkReader>::T;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        self.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        // Else memory is taken for whatever a damaged file claims.
        let end = start.checked_add(length as u64);
        match end.is_some_and(|end| end <= self.length) {
            true => self.file.get_bytes(start, length),
            false => Err(wrong("a page goes beyond the end of the file")),
        }
    }
}

/// The pages of a column in a part of a table, one after the other.
pub(super) struct Pages {
    rest: SerializedPageReader<Source>,
    /// Comes before the others.
    first: Option<Page>,
    /// Whether all pages have to hold codes.
    are_codes: bool,
}

impl Pages {
    /// The pages as they are.
    pub(super) fn new(pages: SerializedPageReader<Source>) -> Self {
        Self {
            rest: pages,
            first: None,
            are_codes: false,
        }
    }

    /// Of a column in which each value stands once and every row has its code: the values, and a
    /// reader of the codes, which are the values' places.
    pub(super) fn codes(
        mut pages: SerializedPageReader<Source>,
        column: &ColumnDescriptor,
    ) -> Result<(Stored, ColumnReader)> {
        let Some(page @ Page::DictionaryPage { .. }) = pages.get_next_page()? else {
            return Err(wrong("a column has codes and no values"));
        };
        let count = check_claim(&page)?;
        let values = values(&page, column)?;
        // Each code becomes a number that stands for itself.
        let numbers: Vec<u8> = (0..count).flat_map(u32::to_le_bytes).collect();
        let pages = Self {
            rest: pages,
            first: Some(Page::DictionaryPage {
                buf: Bytes::from(numbers),
                num_values: count,
                encoding: Encoding::PLAIN,
                is_sorted: false,
            }),
            are_codes: true,
        };
        let code = Type::primitive_type_builder(column.name(), Physical::INT32)
            .with_repetition(Repetition::OPTIONAL)
            .build()?;
        let column = ColumnDescriptor::new(
            Arc::new(code),
            column.max_def_level(),
            column.max_rep_level(),
            column.path().clone(),
        );
        Ok((values, get_column_reader(Arc::new(column), Box::new(pages))))
    }
}

/// The values of a dictionary.
fn values(page: &Page, column: &ColumnDescriptor) -> Result<Stored> {
    let count = page.num_values();
    let page = OnePage(Some(Page::DataPage {
        buf: page.buffer().clone(),
        num_values: count,
        encoding: Encoding::PLAIN,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    }));
    let column = ColumnDescriptor::new(column.self_type_ptr(), 0, 0, column.path().clone());
    let column: ColumnDescPtr = Arc::new(column);
    let mut reader = get_column_reader(column, Box::new(page));
    Ok(Stored::read(&mut reader, count as usize)?.0)
}

/// How many values a dictionary has; an error where it claims more than it can hold.
fn check_claim(page: &Page) -> Result<u32> {
    let count = page.num_values();
    match count as usize <= page.buffer().len() {
        true => Ok(count),
        false => Err(wrong("a column claims to have more values than it has")),
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        loop {
            let page = self.rest.get_next_page()?;
            match &page {
                Some(dictionary @ Page::DictionaryPage { .. }) => {
                    check_claim(dictionary)?;
                }
                // Readers take it for the end.
                Some(empty) if empty.num_values() == 0 => continue,
                Some(data) if self.are_codes && !is_coded(data.encoding()) => {
                    return Err(wrong("a page is packed in another way than its column"));
                }
                _ => {}
            }
            return Ok(page);
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.rest.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.rest.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.rest.at_record_boundary()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// Whether values are packed as codes.
pub(super) fn is_coded(encoding: Encoding) -> bool {
    matches!(
        encoding,
        Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY
    )
}

/// A page alone.
struct OnePage(Option<Page>);

impl PageReader for OnePage {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.take())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        Err(ParquetError::NYI("skipping a page".to_owned()))
    }
}

impl Iterator for OnePage {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}
