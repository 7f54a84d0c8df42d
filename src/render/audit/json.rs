//! The audit as JSON, `segplan/audit/v1`.

use serde_json::{Value, json};

use super::{Audited, OtherOrder};
use crate::audit::{Audit, BestSet, Reached, SegmentAudit, SetSearch, Stability};
use crate::plan::{Plan, SegmentId};
use crate::render::diagnostics::json::finding;
use crate::render::json::{document, list};
use crate::study::Study;

pub(crate) fn audit(audited: &Audited) -> String {
    let (plan, audit) = (audited.study.plan(), audited.audit);
    let mut whole = json!({
        "schema": "segplan/audit/v1",
        "leads": audit.leads,
        "excluded": audit.excluded,
        "outcomes": audit.outcomes,
        "outcome_unknown": audit.outcome_unknown,
        "control": audit.control,
        "control_unknown": audit.control.map(|_| audit.control_unknown),
        "covered": audit.covered,
        "currency": plan.leads.currency,
    });
    // `json!` would copy them.
    whole["segments"] = list(&audit.segments, |one| segment(audited.study, one));
    whole["not_resolved"] = names(plan, &audit.not_resolved);
    whole["default"] = default(plan, audit);
    whole["overlaps"] = overlaps(plan, audit);
    whole["combinations"] = list(
        &audit.combinations,
        |one| json!({"segments": names(plan, &one.segments), "leads": one.leads}),
    );
    whole["masks"] = audit.masks.into();
    whole["undeclared"] = list(
        audit.undeclared(),
        |(id, leads)| json!({"attribute": plan.attribute(id).name, "leads": leads}),
    );
    whole["left_out"] = audited.ragged.rows.into();
    if let Some(keys) = audited.keys {
        whole["keys"] = json!({"repeated": keys.repeated, "missing": keys.missing});
    }
    if let Some(change) = audited.change {
        whole["change"] = changed(plan, change);
    }
    whole["within_capacity"] = audited.within_capacity.into();
    whole["capacity"] = capacity(audited.study);
    whole["findings"] = findings(audited);
    whole["not_checked"] = audited.study.not_checked().into();
    document(&whole)
}

fn names(plan: &Plan, ids: &[SegmentId]) -> Value {
    list(ids, |id| plan.name(*id))
}

/// The segments that take leads of another one.
pub(in crate::render) fn lost_to(plan: &Plan, takers: &[(SegmentId, u64)]) -> Value {
    list(
        takers,
        |(id, leads)| json!({"segment": plan.name(*id), "leads": leads}),
    )
}

/// What is told of a segment.
pub(super) fn segment(study: &Study, one: &SegmentAudit) -> Value {
    let plan = study.plan();
    let (rate, difference) = (one.rate, one.difference);
    json!({
        "segment": plan.name(one.segment),
        "priority": one.priority,
        "matched": one.matched,
        "won": one.won,
        "won_so_far": study.won_so_far(one.segment),
        "shared": one.shared,
        "lost_to": lost_to(plan, &one.lost_to),
        "outcomes": one.outcomes,
        "outcome_known": one.outcome_known,
        "rate": rate.map(|rate| rate.rate),
        "rate_low": rate.map(|rate| rate.low),
        "rate_high": rate.map(|rate| rate.high),
        "matched_outcomes": one.matched_outcomes,
        "matched_known": one.matched_known,
        "matched_rate": one.matched_rate.map(|rate| rate.rate),
        "difference": difference.map(|one| one.difference),
        "difference_low": difference.map(|one| one.low),
        "difference_high": difference.map(|one| one.high),
        "p_adjusted": difference.and_then(|one| one.p_adjusted),
        "smallest_detectable_lift": one.smallest_detectable_lift,
        "unknown": one.unknown,
        "control": one.control,
        "smallest_lift_with_control": one.smallest_lift_with_control,
        "reachable": one.reachable,
        "value": one.value,
        "valued": one.value.map(|_| one.valued),
        "value_mean": one.mean_value(),
        "stability": one.stability.as_ref().map(stability),
    })
}

/// What the plan's capacity does to the leads; null without a capacity.
pub(in crate::render) fn capacity(study: &Study) -> Value {
    let plan = study.plan();
    study.capacity_audit.as_ref().map_or(Value::Null, |one| {
        json!({
            "below": one.below,
            "to_default": one.to_default,
            "best_set": one.best_set.as_ref().map(|set| best_set(plan, set)),
        })
    })
}

fn best_set(plan: &Plan, set: &BestSet) -> Value {
    let amount = |reached: i128| match set.by {
        Reached::Leads | Reached::Outcomes => u64::try_from(reached).ok().into(),
        Reached::Value => Value::from(reached as f64 / 1e6),
    };
    let (exact, at_least) = match set.search {
        SetSearch::Exact => (true, Some(1.0)),
        SetSearch::Greedy(share) => (false, share),
    };
    json!({
        "by": set.by.name(),
        "out": names(plan, &set.out),
        "in": names(plan, &set.into),
        "now": amount(set.now),
        "best": amount(set.best),
        "exact": exact,
        "at_least": at_least,
    })
}

fn stability(one: &Stability) -> Value {
    let periods = list(&one.periods, |period| {
        json!({
            "start": period.start.to_string(),
            "leads": period.leads,
            "matched": period.matched,
            "outcome_known": period.known,
            "outcomes": period.outcomes,
        })
    });
    json!({
        "periods": periods,
        "months": one.months,
        "size_index": one.size.index,
        "size_by_chance": one.size.by_chance,
        "rate_index": one.rate.map(|rate| rate.index),
        "rate_by_chance": one.rate.map(|rate| rate.by_chance),
    })
}

fn default(plan: &Plan, audit: &Audit) -> Value {
    let to_default = &audit.default;
    json!({
        "segment": plan.default.name,
        "leads": to_default.leads,
        "outcomes": to_default.outcomes,
        "because_unknown": to_default.because_unknown,
    })
}

fn overlaps(plan: &Plan, audit: &Audit) -> Value {
    list(&audit.overlaps, |one| {
        json!({
            "a": plan.name(one.a),
            "b": plan.name(one.b),
            "leads": one.leads,
            "jaccard": one.jaccard,
            "containment": one.containment,
        })
    })
}

fn changed(plan: &Plan, change: &OtherOrder) -> Value {
    let whose = |id: Option<SegmentId>| id.map_or(plan.default.name.as_str(), |id| plan.name(id));
    let handovers = list(&change.handovers, |one| {
        json!({
            "from": whose(one.from),
            "to": whose(one.to),
            "leads": one.leads,
            "outcomes": one.outcomes,
            "value": plan.leads.value.map(|_| one.value),
        })
    });
    json!({
        "order": names(plan, &change.order),
        "leads": change.handovers.iter().map(|one| one.leads).sum::<u64>(),
        "handovers": handovers,
    })
}

fn findings(audited: &Audited) -> Value {
    let study = audited.study;
    list(&study.lead_diagnostics(), |one| {
        finding(&study.document.source, one)
    })
}
