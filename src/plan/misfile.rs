//! Files given as a plan that are no text at all.

use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::Source;

/// What to say of bytes that are plainly another kind of file: a workbook, a lead table in Parquet,
/// more than any plan holds. `name` is the file's.
pub fn not_a_plan(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let workbook = [b"PK\x03\x04".as_slice(), b"\xd0\xcf\x11\xe0"];
    let (message, help) = if workbook.iter().any(|head| bytes.starts_with(head)) {
        (
            "this is a workbook, not a plan".to_owned(),
            "a plan is a text file: `segplan init` writes one to fill in; a lead table is read as CSV or Parquet"
                .to_owned(),
        )
    } else if bytes.starts_with(b"PAR1") {
        (
            "this is a Parquet table, not a plan".to_owned(),
            plan_first(name),
        )
    } else if bytes.len() > Source::LIMIT {
        let limit = Source::LIMIT / (1024 * 1024);
        (
            format!("this file is larger than {limit} MB, which no plan is"),
            plan_first(name),
        )
    } else {
        return None;
    };
    Some(Diagnostic::error("not-a-plan", Span::at(0), message, help))
}

/// What to write where a lead table stands in place of the plan.
pub(super) fn plan_first(name: &str) -> String {
    format!(
        "the plan comes first and the lead table second: `segplan audit PLAN {name}`, or `segplan rank PLAN --leads {name}`"
    )
}
