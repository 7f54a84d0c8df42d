//! Google `BigQuery`. Parsed and transpiled in tests, not run.

use super::dialect::{Dialect, Features, Piece, Type, escaped, template};

pub(super) struct BigQuery;

/// Signs that no name of a column has.
const NOT_IN_NAMES: &str = "!\"$()*,./;?@[\\]^`{}~";

impl Dialect for BigQuery {
    fn features(&self) -> &'static Features {
        &Features {
            title: "BigQuery",
            types: ["STRING", "INT64", "FLOAT64", "BOOL", "DATE"],
            longest_query: 1 << 20,
            starts_with: "STARTS_WITH",
            separator: "CHR(31)",
            joined: ["ARRAY_TO_STRING([", "], ';')"],
            ..Features::USUAL
        }
    }

    fn quoted_name(&self, name: &str) -> String {
        format!("`{name}`")
    }

    fn refuse_name(&self, name: &str) -> Option<(String, String)> {
        let sign = name
            .chars()
            .find(|sign| NOT_IN_NAMES.contains(*sign) || sign.is_control())?;
        Some((
            format!("BigQuery has no names with the sign {sign:?}, as in `{name}`"),
            "write the name that the column has in the table".to_owned(),
        ))
    }

    fn text(&self, text: &str) -> String {
        escaped(text, "\\'")
    }

    fn pattern(&self, pattern: &str) -> String {
        match pattern.contains('\\') {
            true => format!("r'{pattern}'"),
            false => format!("'{pattern}'"),
        }
    }

    fn as_number(&self, column: &str) -> String {
        let number = self.cast(column, Type::Number);
        format!("IF(IS_NAN({number}), NULL, {number})")
    }

    fn contains(&self, text: &str, part: &str) -> String {
        format!("STRPOS({text}, {}) > 0", self.text(part))
    }

    fn like(&self, pattern: &str) -> Result<String, (String, String)> {
        match pattern.contains('\\') {
            false => Ok(format!("LIKE {}", self.text(pattern))),
            true => Err((
                "BigQuery takes the backslash in a `like` for the begin of an escape".to_owned(),
                "use `contains` or `starts with`, or `_` in place of the backslash".to_owned(),
            )),
        }
    }

    fn trimmed(&self, text: &str) -> String {
        format!("TRIM({text})")
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("REGEXP_CONTAINS({text}, {})", self.pattern(pattern))
    }

    fn without(&self, text: &str, pattern: &str) -> String {
        format!("REGEXP_REPLACE({text}, {}, '')", self.pattern(pattern))
    }

    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = template(to, '\\');
        format!("REGEXP_REPLACE({text}, {}, r'{to}')", self.pattern(pattern))
    }

    fn before(&self, text: &str, sign: char) -> String {
        format!("SPLIT({text}, '{sign}')[OFFSET(0)]")
    }

    fn is_right(&self, value: &str, _: &str, of: Type) -> Option<String> {
        (of == Type::Number).then(|| format!("NOT IS_INF({value})"))
    }

    fn sha256(&self, text: &str) -> String {
        format!("TO_HEX(SHA256({text}))")
    }

    fn month(&self, day: &str) -> String {
        format!("DATE_TRUNC({day}, MONTH)")
    }

    fn sum(&self, numbers: &str) -> String {
        format!("SUM(CAST({numbers} AS NUMERIC))")
    }

    fn millionths_text(&self, sum: &str) -> String {
        self.cast(&format!("{sum} / 1000000"), Type::Text)
    }
}
