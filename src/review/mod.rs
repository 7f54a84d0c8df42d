//! What a quarter says of a plan: its goals, its ranks and its Confidences against the leads.
//!
//! Without a control group all of it is observed. What messages did is known only where leads were
//! held out at random, and counted by what they were given then: by intention to treat.

mod arrivals;
mod checklist;
mod design;
mod goals;
mod judgement;
mod suggest;
#[cfg(test)]
mod tests;

pub use checklist::{Applied, Checklist, Decided, Item, apply, checklist, digest};
pub use design::{Design, GroupDesign, LIFTS, Needed, design};
pub use goals::{GoalReview, GoalState, Measured};
pub use judgement::EffectJudgement;
pub use suggest::{Suggested, Suggestion, suggestions};

use crate::assess::Assessment;
use crate::audit::stats::spearman::{RankCorrelation, spearman};
use crate::audit::uplift::uplift;
use crate::audit::{Audit, SegmentAudit, Uplift, UpliftAudit};
use crate::condition::AttributeId;
use crate::lead_error::LeadError;
use crate::lists;
use crate::masks::MaskTable;
use crate::plan::{Basis, Criterion, Plan, SegmentId};
use arrivals::Arrivals;

/// A plan with its leads of today.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Each candidate alone.
    pub assessment: &'a Assessment,
    /// Its order, first to last.
    pub order: &'a [SegmentId],
    /// What the order does to the leads.
    pub audit: &'a Audit,
    /// The leads, counted by what they fit today.
    pub masks: &'a MaskTable,
    /// The same leads counted by what they were given then, where that is known; see
    /// [`count_assigned()`](crate::resolve::count_assigned()).
    pub assigned: Option<&'a MaskTable>,
    /// Whether some leads are known to be a control group.
    pub has_control: bool,
    /// The share that was to be held out, 0 to 1 without its ends, where it is known.
    pub share: Option<f64>,
}

/// What the leads say of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// One for each goal, in the plan's order.
    pub goals: Vec<GoalReview>,
    /// One for each ranked segment with a definition, in priority order.
    pub segments: Vec<SegmentReview>,
    /// What the messages did in all; `None` without a control group.
    pub uplift: Option<UpliftAudit>,
    /// How planned Impact goes with the outcome rate of the leads that fit; `None` below five segments
    /// with known outcomes.
    pub impact: Option<RankCorrelation>,
    /// Leads a week, over the months of `leads.date`; `None` without dates.
    pub leads_a_week: Option<f64>,
}

/// What the leads say of a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentReview {
    /// Which segment.
    pub segment: SegmentId,
    /// Its rank in the plan.
    pub planned_rank: usize,
    /// Its rank by the outcome rate of the leads that fit, among the segments of the review; equal
    /// ones share the best. `None` if no outcome is known.
    pub observed_rank: Option<usize>,
    /// What the messages did; `None` without a control group.
    pub uplift: Option<Measurement>,
    /// What that says of the plan's Confidence.
    pub judgement: EffectJudgement,
    /// Leads a week that it wins; `None` without dates.
    pub leads_a_week: Option<f64>,
}

/// What is known of a message's effect on a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum Measurement {
    /// The groups as they were drawn.
    Measured(Box<Uplift>),
    /// The definition rests on what leads did, which the message may have changed, and nobody said who
    /// was in the segment then.
    Biased(Vec<AttributeId>),
}

impl Measurement {
    /// The effect, where it is measured.
    pub fn uplift(&self) -> Option<&Uplift> {
        match self {
            Self::Measured(uplift) => Some(uplift.as_ref()),
            Self::Biased(_) => None,
        }
    }
}

/// What the leads of a table say of a plan.
///
/// # Errors
/// If a temporary file holds rows of a mask table and cannot be read; see [`MaskTable::each`].
pub fn review(reviewed: Reviewed<'_>) -> Result<Review, LeadError> {
    let Reviewed {
        plan,
        order,
        audit,
        masks,
        ..
    } = reviewed;
    let found = match reviewed.has_control {
        true => {
            let table = reviewed.assigned.unwrap_or(masks);
            Some(uplift(order, table, reviewed.share)?)
        }
        false => None,
    };
    let arrivals = Arrivals::of(plan, masks)?;
    let observed = observed_ranks(&audit.segments);
    let segments = audit.segments.iter().zip(observed);
    let segments = segments.map(|(one, observed_rank)| {
        let measured = found.as_ref().and_then(|found| {
            let own = found.segments.iter().find(|own| own.0 == one.segment);
            own.map(|(_, uplift)| measurement(reviewed, one.segment, uplift))
        });
        let leads_a_week = arrivals.a_week(one.won);
        let expected = plan.segment(one.segment).expected_lift;
        let uplift = measured.as_ref().map(Measurement::uplift);
        SegmentReview {
            segment: one.segment,
            planned_rank: one.priority,
            observed_rank,
            judgement: EffectJudgement::of(expected, uplift.flatten(), leads_a_week),
            uplift: measured,
            leads_a_week,
        }
    });
    Ok(Review {
        goals: goals::goals(plan, audit, masks)?,
        segments: segments.collect(),
        uplift: found,
        impact: impact(reviewed),
        leads_a_week: arrivals.a_week(audit.leads - audit.excluded),
    })
}

/// A measured effect, unless the message may have changed who is in the segment.
fn measurement(reviewed: Reviewed<'_>, segment: SegmentId, uplift: &Uplift) -> Measurement {
    let plan = reviewed.plan;
    let definition = plan.segment(segment).definition.as_ref();
    let tests = definition.map(|one| one.condition.tests());
    let attributes = tests.iter().flatten().map(|test| test.operand.attribute());
    let mut behavioral: Vec<AttributeId> = attributes
        .filter(|id| plan.attribute(*id).basis == Some(Basis::Behavioral))
        .collect();
    behavioral.sort_unstable();
    behavioral.dedup();
    match reviewed.assigned.is_none() && !behavioral.is_empty() {
        true => Measurement::Biased(behavioral),
        false => Measurement::Measured(Box::new(*uplift)),
    }
}

/// For each segment its rank by the outcome rate of the leads that fit.
fn observed_ranks(segments: &[SegmentAudit]) -> Vec<Option<usize>> {
    let rates = segments
        .iter()
        .map(|one| one.matched_rate.map(|rate| rate.rate));
    let rates: Vec<Option<f64>> = rates.collect();
    let ahead = |own: f64| rates.iter().flatten().filter(|rate| **rate > own).count();
    rates
        .iter()
        .map(|rate| rate.map(|own| 1 + ahead(own)))
        .collect()
}

/// How planned Impact goes with the outcome rates that were found.
fn impact(reviewed: Reviewed<'_>) -> Option<RankCorrelation> {
    let pairs = reviewed.audit.segments.iter().filter_map(|one| {
        let candidate = reviewed.assessment.candidate(one.segment);
        let impact = candidate.scores.get(Criterion::Impact).as_ref()?.value;
        Some((impact, one.matched_rate?.rate))
    });
    spearman(&pairs.collect::<Vec<_>>())
}

impl Review {
    /// The segments in the order of their observed ranks; those without one are left out.
    pub fn by_observed_rank(&self) -> Vec<&SegmentReview> {
        let mut ranked: Vec<&SegmentReview> = self.segments.iter().collect();
        ranked.retain(|one| one.observed_rank.is_some());
        lists::sort_by_key(&mut ranked, |one| (one.observed_rank, one.planned_rank));
        ranked
    }
}
