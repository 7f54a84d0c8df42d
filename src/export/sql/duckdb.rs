//! DuckDB.

use super::dialect::{Dialect, Features, Type};

pub(super) struct DuckDb;

impl Dialect for DuckDb {
    fn features(&self) -> &'static Features {
        &Features {
            title: "DuckDB",
            has_transactions: true,
            ..Features::USUAL
        }
    }

    fn as_text(&self, column: &str) -> String {
        format!("{} COLLATE C", self.cast(column, Type::Text))
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("regexp_matches({text}, {})", self.pattern(pattern))
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
