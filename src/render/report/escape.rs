//! Texts of a plan, written so that no sign in them is read as markup.

use std::fmt::Write;

use crate::text::visible::visible;

/// A text as code, with more back ticks around it than there are in it; fit for a table cell.
pub(super) fn code(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for sign in text.chars() {
        run = if sign == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let ticks = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    let text = visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|");
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// A text between the quotes of CSS: nothing in it can end the quotes or the style.
pub(super) fn css_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | ',' | '.' | '-' | '–' | '·' => {
                out.push(sign);
            }
            sign if sign.is_alphanumeric() => out.push(sign),
            sign => {
                let _ = write!(out, "\\{:x} ", u32::from(sign));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_code() {
        assert_eq!(code("a `b` | c"), "`` a `b` \\| c ``");
    }
}
