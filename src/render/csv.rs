//! Comma-separated values.

use serde_json::Value;

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

/// A value of the JSON as the cell of a table: empty for null and objects, the texts of a list joined
/// by `;`.
pub(crate) fn of_json(value: &Value, formulas: Formulas) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::String(text) => cell(text, formulas),
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN).to_string(),
        Value::Bool(is_so) => is_so.to_string(),
        Value::Array(all) => {
            let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            cell(&texts.join(";"), formulas)
        }
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
