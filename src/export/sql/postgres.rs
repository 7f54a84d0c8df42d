//! `PostgreSQL`.

use super::dialect::{Dialect, Piece, Type, escaped, is_exact_whole, millionths_by_hand, quoted};
use super::duckdb::template;
use super::layout::Sql;

pub(super) struct Postgres;

/// The longest name in bytes; what is longer is cut.
const LONGEST_NAME: usize = 63;
/// The white space of Unicode.
const SPACE: &str = "E' \\t\\n\\u000b\\f\\r\\u0085\\u00a0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\
                     \\u2007\\u2008\\u2009\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'";

impl Dialect for Postgres {
    fn title(&self) -> &'static str {
        "PostgreSQL"
    }

    fn has_transactions(&self) -> bool {
        true
    }

    fn type_name(&self, of: Type) -> &'static str {
        match of {
            Type::Text => "text",
            Type::Integer => "bigint",
            Type::Number => "double precision",
            Type::Boolean => "boolean",
            Type::Date => "date",
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

    fn ignores_case_of_names(&self) -> bool {
        false
    }

    fn most_columns(&self) -> usize {
        1600
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

    /// A decimal is compared in double precision with a column that has it.
    fn number(&self, value: f64) -> String {
        match is_exact_whole(value) {
            true => value.to_string(),
            false => self.cast(&format!("'{value:?}'"), Type::Number),
        }
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

    fn joined(&self, items: Vec<String>) -> Sql {
        // A function takes a hundred arguments at most, an array has no limit.
        Sql::List {
            open: "array_to_string(ARRAY[".to_owned(),
            items,
            close: "]::text[], ';')".to_owned(),
        }
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

    fn without(&self, text: &str, pattern: &str) -> String {
        format!("regexp_replace({text}, {}, '', 'g')", self.pattern(pattern))
    }

    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = template(to, '\\');
        format!("regexp_replace({text}, {}, '{to}')", self.pattern(pattern))
    }

    fn sha256(&self, text: &str) -> String {
        format!("encode(sha256(convert_to({text}, 'UTF8')), 'hex') COLLATE \"C\"")
    }

    /// `round` takes halves to the even neighbor.
    fn millionths(&self, number: &str) -> Sql {
        millionths_by_hand(self, number, "trunc")
    }

    fn millionths_text(&self, sum: &str) -> String {
        self.cast(&format!("{sum} * 0.000001"), Type::Text)
    }
}
