//! Pieces of Markdown.

use std::fmt::Write;

/// A text so that Markdown and HTML show it as it is.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(sign);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(sign),
        }
    }
    out
}

/// A table; cells are escaped.
#[must_use]
pub fn table<S: AsRef<str>>(header: &[&str], rows: &[Vec<S>]) -> String {
    let mut out = String::new();
    let mut line = |cells: Vec<String>| {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    line(header.iter().map(|cell| escape(cell)).collect());
    line(header.iter().map(|_| "---".to_owned()).collect());
    for row in rows {
        line(row.iter().map(|cell| escape(cell.as_ref())).collect());
    }
    out
}
