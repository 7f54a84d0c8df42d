//! Findings: their place in the plan's text, and the findings of one flag together.

use std::cmp::Reverse;

use super::Study;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flags::{self, Finding, Flag};
use crate::lists;
use crate::text::{Span, words};

/// So many letters name the segments of a group where there is room for all of them.
const ROOM: usize = 300;

/// The open findings of one flag, of the same severity.
#[derive(Debug, Clone)]
pub struct FindingGroup<'a> {
    /// The flag.
    pub flag: &'static Flag,
    /// Its findings; at least one.
    pub findings: Vec<&'a Finding>,
}

impl Study {
    /// Findings that the plan does not allow.
    pub fn open_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings().iter().filter(|one| one.allowed.is_none())
    }

    /// Open findings about how leads come to segments.
    pub fn lead_findings(&self) -> impl Iterator<Item = &Finding> {
        self.about_leads().filter(|one| one.allowed.is_none())
    }

    /// All findings about how leads come to segments. No rankings are simulated for them.
    fn about_leads(&self) -> impl Iterator<Item = &Finding> {
        let known = self.findings.get().map(|known| &known.all);
        let found = known.unwrap_or_else(|| {
            self.lead_findings
                .get_or_init(|| flags::find(&self.facts(None)))
        });
        let about_leads = |one: &&Finding| flags::named(one.flag).is_some_and(Flag::is_about_leads);
        found.iter().filter(about_leads)
    }

    /// The flags that were not looked for, by name, since leads were counted without the values of their
    /// columns: from masks.
    pub fn not_checked(&self) -> Vec<&'static str> {
        let counted = self.audit.as_ref();
        let counted =
            counted.filter(|audit| audit.columns.is_empty() && !audit.segments.is_empty());
        let flags = flags::ALL.iter().filter(|flag| flag.needs_columns());
        let mut names: Vec<&str> =
            counted.map_or(Vec::new(), |_| flags.map(|one| one.spec.name).collect());
        names.sort_unstable();
        names
    }

    /// The same in a sentence; `None` if nothing was left out.
    #[cfg(any(feature = "cli", feature = "report"))]
    pub(crate) fn not_checked_in_words(&self) -> Option<String> {
        let flags = self.not_checked();
        (!flags.is_empty()).then(|| {
            format!(
                "Counts alone don't have the values of the columns, which these flags need: {}.",
                words::list(&flags)
            )
        })
    }

    /// The labels of the segments that a finding is about; `None` if it is about the whole plan.
    pub(super) fn subject(&self, finding: &Finding) -> Option<String> {
        let segments = finding.found.segments.iter();
        let labels: Vec<&str> = segments.map(|id| self.label(*id)).collect();
        (!labels.is_empty()).then(|| words::list(&labels))
    }

    /// A finding in one line, after the label of the segment that it is about, if it is one.
    pub fn told(&self, finding: &Finding) -> String {
        let message = &finding.found.message;
        match finding.found.segments.as_slice() {
            [segment] => format!("{}: {message}", self.label(*segment)),
            _ => message.clone(),
        }
    }

    /// Open findings that `fits` holds of, together for each flag: the gravest first, then those
    /// about the segment that ranks highest.
    pub fn groups_of(&self, fits: impl Fn(&Finding) -> bool) -> Vec<FindingGroup<'_>> {
        let rank = |finding: &&Finding| {
            let segments = finding.found.segments.iter();
            let ranks = segments.filter_map(|id| Some(self.ranking.row(*id)?.rank));
            ranks.min().unwrap_or(usize::MAX)
        };
        let group = |flag: &'static Flag| {
            let open = self
                .open_findings()
                .filter(|one| one.flag == flag.spec.name);
            let mut findings: Vec<&Finding> = open.filter(|one| fits(one)).collect();
            lists::sort_by_key(&mut findings, rank);
            let first = findings.first()?;
            let place = (Reverse(first.severity), rank(first));
            Some((place, FindingGroup { flag, findings }))
        };
        let mut groups: Vec<_> = flags::ALL.iter().filter_map(group).collect();
        lists::sort_by_key(&mut groups, |(place, _)| *place);
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// A group in a line: a single finding whole, several by their number and as many of their
    /// segments as so many letters have room for.
    pub fn told_together(&self, group: &FindingGroup<'_>, room: usize) -> String {
        if let [one] = group.findings.as_slice() {
            return self.told(one);
        }
        let findings = group.findings.iter();
        let mut labels: Vec<String> = findings.filter_map(|one| self.subject(one)).collect();
        labels.dedup();
        let several = group.flag.several;
        match (group.findings.len(), labels.as_slice()) {
            (number, []) => format!("{number} {several}"),
            (number, labels) => {
                let several = format!("{number} {several}: ");
                let room = room.saturating_sub(several.chars().count());
                several + &words::list_within(labels, room)
            }
        }
    }

    /// Open findings of a severity, those that `fits` holds of, a line for each flag after its name.
    pub fn gathered(&self, severity: Severity, fits: impl Fn(&Finding) -> bool) -> Vec<String> {
        let groups = self.groups_of(|one| one.severity == severity && fits(one));
        let line = |group: &FindingGroup| {
            format!(
                "{}: {}",
                group.flag.spec.name,
                self.told_together(group, ROOM)
            )
        };
        groups.iter().map(line).collect()
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
        self.in_file_order(self.findings().iter())
    }

    /// Every finding about how leads come to segments, likewise.
    pub fn lead_diagnostics(&self) -> Vec<Diagnostic> {
        self.in_file_order(self.about_leads())
    }

    fn in_file_order<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = findings.map(|one| self.diagnostic(one)).collect();
        lists::sort_by_key(&mut all, Diagnostic::start);
        all
    }

    /// A finding with its place in the text.
    pub fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        finding.diagnostic(&self.document)
    }
}
