//! As JSON, `segplan/check/v1`.

use serde_json::{Value, json};

use super::CheckedFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lists;
use crate::render::json::{document, list};
use crate::yaml::Source;

/// A problem or a finding, the same in every JSON output; line and column are from 1.
pub(crate) fn finding(source: &Source, diagnostic: &Diagnostic) -> Value {
    let (line, column) = source.line_column(diagnostic.start());
    let others = list(diagnostic.labels.iter().skip(1), |label| {
        let (line, column) = source.line_column(label.span.start);
        json!({"line": line, "column": column, "text": label.text})
    });
    json!({
        "flag": diagnostic.code,
        "severity": diagnostic.severity,
        "segments": diagnostic.segments,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "allowed": diagnostic.allowed,
        "route": Some(&diagnostic.route).filter(|route| !route.is_empty()),
        "line": line,
        "column": column,
        "also": others,
    })
}

/// Every file with its problems and findings, errors first.
pub(crate) fn check(files: &[CheckedFile]) -> String {
    let file = |checked: &CheckedFile| {
        let mut sorted: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
        lists::sort_by_key(&mut sorted, |one| one.severity != Severity::Error);
        let findings = list(sorted, |one| finding(&checked.source, one));
        json!({"file": checked.source.name(), "findings": findings})
    };
    document(&json!({
        "schema": "segplan/check/v1",
        "files": list(files, file),
    }))
}
