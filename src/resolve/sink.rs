//! Where resolved leads go.

use std::fs::File;
use std::io::Write;

use parquet::errors::ParquetError;
use parquet::schema::types::TypePtr;

use crate::lead_error::LeadError;
use crate::table::{Leaf, Writer};

/// The file that is written, block after block.
pub(super) enum Sink {
    Csv(File, String),
    Parquet(Box<Writer>, String),
}

/// Leads as columns.
pub(super) struct ColumnBlock {
    pub(super) count: usize,
    pub(super) leaves: Vec<Leaf>,
}

impl Sink {
    /// A CSV file with this header.
    pub(super) fn csv(mut file: File, name: &str, header: &[u8]) -> Result<Self, LeadError> {
        file.write_all(header)
            .map_err(|error| LeadError::write(name, error))?;
        Ok(Self::Csv(file, name.to_owned()))
    }

    /// A Parquet file with these columns.
    pub(super) fn parquet(
        file: File,
        name: &str,
        columns: Vec<TypePtr>,
    ) -> Result<Self, LeadError> {
        let writer = Writer::new(file, columns).map_err(|error| failed(name, error))?;
        Ok(Self::Parquet(Box::new(writer), name.to_owned()))
    }

    /// Writes lines, or columns where the file is of such.
    pub(super) fn write(&mut self, lines: &[u8], blocks: &[ColumnBlock]) -> Result<(), LeadError> {
        match self {
            Self::Csv(file, name) => file
                .write_all(lines)
                .map_err(|error| LeadError::write(name, error)),
            Self::Parquet(writer, name) => blocks
                .iter()
                .try_for_each(|block| writer.write(&block.leaves, block.count))
                .map_err(|error| failed(name, error)),
        }
    }

    pub(super) fn finish(self) -> Result<(), LeadError> {
        match self {
            Self::Csv(mut file, name) => {
                file.flush().map_err(|error| LeadError::write(&name, error))
            }
            Self::Parquet(writer, name) => writer.finish().map_err(|error| failed(&name, error)),
        }
    }
}

pub(super) fn failed(name: &str, error: ParquetError) -> LeadError {
    let error = match error {
        ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
            Ok(error) => *error,
            Err(other) => std::io::Error::other(other.to_string()),
        },
        other => std::io::Error::other(other.to_string()),
    };
    LeadError::write(name, error)
}
