//! Where resolved leads go.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use crate::lead_error::LeadError;

/// Rows in a part of a Parquet file.
const PART: usize = 122_880;

/// The file that is written, block after block.
pub(super) enum Sink {
    Csv(File, String),
    Parquet(Box<ArrowWriter<File>>, String),
}

/// What a block of leads became.
pub(super) enum Piece {
    Text(Vec<u8>),
    Batches(Vec<RecordBatch>),
}

impl Sink {
    /// A CSV file with this header.
    pub(super) fn csv(mut file: File, name: &str, header: &[u8]) -> Result<Self, LeadError> {
        file.write_all(header)
            .map_err(|error| LeadError::write(name, error))?;
        Ok(Self::Csv(file, name.to_owned()))
    }

    /// A Parquet file of this schema.
    pub(super) fn parquet(file: File, name: &str, schema: Schema) -> Result<Self, LeadError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(PART))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::new(schema), Some(properties))
            .map_err(|error| failed(name, error))?;
        Ok(Self::Parquet(Box::new(writer), name.to_owned()))
    }

    pub(super) fn write(&mut self, piece: &Piece) -> Result<(), LeadError> {
        match (self, piece) {
            (Self::Csv(file, name), Piece::Text(text)) => file
                .write_all(text)
                .map_err(|error| LeadError::write(name, error)),
            (Self::Parquet(writer, name), Piece::Batches(batches)) => batches
                .iter()
                .try_for_each(|batch| writer.write(batch))
                .map_err(|error| failed(name, error)),
            // A writer and its pieces are made for each other.
            _ => Ok(()),
        }
    }

    pub(super) fn finish(self) -> Result<(), LeadError> {
        match self {
            Self::Csv(mut file, name) => {
                file.flush().map_err(|error| LeadError::write(&name, error))
            }
            Self::Parquet(writer, name) => writer
                .close()
                .map(|_| ())
                .map_err(|error| failed(&name, error)),
        }
    }
}

fn failed(name: &str, error: ParquetError) -> LeadError {
    let error = match error {
        ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
            Ok(error) => *error,
            Err(other) => std::io::Error::other(other.to_string()),
        },
        other => std::io::Error::other(other.to_string()),
    };
    LeadError::write(name, error)
}
