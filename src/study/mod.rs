//! All stages of one plan, joined, and every conclusion that outputs share. An output chooses where
//! a fact goes and draws no conclusion of its own.

mod capacity;
mod duels;
mod findings;
mod gap;
mod grouped;
mod leads;
mod method;
mod next_steps;
mod open;
mod panel;
mod rows;
mod start;
mod trace;

pub use duels::{OpenPair, duel_in_words, duel_told};
pub use findings::FindingGroup;
pub use gap::{GapTold, LeadGroup};
pub use leads::LeadTotals;
#[cfg(feature = "report")]
pub(crate) use method::{factors, weights};
pub use open::{StudyError, StudyOptions};
pub use panel::Accord;
pub use rows::{AheadBy, CutPlace, Row, Stake};
pub use start::Start;
pub use trace::{Answered, Fate, LeadTrace, SegmentTrace};

use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::assess::{Assessment, assess};
use crate::audit::{Audit, CapacityAudit};
use crate::condition::Condition;
use crate::flags::{self, Facts, Finding};
use crate::lists;
use crate::order::{self, Certainty, Cut, Draws, FormulaAudit, Ranking};
use crate::plan::{Document, Plan, SegmentId};
use crate::proof::{Gets, OrderReach, Reach, apart_from, gets};
use crate::threads;

/// A lead that fits a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What only such leads fit.
    pub lead: Condition,
    /// The segment that takes it; `None` of a segment that is not ranked.
    pub taker: Option<SegmentId>,
}

/// A plan and everything that follows from it.
#[derive(Debug, Clone)]
pub struct Study {
    /// The plan with its text.
    pub document: Document,
    /// Each candidate alone.
    pub assessment: Assessment,
    /// The order.
    pub ranking: Ranking,
    /// What other formulas would say.
    pub formulas: FormulaAudit,
    /// What the definitions alone say of the order.
    pub reach: OrderReach,
    /// What the order does to the leads of a table, where one was read.
    pub audit: Option<Audit>,
    /// What the plan's capacity does to these leads; `None` without a capacity.
    pub capacity_audit: Option<CapacityAudit>,
    draws: Draws,
    /// How sure the order is, once that was asked.
    certainty: OnceLock<Certainty>,
    /// Every finding, once one was asked for that is not about leads.
    findings: OnceLock<Findings>,
    /// Those that are found without simulated rankings, where no others were asked for.
    lead_findings: OnceLock<Vec<Finding>>,
}

/// Every finding, those that the plan allows among them.
#[derive(Debug, Clone)]
struct Findings {
    all: Vec<Finding>,
    /// For each segment the places of its findings, in the order of [`Study::findings_of`].
    by_segment: Vec<Vec<usize>>,
}

impl Study {
    /// Runs every stage but the simulated rankings, which are made when they are first asked for.
    pub fn new(document: Document, draws: Draws) -> Self {
        Self::of(document, draws, false)
    }

    /// The same with the simulated rankings, made while definitions are looked into.
    pub fn with_certainty(document: Document, draws: Draws) -> Self {
        Self::of(document, draws, true)
    }

    fn of(document: Document, draws: Draws, is_simulated: bool) -> Self {
        let plan = &document.plan;
        let assessment = assess(plan);
        let ranking = order::rank(plan, &assessment);
        let order: Vec<SegmentId> = ranking.order().collect();
        let certainty = OnceLock::new();
        let (reach, formulas) = threads::meanwhile(
            || OrderReach::new(plan, &order),
            || {
                if is_simulated {
                    certainty.get_or_init(|| order::certainty(plan, &assessment, &ranking, draws));
                }
                order::formula_audit(plan, &assessment, &ranking)
            },
        );
        Self {
            document,
            assessment,
            ranking,
            certainty,
            formulas,
            reach,
            audit: None,
            capacity_audit: None,
            draws,
            findings: OnceLock::new(),
            lead_findings: OnceLock::new(),
        }
    }

    /// The priority order of a plan, first to last, without anything else.
    pub fn order_of(plan: &Plan) -> Vec<SegmentId> {
        order::rank(plan, &assess(plan)).order().collect()
    }

    /// Those of an order, first to last, that make the cut; all of them if the plan has no capacity.
    pub fn within_capacity(plan: &Plan, order: &[SegmentId]) -> Vec<SegmentId> {
        let cut = Cut::of(plan, order);
        cut.map_or_else(|| order.to_vec(), |cut| cut.of_order(order))
    }

