//! What the lead table says.

use super::facts::Facts;
use crate::audit::{Audit, Difference, Rate};
use crate::plan::SegmentId;
use crate::report::model::{Combination, Interval, Leads, Overlap, SegmentLeads};
use crate::study::LeadTotals;
use crate::study::leads::share;

/// The largest overlaps and combinations that a report lists.
const MOST: usize = 40;

pub(super) fn leads(facts: &Facts, audit: &Audit) -> Leads {
    let totals = LeadTotals::of(audit);
    let outcome = facts.plan.leads.outcome.as_ref();
    let findings = facts.study.findings.iter();
    Leads {
        total: audit.leads,
        excluded: audit.excluded,
        covered: audit.covered,
        coverage: totals.coverage,
        outcomes: audit.outcomes,
        outcome_unknown: audit.outcome_unknown,
        has_outcome: outcome.is_some(),
        outcome: outcome.map(|one| facts.in_words(&one.condition)),
        rate: totals.rate.filter(|_| outcome.is_some()),
        default_leads: audit.default.leads,
        default_because_unknown: audit.default.because_unknown,
        not_resolved: facts.all_named(&audit.not_resolved),
        overlaps: overlaps(facts, audit),
        combinations: combinations(facts, audit),
        masks: audit.masks,
        contradictions: facts.findings(findings.filter(|one| one.flag == "contradicted-qualifier")),
    }
}

fn overlaps(facts: &Facts, audit: &Audit) -> Vec<Overlap> {
    let listed = audit.overlaps.iter().take(MOST);
    let overlap = listed.map(|one| Overlap {
        a: facts.named(one.a),
        b: facts.named(one.b),
        leads: one.leads,
        jaccard: one.jaccard,
        containment: one.containment,
    });
    overlap.collect()
}

fn combinations(facts: &Facts, audit: &Audit) -> Vec<Combination> {
    let listed = audit.combinations.iter().take(MOST);
    let combination = listed.map(|one| Combination {
        segments: facts.all_named(&one.segments),
        leads: one.leads,
    });
    combination.collect()
}

pub(super) fn segment(facts: &Facts, id: SegmentId) -> Option<SegmentLeads> {
    let one = facts.study.leads_of(id)?;
    let totals = facts.study.audit.as_ref().map(LeadTotals::of)?;
    let takers = one.lost_to.iter();
    Some(SegmentLeads {
        matched: one.matched,
        won: one.won,
        share: share(one.matched, totals.open),
        shared: one.shared,
        lost_to: takers
            .map(|(id, leads)| (facts.named(*id), *leads))
            .collect(),
        outcomes: one.outcomes,
        known: one.outcome_known,
        rate: one.rate.map(Interval::from),
        matched_outcomes: one.matched_outcomes,
        matched_known: one.matched_known,
        matched_rate: one.matched_rate.map(Interval::from),
        difference: one.difference.map(Interval::from),
        p_adjusted: one.difference.and_then(|difference| difference.p_adjusted),
        smallest_detectable_lift: one.smallest_detectable_lift,
        unknown: one.unknown,
        reachable: one.reachable,
        value: one.value,
    })
}

impl From<Rate> for Interval {
    fn from(
        Rate {
            rate: at,
            low,
            high,
        }: Rate,
    ) -> Self {
        Self { at, low, high }
    }
}

impl From<Difference> for Interval {
    fn from(one: Difference) -> Self {
        Self {
            at: one.difference,
            low: one.low,
            high: one.high,
        }
    }
}
