//! Tables of every output as rows of texts.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::text::{from_html, from_markdown, plain};

/// A table: the names of its columns, and its rows.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Grid {
    /// Each row as its cells by the names of their columns; no column has more than one of these
    /// names.
    pub(super) fn cell<'a>(&self, row: &'a [String], names: &[&str]) -> Option<&'a str> {
        let column = self
            .header
            .iter()
            .position(|name| names.contains(&name.as_str()))?;
        row.get(column).map(String::as_str)
    }
}

/// The table of a page for a terminal, whose header begins with `#`.
pub(super) fn of_terminal(page: &str) -> Grid {
    let lines: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("#  "))
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with('─')) // the cut line has no columns
        .collect();
    let width = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    let mut used = vec![false; width];
    for line in &lines {
        let mut at = 0;
        for sign in line.chars() {
            let wide = sign.width().unwrap_or(0);
            if sign != ' ' {
                used[at..at + wide].fill(true);
            }
            at += wide;
        }
    }
    // Two blank columns in a row part the cells.
    let gap = |at: usize| !used[at] && used.get(at + 1).is_none_or(|used| !used);
    let mut starts = vec![0];
    starts.extend((2..width).filter(|at| used[*at] && gap(at - 2)));
    let cells = |line: &str| -> Vec<String> {
        let mut cells = vec![String::new(); starts.len()];
        let mut at = 0;
        for sign in line.chars() {
            let column = starts.partition_point(|start| *start <= at).max(1) - 1;
            cells[column].push(sign);
            at += sign.width().unwrap_or(0);
        }
        cells.iter().map(|cell| plain(cell)).collect()
    };
    let mut rows = lines.iter().map(|line| cells(line));
    Grid {
        header: rows.next().unwrap_or_default(),
        rows: rows.collect(),
    }
}

/// The tables of a Markdown page.
pub(super) fn of_markdown(page: &str) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        let Some(row) = line.strip_prefix('|') else {
            inside = false;
            continue;
        };
        let cells = markdown_cells(row);
        if !inside {
            grids.push(Grid {
                header: cells,
                rows: Vec::new(),
            });
        } else if let Some(grid) = grids.last_mut() {
            let ruled = cells
                .iter()
                .all(|cell| cell.trim_matches([':', '-']).is_empty());
            if !(ruled && grid.rows.is_empty()) {
                grid.rows.push(cells);
            }
        }
        inside = true;
    }
    grids
}

fn markdown_cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for sign in row.chars() {
        match cells.last_mut() {
            Some(_) if sign == '|' && !escaped => cells.push(String::new()),
            Some(cell) => cell.push(sign),
            None => {}
        }
        escaped = sign == '\\' && !escaped;
    }
    cells.pop();
    cells.iter().map(|cell| from_markdown(cell)).collect()
}

/// A CSV file.
pub(super) fn of_csv(text: &str) -> Grid {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    Grid {
        header: row(reader.headers().unwrap()),
        rows: reader.records().map(|one| row(&one.unwrap())).collect(),
    }
}

/// The tables of a page of HTML, with the cells' tags.
pub(super) fn of_html(page: &str) -> Vec<Grid> {
    let tables = page.split("<table").skip(1);
    tables
        .map(|table| {
            let table = table.split("</table>").next().unwrap_or_default();
            let mut rows = table.split("<tr").skip(1).map(html_cells);
            Grid {
                header: rows
                    .next()
                    .unwrap_or_default()
                    .iter()
                    .map(|cell| from_html(cell))
                    .collect(),
                rows: rows.collect(),
            }
        })
        .collect()
}

/// The cells of a row as they are written, each from its tag on.
fn html_cells(row: &str) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for tag in row.split('<').skip(1) {
        let is_cell = ["td", "th"].iter().any(|name| {
            let rest = tag.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with([' ', '>']))
        });
        match cells.last_mut() {
            _ if is_cell => cells.push(format!("<{tag}")),
            Some(cell) => {
                cell.push('<');
                cell.push_str(tag);
            }
            None => {}
        }
    }
    cells
}

/// A sheet of a workbook, whose table's header is the first row with this text in its first cell;
/// the whole sheet where that is empty.
pub(super) fn of_workbook(file: &Path, sheet: &str, first: &str) -> Grid {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let Ok(range) = book.worksheet_range(sheet) else {
        return Grid::default();
    };
    let text = |cell: &Data| match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    };
    let all = range
        .rows()
        .map(|row| row.iter().map(text).collect::<Vec<_>>());
    let mut rows = all.skip_while(|row| {
        row.first()
            .is_some_and(|cell| !first.is_empty() && cell != first)
    });
    if first.is_empty() {
        return Grid {
            header: Vec::new(),
            rows: rows.collect(),
        };
    }
    Grid {
        header: rows.next().unwrap_or_default(),
        rows: rows.collect(),
    }
}
