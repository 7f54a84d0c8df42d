//! What the lead table says.

use super::facts::Facts;
use crate::audit::Audit;
use crate::plan::SegmentId;
use crate::report::model::{Leads, SegmentLeads};
use crate::study::{LeadTotals, share};

pub(super) fn leads(facts: &Facts, audit: &Audit) -> Leads {
    let totals = LeadTotals::of(audit);
    let outcome = facts.plan.leads.outcome.as_ref();
    let findings = facts.study.findings.iter();
    Leads {
        audit: audit.clone(),
        coverage: totals.coverage,
        outcome: outcome.map(|one| facts.in_words(&one.condition)),
        rate: totals.rate.filter(|_| outcome.is_some()),
        contradictions: facts.findings(findings.filter(|one| one.flag == "contradicted-qualifier")),
    }
}

pub(super) fn segment(facts: &Facts, id: SegmentId) -> Option<SegmentLeads> {
    let figures = facts.study.leads_of(id)?.clone();
    let totals = facts.study.audit.as_ref().map(LeadTotals::of)?;
    Some(SegmentLeads {
        share: share(figures.matched, totals.open),
        figures,
    })
}
