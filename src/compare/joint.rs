//! One plan that counts the leads of a table for two, so that the table is read once.

use std::collections::HashMap;

use super::PlanComparison;
use super::attributes::{merged, moved};
use super::matching::definition;
use crate::condition::{AttributeId, Expression, Operand, days_since};
use crate::plan::{Plan, Segment, SegmentId};

/// Both plans' definitions in one plan, which is made for counting and nothing else.
#[derive(Debug, Clone)]
pub struct Joint {
    /// The plan. Outcomes, values and who may be contacted are the new plan's.
    pub plan: Plan,
    /// The old plan's order in it, first to last. Where it excludes leads, they come first.
    pub old_order: Vec<SegmentId>,
    /// The new plan's order in it.
    pub new_order: Vec<SegmentId>,
    /// What each segment of the plan is.
    ids: Vec<JointId>,
}

/// What a segment of a [`Joint`] plan stands for under one of the plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JointId {
    /// The leads that the plan excludes.
    Excluded,
    /// The segment at this place of [`PlanComparison::segments`].
    Segment(usize),
    /// The leads that no segment takes.
    Default,
}

impl Joint {
    /// Of the two plans of a comparison.
    pub fn new(old: &Plan, new: &Plan, comparison: &PlanComparison) -> Self {
        let mut joint = Builder::new(old, new);
        let (mut olds, mut news) = (HashMap::new(), HashMap::new());
        let [excluded_then, excluded_now] = joint.excluded();
        for (place, segment) in comparison.segments.iter().enumerate() {
            let both = segment.old.zip(segment.new);
            let alike = both.filter(|(was, is)| joint.are_alike(*was, *is));
            if let Some(id) = segment.new {
                let id = joint.add(new, id, JointId::Segment(place));
                news.insert(place, id);
                if alike.is_some() {
                    olds.insert(place, id);
                }
            }
            if let Some(id) = segment.old.filter(|_| alike.is_none()) {
                let id = joint.add(old, id, JointId::Segment(place));
                olds.insert(place, id);
            }
        }
        let order = |ids: &HashMap<usize, SegmentId>, rank: &dyn Fn(usize) -> Option<usize>| {
            let mut ranked: Vec<(usize, SegmentId)> = ids
                .iter()
                .filter_map(|(place, id)| Some((rank(*place)?, *id)))
                .collect();
            ranked.sort_unstable();
            ranked.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        };
        let was = order(&olds, &|place| comparison.segments[place].was.rank());
        let is = order(&news, &|place| comparison.segments[place].is.rank());
        Self {
            old_order: excluded_then.into_iter().chain(was).collect(),
            new_order: excluded_now.into_iter().chain(is).collect(),
            plan: joint.plan,
            ids: joint.ids,
        }
    }

    /// What a segment of the plan stands for; `None` are the leads that no segment takes.
    pub fn stands_for(&self, id: Option<SegmentId>) -> JointId {
        let known = id.and_then(|id| self.ids.get(id.0));
        known.copied().unwrap_or(JointId::Default)
    }
}

struct Builder<'a> {
    old: &'a Plan,
    new: &'a Plan,
    plan: Plan,
    ids: Vec<JointId>,
    /// For each attribute of the old plan the one of the joint plan.
    attributes: Vec<AttributeId>,
}

impl<'a> Builder<'a> {
    fn new(old: &'a Plan, new: &'a Plan) -> Self {
        let mut plan = new.clone();
        plan.segments.clear();
        plan.leads.exclude = None;
        plan.leads.control = None;
        let (all, attributes) = merged(old, new);
        plan.attributes = all;
        Self {
            old,
            new,
            plan,
            ids: Vec::new(),
            attributes,
        }
    }

    /// The leads that each of the plans excludes, as a segment; one where they exclude the same.
    fn excluded(&mut self) -> [Option<SegmentId>; 2] {
        let then = self.old.leads.exclude.clone().map(|one| self.moved(one));
        let now = self.new.leads.exclude.clone();
        let mut add = |expression: Expression| {
            let id = SegmentId(self.plan.segments.len());
            self.plan.segments.push(Segment {
                definition: Some(expression),
                ..blank(self.new)
            });
            self.ids.push(JointId::Excluded);
            id
        };
        match (then, now) {
            (Some(then), Some(now)) if then.condition == now.condition => {
                let id = Some(add(now));
                [id, id]
            }
            (then, now) => [then.map(&mut add), now.map(&mut add)],
        }
    }

    /// Whether two segments have one definition, ages counted to the same day and attributes read
    /// alike.
    fn are_alike(&self, was: SegmentId, is: SegmentId) -> bool {
        let then = self
            .old
            .segment(was)
            .definition
            .clone()
            .map(|one| self.moved(one));
        let now = &self.new.segment(is).definition;
        match (then, now) {
            (Some(then), Some(now)) => {
                then.condition == now.condition || {
                    let text = definition(self.old, was);
                    text == definition(self.new, is) && self.reads_alike(was)
                }
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether all that a definition of the old plan reads, the new plan reads in the same way.
    fn reads_alike(&self, was: SegmentId) -> bool {
        let Some(definition) = &self.old.segment(was).definition else {
            return true;
        };
        definition.condition.tests().iter().all(|test| {
            let own = self.attributes[test.operand.attribute().0];
            let is_age = matches!(test.operand, Operand::DaysSince(_));
            own.0 < self.new.attributes.len() && !(is_age && self.days_between() != 0)
        })
    }

    fn days_between(&self) -> i64 {
        days_since(self.old.as_of.date, self.new.as_of.date)
    }

    fn add(&mut self, plan: &Plan, id: SegmentId, stands_for: JointId) -> SegmentId {
        let is_new = std::ptr::eq(plan, self.new);
        let definition = plan.segment(id).definition.clone();
        let definition = match is_new {
            true => definition,
            false => definition.map(|one| self.moved(one)),
        };
        self.plan.segments.push(Segment {
            definition,
            ..blank(self.new)
        });
        self.ids.push(stands_for);
        SegmentId(self.plan.segments.len() - 1)
    }

    /// An expression of the old plan in the joint plan, whose ages are counted to the new plan's day.
    fn moved(&self, expression: Expression) -> Expression {
        Expression {
            condition: moved(&expression.condition, &self.attributes, self.days_between()),
            mentions: Vec::new(),
            texts: Vec::new(),
            ..expression
        }
    }
}

/// A segment that says nothing.
fn blank(plan: &Plan) -> Segment {
    let mut segment = plan.segments[0].clone();
    segment.definition = None;
    segment.after = Vec::new();
    segment
}
