//! Text in columns: commas, semicolons or tabs between cells.

use super::grid::{Cell, Sheet};
use super::{SheetError, check_size};

/// What may stand between cells; the first of equals counts.
const DELIMITERS: [char; 4] = ['\t', ';', ',', '|'];
/// So many rows decide which it is.
const SAMPLE: usize = 60;

/// The text as a sheet, a row for each line that no quotes hold together, blank ones as well.
pub(super) fn sheet(text: &str) -> Result<Sheet, SheetError> {
    let delimiter = delimiter(text);
    let rows = rows(text, delimiter, usize::MAX);
    let sheet = Sheet {
        rows,
        ..Sheet::default()
    };
    check_size(sheet.rows.len(), sheet.width())?;
    Ok(sheet)
}

/// The delimiter by which most rows have the same number of cells.
fn delimiter(text: &str) -> char {
    let alike = |delimiter: char| {
        let rows = rows(text, delimiter, SAMPLE);
        let widths = rows.iter().map(Vec::len).filter(|width| *width > 1);
        let mut counts = std::collections::BTreeMap::new();
        widths.for_each(|width| *counts.entry(width).or_insert(0_usize) += 1);
        counts.into_values().max().unwrap_or(0)
    };
    let mut best = (0, ',');
    for delimiter in DELIMITERS {
        let rows = alike(delimiter);
        if rows > best.0 {
            best = (rows, delimiter);
        }
    }
    best.1
}

/// The first rows of a text.
fn rows(text: &str, delimiter: char, most: usize) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut touched) = (false, false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        touched = true;
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            sign if quoted => cell.push(sign),
            sign if sign == delimiter => row.push(Cell::text(&std::mem::take(&mut cell))),
            '\r' if signs.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(Cell::text(&std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
                touched = false;
                if rows.len() >= most {
                    return rows;
                }
            }
            sign => cell.push(sign),
        }
    }
    if touched {
        row.push(Cell::text(&cell));
        rows.push(row);
    }
    rows
}
