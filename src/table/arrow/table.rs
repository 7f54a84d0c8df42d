//! An Arrow table that is ready to be read.

use std::sync::Arc;

use parquet::schema::types::TypePtr;

use super::messages::{Messages, broken, damaged};
use super::types::parquet_type;
use crate::lead_error::LeadError;
use crate::table::guard;
use crate::table::input::StoredFile;
use crate::table::parquet::Kind;
use arrow_schema::ArrowError;

/// An Arrow table whose description has been read.
pub(in crate::table) struct Table {
    pub(super) file: StoredFile,
    names: Vec<String>,
    /// The types that Parquet would have, and what they mean.
    columns: Vec<(Option<TypePtr>, Kind)>,
}

impl Table {
    /// Reads what the file says of its columns.
    pub(in crate::table) fn open(file: StoredFile) -> Result<Self, LeadError> {
        let messages = guard::guarded(|| Messages::open(&file), || unfit(&file.name))?;
        let fields = messages.schema.fields().iter();
        let columns = fields.map(|field| match parquet_type(field) {
            Ok(column) => {
                let kind = Kind::of(&column);
                (Some(Arc::new(column)), kind)
            }
            Err(holds) => (None, Kind::Other(holds)),
        });
        let fields = messages.schema.fields().iter();
        Ok(Self {
            columns: columns.collect(),
            names: fields.map(|field| field.name().clone()).collect(),
            file,
        })
    }

    /// The column names.
    pub(in crate::table) fn names(&self) -> &[String] {
        &self.names
    }

    /// The type of a column, as Parquet would have it.
    pub(in crate::table) fn column_type(&self, column: usize) -> Option<&TypePtr> {
        self.columns.get(column)?.0.as_ref()
    }

    /// What the values of a column mean.
    pub(super) fn kind(&self, column: usize) -> Kind {
        self.columns[column].1
    }

    /// What a column holds that is no text, number, date or anything else that stands in a cell.
    pub(in crate::table) fn no_cells(&self, column: usize) -> Option<&'static str> {
        self.kind(column).no_cells()
    }

    /// What the Arrow library reads. Over a damaged part it may panic, which is an error, too.
    pub(super) fn guarded<T>(
        &self,
        read: impl FnOnce() -> Result<T, ArrowError>,
    ) -> Result<T, LeadError> {
        let file = &self.file.name;
        let read = || read().map_err(|error| broken(error, file));
        guard::guarded(read, || unfit(file))
    }
}

fn unfit(file: &str) -> LeadError {
    damaged(file, "its parts do not fit together")
}
