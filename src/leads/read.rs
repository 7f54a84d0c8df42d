//! A lead table read from beginning to end.

use arrow_array::ArrayRef;

use crate::plan::Plan;
use crate::text::nearest;
use crate::text::words::list;

use super::cell::unquoted;
use super::counter::{Counted, Counter};
use super::input::{Input, Opened};
use super::keys::{KeyCheck, Keys};
use super::parts::Parts;
use super::questions::Questions;
use super::reading::{Progress, Ragged, ReadOptions, Reading};
use super::{csv, parquet};
use crate::lead_error::LeadError;

/// Reads a lead table and counts who fits what.
///
/// # Errors
/// Where the table cannot be read, does not have the columns that the plan needs, or holds a
/// value that is not of its attribute's type.
pub fn read(
    plan: &Plan,
    input: &Input,
    options: &ReadOptions,
    progress: &Progress,
) -> Result<Reading, LeadError> {
    let questions = Questions::of(plan)?;
    let keys = options.check_keys.then(Keys::new);
    let file = input.name();
    let (counted, ragged) = match input.open(progress)? {
        Opened::Text(text) => {
            let table = csv::Table::open(&file, text, options.delimiter)?;
            let columns = find_columns(&questions, table.names(), &file)?;
            match key_to_check(keys.as_ref(), &questions, table.names(), &file)? {
                Some((keys, key)) => {
                    csv::pass(table, &questions, &columns, options, progress, || KeysOf {
                        keys,
                        key,
                    })?
                }
                None => csv::pass(table, &questions, &columns, options, progress, || ())?,
            }
        }
        Opened::Parquet(known) => {
            let table = parquet::Table::open(known)?;
            let columns = find_columns(&questions, table.names(), &file)?;
            let counted = match key_to_check(keys.as_ref(), &questions, table.names(), &file)? {
                Some((keys, key)) => parquet::pass(
                    &table,
                    &questions,
                    &columns,
                    &[key],
                    options,
                    progress,
                    || KeysOf { keys, key },
                )?,
                None => parquet::pass(&table, &questions, &columns, &[], options, progress, || ())?,
            };
            (counted, Ragged::default())
        }
    };
    let keys = keys.map(Keys::count).transpose()?;
    reading(&questions, counted, ragged, keys, &file)
}

/// What takes the keys and their column, where that was asked for and the plan names one.
fn key_to_check<'a>(
    keys: Option<&'a Keys>,
    questions: &Questions,
    names: &[String],
    file: &str,
) -> Result<Option<(&'a Keys, usize)>, LeadError> {
    match keys {
        Some(keys) => Ok(key_column(questions, names, file)?.map(|key| (keys, key))),
        None => Ok(None),
    }
}

/// The column of the key, where the plan names one.
pub(super) fn key_column(
    questions: &Questions,
    names: &[String],
    file: &str,
) -> Result<Option<usize>, LeadError> {
    let key = questions.key.as_ref();
    key.map(|key| find_column(key, names, file, "leads.key"))
        .transpose()
}

/// Takes the keys of leads and nothing else.
struct KeysOf<'a> {
    keys: &'a Keys,
    key: usize,
}

impl Parts for KeysOf<'_> {}

impl csv::Consumer for KeysOf<'_> {
    fn rows(&mut self, some: &csv::SomeRows, _: &Counter) -> Result<(), LeadError> {
        (0..some.count()).try_for_each(|row| self.keys.add(&unquoted(some.cell(row, self.key))))
    }
}

impl parquet::Consumer for KeysOf<'_> {
    fn rows(&mut self, column: &dyn Fn(usize) -> ArrayRef, _: &Counter) -> Result<(), LeadError> {
        let array = column(self.key);
        let key = |row| parquet::text(array.as_ref(), row).unwrap_or_default();
        (0..array.len()).try_for_each(|row| self.keys.add(key(row).as_bytes()))
    }
}

/// What reading came to; a table without a single lead is refused.
pub(super) fn reading(
    questions: &Questions,
    counted: Counted,
    ragged: Ragged,
    keys: Option<KeyCheck>,
    file: &str,
) -> Result<Reading, LeadError> {
    if counted.masks.leads() == 0 {
        return Err(LeadError::wrong(
            file,
            "the table has a header and no leads",
            "export it again with one line a lead",
        ));
    }
    let facts = counted.seen.into_iter().zip(&questions.fields);
    Ok(Reading {
        masks: counted.masks,
        columns: facts
            .filter(|(_, field)| !field.tests.is_empty())
            .map(|(seen, field)| seen.facts(field.attribute))
            .collect(),
        ragged,
        keys,
    })
}

/// The column of each field of the questions.
pub(super) fn find_columns(
    questions: &Questions,
    names: &[String],
    file: &str,
) -> Result<Vec<usize>, LeadError> {
    let fields = questions.fields.iter();
    fields
        .map(|field| {
            find_column(
                &field.column,
                names,
                file,
                &format!("the attribute {}", field.name),
            )
        })
        .collect()
}

/// The column of a name, exactly so or with spaces around it.
pub(super) fn find_column(
    column: &str,
    names: &[String],
    file: &str,
    whose: &str,
) -> Result<usize, LeadError> {
    let exact = |name: &String| name == column;
    let trimmed = |name: &String| name.trim() == column.trim();
    let found = |fits: &dyn Fn(&String) -> bool| -> Vec<usize> {
        let places = names.iter().enumerate();
        places
            .filter(|(_, name)| fits(name))
            .map(|(place, _)| place)
            .collect()
    };
    let mut places = found(&exact);
    if places.is_empty() {
        places = found(&trimmed);
    }
    match places.as_slice() {
        [one] => Ok(*one),
        [] => Err(LeadError::wrong(
            file,
            format!("there is no column {column}, which {whose} needs"),
            match nearest(column, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean {near}? name it with `column:`"),
                None => format!("the columns are {}", some_of(names)),
            },
        )),
        several => Err(LeadError::wrong(
            file,
            format!(
                "{} columns are called {column}, which {whose} needs",
                several.len()
            ),
            "rename all but one of them",
        )),
    }
}

fn some_of(names: &[String]) -> String {
    let shown: Vec<&str> = names
        .iter()
        .filter(|name| !name.is_empty())
        .map(String::as_str)
        .take(30)
        .collect();
    match names.len() > 30 {
        true => format!("{} and others", shown.join(", ")),
        false => list(&shown),
    }
}
