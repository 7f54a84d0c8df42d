//! Tables as Markdown writes them; each is a sheet under the heading above it.

use super::grid::{Cell, Sheet};
use super::{SheetError, check_size};

/// The tables of a text, with the number of its line as that of each row; empty where it has none.
pub(super) fn sheets(text: &str) -> Result<Vec<Sheet>, SheetError> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let rules = (1..lines.len()).filter(|at| is_rule(lines[*at]) && lines[at - 1].contains('|'));
    let starts: Vec<usize> = rules.map(|rule| rule - 1).collect();
    let table = |start: usize| {
        let end = (start + 2..lines.len()).find(|at| !lines[*at].contains('|'));
        let end = end.unwrap_or(lines.len());
        let mut rows = vec![Vec::new(); start];
        rows.push(cells(lines[start]));
        rows.push(Vec::new());
        rows.extend(lines[start + 2..end].iter().map(|line| cells(line)));
        let sheet = Sheet {
            name: heading(&lines[..start]).filter(|_| starts.len() > 1),
            rows,
            ..Sheet::default()
        };
        check_size(end - start, sheet.width())?;
        Ok(sheet)
    };
    // A long text with very many tables is no list of ideas, and each keeps its lines.
    starts
        .iter()
        .take(MOST_TABLES)
        .map(|start| table(*start))
        .collect()
}

/// More tables than this in one text are not read.
const MOST_TABLES: usize = 50;

/// A longer cell keeps its signs: taking them out takes time with the square of its length.
const LONGEST: usize = 4_000;

/// Whether a line is the one below a table's headings: `| --- | :-: |`.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.chars().all(|sign| "|-: ".contains(sign))
}

/// The nearest heading above a table.
fn heading(above: &[&str]) -> Option<String> {
    let marks = |line: &&&str| line.starts_with('#') || line.starts_with("**");
    let line = above.iter().rev().find(marks)?;
    let text = plain(line.trim_start_matches('#'));
    (!text.is_empty()).then_some(text)
}

fn cells(line: &str) -> Vec<Cell> {
    let inside = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut signs = inside.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if signs.peek() == Some(&'|') => cell.extend(signs.next()),
            '|' => cells.push(Cell::text(&plain(&std::mem::take(&mut cell)))),
            sign => cell.push(sign),
        }
    }
    if !cell.trim().is_empty() {
        cells.push(Cell::text(&plain(&cell)));
    }
    cells
}

/// A text without the signs that make it bold, code or a link.
fn plain(text: &str) -> String {
    if text.len() > LONGEST {
        return text.to_owned();
    }
    let mut text = text.replace("**", "").replace("__", "").replace('`', "");
    text = text.replace("<br>", " ").replace("<br/>", " ");
    while let Some((start, middle, end)) = link(&text) {
        let shown = text[start + 1..middle].to_owned();
        text.replace_range(start..end, &shown);
    }
    let bare = text.trim();
    let emphasized = bare
        .strip_prefix('*')
        .and_then(|text| text.strip_suffix('*'));
    emphasized.unwrap_or(bare).trim().to_owned()
}

/// Where a link `[text](address)` begins, where its text ends and where it ends.
fn link(text: &str) -> Option<(usize, usize, usize)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')? + 1;
    Some((start, middle, end))
}
