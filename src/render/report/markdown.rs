//! The report in Markdown, for wikis and pull requests.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::pictures::Picture;
use super::templates::{TemplateError, Templates};
use crate::report::Report;

/// The report in Markdown; it shows the pictures that lie beside it.
///
/// # Errors
/// Where a template of the user's is wrong.
pub fn markdown(
    report: &Report,
    pictures: &[Picture],
    templates: &Templates,
) -> Result<String, TemplateError> {
    let pictures: BTreeMap<String, Value> = pictures
        .iter()
        .map(|one| (one.id.replace('-', "_"), Value::from(Serde(one))))
        .collect();
    let context = context! { report => Value::from(Serde(report)), pictures => pictures };
    Ok(without_gaps(&templates.render("report.md", &context)?))
}

/// The text with single empty lines only: a template need not count them.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || !(out.is_empty() || out.ends_with("\n\n")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// A text that Markdown shows as it is: no emphasis, link, tag, table cell or list begins in it.
#[must_use]
pub fn escape(text: &str) -> String {
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
            '\n' | '\r' | '\t' => out.push(' '),
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

/// A text as code, with more back ticks around it than there are in it; fit for a table cell.
#[must_use]
pub fn code(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for sign in text.chars() {
        run = if sign == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let ticks = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|");
    format!("{ticks}{space}{text}{space}{ticks}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Locale;
    use crate::report::testing::sample;

    #[test]
    fn no_text_can_begin_something_else() {
        assert_eq!(
            escape("# a | b_c *d* <e>"),
            "\\# a \\| b\\_c \\*d\\* \\<e\\>"
        );
        assert_eq!(escape("1. first\n- second"), "1\\. first - second");
        assert_eq!(escape("4.5 of 5"), "4.5 of 5");
        assert_eq!(code("a `b` | c"), "`` a `b` \\| c ``");
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells_as_its_head() {
        for leads in [false, true] {
            let templates = Templates::new(None, Locale::default());
            let text = markdown(&sample(12, leads), &[], &templates).unwrap();
            let mut wanted = None;
            for line in text.lines() {
                let cells = line.replace("\\|", "").matches('|').count();
                wanted = line.starts_with('|').then(|| wanted.unwrap_or(cells));
                assert!(wanted.is_none_or(|wanted| wanted == cells), "{line}");
            }
            assert!(!text.replace("\\<", "").contains("<script") && !text.contains("\n\n\n"));
        }
    }
}
