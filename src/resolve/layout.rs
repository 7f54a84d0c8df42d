//! The columns of the output.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::schema::types::{Type, TypePtr};

use super::sink::{Sink, failed};
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

    /// Refuses columns that CSV has no way to write.
    fn refuse_no_cells(&self, table: &Table) -> Result<(), LeadError> {
        let no_cells = |column: usize| table.no_cells(column).map(|what| (column, what));
        match self.kept().into_iter().find_map(no_cells) {
            None => Ok(()),
            Some((column, what)) => Err(LeadError::wrong(
                table.name(),
                format!(
                    "column {} holds {what}, which CSV has no way to write",
                    self.names[column]
                ),
                match self.what.keep_columns {
                    true => "end the name of the result in .parquet, or leave --keep-columns out",
                    false => "end the name of the result in .parquet, or name another `key`",
                },
            )),
        }
    }

    /// Opens the output. A Parquet output keeps the types of a Parquet table.
    pub(super) fn sink(&self, output: Output, table: &Table) -> Result<Sink, LeadError> {
        match self.what.format {
            OutputFormat::Csv => {
                self.refuse_no_cells(table)?;
                let delimiter = table.delimiter();
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
            OutputFormat::Parquet => {
                let columns = self.types(table);
                let columns = columns.map_err(|error| failed(&output.name, error))?;
                Sink::parquet(output.file, &output.name, columns)
            }
        }
    }

    /// The types of the columns of a Parquet output.
    fn types(&self, table: &Table) -> Result<Vec<TypePtr>, ParquetError> {
        let mut types = Vec::new();
        if self.key.is_none() {
            types.push(primitive(ROW, Physical::INT64, Repetition::REQUIRED)?);
        }
        for column in self.kept() {
            types.push(match table.column_type(column) {
                Some(kept) => Arc::clone(kept),
                None => string(&self.names[column])?,
            });
        }
        types.push(string("segment")?);
        types.push(primitive(
            "priority",
            Physical::INT32,
            Repetition::OPTIONAL,
        )?);
        types.push(match self.what.long {
            false => string("also_matches")?,
            true => primitive("primary", Physical::BOOLEAN, Repetition::REQUIRED)?,
        });
        Ok(types)
    }
}

fn primitive(
    name: &str,
    physical: Physical,
    repetition: Repetition,
) -> Result<TypePtr, ParquetError> {
    let column = Type::primitive_type_builder(name, physical).with_repetition(repetition);
    column.build().map(Arc::new)
}

fn string(name: &str) -> Result<TypePtr, ParquetError> {
    let column = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::String));
    column.build().map(Arc::new)
}
