//! Comma-separated values.

use crate::text::visible::visible;

/// How a spreadsheet begins a formula; it takes the wide forms for the same.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether texts are kept from being run by a spreadsheet and from steering a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Formulas {
    /// An apostrophe goes before a formula, and signs that nobody sees are written as codes.
    Disarmed,
    /// Texts are written as they are.
    Kept,
}

/// A text of the plan as the cell of a table.
pub(crate) fn cell(text: &str, formulas: Formulas) -> String {
    match formulas {
        Formulas::Disarmed if text.starts_with(FORMULA) => format!("'{}", visible(text)),
        Formulas::Disarmed => visible(text).into_owned(),
        Formulas::Kept => text.to_owned(),
    }
}

/// Rows under a header, each ended by a line break.
pub(crate) fn write<R, S>(header: &[&str], rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = S>,
    S: AsRef<[u8]>,
{
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, nor can rows that are all as long as the header.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
