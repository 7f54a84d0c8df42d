//! One candidate as JSON, `segplan/explain/v1`; numbers are full precision.

use serde_json::{Value, json};

use super::diagnostics::json::finding;
use super::json::document;
use super::ranking::candidate::Candidate;
use super::ranking::json::facts;
use crate::condition;
use crate::order;
use crate::plan::{Qualifier, SegmentId};
use crate::study::Study;

pub(crate) fn explanation(study: &Study, segment: SegmentId) -> String {
    let one = Candidate {
        study,
        segment,
        row: study.row(segment),
    };
    let findings = study.findings_of(segment).map(|one| study.diagnostic(one));
    let source = &study.document.source;
    let plan = study.plan();
    let name = |id: &SegmentId| plan.segment(*id).name.as_str();
    document(&json!({
        "schema": "segplan/explain/v1",
        "candidate": facts(&one),
        "after": plan.segment(segment).after.iter().map(name).collect::<Vec<_>>(),
        "notes": study.plan().segment(segment).notes,
        "workings": study.workings(segment),
        "votes": study.votes_on(segment),
        "changes": changes(study, segment),
        "qualifiers": qualifiers(study, segment),
        "definition": definition(study, segment),
        "leads": leads(study, segment),
        "findings": findings.map(|one| finding(source, &one)).collect::<Vec<_>>(),
    }))
}

/// The smallest changes of one score that would move it, in words.
fn changes(study: &Study, segment: SegmentId) -> Vec<String> {
    let plan = study.plan();
    let flips = order::flips_around(plan, &study.assessment, &study.ranking, segment);
    let changes = flips.into_iter().flat_map(|flip| {
        let both = [flip.climb, flip.slip].into_iter().flatten();
        both.map(move |change| flip.words(plan, &change))
    });
    changes.collect()
}

fn qualifiers(study: &Study, segment: SegmentId) -> Vec<Value> {
    let plan = study.plan();
    let one = |qualifier: &Qualifier| {
        let judgement = plan.segment(segment).qualifiers.get(*qualifier);
        json!({
            "qualifier": qualifier.name(),
            "verdict": judgement.verdict.name(),
            "because": judgement.because,
            "required": plan.qualify.required.contains(qualifier),
        })
    };
    Qualifier::ALL.iter().map(one).collect()
}

/// Who fits; null without a definition.
fn definition(study: &Study, segment: SegmentId) -> Value {
    let plan = study.plan();
    let names = |id| plan.attribute(id).name.as_str();
    let definition = plan.segment(segment).definition.as_ref();
    definition.map_or(Value::Null, |definition| {
        json!({
            "where": definition.text.trim(),
            "in_words": condition::in_words(&definition.condition, &names),
            "example": study.example_of(segment).map(|one| json!({
                "wins": one.taker == Some(segment),
                "taken_by": one.taker.map(|taker| plan.segment(taker).name.as_str()),
                "lead": condition::in_words(&one.lead, &names),
            })),
        })
    })
}

/// What a lead table says of it; null where none was read.
fn leads(study: &Study, segment: SegmentId) -> Value {
    study.leads_of(segment).map_or(Value::Null, |one| {
        let lost = one.lost_to.iter().map(
            |(taker, leads)| json!({"segment": study.plan().segment(*taker).name, "leads": leads}),
        );
        json!({
            "matched": one.matched,
            "won": one.won,
            "unknown": one.unknown,
            "lost_to": lost.collect::<Vec<_>>(),
        })
    })
}
