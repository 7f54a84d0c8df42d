//! What all parts of a report are built from, and what they say alike.

use crate::condition::Condition;
use crate::flags::Finding;
use crate::order::Flip;
use crate::plan::{Criterion, Plan, SegmentId};
use crate::report::model::{FindingEntry, Named};
use crate::report::{Edition, Locale};
use crate::study::Study;
use crate::text::words::sentence;

/// All that a report is built from.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) study: &'a Study,
    pub(super) plan: &'a Plan,
    pub(super) flips: &'a [Flip],
    pub(super) locale: Locale,
    pub(super) edition: Edition,
    /// Of each segment, whether it has a page of its own.
    pub(super) pages: &'a [bool],
}

impl Facts<'_> {
    pub(super) fn named(&self, id: SegmentId) -> Named {
        let segment = self.plan.segment(id);
        Named {
            name: segment.name.clone(),
            label: segment.label.clone(),
            page: self.pages[id.0],
        }
    }

    pub(super) fn findings<'f>(
        &self,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> Vec<FindingEntry> {
        findings.map(|one| self.finding(one)).collect()
    }

    fn finding(&self, finding: &Finding) -> FindingEntry {
        let found = &finding.found;
        let (line, _) = self.study.line_column(finding);
        FindingEntry {
            flag: finding.flag,
            severity: finding.severity.name(),
            segments: found.segments.iter().map(|id| self.named(*id)).collect(),
            message: sentence(&found.message),
            help: sentence(&found.help),
            allowed: finding.allowed.clone(),
            line,
        }
    }

    /// A condition in words, without a final stop.
    pub(super) fn in_words(&self, condition: &Condition) -> String {
        self.plan.in_words(condition)
    }

    /// What the plan calls a criterion: `Impact`, … `Effort`.
    pub(super) fn name_of(&self, criterion: Criterion) -> String {
        let name = self.plan.scoring.name_of(criterion);
        self.locale.words.word(name).to_owned()
    }
}
