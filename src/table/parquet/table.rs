//! A Parquet table that is ready to be read.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;

use super::coded::Coded;
use super::guard::guarded;
use crate::condition::AttributeType;
use crate::lead_error::LeadError;
use crate::table::checksum::Checksum;
use crate::table::input::ParquetFile;

/// Rows that are unpacked at a time.
pub(super) const ROWS: usize = 8192;

/// A Parquet table whose description has been read.
pub(in crate::table) struct Table {
    file: ParquetFile,
    metadata: ArrowReaderMetadata,
    names: Vec<String>,
    /// Of the file's size and footer.
    pub(super) digest: String,
}

impl Table {
    /// Reads what the file says of itself.
    pub(in crate::table) fn open(file: ParquetFile) -> Result<Self, LeadError> {
        let opened = file.open()?;
        let metadata = guarded(&file.name, || {
            let read = ArrowReaderMetadata::load(&opened, ArrowReaderOptions::new());
            let metadata = read.map_err(|error| damaged(&file.name, error))?;
            Ok(coded(&metadata).unwrap_or(metadata))
        })?;
        let checksum = Checksum::of_parquet(&opened);
        let checksum = checksum.map_err(|error| LeadError::read(&file.name, error))?;
        let fields = metadata.schema().fields().iter();
        Ok(Self {
            digest: checksum.digits(),
            names: fields.map(|field| field.name().clone()).collect(),
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

    /// What the columns hold.
    pub(in crate::table) fn schema(&self) -> &Schema {
        self.metadata.schema()
    }

    /// How many parts can be read apart.
    pub(super) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// How many rows a part has.
    pub(super) fn rows(&self, group: usize) -> u64 {
        let rows = self.metadata.metadata().row_group(group).num_rows();
        u64::try_from(rows).unwrap_or(0)
    }

    /// What is stored of a part, with the column of the table that it belongs to; a nested column
    /// is stored as several.
    fn chunks(&self, group: usize) -> impl Iterator<Item = (usize, &ColumnChunkMetaData)> {
        let metadata = self.metadata.metadata();
        let schema = metadata.file_metadata().schema_descr();
        let chunks = metadata.row_group(group).columns().iter().enumerate();
        let chunks = chunks.take(schema.num_columns());
        chunks.map(|(leaf, chunk)| (schema.get_column_root_idx(leaf), chunk))
    }

    /// Opens a column of a part whose values have codes, for an attribute of this type; none where
    /// it has none.
    pub(super) fn coded(
        &self,
        group: usize,
        column: usize,
        kind: AttributeType,
    ) -> Result<Option<Coded>, LeadError> {
        let stored = self.schema().field(column).data_type();
        let is_text = kind == AttributeType::Text;
        let chunk = self.chunks(group).find(|(root, _)| *root == column);
        let chunk = chunk.map(|(_, chunk)| chunk);
        let Some(chunk) = chunk.filter(|chunk| Coded::can_be(chunk, stored, is_text)) else {
            return Ok(None);
        };
        let file = self.file.open()?;
        let rows = usize::try_from(self.rows(group)).unwrap_or(0);
        guarded(&self.file.name, || {
            let opened = Coded::open(file, chunk, stored, rows);
            opened
                .map(Some)
                .map_err(|error| damaged(&self.file.name, error))
        })
    }

    /// Bytes that these columns, in the table's order, take in a part.
    pub(super) fn bytes(&self, group: usize, columns: &[usize]) -> u64 {
        let chunks = self.chunks(group);
        chunks
            .filter(|(column, _)| columns.binary_search(column).is_ok())
            .map(|(_, chunk)| u64::try_from(chunk.compressed_size()).unwrap_or(0))
            .sum()
    }

    /// Reads these columns of a part; they come in the table's order.
    pub(super) fn read(
        &self,
        group: usize,
        columns: &[usize],
    ) -> Result<ParquetRecordBatchReader, LeadError> {
        let file = self.file.open()?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let mask = ProjectionMask::roots(builder.parquet_schema(), columns.iter().copied());
        let builder = builder
            .with_projection(mask)
            .with_row_groups(vec![group])
            .with_batch_size(ROWS);
        guarded(&self.file.name, || {
            let read = builder.build();
            read.map_err(|error| damaged(&self.file.name, error))
        })
    }
}

/// The same with each text as a code and a list of texts, as the file has it, so that a text is
/// looked at once and not in every row.
fn coded(metadata: &ArrowReaderMetadata) -> Option<ArrowReaderMetadata> {
    let code = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let fields: Vec<Arc<Field>> = metadata
        .schema()
        .fields()
        .iter()
        .map(|field| match field.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                Arc::new(field.as_ref().clone().with_data_type(code.clone()))
            }
            _ => Arc::clone(field),
        })
        .collect();
    let schema = Schema::new_with_metadata(fields, metadata.schema().metadata().clone());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options).ok()
}

/// A file that is not what it should be.
pub(super) fn damaged(file: &str, error: ParquetError) -> LeadError {
    if let ParquetError::External(cause) = error {
        return match cause.downcast::<std::io::Error>() {
            Ok(error) => LeadError::read(file, *error),
            Err(other) => broken(file, &other.to_string()),
        };
    }
    broken(file, &error.to_string())
}

pub(super) fn broken(file: &str, why: &str) -> LeadError {
    LeadError::wrong(
        file,
        format!("the Parquet file is damaged or cut off ({why})"),
        "fetch or export it again",
    )
}
