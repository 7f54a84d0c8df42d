//! One lead of a table, with its values as conditions understand them.

use super::counter::not_a_value;
use super::locate::{field_columns, key_column};
use super::query::LeadQuery;
use crate::classes::Field;
use crate::condition::value::{self, BooleanWords, DateFormat, NumberFormat};
use crate::condition::{AttributeId, AttributeType, Literal};
use crate::lead_error::LeadError;
use crate::plan::{Attribute, Plan};
use crate::table::{
    Batch, Consumer, Finish, Input, Progress, Selection, Stop, Table, TableOptions,
};

/// A lead of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// Its key, as it was asked for.
    pub key: String,
    /// Its row, from 1.
    pub row: u64,
    /// How many rows have the key; this is the first of them.
    pub rows: u64,
    /// Of each attribute that conditions read: the cell, and the value that it stands for, `None`
    /// where it is missing.
    pub values: Vec<(AttributeId, String, Option<Literal>)>,
}

impl Lead {
    /// The cell of an attribute and the value that it stands for, `None` where it is missing; none
    /// of both if no condition reads the attribute.
    pub fn value(&self, attribute: AttributeId) -> Option<(&str, Option<&Literal>)> {
        let mut values = self.values.iter();
        let (_, cell, value) = values.find(|(one, ..)| *one == attribute)?;
        Some((cell, value.as_ref()))
    }
}

/// Finds a lead by its key, by its row (from 1) where the plan names no `leads.key`. Reads the whole
/// table, on one thread.
///
/// # Errors
/// If the table cannot be read, lacks a column that the plan needs, has no such lead, or holds a
/// value that is not of its attribute's type in it.
pub fn find_lead(
    plan: &Plan,
    key: &str,
    input: Input,
    options: &TableOptions,
    progress: &Progress,
) -> Result<Lead, LeadError> {
    let query = LeadQuery::of(plan);
    let options = TableOptions {
        threads: Some(1),
        ..options.clone()
    };
    let table = Table::open(input, &options, progress)?;
    let columns = field_columns(&query, &table)?;
    let name = table.name().to_owned();
    let key_column = key_column(&query, &table)?;
    let selection = Selection {
        classified: Vec::new(),
        cells: columns.iter().copied().chain(key_column).collect(),
    };
    let search = || Search {
        key,
        key_column,
        columns: &columns,
        row: 0,
        found: None,
        rows: 0,
    };
    let (found, rows) = table
        .read(&selection, search)?
        .done
        .into_iter()
        .fold((None, 0), |(found, rows), (one, more)| {
            (Option::or(found, one), rows + more)
        });
    let Some((row, cells)) = found else {
        return Err(not_found(&name, key, query.key.as_deref()));
    };
    let fields = query.fields.iter().zip(cells);
    let values = fields.map(|(field, (cell, is_text))| {
        let value = literal(field, &cell, !is_text);
        let value = value.ok_or_else(|| {
            let wrong = not_a_value(field, &cell).alone();
            wrong.in_file(format!("{name}, the lead {key}"))
        })?;
        Ok((field.attribute, cell, value))
    });
    Ok(Lead {
        key: key.to_owned(),
        row,
        rows,
        values: values.collect::<Result<_, LeadError>>()?,
    })
}

fn not_found(file: &str, key: &str, column: Option<&str>) -> LeadError {
    match column {
        Some(column) => LeadError::wrong(
            file,
            format!("no lead has the key {key} in the column {column}"),
            "write the key exactly as the table has it",
        ),
        None => LeadError::wrong(
            file,
            format!("there is no row {key}"),
            "write the number of a row, from 1; with `key:` under `leads` a lead goes by its key",
        ),
    }
}

/// Looks for the rows with a key.
struct Search<'a> {
    key: &'a str,
    key_column: Option<usize>,
    columns: &'a [usize],
    /// Rows read.
    row: u64,
    /// The first row that was found, and its cells, each with whether it is a text.
    found: Option<(u64, Vec<(String, bool)>)>,
    rows: u64,
}

impl Consumer for Search<'_> {
    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        for row in 0..batch.rows() {
            self.row += 1;
            let is_it = match self.key_column {
                Some(column) => *batch.cell(column, row)? == *self.key.as_bytes(),
                None => self.key.trim().parse() == Ok(self.row),
            };
            if !is_it {
                continue;
            }
            self.rows += 1;
            if self.found.is_none() {
                let cells = self.columns.iter().map(|column| {
                    batch.check_text(&[*column])?;
                    let cell = batch.cell(*column, row)?;
                    let text = String::from_utf8_lossy(&cell).into_owned();
                    Ok((text, batch.is_text(*column, row)))
                });
                self.found = Some((self.row, cells.collect::<Result<_, Stop>>()?));
            }
        }
        Ok(())
    }
}

impl Finish for Search<'_> {
    type Done = (Option<(u64, Vec<(String, bool)>)>, u64);

    fn done(self) -> Self::Done {
        (self.found, self.rows)
    }
}

/// The value that a cell stands for, `Some(None)` where it is missing; `None` if it is no value of
/// its type. A cell with a type has its dates in ISO's notation, and a point before decimals.
pub(crate) fn literal(field: &Field, cell: &str, is_typed: bool) -> Option<Option<Literal>> {
    if field.kind == AttributeType::Text {
        let is_missing = cell.is_empty() || field.missing.iter().any(|word| word == cell);
        return Some((!is_missing).then(|| Literal::Text(cell.to_owned())));
    }
    let format = DateFormat::new(field.format.as_deref().filter(|_| !is_typed));
    let numbers = NumberFormat(field.decimal.filter(|_| !is_typed));
    let words = BooleanWords::new(&field.yes, &field.no);
    let read = |text: &str| match field.kind {
        AttributeType::Integer => numbers.integer(text).map(Literal::Integer),
        AttributeType::Number => numbers.number(text).map(Literal::Number),
        AttributeType::Boolean => words.boolean(text).map(Literal::Boolean),
        AttributeType::Date => {
            let day = format.day(text);
            day.map(|day| Literal::Date(value::date_of(day)))
        }
        AttributeType::Text => None,
    };
    let found = value::value_of(cell, &field.missing, read)?;
    let is_word = |value: &Literal| {
        field
            .missing
            .iter()
            .any(|word| read(word).as_ref() == Some(value))
    };
    Some(found.filter(|value| !is_word(value)))
}

/// The value that a word stands for as a cell of an attribute, whatever its `missing` words are; `None`
/// if it is no value of its type.
pub fn value_of_word(attribute: &Attribute, word: &str) -> Option<Literal> {
    let field = Field {
        missing: Vec::new(),
        ..Field::of(AttributeId(0), attribute)
    };
    literal(&field, word, false)?
}
