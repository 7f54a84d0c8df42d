//! Where the tables of a book stand and what their columns hold.

use std::collections::HashSet;

use super::ImportOptions;
use super::heading::{self, is_mean};
use super::vocabulary::{self, Role, folded, is_criterion};
use crate::sheet::{Book, CellPlace, Sheet, SheetError, column_letters, column_of};
use crate::text::words;

/// A table of a sheet: its headings and its rows.
#[derive(Debug)]
pub(super) struct Layout<'b> {
    pub(super) sheet: &'b Sheet,
    /// The row of the headings.
    pub(super) header: usize,
    /// What stands alone above the headings.
    pub(super) title: Option<String>,
    pub(super) columns: Vec<Heading>,
    /// The rows below the headings that hold something.
    pub(super) rows: Vec<usize>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) column: usize,
    /// As it is written.
    pub(super) text: String,
    pub(super) role: Option<Role>,
    /// Whose scores it holds, where several people have a column each.
    pub(super) scorer: Option<String>,
    /// Whether it is the mean of such columns.
    pub(super) mean: bool,
}

impl Layout<'_> {
    /// The first column of a role that is nobody's own.
    pub(super) fn column(&self, role: Role) -> Option<&Heading> {
        let mut columns = self.columns.iter();
        columns.find(|one| one.role == Some(role) && one.scorer.is_none() && !one.mean)
    }

    /// Whether it has a column for each of the three scores.
    fn is_whole(&self) -> bool {
        let has = |role: Role| self.columns.iter().any(|one| one.role == Some(role));
        has(Role::Impact) && has(Role::Confidence) && (has(Role::Ease) || has(Role::Effort))
    }

    pub(super) fn place(&self, row: usize, column: usize) -> CellPlace {
        self.sheet.place(row, column)
    }
}

/// The rows in which a header is looked for, from the top of a sheet.
const HEADER_ROWS: usize = 40;

/// The tables of a book that hold scores.
///
/// # Errors
/// If there is none: what the headings are, and how to say what they mean.
pub(super) fn tables<'b>(
    book: &'b Book,
    options: &ImportOptions,
) -> Result<Vec<Layout<'b>>, SheetError> {
    let sheets: Vec<&Sheet> = match &options.sheet {
        None => book.sheets.iter().collect(),
        Some(name) => vec![named(book, name)?],
    };
    let tables: Vec<Layout> = sheets
        .iter()
        .flat_map(|sheet| tables_of(sheet, options))
        .collect();
    if tables.is_empty() {
        return Err(no_table(&sheets));
    }
    // A table with all three scores is meant rather than one that only speaks of them.
    let (whole, partly): (Vec<Layout>, Vec<Layout>) =
        tables.into_iter().partition(Layout::is_whole);
    Ok(if whole.is_empty() { partly } else { whole })
}

fn named<'b>(book: &'b Book, name: &str) -> Result<&'b Sheet, SheetError> {
    let is_named = |sheet: &&Sheet| {
        let own = sheet.name.as_deref().unwrap_or_default();
        folded(own) == folded(name)
    };
    book.sheets.iter().find(is_named).ok_or_else(|| {
        let names: Vec<&str> = book
            .sheets
            .iter()
            .filter_map(|sheet| sheet.name.as_deref())
            .collect();
        let help = match names.is_empty() {
            true => "this file has no sheets with names: leave --sheet out".to_owned(),
            false => format!("its sheets are {}", words::list(&names)),
        };
        SheetError::new(format!("no sheet is called `{name}`"), help)
    })
}

fn no_table(sheets: &[&Sheet]) -> SheetError {
    let rows = sheets.iter().flat_map(|sheet| {
        let rows = 0..sheet.rows.len().min(HEADER_ROWS);
        rows.map(|row| texts(sheet, row))
    });
    // The first of the fullest rows: that of headings, where all have as many cells.
    let rows: Vec<Vec<String>> = rows.collect();
    let headings = rows.into_iter().rev().max_by_key(Vec::len);
    let headings = headings.unwrap_or_default();
    if headings.is_empty() {
        return SheetError::new(
            "there is nothing in this sheet",
            "name a file with a table of ideas and their scores",
        );
    }
    let shown = headings.iter().take(8).map(|text| words::shortened(text));
    SheetError::new(
        format!(
            "no row has headings for Impact, Confidence and Ease; the fullest one has {}",
            words::list(shown)
        ),
        "say what the columns hold, by heading or letter: --column impact=D --column confidence=E --column ease=F; \
         if this is a lead table, `segplan columns` says what is in it",
    )
}

