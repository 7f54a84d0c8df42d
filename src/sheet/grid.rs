//! Cells and their places.

use std::fmt;

use crate::table::workbook::{cell_in_sheet, column_letters};

/// The sheets of a file, in its order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// The file's name.
    pub name: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet: rows of cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name; `None` for a text without one.
    pub name: Option<String>,
    /// The rows, each as long as it has cells.
    pub rows: Vec<Vec<Cell>>,
    /// Ranges that are shown as one cell: first row and column, last row and column, from 0.
    pub merged: Vec<[usize; 4]>,
}

/// A cell as it is shown and what it holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it shows, without blanks around it.
    pub text: String,
    /// What it holds.
    pub value: CellValue,
    /// The formula that gives its value, without the equals sign. It is read, never calculated.
    pub formula: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum CellValue {
    /// Nothing, or text, which may be a number as people write it.
    #[default]
    Text,
    /// A number of a workbook, exactly as it is stored.
    Number(f64),
    /// A number that is shown as a percentage: 0.9 for 90 %.
    Percent(f64),
    /// A date, which a program may have made of `7-8`.
    Date,
    /// An error such as `#REF!`.
    Error,
}

/// Where a cell stands: `Ideas!E9`, or `E9` in a text without sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// The sheet's name.
    pub sheet: Option<String>,
    /// From 0.
    pub row: usize,
    /// From 0.
    pub column: usize,
}

impl Sheet {
    /// The cell at a place; an empty one where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        static EMPTY: Cell = Cell {
            text: String::new(),
            value: CellValue::Text,
            formula: None,
        };
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        cell.unwrap_or(&EMPTY)
    }

    /// The text of a cell, or of the merged range that it is part of.
    pub fn shown(&self, row: usize, column: usize) -> &str {
        let own = &self.cell(row, column).text;
        let range = self
            .merged
            .iter()
            .find(|[top, left, bottom, right]| {
                (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
            })
            .filter(|_| own.is_empty());
        range.map_or(own, |[top, left, ..]| &self.cell(*top, *left).text)
    }

    /// How many columns its longest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether nothing stands in a row.
    pub fn is_blank(&self, row: usize) -> bool {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        cells.iter().all(|cell| cell.text.is_empty())
    }

    /// The place of a cell.
    pub fn place(&self, row: usize, column: usize) -> CellPlace {
        CellPlace {
            sheet: self.name.clone(),
            row,
            column,
        }
    }
}

impl Cell {
    /// A cell of text.
    pub(super) fn text(text: &str) -> Self {
        Self {
            text: text.trim().to_owned(),
            ..Self::default()
        }
    }
}

impl fmt::Display for CellPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => {
                out.write_str(&cell_in_sheet(sheet, self.row as u32, self.column as u32))
            }
            None => write!(out, "{}{}", column_letters(self.column), self.row + 1),
        }
    }
}

/// The column that letters name, from 0; `None` if they name none that a sheet has.
pub(crate) fn column_of(letters: &str) -> Option<usize> {
    let known = !letters.is_empty() && letters.len() <= 3;
    let value = |sum: usize, letter: char| {
        let letter = letter.to_ascii_uppercase();
        letter
            .is_ascii_uppercase()
            .then(|| sum * 26 + (letter as usize - 'A' as usize) + 1)
    };
    let sum = letters.chars().try_fold(0, value).filter(|_| known)?;
    sum.checked_sub(1)
}
