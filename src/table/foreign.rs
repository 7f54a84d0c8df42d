//! Files that people name as lead tables and that are none.

use crate::lead_error::LeadError;

/// How such files begin, in small letters; what they are, and what to do.
const KNOWN: [(&str, &str, &str); 7] = [
    (
        "sqlite format 3",
        "an SQLite database",
        "export its table as CSV or Parquet",
    ),
    (
        "%pdf",
        "a PDF document",
        "export the leads where it comes from, as .xlsx or CSV",
    ),
    ("<!doctype", PAGE, SAVE),
    ("<html", PAGE, SAVE),
    ("<table", PAGE, SAVE),
    ("<?xml", "an XML file", SAVE),
    ("<workbook", "an XML file", SAVE),
];

/// Some programs call it `.xls`.
const PAGE: &str = "a web page, whatever its name says";
const SAVE: &str = "open it in Excel or LibreOffice and save it as .xlsx or CSV";

/// What to say of Arrow's files and streams where they are not built in.
#[cfg(not(feature = "arrow"))]
pub(super) fn arrow(file: &str) -> LeadError {
    LeadError::wrong(
        file,
        "this is an Arrow IPC file, and this segplan was built without Arrow",
        "write the table as Parquet, or build a segplan with it (`cargo install --path . --features arrow`)",
    )
}

/// What a file is that begins so, if it is known and not read.
pub(super) fn refused(file: &str, begin: &[u8]) -> Option<LeadError> {
    let begin = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin);
    let begin = begin.trim_ascii_start().to_ascii_lowercase();
    let (_, what, help) = KNOWN
        .iter()
        .find(|(signs, ..)| begin.starts_with(signs.as_bytes()))?;
    let message = format!("this is {what}, which segplan does not read");
    Some(LeadError::wrong(file, message, *help))
}
