//! The columns of the output.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::schema::types::{Type, TypePtr};

use super::sink::{Sink, failed};
use super::{Detail, GroupColumn, Output, OutputFormat, ResolveOptions};
use crate::lead_error::LeadError;
use crate::table::{Table, push_cell};

/// The columns of the output.
#[derive(Debug)]
pub(super) struct Layout {
    /// Whether the key is the number of the row, because the plan names no column for it.
    pub(super) numbered: bool,
    /// The columns of the table that are written.
    pub(super) kept: Vec<usize>,
    pub(super) what: ResolveOptions,
}

impl Layout {
    /// For a table with the key in this column.
    pub(super) fn new(table: &Table, key: Option<usize>, what: ResolveOptions) -> Self {
        Self {
            numbered: key.is_none(),
            kept: match what.keep_columns {
                true => (0..table.columns().len()).collect(),
                false => key.into_iter().collect(),
            },
            what,
        }
    }

    /// Opens the output.
    pub(super) fn sink(&self, output: Output, table: &Table) -> Result<Sink, LeadError> {
        let columns = self.columns(table);
        let columns = columns.map_err(|error| failed(&output.name, error))?;
        let before = usize::from(self.numbered) + self.kept.len();
        refuse_twins(columns.split_at(before), table, self.what.groups.as_ref())?;
        match self.what.format {
            OutputFormat::Parquet => {
                self.refuse_no_cells(table, |column| table.column_type(column).is_none())?;
                Sink::parquet(output.file, &output.name, columns)
            }
            OutputFormat::Csv => {
                self.refuse_no_cells(table, |_| true)?;
                let delimiter = table.delimiter();
                let mut header = Vec::new();
                for (place, column) in columns.iter().enumerate() {
                    if place > 0 {
                        header.push(delimiter);
                    }
                    push_cell(&mut header, column.name().as_bytes(), delimiter);
                }
                header.push(b'\n');
                Sink::csv(output.file, &output.name, &header)
            }
        }
    }

    /// The names and types of the columns; those of a Parquet table keep their types.
    fn columns(&self, table: &Table) -> Result<Vec<TypePtr>, ParquetError> {
        let mut columns = Vec::new();
        if self.numbered {
            columns.push(primitive("row", Physical::INT64, Repetition::REQUIRED)?);
        }
        for column in &self.kept {
            columns.push(match table.column_type(*column) {
                Some(kept) => Arc::clone(kept),
                None => string(&table.columns()[*column])?,
            });
        }
        columns.push(string("segment")?);
        if self.what.labels {
            columns.push(string("label")?);
        }
        columns.push(primitive(
            "priority",
            Physical::INT32,
            Repetition::OPTIONAL,
        )?);
        match self.what.detail {
            Detail::Primary => {}
            Detail::AlsoMatches => columns.push(string("also_matches")?),
            Detail::Memberships => columns.push(primitive(
                "primary",
                Physical::BOOLEAN,
                Repetition::REQUIRED,
            )?),
        }
        if let Some(groups) = &self.what.groups {
            columns.push(string(&groups.title)?);
        }
        Ok(columns)
    }

    /// Refuses columns that no text can hold, of those that are written as texts.
    fn refuse_no_cells(
        &self,
        table: &Table,
        is_text: impl Fn(usize) -> bool,
    ) -> Result<(), LeadError> {
        let texts = self.kept.iter().filter(|column| is_text(**column));
        let mut no_cells =
            texts.filter_map(|column| table.no_cells(*column).map(|what| (*column, what)));
        match no_cells.next() {
            None => Ok(()),
            Some((column, what)) if self.what.format == OutputFormat::Parquet => {
                Err(LeadError::wrong(
                    table.name(),
                    format!(
                        "column {} holds {what} in some files, and something else in others",
                        table.columns()[column]
                    ),
                    "write one kind of value into all files, or leave --keep-columns out",
                ))
            }
            Some((column, what)) => Err(LeadError::wrong(
                table.name(),
                format!(
                    "column {} holds {what}, which CSV can't hold",
                    table.columns()[column]
                ),
                match self.what.keep_columns {
                    true => "end the name of the result in .parquet, or leave --keep-columns out",
                    false => "end the name of the result in .parquet, or name another `key`",
                },
            )),
        }
    }
}

/// Refuses a table with a column of the name of one of `own`, which stand behind its columns; the
/// last of them are the `groups`, if those are written.
fn refuse_twins(
    (before, own): (&[TypePtr], &[TypePtr]),
    table: &Table,
    groups: Option<&GroupColumn>,
) -> Result<(), LeadError> {
    if let Some(GroupColumn { title, .. }) = groups
        && before
            .iter()
            .chain(own)
            .filter(|one| one.name() == title)
            .count()
            > 1
    {
        return Err(LeadError::wrong(
            table.name(),
            format!("the result has a column {title} already, so the groups need another title"),
            "name one with --group-column, as in `--group-column test_group`",
        ));
    }
    let is_twin = |own: &&TypePtr| before.iter().any(|column| column.name() == own.name());
    match own.iter().find(is_twin).map(|own| own.name()) {
        None => Ok(()),
        Some(twice) => Err(LeadError::wrong(
            table.name(),
            format!("the table has a column {twice} already, and the result would have two"),
            "rename it, or leave --keep-columns out",
        )),
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
