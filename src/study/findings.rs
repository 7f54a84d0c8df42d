//! Findings: their place in the plan's text, and the findings of one flag together.

use super::Study;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::flags::{self, Finding, Flag};
use crate::text::Span;

impl Study {
    /// Findings that the plan does not allow.
    pub fn open_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|one| one.allowed.is_none())
    }

    /// A finding in one line, after the label of the segment that it is about, if it is one.
    pub fn told(&self, finding: &Finding) -> String {
        let message = &finding.found.message;
        match finding.found.segments.as_slice() {
            [segment] => format!("{}: {message}", self.label(*segment)),
            _ => message.clone(),
        }
    }

    /// Open findings of a severity, those that `fits` holds of, a line for each flag in the order of
    /// [`flags::ALL`]: a single one whole, several by their number.
    pub fn gathered(&self, severity: Severity, fits: impl Fn(&Finding) -> bool) -> Vec<String> {
        let line = |flag: &Flag| {
            let name = flag.spec.name;
            let open = self.open_findings().filter(|one| one.flag == name);
            let open = open.filter(|one| one.severity == severity && fits(one));
            match open.collect::<Vec<_>>().as_slice() {
                [] => None,
                [one] => Some(format!("{name}: {}", self.told(one))),
                all => Some(format!("{name}: {} {}", all.len(), flag.several)),
            }
        };
        flags::ALL.iter().filter_map(line).collect()
    }

    /// Where a finding stands in the plan's text, also within folded lines, quotes and escapes.
    pub fn span(&self, finding: &Finding) -> Span {
        let found = &finding.found;
        self.document.locate(&found.route, found.within)
    }

    /// The line and the column at which a finding begins, both from 1; the column in characters.
    pub fn line_column(&self, finding: &Finding) -> (usize, usize) {
        let source = &self.document.source;
        source.line_column(self.span(finding).start)
    }

    /// Every finding with its place in the text, in file order.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self
            .findings
            .iter()
            .map(|one| self.diagnostic(one))
            .collect();
        all.sort_by_key(Diagnostic::start);
        all
    }

    /// A finding with its place in the text.
    pub fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let found = &finding.found;
        let names = found
            .segments
            .iter()
            .map(|id| self.plan().segment(*id).name.clone());
        Diagnostic {
            code: finding.flag.to_owned(),
            severity: finding.severity,
            message: found.message.clone(),
            labels: vec![Label {
                span: self.span(finding),
                text: String::new(),
            }],
            help: found.help.clone(),
            allowed: finding.allowed.clone(),
            segments: names.collect(),
            route: found.route.to_string(),
        }
    }
}
