//! The columns of the output.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};

use super::sink::Sink;
use super::{Output, OutputFormat, ResolveOptions};
use crate::lead_error::LeadError;
use crate::table::{Table, push_cell};

/// The name of the key's column where the plan names none: the number of the row.
const ROW: &str = "row";

/// The columns of the output.
#[derive(Debug)]
pub(super) struct Layout {
    /// Where the key is; none where it is the number of the row.
    pub(super) key: Option<usize>,
    /// The columns of the table.
    pub(super) names: Vec<String>,
    pub(super) what: ResolveOptions,
}

impl Layout {
    /// For a table with the key in this column.
    pub(super) fn new(
        table: &Table,
        key: Option<usize>,
        what: ResolveOptions,
    ) -> Result<Self, LeadError> {
        let layout = Self {
            key,
            names: table.columns().to_vec(),
            what,
        };
        let (file, own) = (table.name(), layout.own());
        if let Some(twice) = own.iter().find(|own| layout.before().contains(*own)) {
            return Err(LeadError::wrong(
                file,
                format!("the table has a column {twice} already, and the result would have two"),
                "rename it, or leave --keep-columns out",
            ));
        }
        Ok(layout)
    }

    /// The names that stand before ours: the key's, or all of the table's.
    fn before(&self) -> Vec<String> {
        match (self.what.keep_columns, self.key) {
            (true, Some(_)) => self.names.clone(),
            (true, None) => std::iter::once(ROW.to_owned())
                .chain(self.names.clone())
                .collect(),
            (false, Some(key)) => vec![self.names[key].clone()],
            (false, None) => vec![ROW.to_owned()],
        }
    }

    fn own(&self) -> [String; 3] {
        match self.what.long {
            false => ["segment", "priority", "also_matches"],
            true => ["segment", "priority", "primary"],
        }
        .map(str::to_owned)
    }

    /// The columns of the table that are written.
    pub(super) fn kept(&self) -> Vec<usize> {
        match self.what.keep_columns {
            true => (0..self.names.len()).collect(),
            false => self.key.into_iter().collect(),
        }
    }

    /// Opens the output. A Parquet output keeps the types of a Parquet table.
    pub(super) fn sink(
        &self,
        output: Output,
        delimiter: u8,
        schema: Option<&Schema>,
    ) -> Result<Sink, LeadError> {
        match self.what.format {
            OutputFormat::Csv => {
                let mut header = Vec::new();
                for (place, name) in self.before().iter().chain(&self.own()).enumerate() {
                    if place > 0 {
                        header.push(delimiter);
                    }
                    push_cell(&mut header, name.as_bytes(), delimiter);
                }
                header.push(b'\n');
                Sink::csv(output.file, &output.name, &header)
            }
            OutputFormat::Parquet => Sink::parquet(output.file, &output.name, self.schema(schema)),
        }
    }

    /// The columns of a Parquet output.
    pub(super) fn schema(&self, table: Option<&Schema>) -> Schema {
        let number = self
            .key
            .is_none()
            .then(|| Field::new(ROW, DataType::Int64, false));
        let kept = self.kept().into_iter().map(|column| match table {
            Some(table) => table.field(column).clone(),
            None => Field::new(&self.names[column], DataType::Utf8, true),
        });
        let last = match self.what.long {
            false => Field::new("also_matches", DataType::Utf8, true),
            true => Field::new("primary", DataType::Boolean, false),
        };
        let own = [
            Field::new("segment", DataType::Utf8, true),
            Field::new("priority", DataType::Int32, true),
            last,
        ];
        let fields = number.into_iter().chain(kept).chain(own).map(Arc::new);
        Schema::new(fields.collect::<Vec<_>>())
    }
}
