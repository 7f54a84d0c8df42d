//! The ranking as JSON, `segplan/ranking/v1`.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::candidate::{self, Candidate, Place};
use crate::order::{RankCertainty, TieBreak};
use crate::plan::{Criterion, Qualifier, Third};
use crate::render::diagnostics::json::FindingJson;
use crate::render::json::document;
use crate::study::{Row, Study};

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "fields are the keys of the JSON")]
struct Ranking<'a> {
    schema: &'static str,
    plan: Plan<'a>,
    ranking: Vec<Ranked<'a>>,
    parked: Vec<Parked<'a>>,
    unscored: Vec<Unscored<'a>>,
    default: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairwise: Option<Pairwise<'a>>,
    findings: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
struct Plan<'a> {
    title: &'a str,
    formula: &'static str,
    third_score: &'static str,
    scale: [f64; 2],
    as_of: String,
    draws: usize,
    seed: u64,
}

#[derive(Debug, Serialize)]
struct Ranked<'a> {
    rank: usize,
    #[serde(flatten)]
    segment: Named<'a>,
    score: Option<f64>,
    score_percent: Option<f64>,
    #[serde(flatten)]
    scores: Scores,
    qualifiers: Map<String, Value>,
    qualifiers_met: f64,
    weak: bool,
    flags: Vec<&'static str>,
    tie_broken_by: Option<&'static str>,
    pinned: Option<&'a str>,
    certainty: Option<Certainty<'a>>,
    /// Leads that fit and leads won; only where a lead table was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    won: Option<u64>,
}

/// The three scores; `ease` is always in the favorable direction.
#[derive(Debug, Serialize)]
struct Scores {
    impact: Option<f64>,
    confidence: Option<f64>,
    ease: Option<f64>,
    effort: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Certainty<'a> {
    first: f64,
    beats_next: Option<f64>,
    expected_rank: f64,
    rank_low: usize,
    rank_high: usize,
    group: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    ranks: Option<&'a [f64]>,
}

#[derive(Debug, Serialize)]
struct Parked<'a> {
    #[serde(flatten)]
    segment: Named<'a>,
    because: Vec<String>,
    score: Option<f64>,
    #[serde(flatten)]
    scores: Scores,
}

#[derive(Debug, Serialize)]
struct Unscored<'a> {
    #[serde(flatten)]
    segment: Named<'a>,
    missing: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    segment: &'a str,
    label: &'a str,
}

#[derive(Debug, Serialize)]
struct Pairwise<'a> {
    segments: Vec<&'a str>,
    beats: &'a [Vec<f64>],
}

/// The ranking as JSON; numbers are full precision.
#[must_use]
pub fn ranking(study: &Study, top: Option<usize>) -> String {
    let plan = study.plan();
    document(&Ranking {
        schema: "segplan/ranking/v1",
        plan: Plan {
            title: &plan.title,
            formula: plan.scoring.formula.name(),
            third_score: plan.scoring.third.name(),
            scale: [plan.scoring.scale.min, plan.scoring.scale.max],
            as_of: plan.as_of.date.to_string(),
            draws: study.certainty.draws,
            seed: study.certainty.seed,
        },
        ranking: candidate::ranked(study, top)
            .filter_map(|row| ranked(study, &row))
            .collect(),
        parked: candidate::parked(study)
            .map(|row| parked(study, &row))
            .collect(),
        unscored: candidate::unscored(study)
            .map(|row| Unscored {
                segment: named(study, &row),
                missing: row.because(),
            })
            .collect(),
        default: Named {
            segment: &plan.default.name,
            label: &plan.default.label,
        },
        pairwise: study.certainty.pairwise.as_deref().map(|beats| Pairwise {
            segments: study
                .ranking
                .order()
                .map(|id| plan.segment(id).name.as_str())
                .collect(),
            beats,
        }),
        findings: study
            .diagnostics()
            .iter()
            .map(|one| FindingJson::new(&study.document.source, one))
            .collect(),
    })
}

fn named<'a>(study: &'a Study, row: &Candidate<'_>) -> Named<'a> {
    let segment = study.plan().segment(row.segment);
    Named {
        segment: &segment.name,
        label: &segment.label,
    }
}

fn ranked<'a>(study: &'a Study, row: &Candidate<'a>) -> Option<Ranked<'a>> {
    let Place::Ranked(Row {
        ranked: place,
        certainty,
        ..
    }) = row.place
    else {
        return None;
    };
    let candidate = study.assessment.candidate(row.segment);
    Some(Ranked {
        rank: place.rank,
        segment: named(study, row),
        score: candidate.score.map(|score| score.value),
        score_percent: candidate.score.map(|score| score.percent),
        scores: scores(study, row),
        qualifiers: Qualifier::ALL
            .iter()
            .map(|one| (one.name().to_owned(), json!(row.verdict(*one).name())))
            .collect(),
        qualifiers_met: candidate.qualifiers_met,
        weak: study.is_weak(row.segment),
        flags: row.flags(true),
        tie_broken_by: place.tie_broken_by.map(TieBreak::name),
        pinned: place.pinned.as_deref(),
        certainty: Some(certainty_of(certainty)),
        matched: row.leads().map(|one| one.matched),
        won: row.leads().map(|one| one.won),
    })
}

fn scores(study: &Study, row: &Candidate<'_>) -> Scores {
    let counted = study.assessment.candidate(row.segment).scores;
    let scoring = &study.plan().scoring;
    let value = |criterion: Criterion| counted.get(criterion).map(|score| score.value);
    Scores {
        impact: value(Criterion::Impact),
        confidence: value(Criterion::Confidence),
        ease: value(Criterion::Ease).map(|ease| scoring.favorable(Criterion::Ease, ease)),
        effort: value(Criterion::Ease).filter(|_| scoring.third == Third::Effort),
    }
}

fn certainty_of(row: &RankCertainty) -> Certainty<'_> {
    Certainty {
        first: row.first,
        beats_next: row.beats_next,
        expected_rank: row.expected_rank,
        rank_low: row.rank_low,
        rank_high: row.rank_high,
        group: row.group,
        ranks: row.ranks.as_deref(),
    }
}

fn parked<'a>(study: &'a Study, row: &Candidate<'_>) -> Parked<'a> {
    Parked {
        segment: named(study, row),
        because: row.because(),
        score: study
            .assessment
            .candidate(row.segment)
            .score
            .map(|score| score.value),
        scores: scores(study, row),
    }
}
