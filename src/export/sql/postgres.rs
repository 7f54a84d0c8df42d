//! `PostgreSQL`.

use super::dialect::{Dialect, Features, Type, escaped, millionths_by_hand, quoted};
use super::layout::Sql;

pub(super) struct Postgres;

/// The longest name in bytes; what is longer is cut.
const LONGEST_NAME: usize = 63;
/// The white space of Unicode.
const SPACE: &str = "E' \\t\\n\\u000b\\f\\r\\u0085\\u00a0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\
                     \\u2007\\u2008\\u2009\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'";

impl Dialect for Postgres {
    fn features(&self) -> &'static Features {
        &Features {
            title: "PostgreSQL",
            types: ["text", "bigint", "double precision", "boolean", "date"],
            ignores_case_of_names: false,
            has_transactions: true,
            most_columns: 1600,
            // A function takes a hundred arguments at most, an array has no limit.
            joined: ["array_to_string(ARRAY[", "]::text[], ';')"],
            ..Features::USUAL
        }
    }

    fn refuse_name(&self, name: &str) -> Option<(String, String)> {
        (name.len() > LONGEST_NAME).then(|| {
            (
                format!(
                    "PostgreSQL cuts names behind {LONGEST_NAME} bytes, and `{name}` is longer"
                ),
                "write the name that the column has in the table".to_owned(),
            )
        })
    }

    fn text(&self, text: &str) -> String {
        match text.contains(['\\', '\n', '\r', '\t']) {
            true => format!("E{}", escaped(text, "''")),
            false => quoted(text),
        }
    }

    /// A backslash means itself in a plain literal.
    fn pattern(&self, pattern: &str) -> String {
        quoted(pattern)
    }

    fn as_text(&self, column: &str) -> String {
        format!("{} COLLATE \"C\"", self.cast(column, Type::Text))
    }

    fn like(&self, pattern: &str) -> Result<String, (String, String)> {
        let plain = format!("LIKE {}", self.text(pattern));
        Ok(match pattern.contains('\\') {
            true => format!("{plain} ESCAPE ''"),
            false => plain,
        })
    }

    fn code_point(&self, sign: char) -> String {
        format!("\\u{:04x}", u32::from(sign))
    }

    fn trimmed(&self, text: &str) -> String {
        format!("btrim({text}, {SPACE})")
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("{text} ~ {}", self.pattern(pattern))
    }

    fn sha256(&self, text: &str) -> String {
        format!("encode(sha256(convert_to({text}, 'UTF8')), 'hex') COLLATE \"C\"")
    }

    /// `round` takes halves to the even neighbor.
    fn millionths(&self, number: &str) -> Sql {
        millionths_by_hand(self, number, "trunc")
    }
}
