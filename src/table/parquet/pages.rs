//! The pages of a column, as the column readers get them.

use std::fs::File;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::get_column_reader;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescriptor;

use super::stored::{ByteArrays, Stored, wrong};

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

/// The pages of a column in a part of a table, one after the other, without empty ones.
pub(super) struct Pages(pub(super) SerializedPageReader<Source>);

/// The values of a dictionary.
pub(super) fn dictionary(page: &Page, column: &ColumnDescriptor) -> Result<Stored> {
    let count = page.num_values();
    if column.physical_type() == Physical::BYTE_ARRAY {
        let values = ByteArrays::take_from(&mut page.buffer().clone(), count as usize)?;
        return Ok(Stored::ByteArrays(values));
    }
    let page = Page::DataPage {
        buf: page.buffer().clone(),
        num_values: count,
        encoding: Encoding::PLAIN,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    };
    let pages = Box::new(PageList::new(vec![page]));
    let column = ColumnDescriptor::new(column.self_type_ptr(), 0, 0, column.path().clone());
    let mut reader = get_column_reader(Arc::new(column), pages);
    Ok(Stored::read(&mut reader, count as usize)?.0)
}

/// Refuses a dictionary that claims more values than it can hold.
fn check_claim(page: &Page) -> Result<()> {
    match page.num_values() as usize <= page.buffer().len() {
        true => Ok(()),
        false => Err(wrong("a column claims to have more values than it has")),
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        loop {
            let page = self.0.get_next_page()?;
            match &page {
                Some(dictionary @ Page::DictionaryPage { .. }) => check_claim(dictionary)?,
                // Readers take it for the end.
                Some(empty) if empty.num_values() == 0 => continue,
                _ => {}
            }
            return Ok(page);
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.0.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.0.at_record_boundary()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// Pages that are at hand.
pub(super) struct PageList(std::vec::IntoIter<Page>);

impl PageList {
    pub(super) fn new(pages: Vec<Page>) -> Self {
        Self(pages.into_iter())
    }
}

impl PageReader for PageList {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.next())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        Err(ParquetError::NYI("skipping a page".to_owned()))
    }
}

impl Iterator for PageList {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}
