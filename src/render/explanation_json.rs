//! One candidate as JSON, `segplan/explain/v1`; numbers are full precision.

use serde_json::{Value, json};

use super::audit::json::lost_to;
use super::diagnostics::json::finding;
use super::explanation::changes;
use super::json::{document, list};
use super::ranking::candidate::Candidate;
use super::ranking::json::facts;
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
    document(&json!({
        "schema": "segplan/explain/v1",
        "candidate": facts(&one),
        "after": list(&plan.segment(segment).after, |id| plan.name(*id)),
        "notes": study.plan().segment(segment).notes,
        "workings": study.workings(segment),
        "votes": study.votes_on(segment),
        "changes": changes(study, segment).collect::<Vec<_>>(),
        "qualifiers": qualifiers(study, segment),
        "definition": definition(study, segment),
        "leads": leads(study, segment),
        "findings": list(findings, |one| finding(source, &one)),
    }))
}

fn qualifiers(study: &Study, segment: SegmentId) -> Value {
    let plan = study.plan();
    list(Qualifier::ALL, |qualifier| {
        let judgement = plan.segment(segment).qualifiers.get(*qualifier);
        json!({
            "qualifier": qualifier.name(),
            "verdict": judgement.verdict.name(),
            "because": judgement.because,
            "required": plan.qualify.required.contains(qualifier),
        })
    })
}

/// Who fits; null without a definition.
fn definition(study: &Study, segment: SegmentId) -> Value {
    let plan = study.plan();
    let definition = plan.segment(segment).definition.as_ref();
    definition.map_or(Value::Null, |definition| {
        json!({
            "where": definition.text.trim(),
            "in_words": plan.in_words(&definition.condition),
            "example": study.example_of(segment).map(|one| json!({
                "wins": one.taker == Some(segment),
                "taken_by": one.taker.map(|taker| plan.name(taker)),
                "lead": plan.in_words(&one.lead),
            })),
        })
    })
}

/// What a lead table says of it; null where none was read.
fn leads(study: &Study, segment: SegmentId) -> Value {
    study.leads_of(segment).map_or(Value::Null, |one| {
        json!({
            "matched": one.matched,
            "won": one.won,
            "unknown": one.unknown,
            "lost_to": lost_to(study.plan(), &one.lost_to),
        })
    })
}
