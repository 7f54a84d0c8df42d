//! Problems and findings, for people and for programs: terminal, JSON, SARIF, GitHub.

pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod sarif;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::words;
use crate::yaml::Source;

/// A checked file with its problems and findings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CheckedFile {
    pub(crate) source: Source,
    /// Problems and findings, in file order.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl CheckedFile {
    /// How many there are of the severities that count, gravest first, those that are allowed left
    /// out: `2 errors`, `1 warning`.
    pub(crate) fn counted(&self, counts: impl Fn(Severity) -> bool) -> Vec<String> {
        let severities = Severity::ALL.iter().rev().filter(|one| counts(**one));
        let counted = severities.map(|severity| {
            let open = self.diagnostics.iter().filter(|one| one.allowed.is_none());
            let count = open.filter(|one| one.severity == *severity).count();
            (count, severity.name())
        });
        counted
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| words::count(count, noun))
            .collect()
    }

    /// The gravest severity that is not allowed.
    pub(crate) fn worst(&self) -> Option<Severity> {
        let counted = self.diagnostics.iter().filter(|one| one.allowed.is_none());
        counted.map(|one| one.severity).max()
    }
}
