//! Why a lead gets its segment, test by test.

use super::Study;
use crate::condition::{AttributeId, Condition, Literal, Test, ask, evaluate};
use crate::count::Lead;
use crate::plan::SegmentId;

/// Why a lead gets its segment.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadTrace {
    /// The lead.
    pub lead: Lead,
    /// Whether the plan excludes it, and the tests of that condition; `None` without one.
    pub exclude: Option<Answered>,
    /// Each segment with a definition in priority order.
    pub segments: Vec<(SegmentId, Answered)>,
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
    /// The value of an attribute: its cell, and what it stands for.
    pub fn value(&self, attribute: AttributeId) -> Option<(&str, Option<&Literal>)> {
        let mut values = self.lead.values.iter();
        let (_, cell, value) = values.find(|(one, ..)| *one == attribute)?;
        Some((cell, value.as_ref()))
    }

    /// What becomes of it.
    pub fn fate(&self) -> Fate {
        let is_excluded = self.exclude.as_ref().and_then(|exclude| exclude.answer);
        let mut fitting = self.segments.iter();
        match fitting.find(|(_, fits)| fits.answer == Some(true)) {
            _ if is_excluded == Some(true) => Fate::Excluded,
            Some((segment, _)) => Fate::Wins(*segment),
            None => Fate::Default,
        }
    }
}

impl Study {
    /// Why a lead gets its segment in the order of the plan.
    pub fn trace(&self, lead: Lead) -> LeadTrace {
        let plan = self.plan();
        let value = |attribute: AttributeId| {
            let mut values = lead.values.iter();
            values.find(|(one, ..)| *one == attribute)?.2.clone()
        };
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
        let defined = self.ranking.order().filter_map(|id| {
            let definition = plan.segment(id).definition.as_ref()?;
            Some((id, answered(&definition.condition)))
        });
        let segments = defined.collect();
        LeadTrace {
            lead,
            exclude,
            segments,
        }
    }
}
