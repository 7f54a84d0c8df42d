//! A team's spreadsheet as it is: cells with their places, from workbooks, delimited text and
//! Markdown tables. What the cells mean is for [`import`](crate::import) to say.

mod delimited;
mod grid;
mod markdown;
mod workbook;

pub(crate) use crate::table::workbook::column_letters;
pub(crate) use grid::column_of;
pub use grid::{Book, Cell, CellPlace, CellValue, Sheet};

use crate::table::workbook::is_workbook;
use crate::table::{TextEncoding, not_utf8};

/// The most rows of a sheet that are read: a list of ideas is far shorter, a lead table longer.
const MOST_ROWS: usize = 5_000;
/// The most columns that are read.
const MOST_COLUMNS: usize = 300;

/// Why a file is no sheet of scores, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SheetError {
    /// What is wrong.
    pub message: String,
    /// What to write or do.
    pub help: String,
}

impl SheetError {
    /// An error with what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { message, help }
    }
}

impl Book {
    /// Reads a file: a workbook (XLSX, XLS, ODS), a Markdown table, or text in columns. Its bytes say
    /// which.
    ///
    /// # Errors
    /// If it is none of these, or larger than a list of ideas can be.
    pub fn read(
        name: &str,
        bytes: &[u8],
        encoding: Option<TextEncoding>,
    ) -> Result<Self, SheetError> {
        let sheets = match is_workbook(bytes) {
            true => workbook::sheets(name, bytes)?,
            false => text_sheets(&text(bytes, encoding)?)?,
        };
        Ok(Self {
            name: name.to_owned(),
            sheets,
        })
    }
}

/// The tables of a Markdown text, else the whole as one sheet.
fn text_sheets(text: &str) -> Result<Vec<Sheet>, SheetError> {
    match markdown::sheets(text)? {
        sheets if sheets.is_empty() => Ok(vec![delimited::sheet(text)?]),
        sheets => Ok(sheets),
    }
}

/// The bytes of a text file as text. Only a byte-order mark and valid UTF-8 are certain.
fn text(bytes: &[u8], encoding: Option<TextEncoding>) -> Result<String, SheetError> {
    let (text, encoding, damaged) = TextEncoding::decode(bytes, encoding);
    if text.contains('\0') {
        return Err(SheetError::new(
            "this file is neither a workbook nor a text",
            "name a workbook (XLSX, XLS, ODS), a CSV or a Markdown table; if it is a lead table, \
             `segplan columns` says what is in it",
        ));
    }
    if damaged && TextEncoding::is_utf8(encoding) {
        let texts = foreign_texts(bytes);
        return Err(not_utf8("this file", &texts).into());
    }
    if damaged {
        return Err(SheetError::new(
            format!("this file is no {} text", encoding.name()),
            "save it as UTF-8, or say how its letters are written, like --encoding windows-1252",
        ));
    }
    Ok(text)
}

/// Two cells of a text that are not in UTF-8, as far as there are any.
fn foreign_texts(bytes: &[u8]) -> Vec<&[u8]> {
    let cells = bytes.split(|byte| b"\r\n\t,;|\"".contains(byte));
    let mut texts: Vec<&[u8]> = Vec::new();
    for cell in cells.map(<[u8]>::trim_ascii) {
        if std::str::from_utf8(cell).is_err() && !texts.contains(&cell) {
            texts.push(cell);
        }
        if texts.len() == 2 {
            break;
        }
    }
    texts
}

/// Refuses a sheet of a size that no list of ideas has.
fn check_size(rows: usize, columns: usize) -> Result<(), SheetError> {
    let (what, count, most) = match (rows > MOST_ROWS, columns > MOST_COLUMNS) {
        (true, _) => ("rows", rows, MOST_ROWS),
        (_, true) => ("columns", columns, MOST_COLUMNS),
        _ => return Ok(()),
    };
    Err(SheetError::new(
        format!("this sheet has {count} {what}; a list of ideas has at most {most}"),
        "is it a lead table? `segplan audit PLAN LEADS` reads those",
    ))
}
