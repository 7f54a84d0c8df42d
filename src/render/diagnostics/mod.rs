//! Problems and findings: for people, and for the programs that watch over files.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::words;
use crate::yaml::Source;

/// A file that was checked, and all there is to say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedFile {
    /// Its text.
    pub source: Source,
    /// What there is to say, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

impl CheckedFile {
    /// How many there are of the severities that count, gravest first, those that are allowed left
    /// out: `2 errors`, `1 warning`.
    #[must_use]
    pub fn counted(&self, counts: impl Fn(Severity) -> bool) -> Vec<String> {
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
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let counted = self.diagnostics.iter().filter(|one| one.allowed.is_none());
        counted.map(|one| one.severity).max()
    }
}
