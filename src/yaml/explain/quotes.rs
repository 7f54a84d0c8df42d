//! Texts in quotes, and where keys and values end as far as single signs tell.

use crate::yaml::lines::line_end;

/// The byte after the sign that closes the quote which opens at a place. `None` if the
/// text ends before, or where the closing sign belongs to a later line that has a key of its own,
/// so that the first quote was most likely forgotten.
pub(super) fn close(text: &str, open: usize) -> Option<usize> {
    let end = closing(text, open)?;
    let first_line = line_end(text, open);
    let swallowed = text.get(first_line..end).unwrap_or_default();
    (!swallowed.lines().any(has_key)).then_some(end)
}

/// The byte after the sign that closes the quote at a place; `None` if the text ends before.
pub(in crate::yaml) fn closing(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            sign if sign == quote => {
                if quote == b'"' || bytes.get(at + 1) != Some(&quote) {
                    return Some(at + 1);
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    None
}

/// Whether a line looks like `key: …` or `- key: …`.
fn has_key(line: &str) -> bool {
    let bare = line.trim_start().trim_start_matches("- ");
    let Some(colon) = colon_in(bare) else {
        return false;
    };
    let word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-';
    colon > 0 && bare[..colon].chars().all(word)
}

/// Where a backslash in double quotes begins no sign that YAML knows.
pub(super) fn unknown_escape(quoted: &str) -> Option<usize> {
    let bytes = quoted.as_bytes();
    let mut at = 1;
    while at + 1 < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let digits = match bytes[at + 1] {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            sign if b"0abt\tnvfre \"/\\N_LP\r\n".contains(&sign) => 0,
            _ => return Some(at),
        };
        let hex = bytes.get(at + 2..at + 2 + digits);
        if !hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) {
            return Some(at);
        }
        at += 2;
    }
    None
}

/// A text in the quotes that suit it.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// Where the first colon stands that ends a text or is followed by a space.
pub(super) fn colon_in(text: &str) -> Option<usize> {
    text.match_indices(':').map(|(at, _)| at).find(|at| {
        text[at + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    })
}

/// Where a line ends that a comment may follow.
pub(super) fn without_comment(text: &str, at: usize, end: usize) -> usize {
    let line = &text[at..end];
    let comment = line.match_indices('#').find(|(sign, _)| {
        let before = line[..*sign].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    let bare = comment.map_or(line, |(sign, _)| &line[..sign]);
    at + bare.trim_end().len()
}
