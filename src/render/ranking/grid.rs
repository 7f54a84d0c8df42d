//! One row a candidate: what every form of the ranking prints, as plain text.

use crate::audit::SegmentAudit;
use crate::order::{RankCertainty, Ranked, Sureness};
use crate::plan::{Criterion, Qualifier, SegmentId, Verdict};
use crate::study::Study;
use crate::text::words;

/// A candidate's row.
pub(super) struct Row<'a> {
    pub(super) study: &'a Study,
    pub(super) segment: SegmentId,
    pub(super) place: Place<'a>,
}

/// Where a candidate stands.
pub(super) enum Place<'a> {
    Ranked(&'a Ranked, &'a RankCertainty),
    Parked,
    Unscored(&'a [Criterion]),
}

/// The ranked candidates, the first so many where that is asked.
pub(super) fn ranked(study: &Study, top: Option<usize>) -> impl Iterator<Item = Row<'_>> {
    let rows = study.ranking.ranked.iter().zip(&study.certainty.rows);
    rows.take(top.unwrap_or(usize::MAX))
        .map(|(row, certainty)| Row {
            study,
            segment: row.segment,
            place: Place::Ranked(row, certainty),
        })
}

/// The parked candidates.
pub(super) fn parked(study: &Study) -> impl Iterator<Item = Row<'_>> {
    study.ranking.parked.iter().map(|segment| Row {
        study,
        segment: *segment,
        place: Place::Parked,
    })
}

/// The unscored candidates.
pub(super) fn unscored(study: &Study) -> impl Iterator<Item = Row<'_>> {
    study.ranking.unscored.iter().map(|row| Row {
        study,
        segment: row.segment,
        place: Place::Unscored(&row.missing),
    })
}

impl Row<'_> {
    pub(super) fn rank(&self) -> String {
        match self.place {
            Place::Ranked(row, _) => row.rank.to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.study.plan().segment(self.segment).name
    }

    pub(super) fn label(&self) -> &str {
        &self.study.plan().segment(self.segment).label
    }

    /// A score as it counts, in the plan's own direction; empty where there is none.
    pub(super) fn criterion(&self, criterion: Criterion) -> String {
        let counted = self.study.assessment.candidate(self.segment).scores;
        counted
            .get(criterion)
            .map_or(String::new(), |score| words::number(score.value, 2))
    }

    /// The score; empty where there is none.
    pub(super) fn score(&self, places: usize) -> String {
        let score = self.study.assessment.candidate(self.segment).score;
        score.map_or(String::new(), |score| grouped(score.value, places))
    }

    /// One verdict.
    pub(super) fn verdict(&self, qualifier: Qualifier) -> Verdict {
        self.study
            .plan()
            .segment(self.segment)
            .qualifiers
            .get(qualifier)
            .verdict
    }

    /// What a lead table says of it, where one was read and it has a definition.
    pub(super) fn leads(&self) -> Option<&SegmentAudit> {
        let audit = self.study.audit.as_ref()?;
        audit
            .segments
            .iter()
            .find(|one| one.segment == self.segment)
    }

    /// How many leads fit and how many it wins; empty where they are not counted.
    pub(super) fn sizes(&self) -> [String; 2] {
        let count = |leads: fn(&SegmentAudit) -> u64| {
            self.leads()
                .map_or(String::new(), |one| words::thousands(leads(one)))
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

    /// How sure it is that this one is ahead of the next, in a word and a percentage.
    pub(super) fn sureness(&self) -> String {
        let Place::Ranked(row, certainty) = &self.place else {
            return String::new();
        };
        let next = self.study.ranking.ranked.get(row.rank);
        let tied = next.is_some_and(|next| next.tie_broken_by.is_some());
        match certainty.beats_next {
            _ if row.pinned.is_some() => "pinned".to_owned(),
            Some(share) if tied => format!("tied {}", words::percent(share)),
            Some(share) => format!("{} {}", Sureness::of(share).word(), words::percent(share)),
            None => String::new(),
        }
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
        match self.place {
            Place::Ranked(..) => Vec::new(),
            Place::Parked => {
                let candidate = self.study.assessment.candidate(self.segment);
                candidate
                    .parked
                    .iter()
                    .map(|reason| reason.flag())
                    .collect()
            }
            Place::Unscored(missing) => {
                let scoring = &self.study.plan().scoring;
                missing
                    .iter()
                    .map(|one| scoring.name_of(*one).to_owned())
                    .collect()
            }
        }
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

/// What the marks mean.
pub(super) const LEGEND: &str = "MRADS: measurable, relevant, actionable, distinguishable, stable: ● yes ◐ partly ○ no · unknown";

/// A number with commas between thousands and at most so many decimals.
pub(in crate::render) fn grouped(value: f64, places: usize) -> String {
    let text = words::number(value, places);
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_owned(), words::thousands);
    match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// How many leads change hands if two neighbours do, with how sure their order is: one sentence
/// for each pair on which leads depend.
pub(super) fn at_stake(study: &Study) -> Vec<String> {
    let Some(audit) = &study.audit else {
        return Vec::new();
    };
    let label = |id: SegmentId| study.plan().segment(id).label.as_str();
    // Neighbours among those whose leads are counted: others win nobody.
    audit
        .segments
        .windows(2)
        .filter_map(|pair| {
            let (upper, lower) = (&pair[0], &pair[1]);
            let lost = lower
                .lost_to
                .iter()
                .find(|(taker, _)| *taker == upper.segment);
            let leads = lost.map_or(0, |(_, leads)| *leads);
            let share =
                study
                    .certainty
                    .share_ahead(&study.ranking, upper.segment, lower.segment)?;
            let depend = if leads == 1 { "depends" } else { "depend" };
            (leads > 0).then(|| {
                format!(
                    "{} before {}: so in {} of draws, and {} {depend} on it",
                    label(upper.segment),
                    label(lower.segment),
                    words::percent(share),
                    words::count(usize::try_from(leads).unwrap_or(usize::MAX), "lead"),
                )
            })
        })
        .collect()
}
