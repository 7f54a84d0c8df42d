//! Snowflake. Parsed and transpiled in tests, not run.

use super::dialect::{Dialect, Features, Piece, Type, escaped, template};
use super::reserved::is_bare;

pub(super) struct Snowflake;

/// The white space of Unicode, in a literal.
const SPACE: &str = "' \\t\\n\\u000b\\f\\r\\u0085\\u00a0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\
                     \\u2008\\u2009\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'";

impl Dialect for Snowflake {
    fn features(&self) -> &'static Features {
        &Features {
            title: "Snowflake",
            types: ["VARCHAR", "NUMBER(38, 0)", "DOUBLE", "BOOLEAN", "DATE"],
            longest_query: 1 << 20,
            starts_with: "STARTSWITH",
            separator: "CHR(31)",
            joined: ["ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT(", "), ';')"],
            ..Features::USUAL
        }
    }

    /// A bare name stands for one in capital letters, which is how tables are usually made.
    fn name(&self, name: &str) -> String {
        match is_bare(&name.to_ascii_lowercase()) {
            true => name.to_owned(),
            false => self.quoted_name(name),
        }
    }

    fn text(&self, text: &str) -> String {
        escaped(text, "''")
    }

    /// Without a collation that the column has.
    fn as_text(&self, column: &str) -> String {
        format!("COLLATE({}, '')", self.cast(column, Type::Text))
    }

    fn holds(&self, text: &str, part: &str) -> String {
        format!("CONTAINS({text}, {part})")
    }

    fn code_point(&self, sign: char) -> String {
        format!("\\u{:04x}", u32::from(sign))
    }

    /// Escapes of the literal stand for signs; those of the pattern would be doubled.
    fn pattern(&self, pattern: &str) -> String {
        format!("'{}'", pattern.replace("\\[", "\\\\["))
    }

    fn trimmed(&self, text: &str) -> String {
        format!("TRIM({text}, {SPACE})")
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("REGEXP_INSTR({text}, {}) > 0", self.pattern(pattern))
    }

    fn without(&self, text: &str, pattern: &str) -> String {
        format!("REGEXP_REPLACE({text}, {}, '')", self.pattern(pattern))
    }

    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = template(to, '\\').replace('\\', "\\\\");
        format!("REGEXP_REPLACE({text}, {}, '{to}')", self.pattern(pattern))
    }

    fn before(&self, text: &str, sign: char) -> String {
        format!("SPLIT_PART({text}, '{sign}', 1)")
    }

    /// In one notation, whatever the session reads dates as.
    fn day_of(&self, iso: &str) -> String {
        format!("TO_DATE({iso}, 'YYYY-MM-DD')")
    }

    fn is_right(&self, value: &str, _: &str, of: Type) -> Option<String> {
        (of == Type::Number).then(|| format!("ABS({value}) < CAST('inf' AS DOUBLE)"))
    }

    fn sha256(&self, text: &str) -> String {
        format!("SHA2({text}, 256)")
    }

    fn month(&self, day: &str) -> String {
        format!("DATE_TRUNC('MONTH', {day})")
    }
}
