//! One candidate: what every form of the ranking prints of it, as plain text.

use crate::audit::SegmentAudit;
use crate::plan::{Criterion, Qualifier, SegmentId, Verdict};
use crate::study::{Row, Study};
use crate::text::words;

#[derive(Clone, Copy)]
pub(in crate::render) struct Candidate<'a> {
    pub(in crate::render) study: &'a Study,
    pub(in crate::render) segment: SegmentId,
    /// `None` if it is parked or unscored.
    pub(in crate::render) row: Option<Row<'a>>,
}

/// The ranked candidates, the first so many where that is asked.
pub(super) fn ranked(study: &Study, top: Option<usize>) -> impl Iterator<Item = Candidate<'_>> {
    let rows = study.rows().take(top.unwrap_or(usize::MAX));
    rows.map(|row| Candidate {
        study,
        segment: row.ranked.segment,
        row: Some(row),
    })
}

pub(super) fn parked(study: &Study) -> impl Iterator<Item = Candidate<'_>> {
    not_ranked(study, &study.ranking.parked)
}

pub(super) fn unscored(study: &Study) -> impl Iterator<Item = Candidate<'_>> {
    not_ranked(study, &study.ranking.unscored)
}

fn not_ranked<'a>(
    study: &'a Study,
    segments: &'a [SegmentId],
) -> impl Iterator<Item = Candidate<'a>> {
    segments.iter().map(|segment| Candidate {
        study,
        segment: *segment,
        row: None,
    })
}

impl Candidate<'_> {
    pub(super) fn rank(&self) -> String {
        self.row
            .map_or(String::new(), |row| row.ranked.rank.to_string())
    }

    pub(super) fn label(&self) -> &str {
        self.study.label(self.segment)
    }

    /// A score as it counts, in the plan's own direction; empty if there is none.
    pub(super) fn criterion(&self, criterion: Criterion) -> String {
        let counted = self.study.assessment.candidate(self.segment).scores;
        counted
            .get(criterion)
            .map_or(String::new(), |score| words::number(score.value, 2))
    }

    /// The score; empty if there is none.
    pub(super) fn score(&self, places: usize) -> String {
        let score = self.study.assessment.candidate(self.segment).score;
        score.map_or(String::new(), |score| words::grouped(score.value, places))
    }

    pub(super) fn verdict(&self, qualifier: Qualifier) -> Verdict {
        self.study
            .plan()
            .segment(self.segment)
            .qualifiers
            .get(qualifier)
            .verdict
    }

    /// How many leads fit and how many it wins; empty if they are not counted.
    pub(super) fn sizes(&self) -> [String; 2] {
        let count = |leads: fn(&SegmentAudit) -> u64| {
            let counted = self.study.leads_of(self.segment);
            counted.map_or(String::new(), |one| words::thousands(leads(one)))
        };
        [count(|one| one.matched), count(|one| one.won)]
    }

    /// Five marks, one for each qualifier.
    pub(super) fn marks(&self) -> String {
        Qualifier::ALL
            .iter()
            .map(|one| mark(self.verdict(*one)))
            .collect()
    }

    /// What puts it ahead of the next, in a word, with the share of draws where those decide.
    pub(super) fn sureness(&self) -> String {
        self.row.map_or_else(String::new, |row| row.sureness())
    }

    /// The names of its flags: warnings and errors, gravest first; with `infos` the infos too.
    /// Those that the plan allows are left out.
    pub(super) fn flags(&self, infos: bool) -> Vec<&'static str> {
        use crate::diagnostic::Severity;
        let mut names = Vec::new();
        for finding in self.study.findings_of(self.segment) {
            let counts = infos || finding.severity >= Severity::Warning;
            if counts && finding.allowed.is_none() && !names.contains(&finding.flag) {
                names.push(finding.flag);
            }
        }
        names
    }

    /// Why it is not ranked, as names of flags or of missing scores.
    pub(super) fn because(&self) -> Vec<String> {
        let missing = self.study.missing_scores(self.segment).into_iter();
        let parked = self.study.parked_because(self.segment).into_iter();
        parked.chain(missing.map(str::to_owned)).collect()
    }
}

/// The mark of a verdict: ● yes, ◐ partly, ○ no, · unknown.
pub(in crate::render) fn mark(verdict: Verdict) -> char {
    match verdict {
        Verdict::Yes => '●',
        Verdict::Partly => '◐',
        Verdict::No => '○',
        Verdict::Unknown => '·',
    }
}
