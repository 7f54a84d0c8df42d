//! A Parquet table that is ready to be read.

use parquet::basic::Compression;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader};
use parquet::schema::types::TypePtr;

use super::chunk::Chunk;
use super::guard::{damaged, guarded};
use super::kind::Kind;
use super::pages::Source;
use crate::lead_error::LeadError;
use crate::table::checksum::Checksum;
use crate::table::input::StoredFile;

/// A Parquet table whose description has been read.
pub(crate) struct Table {
    file: StoredFile,
    metadata: ParquetMetaData,
    names: Vec<String>,
    kinds: Vec<Kind>,
    /// Of the file's size and footer.
    pub(super) digest: String,
}

impl Table {
    /// Reads what the file says of itself.
    pub(in crate::table) fn open(file: StoredFile) -> Result<Self, LeadError> {
        let opened = file.open()?;
        let metadata = guarded(&file.name, || {
            let read = ParquetMetaDataReader::new().parse_and_finish(&opened);
            read.map_err(|error| damaged(&file.name, error))
        })?;
        let checksum = Checksum::of_parquet(&opened);
        let checksum = checksum.map_err(|error| LeadError::read(&file.name, error))?;
        let columns = || metadata.file_metadata().schema().get_fields().iter();
        Ok(Self {
            names: columns().map(|column| column.name().to_owned()).collect(),
            kinds: columns().map(|column| Kind::of(column)).collect(),
            digest: checksum.digits(),
            metadata,
            file,
        })
    }

    /// The column names.
    pub(in crate::table) fn names(&self) -> &[String] {
        &self.names
    }

    /// Its name in messages.
    pub(in crate::table) fn name(&self) -> &str {
        &self.file.name
    }

    /// The type of a column, as the file has it.
    pub(crate) fn column_type(&self, column: usize) -> Option<&TypePtr> {
        let schema = self.metadata.file_metadata().schema();
        schema.get_fields().get(column)
    }

    /// What a column holds that is no text, number, date or anything else that stands in a cell.
    pub(in crate::table) fn no_cells(&self, column: usize) -> Option<&'static str> {
        self.kinds[column].no_cells()
    }

    /// How many bytes of memory it takes.
    pub(in crate::table) fn weight(&self) -> usize {
        self.metadata.memory_size()
    }

    /// How many parts can be read apart.
    pub(super) fn groups(&self) -> usize {
        self.metadata.num_row_groups()
    }

    /// How many rows a part has.
    pub(super) fn rows(&self, group: usize) -> u64 {
        let rows = self.metadata.row_group(group).num_rows();
        u64::try_from(rows).unwrap_or(0)
    }

    /// What is stored of a part, with the column of the table that it belongs to; a nested column
    /// is stored as several.
    fn chunks(&self, group: usize) -> impl Iterator<Item = (usize, &ColumnChunkMetaData)> {
        let schema = self.metadata.file_metadata().schema_descr();
        let chunks = self.metadata.row_group(group).columns().iter().enumerate();
        let chunks = chunks.take(schema.num_columns());
        chunks.map(|(leaf, chunk)| (schema.get_column_root_idx(leaf), chunk))
    }

    /// Opens a column of a part.
    pub(super) fn open_chunk(&self, group: usize, column: usize) -> Result<Chunk, LeadError> {
        let rows = usize::try_from(self.rows(group)).unwrap_or(0);
        let stored: Vec<_> = self
            .chunks(group)
            .filter(|(root, _)| *root == column)
            .map(|(_, chunk)| Ok((chunk, Source::new(self.file.open()?))))
            .collect::<Result<_, LeadError>>()?;
        guarded(&self.file.name, || {
            let chunk = Chunk::open(self.kinds[column], stored.into_iter(), rows);
            chunk.map_err(|error| damaged(&self.file.name, error))
        })
    }

    /// Refuses columns that are compressed in a way that is not built in.
    pub(super) fn refuse_codecs(&self, columns: &[usize]) -> Result<(), LeadError> {
        let chunks = (0..self.groups()).flat_map(|group| self.chunks(group));
        for (column, chunk) in chunks.filter(|(column, _)| columns.binary_search(column).is_ok()) {
            let codec = match chunk.compression() {
                Compression::BROTLI(_) if !cfg!(feature = "brotli") => "Brotli",
                Compression::LZO => "LZO",
                _ => continue,
            };
            return Err(LeadError::wrong(
                &self.file.name,
                format!(
                    "column {} is compressed with {codec}, which segplan does not read",
                    self.names[column]
                ),
                "export the table with Zstandard, Snappy or gzip compression, or with none",
            ));
        }
        Ok(())
    }
}
