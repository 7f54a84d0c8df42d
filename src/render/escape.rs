//! Texts of a plan, written so that no sign in them is read as Markdown or steers a terminal.

use std::fmt::Write;

use crate::text::visible::visible;

/// A text that Markdown shows as it is: no emphasis, link, tag, table cell or list begins in it.
pub(super) fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, sign) in text.char_indices() {
        let opens_a_block = at == 0 && matches!(sign, '#' | '-' | '+' | '=');
        let counts = matches!(sign, '.' | ')')
            && at > 0
            && text[..at].chars().all(|before| before.is_ascii_digit())
            && text[at + 1..]
                .chars()
                .next()
                .is_none_or(char::is_whitespace);
        match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => {
                out.push('\\');
                out.push(sign);
            }
            sign if opens_a_block || counts => {
                out.push('\\');
                out.push(sign);
            }
            sign => out.push(sign),
        }
    }
    out
}

/// A file name as a relative reference: what a URI cannot hold is written as its bytes.
pub(super) fn uri(name: &str) -> String {
    let name = name.replace('\\', "/");
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_begin_something_else() {
        assert_eq!(
            escape("# a | b_c *d* <e>"),
            "\\# a \\| b\\_c \\*d\\* \\<e\\>"
        );
        assert_eq!(escape("1. first\n- second"), "1\\. first - second");
        assert_eq!(escape("4.5 of 5"), "4.5 of 5");
        assert_eq!(escape("a\u{1b}[2J\u{202e}"), "a\\\\u{1b}\\[2J\\\\u{202e}");
    }
}
