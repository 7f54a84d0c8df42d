//! What the lead table says.

use super::{Facts, findings, in_words, named};
use crate::audit::{Audit, Difference, Rate};
use crate::plan::SegmentId;
use crate::report::model::{Combination, Interval, Leads, Overlap, SegmentLeads};

/// The largest overlaps and combinations that a report lists.
const MOST: usize = 40;

pub(super) fn leads(facts: &Facts, audit: &Audit) -> Leads {
    let plan = facts.plan;
    let open = audit.leads.saturating_sub(audit.excluded);
    let known = open.saturating_sub(audit.outcome_unknown);
    let outcome = plan.leads.outcome.as_ref();
    Leads {
        total: audit.leads,
        excluded: audit.excluded,
        covered: audit.covered,
        coverage: share(audit.covered, open),
        outcomes: audit.outcomes,
        outcome_unknown: audit.outcome_unknown,
        has_outcome: outcome.is_some(),
        outcome: outcome.map(|one| in_words(plan, &one.condition)),
        rate: outcome.and_then(|_| share(audit.outcomes, known)),
        default_leads: audit.default.leads,
        default_because_unknown: audit.default.because_unknown,
        not_resolved: audit
            .not_resolved
            .iter()
            .map(|id| named(plan, *id))
            .collect(),
        overlaps: audit
            .overlaps
            .iter()
            .take(MOST)
            .map(|one| Overlap {
                a: named(plan, one.a),
                b: named(plan, one.b),
                leads: one.leads,
                jaccard: one.jaccard,
                containment: one.containment,
            })
            .collect(),
        combinations: audit
            .combinations
            .iter()
            .take(MOST)
            .map(|one| Combination {
                segments: one.segments.iter().map(|id| named(plan, *id)).collect(),
                leads: one.leads,
            })
            .collect(),
        masks: audit.masks,
        contradictions: findings(
            facts,
            facts
                .findings
                .iter()
                .filter(|one| one.flag == "contradicted-qualifier"),
        ),
    }
}

pub(super) fn segment(facts: &Facts, id: SegmentId) -> Option<SegmentLeads> {
    let audit = facts.audit?;
    let one = audit.segments.iter().find(|one| one.segment == id)?;
    Some(SegmentLeads {
        matched: one.matched,
        won: one.won,
        share: share(one.matched, audit.leads.saturating_sub(audit.excluded)),
        shared: one.shared,
        lost_to: one
            .lost_to
            .iter()
            .map(|(taker, leads)| (named(facts.plan, *taker), *leads))
            .collect(),
        outcomes: one.outcomes,
        known: one.outcome_known,
        rate: one.rate.map(interval),
        matched_outcomes: one.matched_outcomes,
        matched_known: one.matched_known,
        matched_rate: one.matched_rate.map(interval),
        difference: one.difference.map(difference),
        p_adjusted: one.difference.and_then(|difference| difference.p_adjusted),
        smallest_detectable_lift: one.smallest_detectable_lift,
        unknown: one.unknown,
        reachable: one.reachable,
        value: one.value,
    })
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn interval(rate: Rate) -> Interval {
    Interval {
        at: rate.rate,
        low: rate.low,
        high: rate.high,
    }
}

fn difference(one: Difference) -> Interval {
    Interval {
        at: one.difference,
        low: one.low,
        high: one.high,
    }
}
