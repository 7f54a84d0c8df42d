//! A plan's goals, measured.

use crate::audit::Audit;
use crate::audit::stats::rates::{Sample, wilson};
use crate::lead_error::LeadError;
use crate::masks::MaskTable;
use crate::plan::{Goal, Measure, Plan};
use crate::text::named;

/// What the leads say of a goal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoalReview {
    /// Its place among the plan's goals.
    pub goal: usize,
    /// What was found; `None` if the plan doesn't say what to measure, or the leads can't tell.
    pub found: Option<Measured>,
    /// Whether it is met.
    pub state: GoalState,
}

/// A figure of the lead table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The figure; a share is 0 to 1.
    pub value: f64,
    /// Its 95 % interval, if it is a share; Wilson's.
    pub interval: Option<(f64, f64)>,
    /// The leads that it rests on.
    pub leads: u64,
}

named! {
    /// Whether a goal is met.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum GoalState {
        /// It is: a share with its whole interval.
        Met = "met",
        /// It was due and is not, even at the better end of the interval.
        Missed = "missed",
        /// It was due, and the interval holds the target.
        CannotTell = "cannot-tell",
        /// It is not due yet.
        NotDue = "not-due",
        /// Nothing was measured.
        NotMeasured = "not-measured",
    }
}

/// What leads come to that goals may be about, without those that are excluded.
#[derive(Debug, Default)]
struct Sums {
    leads: u64,
    known: u64,
    outcomes: u64,
    reachable: u64,
    /// Of those with the outcome, in millionths.
    value: i128,
    valued: u64,
}

pub(super) fn goals(
    plan: &Plan,
    audit: &Audit,
    masks: &MaskTable,
) -> Result<Vec<GoalReview>, LeadError> {
    let mut sums = Sums::default();
    masks.each(|standing, row| {
        if standing.excluded {
            return;
        }
        let counted = |is: bool| if is { row.leads } else { 0 };
        sums.leads += row.leads;
        sums.known += counted(standing.outcome.is_some());
        sums.reachable += counted(standing.reachable == Some(true));
        if standing.outcome == Some(true) {
            sums.outcomes += row.leads;
            sums.value += row.value;
            sums.valued += row.valued;
        }
    })?;
    let goals = plan.goals.iter().enumerate();
    let review = |(place, goal): (usize, &Goal)| {
        let measure = goal.measure.filter(|measure| is_known(plan, *measure));
        let found = measure.and_then(|measure| sums.measured(measure, audit.covered));
        GoalReview {
            goal: place,
            found,
            state: state(plan, goal, found),
        }
    };
    Ok(goals.map(review).collect())
}

/// Whether the plan says what a measure needs.
fn is_known(plan: &Plan, measure: Measure) -> bool {
    match measure {
        Measure::OutcomeRate | Measure::Outcomes => plan.leads.outcome.is_some(),
        Measure::Value => plan.leads.outcome.is_some() && plan.leads.value.is_some(),
        Measure::Reachable => plan.leads.reachable.is_some(),
        Measure::Coverage => true,
    }
}

impl Sums {
    fn measured(&self, measure: Measure, covered: u64) -> Option<Measured> {
        let share = |successes, leads| {
            let rate = wilson(Sample { successes, leads })?;
            Some(Measured {
                value: rate.rate,
                interval: Some((rate.low, rate.high)),
                leads,
            })
        };
        let sum = |value, leads| {
            Some(Measured {
                value,
                interval: None,
                leads,
            })
        };
        match measure {
            Measure::OutcomeRate => share(self.outcomes, self.known),
            Measure::Coverage => share(covered, self.leads),
            Measure::Reachable => share(self.reachable, self.leads),
            Measure::Outcomes => sum(self.outcomes as f64, self.known),
            Measure::Value => sum(self.value as f64 / 1e6, self.valued),
        }
    }
}

fn state(plan: &Plan, goal: &Goal, found: Option<Measured>) -> GoalState {
    let Some((found, target)) = found.zip(goal.target) else {
        return GoalState::NotMeasured;
    };
    let falls = goal.baseline.is_some_and(|baseline| baseline > target);
    let (low, high) = found.interval.unwrap_or((found.value, found.value));
    // From the target's point of view: the worse end and the better one.
    let (worse, better) = if falls { (high, low) } else { (low, high) };
    let reached = |value: f64| {
        if falls {
            value <= target
        } else {
            value >= target
        }
    };
    let is_due = goal.due.is_none_or(|due| due <= plan.as_of.date);
    match (is_due, reached(worse), reached(better)) {
        (true, true, _) => GoalState::Met,
        (true, _, false) => GoalState::Missed,
        (true, ..) => GoalState::CannotTell,
        // A sum only grows; a share may still change.
        (false, true, _) if found.interval.is_none() && !falls => GoalState::Met,
        (false, ..) => GoalState::NotDue,
    }
}
