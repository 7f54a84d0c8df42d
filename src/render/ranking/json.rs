//! The ranking as JSON, `segplan/ranking/v1`; numbers are full precision.

use serde_json::{Map, Value, json};

use super::candidate::{self, Candidate, Place};
use crate::order::{RankCertainty, TieBreak};
use crate::plan::{Criterion, Qualifier, Third};
use crate::render::diagnostics::json::finding;
use crate::render::json::{document, members};
use crate::study::{Row, Study};

/// The ranking as JSON; with `top` the first so many ranked candidates.
#[must_use]
pub fn ranking(study: &Study, top: Option<usize>) -> String {
    let plan = study.plan();
    let all = candidate::ranked(study, top).filter_map(|one| ranked(&one));
    let mut ranking = members(json!({
        "schema": "segplan/ranking/v1",
        "plan": {
            "title": plan.title,
            "formula": plan.scoring.formula.name(),
            "third_score": plan.scoring.third.name(),
            "scale": [plan.scoring.scale.min, plan.scoring.scale.max],
            "as_of": plan.as_of.date.to_string(),
            "draws": study.certainty.draws,
            "seed": study.certainty.seed,
        },
        "ranking": all.collect::<Vec<Value>>(),
        "parked": candidate::parked(study).map(|one| parked(&one)).collect::<Vec<Value>>(),
        "unscored": candidate::unscored(study).map(|one| unscored(&one)).collect::<Vec<Value>>(),
        "default": {"segment": plan.default.name, "label": plan.default.label},
    }));
    if let Some(beats) = &study.certainty.pairwise {
        let order = study.ranking.order();
        let segments: Vec<&str> = order.map(|id| plan.segment(id).name.as_str()).collect();
        ranking.insert(
            "pairwise".to_owned(),
            json!({"segments": segments, "beats": beats}),
        );
    }
    let diagnostics = study.diagnostics();
    let findings = diagnostics
        .iter()
        .map(|one| finding(&study.document.source, one));
    ranking.insert("findings".to_owned(), findings.collect());
    document(&ranking)
}

fn ranked(one: &Candidate<'_>) -> Option<Value> {
    let Place::Ranked(Row {
        ranked, certainty, ..
    }) = one.place
    else {
        return None;
    };
    let assessed = one.study.assessment.candidate(one.segment);
    let verdicts = Qualifier::ALL.iter().map(|which| {
        let verdict = one.verdict(*which).name();
        (which.name().to_owned(), Value::from(verdict))
    });
    let mut row = members(json!({"rank": ranked.rank}));
    row.extend(named(one));
    row.extend(members(json!({
        "score": assessed.score.map(|score| score.value),
        "score_percent": assessed.score.map(|score| score.percent),
    })));
    row.extend(scores(one));
    row.extend(members(json!({
        "qualifiers": verdicts.collect::<Map<String, Value>>(),
        "qualifiers_met": assessed.qualifiers_met,
        "weak": one.study.is_weak(one.segment),
        "flags": one.flags(true),
        "tie_broken_by": ranked.tie_broken_by.map(TieBreak::name),
        "pinned": ranked.pinned,
        "certainty": of_rank(certainty),
    })));
    if let Some(leads) = one.leads() {
        row.extend(members(json!({"matched": leads.matched, "won": leads.won})));
    }
    Some(row.into())
}

fn parked(one: &Candidate<'_>) -> Value {
    let score = one.study.assessment.candidate(one.segment).score;
    let mut row = named(one);
    row.extend(members(json!({
        "because": one.because(),
        "score": score.map(|score| score.value),
    })));
    row.extend(scores(one));
    row.into()
}

fn unscored(one: &Candidate<'_>) -> Value {
    let mut row = named(one);
    row.insert("missing".to_owned(), one.because().into());
    row.into()
}

fn named(one: &Candidate<'_>) -> Map<String, Value> {
    members(json!({"segment": one.name(), "label": one.label()}))
}

/// The three scores; `ease` is always in the favorable direction.
fn scores(one: &Candidate<'_>) -> Map<String, Value> {
    let counted = one.study.assessment.candidate(one.segment).scores;
    let scoring = &one.study.plan().scoring;
    let value = |criterion: Criterion| counted.get(criterion).map(|score| score.value);
    let third = value(Criterion::Ease);
    members(json!({
        "impact": value(Criterion::Impact),
        "confidence": value(Criterion::Confidence),
        "ease": third.map(|third| scoring.favorable(Criterion::Ease, third)),
        "effort": third.filter(|_| scoring.third == Third::Effort),
    }))
}

fn of_rank(row: &RankCertainty) -> Value {
    let mut certainty = members(json!({
        "first": row.first,
        "beats_next": row.beats_next,
        "expected_rank": row.expected_rank,
        "rank_low": row.rank_low,
        "rank_high": row.rank_high,
        "group": row.group,
    }));
    if let Some(ranks) = &row.ranks {
        certainty.insert("ranks".to_owned(), json!(ranks));
    }
    certainty.into()
}
