//! The ranking as CSV: one row a candidate, ranked, parked and unscored ones alike.

use super::candidate::{self, Candidate, Place};
use crate::order::RankCertainty;
use crate::plan::{Criterion, Qualifier};
use crate::render::csv::write;
use crate::study::Study;

/// The ranking as CSV with a header; numbers are full precision.
#[must_use]
pub fn ranking(study: &Study, top: Option<usize>) -> String {
    let mut header = vec!["status", "rank", "segment", "label", "score"];
    header.extend(
        Criterion::ALL
            .iter()
            .map(|one| study.plan().scoring.name_of(*one)),
    );
    header.extend(Qualifier::ALL.iter().map(|one| one.name()));
    header.extend([
        "qualifiers_met",
        "weak",
        "flags",
        "because",
        "tie_broken_by",
        "pinned",
        "first",
        "beats_next",
        "expected_rank",
        "rank_low",
        "rank_high",
    ]);
    if study.audit.is_some() {
        header.extend(["matched", "won"]);
    }
    let rows = candidate::ranked(study, top)
        .chain(candidate::parked(study))
        .chain(candidate::unscored(study));
    write(&header, rows.map(|row| cells(&row)))
}

fn cells(row: &Candidate<'_>) -> Vec<String> {
    let study = row.study;
    let candidate = study.assessment.candidate(row.segment);
    let exact = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let (status, ranked) = match row.place {
        Place::Ranked(row) => ("ranked", Some(row)),
        Place::Parked => ("parked", None),
        Place::Unscored => ("unscored", None),
    };
    let certainty = ranked.map(|row| row.certainty);
    let ranked = ranked.map(|row| row.ranked);
    let share = |get: fn(&RankCertainty) -> Option<f64>| exact(certainty.and_then(get));
    let mut cells = vec![
        status.to_owned(),
        row.rank(),
        row.name().to_owned(),
        row.label().to_owned(),
        exact(candidate.score.map(|score| score.value)),
    ];
    cells.extend(
        Criterion::ALL
            .iter()
            .map(|one| exact(candidate.scores.get(*one).map(|one| one.value))),
    );
    cells.extend(
        Qualifier::ALL
            .iter()
            .map(|one| row.verdict(*one).name().to_owned()),
    );
    cells.extend([
        candidate.qualifiers_met.to_string(),
        study.is_weak(row.segment).to_string(),
        row.flags(true).join(";"),
        row.because().join(";"),
        ranked
            .and_then(|row| row.tie_broken_by)
            .map_or("", |tie| tie.name())
            .to_owned(),
        ranked
            .and_then(|row| row.pinned.clone())
            .unwrap_or_default(),
        share(|row| Some(row.first)),
        share(|row| row.beats_next),
        share(|row| Some(row.expected_rank)),
        certainty.map_or(String::new(), |row| row.rank_low.to_string()),
        certainty.map_or(String::new(), |row| row.rank_high.to_string()),
    ]);
    if study.audit.is_some() {
        let leads = row.leads();
        let count = |leads: Option<u64>| leads.map_or(String::new(), |leads| leads.to_string());
        cells.extend([
            count(leads.map(|one| one.matched)),
            count(leads.map(|one| one.won)),
        ]);
    }
    cells
}
