//! The audit as JSON, `segplan/audit/v1`.

use serde::Serialize;

use super::{Audited, Change};
use crate::audit::{Audit as Leads, SegmentAudit};
use crate::flags;
use crate::plan::{Plan, SegmentId};
use crate::render::diagnostics::json::FindingJson;
use crate::render::json::document;

#[derive(Debug, Serialize)]
struct Audit<'a> {
    schema: &'static str,
    leads: u64,
    excluded: u64,
    outcomes: u64,
    outcome_unknown: u64,
    covered: u64,
    segments: Vec<Segment<'a>>,
    not_resolved: Vec<&'a str>,
    default: Default<'a>,
    overlaps: Vec<Overlap<'a>>,
    combinations: Vec<Combination<'a>>,
    masks: usize,
    left_out: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    keys: Option<Keys>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Changed<'a>>,
    findings: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "fields are the keys of the JSON")]
struct Segment<'a> {
    segment: &'a str,
    priority: usize,
    matched: u64,
    won: u64,
    shared: u64,
    lost_to: Vec<Part<'a>>,
    outcomes: u64,
    outcome_known: u64,
    rate: Option<f64>,
    rate_low: Option<f64>,
    rate_high: Option<f64>,
    matched_outcomes: u64,
    matched_known: u64,
    matched_rate: Option<f64>,
    difference: Option<f64>,
    difference_low: Option<f64>,
    difference_high: Option<f64>,
    p_adjusted: Option<f64>,
    smallest_detectable_lift: Option<f64>,
    unknown: u64,
    reachable: Option<u64>,
    value: Option<f64>,
    stability: Option<Stability>,
}

#[derive(Debug, Serialize)]
struct Part<'a> {
    segment: &'a str,
    leads: u64,
}

#[derive(Debug, Serialize)]
struct Stability {
    periods: Vec<Period>,
    size_index: f64,
    size_by_chance: f64,
    rate_index: Option<f64>,
    rate_by_chance: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Period {
    start: String,
    leads: u64,
    matched: u64,
    outcome_known: u64,
    outcomes: u64,
}

#[derive(Debug, Serialize)]
struct Default<'a> {
    segment: &'a str,
    leads: u64,
    outcomes: u64,
    /// At most so many where the next field is there.
    because_unknown: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    because_unknown_at_least: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Overlap<'a> {
    a: &'a str,
    b: &'a str,
    leads: u64,
    jaccard: f64,
    containment: f64,
}

#[derive(Debug, Serialize)]
struct Combination<'a> {
    segments: Vec<&'a str>,
    leads: u64,
}

#[derive(Debug, Serialize)]
struct Keys {
    repeated: u64,
    missing: u64,
}

#[derive(Debug, Serialize)]
struct Changed<'a> {
    order: Vec<&'a str>,
    leads: u64,
    handovers: Vec<Handover<'a>>,
}

#[derive(Debug, Serialize)]
struct Handover<'a> {
    from: &'a str,
    to: &'a str,
    leads: u64,
    outcomes: u64,
    value: Option<f64>,
}

/// The audit as JSON.
#[must_use]
pub fn audit(audited: &Audited) -> String {
    let (plan, audit) = (audited.study.plan(), audited.audit);
    document(&Audit {
        schema: "segplan/audit/v1",
        leads: audit.leads,
        excluded: audit.excluded,
        outcomes: audit.outcomes,
        outcome_unknown: audit.outcome_unknown,
        covered: audit.covered,
        segments: audit
            .segments
            .iter()
            .map(|one| segment(plan, one))
            .collect(),
        not_resolved: audit
            .not_resolved
            .iter()
            .map(|id| name(plan, *id))
            .collect(),
        default: Default {
            segment: &plan.default.name,
            leads: audit.default.leads,
            outcomes: audit.default.outcomes,
            because_unknown: audit.default.because_unknown,
            because_unknown_at_least: Some(audit.default.because_unknown_at_least)
                .filter(|least| *least < audit.default.because_unknown),
        },
        overlaps: overlaps(plan, audit),
        combinations: combinations(plan, audit),
        masks: audit.masks,
        left_out: audited.ragged.rows,
        keys: audited.keys.map(|keys| Keys {
            repeated: keys.repeated,
            missing: keys.missing,
        }),
        change: audited.change.map(|change| changed(plan, change)),
        findings: findings(audited),
    })
}

