//! Which tables of a book are read: one, parts of one list, or one for each scorer.

use std::collections::HashSet;

use super::columns::Columns;
use super::heading;
use super::layout::Layout;
use super::vocabulary::{Role, folded};
use crate::plan::PanelRule;
use crate::sheet::{Book, SheetError};
use crate::text::words;

/// A table and whose scores it holds, where each scorer has one.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) scorer: Option<String>,
    pub(super) table: &'a Layout<'a>,
    pub(super) columns: Columns<'a>,
}

impl<'a> Part<'a> {
    fn of(table: &'a Layout<'a>, scorer: Option<String>) -> Self {
        let columns = Columns::of(table);
        Self {
            scorer,
            table,
            columns,
        }
    }

    /// The names of its ideas.
    fn names(&self) -> HashSet<String> {
        let rows = self.table.rows.iter();
        let names =
            rows.filter_map(|row| Some(folded(self.table.sheet.shown(*row, self.columns.name?))));
        names.filter(|name| !name.is_empty()).collect()
    }
}

/// The tables that are read: one, parts of one list below each other, or one for each scorer.
///
/// # Errors
/// If they are on several sheets and about different ideas.
pub(super) fn parts<'a>(tables: &'a [Layout<'a>]) -> Result<Vec<Part<'a>>, SheetError> {
    let mut parts: Vec<Part> = tables.iter().map(|table| Part::of(table, None)).collect();
    let Some((first, others)) = parts.split_first() else {
        return Ok(parts);
    };
    let own = first.names();
    let sheet = &first.table.sheet.name;
    let one_sheet = others.iter().all(|part| part.table.sheet.name == *sheet);
    let shares = |part: &Part| part.names().intersection(&own).count() * 2 >= own.len().max(1);
    if others.is_empty() || own.is_empty() {
        parts.truncate(1);
    } else if others.iter().all(shares) {
        let scorers = scorers(tables, one_sheet);
        parts = match scorers.len() {
            0 | 1 => vec![Part::of(&tables[0], None)],
            _ => scorers,
        };
    } else if !one_sheet {
        return Err(different(tables));
    }
    Ok(parts)
}

/// The tables with the names of their scorers: the sheet's, or the title's. What sums them up is
/// left out.
fn scorers<'a>(tables: &'a [Layout<'a>], one_sheet: bool) -> Vec<Part<'a>> {
    let mut known = HashSet::new();
    let scorer = |(place, table): (usize, &'a Layout<'a>)| {
        let sheet = table.sheet.name.clone();
        let called = if one_sheet {
            table.title.clone().or(sheet)
        } else {
            sheet
        };
        let called = called.unwrap_or_else(|| format!("Scorer {}", place + 1));
        let mut scorer = heading::scorer(&called, "").unwrap_or(called);
        if !known.insert(scorer.clone()) {
            scorer = format!("{scorer} {}", place + 1);
        }
        (!is_summary(&scorer)).then(|| Part::of(table, Some(scorer)))
    };
    tables.iter().enumerate().filter_map(scorer).collect()
}

fn different(tables: &[Layout]) -> SheetError {
    let names = tables
        .iter()
        .filter_map(|table| table.sheet.name.as_deref());
    let mut sheets: Vec<&str> = names.collect();
    sheets.dedup();
    let options = sheets.iter().map(|name| format!("--sheet '{name}'"));
    SheetError::new(
        format!(
            "{} sheets hold scores of different ideas: {}",
            sheets.len(),
            words::list(&sheets)
        ),
        format!("say which one to read: {}", words::choice(options)),
    )
}

/// Whether a table by this name sums up what scorers gave.
fn is_summary(name: &str) -> bool {
    const SUMMARIES: &str = "summary overview result results total all zusammenfassung uebersicht gesamt \
                             resumo resumen resultado resume riepilogo overzicht";
    heading::is_mean(name)
        || SUMMARIES
            .split_whitespace()
            .any(|word| word == folded(name))
}

pub(super) fn panel_rule(parts: &[Part]) -> Option<PanelRule> {
    let columns = || parts.iter().flat_map(|part| &part.table.columns);
    let panel = parts.iter().any(|part| part.scorer.is_some())
        || columns().any(|one| one.scorer.is_some() || one.role == Some(Role::Scorer));
    let mean = columns().find(|one| one.mean);
    panel.then(|| match mean {
        Some(one) if !folded(&one.text).contains("median") => PanelRule::Mean,
        _ => PanelRule::Median,
    })
}

/// What stands above the table, else the name of the file in words.
pub(super) fn title(book: &Book, table: &Layout) -> String {
    if let Some(title) = &table.title {
        return title.clone();
    }
    let file = book.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
    match stem.chars().any(char::is_alphanumeric) && file != "standard input" {
        true => words::name_in_words(stem),
        false => "Imported ideas".to_owned(),
    }
}

/// Where the ideas come from: `ideas.xlsx, sheet Ideas, rows 4 to 18`.
pub(super) fn origin(book: &Book, parts: &[Part]) -> String {
    let file = book
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let sheets: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.table.sheet.name.as_deref())
        .collect();
    let mut distinct = sheets.clone();
    distinct.dedup();
    let sheets = match distinct.as_slice() {
        [] => String::new(),
        [one] => format!(", sheet {one}"),
        several => format!(", sheets {}", words::list(several)),
    };
    match parts {
        [part] => {
            let rows = &part.table.rows;
            let ends = rows.first().zip(rows.last());
            let rows = ends.map_or(String::new(), |(first, last)| {
                format!(", rows {} to {}", first + 1, last + 1)
            });
            format!("{file}{sheets}{rows}")
        }
        _ => format!("{file}{sheets}"),
    }
}
