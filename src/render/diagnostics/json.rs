//! As JSON, `segplan/check/v1`.

use serde::Serialize;

use super::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::yaml::Source;

/// What `check --format json` prints.
#[derive(Debug, Serialize)]
struct Check<'a> {
    schema: &'static str,
    files: Vec<File<'a>>,
}

#[derive(Debug, Serialize)]
struct File<'a> {
    file: &'a str,
    findings: Vec<FindingJson>,
}

/// A problem or a finding, the same in every JSON output.
#[derive(Debug, Serialize)]
pub struct FindingJson {
    flag: String,
    severity: Severity,
    segments: Vec<String>,
    message: String,
    help: Option<String>,
    allowed: Option<String>,
    route: Option<String>,
    line: usize,
    column: usize,
}

impl FindingJson {
    /// A diagnostic with its line and column, both from 1.
    #[must_use]
    pub fn new(source: &Source, diagnostic: &Diagnostic) -> Self {
        let (line, column) = source.line_column(diagnostic.start());
        Self {
            flag: diagnostic.code.clone(),
            severity: diagnostic.severity,
            segments: diagnostic.segments.clone(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            allowed: diagnostic.allowed.clone(),
            route: Some(diagnostic.route.clone()).filter(|route| !route.is_empty()),
            line,
            column,
        }
    }
}

/// Every file with all there is to say of it, problems with severity error first.
#[must_use]
pub fn check(files: &[Checked]) -> String {
    let file = |checked: &Checked| {
        let mut sorted: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
        sorted.sort_by_key(|one| one.severity != Severity::Error);
        sorted
            .into_iter()
            .map(|one| FindingJson::new(&checked.source, one))
            .collect()
    };
    crate::render::json::document(&Check {
        schema: "segplan/check/v1",
        files: files
            .iter()
            .map(|checked| File {
                file: checked.source.name(),
                findings: file(checked),
            })
            .collect(),
    })
}
