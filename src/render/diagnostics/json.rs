//! As JSON, `segplan/check/v1`.

use serde_json::{Value, json};

use super::CheckedFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::json::document;
use crate::yaml::Source;

/// A problem or a finding, the same in every JSON output; line and column are from 1.
pub(crate) fn finding(source: &Source, diagnostic: &Diagnostic) -> Value {
    let (line, column) = source.line_column(diagnostic.start());
    let others = diagnostic.labels.iter().skip(1).map(|label| {
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
        "also": others.collect::<Vec<Value>>(),
    })
}

/// Every file with its problems and findings, errors first.
pub(crate) fn check(files: &[CheckedFile]) -> String {
    let file = |checked: &CheckedFile| {
        let mut sorted: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
        sorted.sort_by_key(|one| one.severity != Severity::Error);
        let findings = sorted.into_iter().map(|one| finding(&checked.source, one));
        json!({"file": checked.source.name(), "findings": findings.collect::<Vec<Value>>()})
    };
    document(&json!({
        "schema": "segplan/check/v1",
        "files": files.iter().map(file).collect::<Vec<Value>>(),
    }))
}
