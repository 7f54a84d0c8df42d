//! The pages of a column, as the column readers get them.

use std::fs::File;
use std::io::BufRead;
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

/// How large a page may be when it is unpacked, in bytes. Usual ones have about one million; a small
/// file may claim two thousand million.
const PAGE_UP_TO: u64 = 256 << 20;

/// A file of which nothing is read that it does not have, and no page that is too large.
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

    /// For the header of a page.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut read = self.file.get_read(start)?;
        match unpacked_size(read.fill_buf()?) {
            Some(size) if size > PAGE_UP_TO => Err(ParquetError::NYI(format!(
                "a page of {} MB, where at most {} MB are read",
                size >> 20,
                PAGE_UP_TO >> 20
            ))),
            _ => Ok(read),
        }
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

/// How large a page is when it is unpacked, by its header in Thrift's compact protocol: two whole
/// numbers, the type and the size, each after a byte that names it, in zigzag groups of seven bits.
fn unpacked_size(header: &[u8]) -> Option<u64> {
    let [0x15, _, 0x15, size @ ..] = header else {
        return None;
    };
    let last = size.iter().take(5).position(|group| group & 0x80 == 0)?;
    let groups = size[..=last].iter().rev();
    let zigzag = groups.fold(0, |sum, group| sum << 7 | u64::from(group & 0x7f));
    Some(zigzag / 2)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A header that claims so many bytes, as writers begin it.
    fn header(size: u64) -> Vec<u8> {
        let mut header = vec![0x15, 0, 0x15];
        let mut rest = size * 2;
        while rest > 0x7f {
            header.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        header.extend([rest as u8, 0x15, 0x10]);
        header
    }

    #[test]
    fn a_page_that_claims_too_much_is_refused_before_it_is_unpacked() {
        let read = |size: u64| {
            let mut file = tempfile::tempfile().unwrap();
            std::io::Write::write_all(&mut file, &header(size)).unwrap();
            Source::new(file).get_read(0).map(drop)
        };
        for size in [0, 63, 64, 1_048_576, PAGE_UP_TO] {
            assert_eq!(unpacked_size(&header(size)), Some(size));
            assert!(read(size).is_ok(), "{size}");
        }
        let told = read(2_000_000_000).unwrap_err().to_string();
        assert!(
            told.contains("a page of 1907 MB, where at most 256 MB are read"),
            "{told}"
        );
    }

    /// The library's own headers are understood.
    #[test]
    fn the_size_of_a_written_page_is_found() {
        use super::super::rows::Leaf;
        use super::super::stored::Stored;
        use super::super::testing::{at, write};
        use parquet::file::properties::WriterProperties;
        use parquet::file::reader::{FileReader, SerializedFileReader};

        let folder = tempfile::tempdir().unwrap();
        let path = at(&folder, "leads.parquet");
        let leaf = Leaf::of_all(Stored::Int32((0..50_000).collect()));
        let how = WriterProperties::builder().set_dictionary_enabled(false);
        write(&path, &["required int32 c;"], &[leaf], 50_000, 50_000, how);
        let file = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        let column = file.metadata().row_group(0).column(0);
        let start = u64::try_from(column.data_page_offset()).unwrap();
        let mut read = ChunkReader::get_read(&File::open(&path).unwrap(), start).unwrap();
        let header = read.fill_buf().unwrap();
        let mut pages = file
            .get_row_group(0)
            .unwrap()
            .get_column_page_reader(0)
            .unwrap();
        let page = pages.get_next_page().unwrap().unwrap();
        assert_eq!(unpacked_size(header), Some(page.buffer().len() as u64));
    }
}
