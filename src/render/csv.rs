//! Comma-separated values.

/// How a spreadsheet begins a formula; it takes the wide forms for the same.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether texts that a spreadsheet would take for formulas are kept from being run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Formulas {
    /// An apostrophe goes before them.
    Disarmed,
    /// They are written as they are.
    Kept,
}

/// A text of the plan as the cell of a table.
pub(crate) fn cell(text: &str, formulas: Formulas) -> String {
    match formulas == Formulas::Disarmed && text.starts_with(FORMULA) {
        true => format!("'{text}"),
        false => text.to_owned(),
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
