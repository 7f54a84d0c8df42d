//! Why a lead gets its segment, test by test.

use crate::condition::{Condition, Test, ask, evaluate};
use crate::count::Lead;
use crate::plan::{Plan, SegmentId};

/// Why a lead gets its segment.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadTrace {
    /// The lead.
    pub lead: Lead,
    /// Whether the plan excludes it, and the tests of that condition; `None` without one.
    pub exclude: Option<Answered>,
    /// Each segment with a definition, in priority order.
    pub segments: Vec<SegmentTrace>,
}

/// Whether a lead fits a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentTrace {
    /// The segment.
    pub segment: SegmentId,
    /// Its priority, from 1.
    pub priority: usize,
    /// What its definition says of the lead.
    pub answered: Answered,
}

/// A condition's answer for a lead; `None` where it depends on a missing value.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// Of the whole condition.
    pub answer: Option<bool>,
    /// Of each of its tests, in the order of the text.
    pub tests: Vec<(Test, Option<bool>)>,
}

/// What becomes of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The plan excludes it: it gets no message.
    Excluded,
    /// It gets this segment's message.
    Wins(SegmentId),
    /// It fits no segment.
    Default,
}

impl LeadTrace {
    /// Why a lead gets its segment in this order, first to last.
    pub fn new(plan: &Plan, order: &[SegmentId], lead: Lead) -> Self {
        let value = |attribute| lead.value(attribute)?.1.cloned();
        let answered = |condition: &Condition| Answered {
            answer: evaluate(condition, &value, plan.as_of.date),
            tests: condition
                .tests()
                .into_iter()
                .map(|test| {
                    let answer = ask(test, value(test.operand.attribute()), plan.as_of.date);
                    (test.clone(), answer)
                })
                .collect(),
        };
        let exclude = plan.leads.exclude.as_ref();
        let exclude = exclude.map(|exclude| answered(&exclude.condition));
        let ranked = order.iter().zip(1..);
        let segments = ranked.filter_map(|(id, priority)| {
            let definition = plan.segment(*id).definition.as_ref()?;
            Some(SegmentTrace {
                segment: *id,
                priority,
                answered: answered(&definition.condition),
            })
        });
        let segments = segments.collect();
        Self {
            lead,
            exclude,
            segments,
        }
    }

    /// What becomes of it.
    pub fn fate(&self) -> Fate {
        let is_excluded = self.exclude.as_ref().and_then(|exclude| exclude.answer);
        let mut fitting = self.segments.iter();
        match fitting.find(|one| one.answered.answer == Some(true)) {
            _ if is_excluded == Some(true) => Fate::Excluded,
            Some(one) => Fate::Wins(one.segment),
            None => Fate::Default,
        }
    }
}
