//! Which column of a table is meant.

use super::query::LeadQuery;
use crate::lead_error::LeadError;
use crate::table::Table;
use crate::text::nearest;
use crate::text::words::list;

/// The column of each field of a query.
pub(crate) fn field_columns(query: &LeadQuery, table: &Table) -> Result<Vec<usize>, LeadError> {
    let fields = query.fields.iter();
    fields
        .map(|field| {
            let whose = format!("the attribute {}", field.name);
            find_column(&field.column, table.columns(), table.name(), &whose)
        })
        .collect()
}

/// The column of the key; None if the plan names none.
pub(crate) fn key_column(query: &LeadQuery, table: &Table) -> Result<Option<usize>, LeadError> {
    let key = query.key.as_ref();
    key.map(|key| find_column(key, table.columns(), table.name(), "leads.key"))
        .transpose()
}

/// The column of a name, exactly so or with spaces around it.
fn find_column(
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
