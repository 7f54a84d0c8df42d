//! Problems and findings: for people, and for the programs that watch over files.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;

use crate::diagnostic::{Diagnostic, Severity};
use crate::yaml::Source;

/// A file that was checked, and all there is to say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Its text.
    pub source: Source,
    /// What there is to say, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// How many there are of a severity, those that are allowed left out.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let counts = |one: &&Diagnostic| one.severity == severity && one.allowed.is_none();
        self.diagnostics.iter().filter(counts).count()
    }

    /// The gravest severity that is not allowed.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let counted = self.diagnostics.iter().filter(|one| one.allowed.is_none());
        counted.map(|one| one.severity).max()
    }
}
