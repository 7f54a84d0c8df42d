//! What a flag is: its documentation, its place in the plan format and its search.

use super::{Found, place, spec};
use crate::assess::Assessment;
use crate::audit::{Audit, SegmentAudit};
use crate::order::{Certainty, FormulaAudit, Ranking};
use crate::plan::format::flags::FlagSpec;
use crate::plan::{Plan, Segment, SegmentId};
use crate::proof::OrderReach;
use crate::yaml::Route;

/// A kind of weakness that segplan looks for.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// Its name, what it detects, its severity and its thresholds.
    pub spec: FlagSpec,
    /// What to say of several findings at once, after their number: `segments have no message`.
    pub several: &'static str,
    /// Why it matters, for a marketer.
    pub matters: &'static str,
    /// What to do about it.
    pub act: &'static str,
    /// A piece of a plan that raises it; where a lead table is needed, with what that holds.
    pub example: &'static str,
    /// How it is looked for.
    pub search: Search,
}

/// How a flag is looked for.
#[derive(Debug, Clone, Copy)]
pub enum Search {
    /// In the plan, its scores and its order.
    Plan(fn(&Facts) -> Vec<Found>),
    /// In the plan, its scores and its order, at most one finding a segment: a function that
    /// returns the place and the message, and what to do.
    Segments(
        fn(&Facts, SegmentId) -> Option<(Route, String)>,
        &'static str,
    ),
    /// In how sure the order is.
    Draws(fn(&Facts, &Certainty) -> Vec<Found>),
    /// In each segment alone: a function that tells whether the flag holds, the message, and what
    /// to do. The finding points at the segment's name.
    EachSegment(fn(&Segment) -> bool, &'static str, &'static str),
    /// In what a lead table says of the plan.
    Leads(fn(&Facts, &Audit) -> Vec<Found>),
    /// In what the columns of a lead table hold, which masks don't tell.
    Columns(fn(&Facts, &Audit) -> Vec<Found>),
    /// In what a lead table says of each segment: a function that returns the message and its
    /// figure alone (see [`Found::figure`]), and what to do. The finding points at the segment's
    /// definition.
    LeadSegments(
        fn(&Facts, &Audit, &SegmentAudit) -> Option<(String, String)>,
        &'static str,
    ),
    /// In the plans that several reviews left, oldest first, of which the last is the one that the
    /// findings are about.
    Reviews(fn(&[ReviewedPlan]) -> Vec<Found>),
    /// Among the plan's allowances that silence nothing, once every other flag has been looked
    /// for; their places in `flags.allow`.
    IdleAllowances(fn(&Facts, &[usize]) -> Vec<Found>),
}

impl Flag {
    /// Whether it finds nothing without a lead table.
    pub fn needs_leads(&self) -> bool {
        match self.search {
            Search::Leads(_) | Search::LeadSegments(..) => true,
            _ => self.needs_columns(),
        }
    }

    /// Whether it needs the values of the columns, which counts alone don't have.
    pub fn needs_columns(&self) -> bool {
        matches!(self.search, Search::Columns(_))
    }

    /// Whether it finds nothing without knowing how sure the order is.
    pub fn needs_draws(&self) -> bool {
        matches!(self.search, Search::Draws(_))
    }

    /// Whether it finds nothing without the plans of earlier reviews.
    pub fn needs_reviews(&self) -> bool {
        matches!(self.search, Search::Reviews(_))
    }

    /// What it needs beside the plan, after what it detects: ` (needs a lead table)`; empty if nothing.
    pub fn needs(&self) -> &'static str {
        match (self.needs_leads(), self.needs_reviews()) {
            (true, _) => " (needs a lead table)",
            (_, true) => " (needs the plans of earlier reviews)",
            _ => "",
        }
    }

    /// Whether it tells how leads come to segments: from a lead table, or proven without one.
    pub fn is_about_leads(&self) -> bool {
        let proven = [
            spec::ALWAYS_MATCHES.name,
            spec::NARROWED.name,
            spec::NEVER_MATCHES.name,
            spec::SUBSET_BELOW.name,
            spec::UNREACHABLE.name,
        ];
        self.needs_leads() || proven.contains(&self.spec.name)
    }

    /// What it finds, before the plan's policy is applied. `idle` are the places in `flags.allow`
    /// of the allowances that silence nothing.
    pub(super) fn found(&self, facts: &Facts, idle: &[usize]) -> Vec<Found> {
        match (self.search, facts.audit) {
            (Search::Plan(search), _) => search(facts),
            (Search::Draws(search), _) => {
                let certainty = facts.certainty.iter();
                certainty
                    .flat_map(|certainty| search(facts, certainty))
                    .collect()
            }
            (Search::Segments(search, help), _) => {
                let ids = facts.plan.segment_ids();
                let found = ids.filter_map(|id| {
                    let (route, message) = search(facts, id)?;
                    Some(Found::about(id, route, message, help))
                });
                found.collect()
            }
            (Search::EachSegment(holds, message, help), _) => {
                let ids = facts.plan.segment_ids();
                ids.filter(|id| holds(facts.plan.segment(*id)))
                    .map(|id| Found::about(id, place::name(id), message, help))
                    .collect()
            }
            (Search::Leads(search) | Search::Columns(search), Some(audit)) => search(facts, audit),
            (Search::LeadSegments(search, help), Some(audit)) => {
                let segments = audit.segments.iter();
                let found = segments.filter_map(|one| {
                    let (message, figure) = search(facts, audit, one)?;
                    let route = place::definition(one.segment);
                    Some(Found::about(one.segment, route, message, help).figure(figure))
                });
                found.collect()
            }
            (Search::Leads(_) | Search::Columns(_) | Search::LeadSegments(..), None)
            | (Search::Reviews(_), _) => Vec::new(),
            (Search::IdleAllowances(search), _) => search(facts, idle),
        }
    }
}

/// A plan as a review left it.
#[derive(Debug, Clone)]
pub struct ReviewedPlan<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// When the review was, in words: its date, or the plan's file.
    pub when: String,
}

/// Everything that a flag may look at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The scores and qualifiers of each candidate.
    pub assessment: &'a Assessment,
    /// The order.
    pub ranking: &'a Ranking,
    /// How sure the order is; `None` if that is not known.
    pub certainty: Option<&'a Certainty>,
    /// The order by every other formula.
    pub formulas: &'a FormulaAudit,
    /// What the definitions alone say of the order.
    pub reach: &'a OrderReach,
    /// What the lead table says; `None` if none was read.
    pub audit: Option<&'a Audit>,
}

impl Facts<'_> {
    /// A threshold of a flag: the plan's setting, or else its default on the plan's scale. NaN,
    /// with which no comparison holds, where there is neither.
    pub fn threshold(&self, flag: &FlagSpec, name: &str) -> f64 {
        flag.threshold(self.plan, name)
    }
}