    /// The study with an audit; the flags that need leads are searched then too.
    #[must_use]
    pub fn with_audit(mut self, audit: Audit) -> Self {
        self.audit = Some(audit);
        self.findings = OnceLock::new();
        self.lead_findings = OnceLock::new();
        self
    }

    /// The study with what its capacity does to the leads of an audit.
    #[must_use]
    pub fn with_capacity_audit(mut self, audit: Option<CapacityAudit>) -> Self {
        self.capacity_audit = audit;
        self
    }

    /// How sure the order is.
    pub fn certainty(&self) -> &Certainty {
        self.certainty.get_or_init(|| {
            order::certainty(self.plan(), &self.assessment, &self.ranking, self.draws)
        })
    }

    /// Every finding, those that the plan allows among them.
    pub fn findings(&self) -> &[Finding] {
        &self.found().all
    }

    fn found(&self) -> &Findings {
        self.findings.get_or_init(|| {
            let all = flags::find(&self.facts(Some(self.certainty())));
            Findings::new(all, self.plan())
        })
    }

    fn facts<'a>(&'a self, certainty: Option<&'a Certainty>) -> Facts<'a> {
        Facts {
            plan: &self.document.plan,
            assessment: &self.assessment,
            ranking: &self.ranking,
            certainty,
            formulas: &self.formulas,
            reach: &self.reach,
            audit: self.audit.as_ref(),
        }
    }

    /// The checked plan, without its text.
    pub fn plan(&self) -> &Plan {
        &self.document.plan
    }

    /// What people call a segment.
    pub fn label(&self, segment: SegmentId) -> &str {
        self.plan().label(segment)
    }

    /// The findings that name a segment, gravest first, those that are allowed last.
    pub fn findings_of(&self, segment: SegmentId) -> impl Iterator<Item = &Finding> {
        let found = self.found();
        let places = found.by_segment.get(segment.0).into_iter().flatten();
        places.map(|place| &found.all[*place])
    }

    /// Whether a segment has a warning or an error of its own.
    pub fn is_weak(&self, segment: SegmentId) -> bool {
        self.findings_of(segment)
            .any(|finding| finding.weakens(segment))
    }

    /// Why a segment is parked, as names of flags; empty if it is not.
    pub fn parked_because(&self, segment: SegmentId) -> Vec<String> {
        let reasons = &self.assessment.candidate(segment).parked;
        reasons.iter().map(|reason| reason.flag()).collect()
    }

    /// The segments of the order that share no lead with one, whatever leads have.
    pub fn apart_from(&self, segment: SegmentId) -> Vec<SegmentId> {
        let order: Vec<SegmentId> = self.ranking.order().collect();
        apart_from(self.plan(), segment, &order)
    }

    /// A lead that fits a segment, as a condition that only such leads fit: one that it wins if it can win
    /// any. `None` if there is none, or none was found.
    pub fn example_of(&self, segment: SegmentId) -> Option<Example> {
        let one = self.reach.of(segment)?;
        let is_ranked = self.ranking.row(segment).is_some();
        let order: Vec<SegmentId> = self.ranking.order().collect();
        let (lead, taker) = match (&one.reach, &one.revival) {
            (Reach::Wins(lead), _) => (lead, is_ranked.then_some(segment)),
            (Reach::Taken(_), Some(revival)) => {
                let lead = &revival.lead;
                match gets(self.plan(), &order, lead) {
                    Gets::Segment(taker) => (lead, Some(taker)),
                    Gets::Default | Gets::Nothing => return None,
                }
            }
            _ => return None,
        };
        let definition = self.plan().segment(segment).definition.as_ref()?;
        let lead = lead.described(&definition.condition)?;
        Some(Example { lead, taker })
    }

    /// The scores that a segment is not ranked without, as the plan names them; empty if it
    /// has all three, and where it is parked.
    pub fn missing_scores(&self, segment: SegmentId) -> Vec<&'static str> {
        let candidate = self.assessment.candidate(segment);
        if !candidate.parked.is_empty() {
            return Vec::new();
        }
        let missing = candidate.missing().into_iter();
        missing
            .map(|one| self.plan().scoring.name_of(one))
            .collect()
    }
}

impl Findings {
    fn new(all: Vec<Finding>, plan: &Plan) -> Self {
        let mut by_segment = vec![Vec::new(); plan.segments.len()];
        for (place, finding) in all.iter().enumerate() {
            for segment in &finding.found.segments {
                by_segment[segment.0].push(place);
            }
        }
        for places in &mut by_segment {
            lists::sort_by_key(places, |place| {
                let finding: &Finding = &all[*place];
                (finding.allowed.is_some(), Reverse(finding.severity))
            });
        }
        Self { all, by_segment }
    }
}
