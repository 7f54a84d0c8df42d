//! DuckDB.

use super::dialect::{Dialect, Piece, Type};

pub(super) struct DuckDb;

/// The white space of Unicode, as a class of RE2.
pub(super) const SPACE: &str = "[\\s\\x0b\\x85\\pZ]+";

impl Dialect for DuckDb {
    fn title(&self) -> &'static str {
        "DuckDB"
    }

    fn has_transactions(&self) -> bool {
        true
    }

    fn type_name(&self, of: Type) -> &'static str {
        match of {
            Type::Text => "VARCHAR",
            Type::Integer => "BIGINT",
            Type::Number => "DOUBLE",
            Type::Boolean => "BOOLEAN",
            Type::Date => "DATE",
        }
    }

    fn as_text(&self, column: &str) -> String {
        format!("{} COLLATE C", self.cast(column, Type::Text))
    }

    fn trimmed(&self, text: &str) -> String {
        self.without(text, &format!("^{SPACE}|{SPACE}$"))
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("regexp_matches({text}, {})", self.pattern(pattern))
    }

    fn without(&self, text: &str, pattern: &str) -> String {
        format!("regexp_replace({text}, {}, '', 'g')", self.pattern(pattern))
    }

    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = template(to, '\\');
        format!("regexp_replace({text}, {}, '{to}')", self.pattern(pattern))
    }

    /// Numbers beyond the largest are infinite.
    fn is_right(&self, value: &str, _: &str, of: Type) -> Option<String> {
        (of == Type::Number).then(|| format!("isfinite({value})"))
    }

    fn sha256(&self, text: &str) -> String {
        format!("sha256({text})")
    }

    fn millionths_text(&self, sum: &str) -> String {
        let whole = format!("CAST({sum} AS DECIMAL(31, 0))");
        self.cast(&format!("{whole} * 0.000001"), Type::Text)
    }
}

/// What a text is rewritten to, where a sign stands before the number of a group.
pub(super) fn template(to: &[Piece], sign: char) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Group(number) => format!("{sign}{number}"),
    };
    to.iter().map(piece).collect()
}
