//! A Parquet file that is written part after part.

use std::fs::File;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::column::page::{CompressedPage, PageWriteSpec, PageWriter};
use parquet::column::writer::{ColumnWriter, get_column_writer};
use parquet::errors::Result;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{Type, TypePtr};

use super::rows::Leaf;
use super::stored::wrong;

/// A part has at least so many rows, unless it is the last.
const PART: usize = 122_880;

/// Writes a Parquet file. Values are packed as they come, so that memory holds a packed part at
/// most.
pub(crate) struct Writer {
    file: SerializedFileWriter<File>,
    properties: WriterPropertiesPtr,
    columns: Vec<Column>,
    /// Rows of the part so far.
    rows: usize,
}

/// A column of the part.
struct Column {
    writer: ColumnWriter<'static>,
    packed: Packed,
}

impl Writer {
    /// A file with these columns, nested ones among them.
    pub(crate) fn new(file: File, columns: Vec<TypePtr>) -> Result<Self> {
        let schema = Type::group_type_builder("schema").with_fields(columns);
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        let properties = Arc::new(properties.build());
        let file =
            SerializedFileWriter::new(file, Arc::new(schema.build()?), Arc::clone(&properties))?;
        Ok(Self {
            file,
            properties,
            columns: Vec::new(),
            rows: 0,
        })
    }

    /// Adds rows: what is stored of each column, in the columns' order.
    pub(crate) fn write(&mut self, leaves: &[Leaf], rows: usize) -> Result<()> {
        if rows == 0 {
            return Ok(());
        }
        if self.columns.is_empty() {
            let leaves = self.file.schema_descr().columns().iter();
            let columns = leaves.map(|leaf| Column::new(Arc::clone(leaf), &self.properties));
            self.columns = columns.collect();
        }
        if leaves.len() != self.columns.len() {
            return Err(wrong("a row lacks columns"));
        }
        for (column, leaf) in self.columns.iter_mut().zip(leaves) {
            leaf.stored.write(&mut column.writer, &leaf.levels)?;
        }
        self.rows += rows;
        match self.rows >= PART {
            true => self.end_part(),
            false => Ok(()),
        }
    }

    /// Writes what is left, and the end of the file.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.end_part()?;
        self.file.close()?;
        Ok(())
    }

    fn end_part(&mut self) -> Result<()> {
        self.rows = 0;
        if self.columns.is_empty() {
            return Ok(());
        }
        let mut part = self.file.next_row_group()?;
        for column in self.columns.drain(..) {
            let closed = column.writer.close()?;
            part.append_column(&column.packed.take()?, closed)?;
        }
        part.close()?;
        Ok(())
    }
}

impl Column {
    fn new(leaf: parquet::schema::types::ColumnDescPtr, properties: &WriterPropertiesPtr) -> Self {
        let packed = Packed::new();
        let pages = Box::new(packed.clone());
        Self {
            writer: get_column_writer(leaf, Arc::clone(properties), pages),
            packed,
        }
    }
}

/// The packed pages of a column, in memory.
#[derive(Clone)]
struct Packed(Arc<Mutex<TrackedWrite<Vec<u8>>>>);

impl Packed {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(TrackedWrite::new(Vec::new()))))
    }

    fn pages(&self) -> MutexGuard<'_, TrackedWrite<Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Bytes> {
        let mut pages = self.pages();
        pages.flush()?;
        Ok(Bytes::from(std::mem::take(pages.inner_mut())))
    }
}

impl PageWriter for Packed {
    fn write_page(&mut self, page: CompressedPage) -> Result<PageWriteSpec> {
        SerializedPageWriter::new(&mut *self.pages()).write_page(page)
    }

    fn close(&mut self) -> Result<()> {
        Ok(())
    }
}
