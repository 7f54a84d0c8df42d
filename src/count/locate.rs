//! Which column of a table is meant.

use super::query::LeadQuery;
use crate::lead_error::LeadError;
use crate::plan::Plan;
use crate::table::Table;
use crate::text::nearest;
use crate::text::words::list;

/// The column of each field of a query.
pub(crate) fn field_columns(query: &LeadQuery, table: &Table) -> Result<Vec<usize>, LeadError> {
    let fields = query.fields.iter();
    fields
        .map(|field| {
            let whose = format!("the attribute {}", field.name);
            let advice = |near: &str| format!("did you mean {near}? name it with `column:`");
            find_column(&field.column, table, &whose, advice)
        })
        .collect()
}

/// The plan's key, which something needs: `why` says what, up to where the plan has none.
///
/// # Errors
/// If the plan names none.
pub(crate) fn need_key<'p>(plan: &'p Plan, why: &str) -> Result<&'p str, LeadError> {
    plan.leads.key.as_deref().ok_or_else(|| {
        LeadError::wrong(
            "",
            format!("{why}, and the plan names none"),
            "write the name of the key's column under `leads`: `leads: {key: lead_id}`",
        )
    })
}

/// The column of the key; None if the plan names none.
pub(crate) fn key_column(query: &LeadQuery, table: &Table) -> Result<Option<usize>, LeadError> {
    let advice = |near: &str| format!("did you mean {near}? write `key: {near}` under `leads`");
    let key = query.key.as_ref();
    key.map(|key| find_column(key, table, "leads.key", advice))
        .transpose()
}

/// The column of a name, exactly so or with spaces around it; `advice` says what to write if
/// another name is meant.
pub(crate) fn find_column(
    column: &str,
    table: &Table,
    whose: &str,
    advice: impl Fn(&str) -> String,
) -> Result<usize, LeadError> {
    let names = table.columns();
    let found = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let places = names.iter().enumerate();
        places
            .filter(|(_, name)| fits(name))
            .map(|(place, _)| place)
            .collect()
    };
    let mut places = found(&|name| name == column);
    if places.is_empty() {
        places = found(&|name| name.trim() == column.trim());
    }
    match places.as_slice() {
        [one] => Ok(*one),
        [] => {
            table.check_columns()?;
            Err(LeadError::wrong(
                table.name(),
                format!("there is no column {column}, which {whose} needs"),
                if let Some(near) = nearest(column, names.iter().map(String::as_str)) {
                    advice(near)
                } else {
                    let known = format!("the columns are {}", some_of(names));
                    let elsewhere = table.elsewhere().map(str::to_owned);
                    let help: Vec<String> = std::iter::once(known).chain(elsewhere).collect();
                    help.join("; ")
                },
            ))
        }
        several => Err(LeadError::wrong(
            table.name(),
            format!(
                "{} columns are called {column}, which {whose} needs",
                several.len()
            ),
            "rename all but one of them",
        )),
    }
}

fn some_of(names: &[String]) -> String {
    let named = names.iter().filter(|name| !name.is_empty());
    let shown: Vec<&str> = named.map(String::as_str).take(30).collect();
    match names.len() > 30 {
        true => format!("{} and others", shown.join(", ")),
        false => list(&shown),
    }
}