fn name(plan: &Plan, id: SegmentId) -> &str {
    &plan.segment(id).name
}

fn segment<'a>(plan: &'a Plan, one: &SegmentAudit) -> Segment<'a> {
    let difference = one.difference.as_ref();
    Segment {
        segment: name(plan, one.segment),
        priority: one.priority,
        matched: one.matched,
        won: one.won,
        shared: one.shared,
        lost_to: one
            .lost_to
            .iter()
            .map(|(id, leads)| Part {
                segment: name(plan, *id),
                leads: *leads,
            })
            .collect(),
        outcomes: one.outcomes,
        outcome_known: one.outcome_known,
        rate: one.rate.map(|rate| rate.rate),
        rate_low: one.rate.map(|rate| rate.low),
        rate_high: one.rate.map(|rate| rate.high),
        matched_outcomes: one.matched_outcomes,
        matched_known: one.matched_known,
        matched_rate: one.matched_rate.map(|rate| rate.rate),
        difference: difference.map(|one| one.difference),
        difference_low: difference.map(|one| one.low),
        difference_high: difference.map(|one| one.high),
        p_adjusted: difference.and_then(|one| one.p_adjusted),
        smallest_detectable_lift: one.smallest_detectable_lift,
        unknown: one.unknown,
        reachable: one.reachable,
        value: one.value,
        stability: one.stability.as_ref().map(stability),
    }
}

fn stability(one: &crate::audit::Stability) -> Stability {
    Stability {
        periods: one
            .periods
            .iter()
            .map(|period| Period {
                start: period.start.to_string(),
                leads: period.leads,
                matched: period.matched,
                outcome_known: period.known,
                outcomes: period.outcomes,
            })
            .collect(),
        size_index: one.size.index,
        size_by_chance: one.size.by_chance,
        rate_index: one.rate.map(|rate| rate.index),
        rate_by_chance: one.rate.map(|rate| rate.by_chance),
    }
}

fn overlaps<'a>(plan: &'a Plan, audit: &Leads) -> Vec<Overlap<'a>> {
    let all = audit.overlaps.iter();
    all.map(|one| Overlap {
        a: name(plan, one.a),
        b: name(plan, one.b),
        leads: one.leads,
        jaccard: one.jaccard,
        containment: one.containment,
    })
    .collect()
}

fn combinations<'a>(plan: &'a Plan, audit: &Leads) -> Vec<Combination<'a>> {
    let all = audit.combinations.iter();
    all.map(|one| Combination {
        segments: one.segments.iter().map(|id| name(plan, *id)).collect(),
        leads: one.leads,
    })
    .collect()
}

fn changed<'a>(plan: &'a Plan, change: &Change) -> Changed<'a> {
    let whose = |id: Option<SegmentId>| id.map_or(plan.default.name.as_str(), |id| name(plan, id));
    Changed {
        order: change.order.iter().map(|id| name(plan, *id)).collect(),
        leads: change.handovers.iter().map(|one| one.leads).sum(),
        handovers: change
            .handovers
            .iter()
            .map(|one| Handover {
                from: whose(one.from),
                to: whose(one.to),
                leads: one.leads,
                outcomes: one.outcomes,
                value: plan.leads.value.map(|_| one.value),
            })
            .collect(),
    }
}

fn findings(audited: &Audited) -> Vec<FindingJson> {
    let needs_leads = |name: &str| flags::named(name).is_some_and(|flag| flag.needs_leads);
    let study = audited.study;
    let found = study
        .diagnostics()
        .into_iter()
        .filter(|one| needs_leads(&one.code));
    found
        .map(|one| FindingJson::new(&study.document.source, &one))
        .collect()
}
