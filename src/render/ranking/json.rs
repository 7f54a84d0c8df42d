//! The ranking as JSON, `segplan/ranking/v1`; numbers are full precision.

use serde_json::{Map, Value, json};

use super::candidate::{self, Candidate};
use crate::order::TieBreak;
use crate::plan::{Capacity, Criterion, Qualifier, Third};
use crate::render::audit::json::capacity as capacity_of_leads;
use crate::render::diagnostics::json::finding;
use crate::render::json::{document, list};
use crate::study::Study;

/// The ranking as JSON; with `top` the first so many ranked candidates.
pub(crate) fn ranking(study: &Study, top: Option<usize>) -> String {
    let plan = study.plan();
    let mut ranking = json!({
        "schema": "segplan/ranking/v1",
        "plan": {
            "title": plan.title,
            "formula": plan.scoring.formula.name(),
            "third_score": plan.scoring.third.name(),
            "scale": [plan.scoring.scale.min, plan.scoring.scale.max],
            "as_of": plan.as_of.date.to_string(),
            "capacity": plan.capacity.as_ref().map(capacity),
            "draws": study.certainty().draws,
            "seed": study.certainty().seed,
        },
        "ranking": list(candidate::ranked(study, top), ranked),
        "parked": list(candidate::parked(study), parked),
        "unscored": list(candidate::unscored(study), unscored),
        "default": {"segment": plan.default.name, "label": plan.default.label},
    });
    if let Some(beats) = &study.certainty().pairwise {
        let segments = list(study.ranking.order(), |id| plan.name(id));
        ranking["pairwise"] = json!({"segments": segments, "beats": beats});
    }
    if study.audit.is_some() {
        ranking["capacity"] = capacity_of_leads(study);
    }
    let diagnostics = study.diagnostics();
    ranking["findings"] = list(&diagnostics, |one| finding(&study.document.source, one));
    document(&ranking)
}

fn capacity(capacity: &Capacity) -> Value {
    json!({
        "segments": capacity.segments,
        "cost": capacity.cost,
        "unit": capacity.unit,
        "cut": capacity.cut.name(),
    })
}

/// A candidate's facts of these names, in their order.
fn only(one: &Candidate<'_>, names: &[&str]) -> Value {
    let facts = facts(one);
    let known = names.iter().map(|name| (*name, facts[*name].clone()));
    known.collect()
}

fn ranked(one: Candidate<'_>) -> Value {
    let mut facts = facts(&one);
    if let Value::Object(facts) = &mut facts {
        facts.retain(|name, _| name != "status" && name != "because");
    }
    facts
}

fn parked(one: Candidate<'_>) -> Value {
    let scores = ["impact", "confidence", "ease", "effort"];
    let names = ["segment", "label", "because", "score"];
    only(&one, &[names, scores].concat())
}

fn unscored(one: Candidate<'_>) -> Value {
    let mut row = only(&one, &["segment", "label"]);
    row["missing"] = json!(one.because());
    row
}

/// All that is known of a candidate, by the names that JSON and CSV have for it. `ease` is always
/// in the favorable direction.
pub(in crate::render) fn facts(one: &Candidate<'_>) -> Value {
    let (study, segment) = (one.study, one.segment);
    let assessed = study.assessment.candidate(segment);
    let scoring = &study.plan().scoring;
    let value = |criterion: Criterion| assessed.scores.get(criterion).map(|score| score.value);
    let third = value(Criterion::Ease);
    let row = one.row;
    let status = match row {
        Some(_) => "ranked",
        None if assessed.parked.is_empty() => "unscored",
        None => "parked",
    };
    let verdicts = Qualifier::ALL.iter().map(|which| {
        let verdict = one.verdict(*which).name();
        (which.name().to_owned(), Value::from(verdict))
    });
    let mut facts = json!({
        "status": status,
        "rank": row.map(|row| row.ranked.rank),
        "segment": study.plan().name(segment),
        "label": one.label(),
        "because": one.because(),
        "score": assessed.score.map(|score| score.value),
        "score_percent": assessed.score.map(|score| score.percent),
        "impact": value(Criterion::Impact),
        "confidence": value(Criterion::Confidence),
        "ease": third.map(|third| scoring.favorable(Criterion::Ease, third)),
        "effort": third.filter(|_| scoring.third == Third::Effort),
        "qualifiers": verdicts.collect::<Map<String, Value>>(),
        "qualifiers_met": assessed.qualifiers_met,
        "weak": study.is_weak(segment),
        "flags": one.flags(true),
        "tie_broken_by": row.and_then(|row| row.ranked.tie_broken_by).map(TieBreak::name),
        "pinned": row.and_then(|row| row.ranked.pinned.as_ref()),
        "certainty": row.map(|row| row.certainty),
        "interchangeable_with_next": row.map(|_| study.reach.free_below(segment).is_some()),
        "cost": study.plan().segment(segment).cost,
        "cut": row.and_then(|row| row.cut),
    });
    if let Some(leads) = study.leads_of(segment) {
        facts["matched"] = json!(leads.matched);
        facts["won"] = json!(leads.won);
        facts["won_so_far"] = json!(study.won_so_far(segment));
    }
    facts
}