fn texts(sheet: &Sheet, row: usize) -> Vec<String> {
    let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    cells
        .iter()
        .map(|cell| cell.text.clone())
        .filter(|text| !text.is_empty())
        .collect()
}

/// The tables of a sheet, one below the other: each begins with a row of headings.
fn tables_of<'b>(sheet: &'b Sheet, options: &ImportOptions) -> Vec<Layout<'b>> {
    let mut headers: Vec<(usize, usize, Vec<Heading>)> = Vec::new();
    for row in 0..sheet.rows.len() {
        if headers.is_empty() && row >= HEADER_ROWS {
            break;
        }
        if let Some((last, columns)) = headings(sheet, row, options) {
            headers.push((row, last, columns));
        }
    }
    let ends: Vec<usize> = headers
        .iter()
        .skip(1)
        .map(|(row, ..)| *row)
        .chain([sheet.rows.len()])
        .collect();
    let mut from = 0;
    let tables = headers
        .into_iter()
        .zip(ends)
        .map(|((first, header, columns), end)| {
            let title = title(sheet, from, first);
            from = header + 1;
            let rows = (header + 1..end).filter(|row| !sheet.is_blank(*row));
            let mut layout = Layout {
                sheet,
                header,
                title,
                rows: rows.collect(),
                columns,
            };
            if end < sheet.rows.len() {
                drop_title_below(&mut layout, end);
            }
            layout
        });
    tables.collect()
}

/// The title of the next table stands at the end of this one's rows.
fn drop_title_below(layout: &mut Layout, end: usize) {
    if let Some(last) = layout.rows.last().copied()
        && last + 2 >= end
        && texts(layout.sheet, last).len() == 1
    {
        layout.rows.pop();
    }
}

/// The text that stands alone in the last such row above a header.
fn title(sheet: &Sheet, from: usize, header: usize) -> Option<String> {
    let mut alone = (from..header)
        .rev()
        .map(|row| texts(sheet, row))
        .filter(|texts| texts.len() == 1);
    // A row of groups above the headings is no title; several lines of one text each may be: the first counts.
    let last = alone.next()?;
    let first = alone.next_back().unwrap_or(last);
    first
        .into_iter()
        .next()
        .filter(|text| text.chars().any(char::is_alphabetic))
}

/// The headings of a row with the last row that they take, if it is a header: two criteria or more,
/// in columns of their own.
fn headings(sheet: &Sheet, row: usize, options: &ImportOptions) -> Option<(usize, Vec<Heading>)> {
    let cells = sheet.rows.get(row)?;
    let mut texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    let mut roles: Vec<Option<(Role, String)>> =
        texts.iter().map(|text| vocabulary::role(text)).collect();
    let criteria = roles.iter().flatten().map(|(role, _)| *role);
    let criteria: HashSet<Role> = criteria.filter(|role| is_criterion(*role)).collect();
    let found = criteria.len();
    let named = options
        .columns
        .iter()
        .filter(|(_, column)| column_named(&texts, column).is_some())
        .count();
    let by_hand = options.columns.len() >= 2 && named == options.columns.len();
    let filled = texts.iter().filter(|text| !text.is_empty()).count();
    let numbers = texts
        .iter()
        .filter(|text| text.parse::<f64>().is_ok())
        .count();
    if !(by_hand || found >= 2) || numbers * 2 > filled {
        return None;
    }
    let above = groups_above(sheet, row);
    for (column, text) in texts.iter_mut().enumerate() {
        if let Some(above) = above.filter(|_| text.is_empty()) {
            *text = &sheet.cell(above, column).text;
            roles[column] = vocabulary::role(text).filter(|(role, _)| !is_criterion(*role));
        }
    }
    let headings = texts
        .iter()
        .zip(roles)
        .enumerate()
        .map(|(column, (text, role))| {
            let group = above.and_then(|above| group_above(sheet, above, column));
            read_heading(column, text, role, group)
        });
    let mut headings: Vec<Heading> = headings.filter(|one| !one.text.is_empty()).collect();
    let mut last = row;
    if let Some(spread) = spread(sheet, row, &headings) {
        (headings, last) = (spread, row + 1);
    }
    for (role, column) in &options.columns {
        if let Some(column) = column_named(&texts, column) {
            name_by_hand(&mut headings, *role, column);
        }
    }
    settle_scorers(&mut headings);
    Some((last, headings))
}

