//! Cells in quotes.

use std::borrow::Cow;

/// A cell's text without the quotes around it; a doubled quote inside is one.
pub(in crate::table) fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    if cell.first() != Some(&b'"') {
        return Cow::Borrowed(cell);
    }
    let mut text = Vec::with_capacity(cell.len());
    let (mut inside, mut after_quote) = (true, false);
    for byte in &cell[1..] {
        match (byte, inside) {
            (b'"', true) => (inside, after_quote) = (false, true),
            (b'"', false) if after_quote => {
                text.push(b'"');
                (inside, after_quote) = (true, false);
            }
            (byte, _) => {
                text.push(*byte);
                after_quote = false;
            }
        }
    }
    Cow::Owned(text)
}

/// A cell as CSV writes it: in quotes where it has to be.
pub(crate) fn push_cell(out: &mut Vec<u8>, cell: &[u8], delimiter: u8) {
    let special = |byte: &u8| matches!(byte, b'"' | b'\n' | b'\r') || *byte == delimiter;
    if !cell.iter().any(special) {
        out.extend_from_slice(cell);
        return;
    }
    out.push(b'"');
    for byte in cell {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}