/// The row above, if it is one of groups: a title stands alone in its row.
fn groups_above(sheet: &Sheet, row: usize) -> Option<usize> {
    let above = row.checked_sub(1)?;
    let filled = sheet
        .rows
        .get(above)?
        .iter()
        .filter(|cell| !cell.text.is_empty());
    (filled.take(2).count() > 1).then_some(above)
}

fn name_by_hand(headings: &mut Vec<Heading>, role: Role, column: usize) {
    let third = |role| matches!(role, Role::Ease | Role::Effort);
    let same = |other: Option<Role>| {
        other.is_some_and(|other| other == role || (third(other) && third(role)))
    };
    headings
        .iter_mut()
        .filter(|one| same(one.role))
        .for_each(|one| one.role = None);
    let heading = Heading {
        column,
        text: column_letters(column),
        role: Some(role),
        scorer: None,
        mean: false,
    };
    match headings.iter_mut().find(|one| one.column == column) {
        Some(known) => {
            *known = Heading {
                text: known.text.clone(),
                ..heading
            }
        }
        None => headings.push(heading),
    }
}

/// A column by its heading or, where none has it, by its letters.
fn column_named(texts: &[&str], named: &str) -> Option<usize> {
    let same = |text: &&str| !text.is_empty() && folded(text) == folded(named);
    let by_heading = texts.iter().position(same);
    by_heading.or_else(|| column_of(named).filter(|column| *column < texts.len()))
}

/// A heading; `above` is the group that it belongs to, such as the name of a scorer.
fn read_heading(
    column: usize,
    text: &str,
    role: Option<(Role, String)>,
    above: Option<String>,
) -> Heading {
    let scorer = role.as_ref().filter(|(role, _)| is_criterion(*role));
    let scorer = scorer.and_then(|(_, words)| heading::scorer(text, words).or(above));
    Heading {
        column,
        text: text.replace('\n', " "),
        role: role.map(|(role, _)| role),
        mean: scorer.as_deref().is_some_and(is_mean),
        scorer,
    }
}

/// What a merged cell, or a cell followed by empty ones, says above a column.
fn group_above(sheet: &Sheet, row: usize, column: usize) -> Option<String> {
    let mut texts = (0..=column).rev().map(|at| sheet.shown(row, at));
    let text = texts.find(|text| !text.is_empty())?;
    let named = text.chars().any(char::is_alphabetic);
    named.then(|| text.to_owned())
}

/// `Impact`, `Confidence`, `Ease` each over a column for each scorer, whose names stand in the row
/// below; `None` if the headings are one a column.
fn spread(sheet: &Sheet, row: usize, headings: &[Heading]) -> Option<Vec<Heading>> {
    let width = sheet.width();
    let mut spread = Vec::new();
    let mut panel = false;
    for (place, heading) in headings.iter().enumerate() {
        let end = headings.get(place + 1).map_or(width, |next| next.column);
        let below = |column: usize| sheet.cell(row + 1, column).text.as_str();
        let named = (heading.column..end).take_while(|column| {
            let name = below(*column);
            name.chars().any(char::is_alphabetic) && name.chars().count() <= LONGEST_NAME
        });
        let named: Vec<usize> = named.collect();
        if named.len() < 2 || !heading.role.is_some_and(is_criterion) {
            spread.push(heading.clone());
            continue;
        }
        panel = true;
        spread.extend(named.into_iter().map(|column| Heading {
            column,
            scorer: Some(below(column).to_owned()),
            mean: is_mean(below(column)),
            ..heading.clone()
        }));
    }
    panel.then_some(spread)
}

/// The longest name of a scorer, in characters.
const LONGEST_NAME: usize = 40;

/// Words beside `Impact` name a scorer only where several columns of a criterion have such words;
/// of columns that are nobody's own, the first of a role has it.
fn settle_scorers(headings: &mut [Heading]) {
    let roles = [Role::Impact, Role::Confidence, Role::Ease, Role::Effort];
    let several = |role: &Role| {
        let own = headings
            .iter()
            .filter(|one| one.role == Some(*role) && one.scorer.is_some() && !one.mean);
        own.count() > 1
    };
    if !roles.iter().any(several) {
        for one in headings {
            one.scorer = None;
            one.mean = false;
        }
    }
}
