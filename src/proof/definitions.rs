//! A plan's definitions, and questions about them.

use jiff::civil::Date;

use super::smallest::smallest;
use super::{Answer, Claim, OrderReach, Prover};
use crate::condition::{AttributeId, Condition};
use crate::plan::{Attribute, Plan, SegmentId};

/// A plan's definitions as a prover knows them: each at its segment's place among those with one,
/// then `leads.exclude`.
pub(super) struct Definitions<'p> {
    pub(super) plan: &'p Plan,
    pub(super) places: Vec<Option<usize>>,
    pub(super) conditions: Vec<&'p Condition>,
    exclude: Option<usize>,
}

impl<'p> Definitions<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self::of(plan, |_| true)
    }

    /// Those of some segments alone.
    pub(super) fn of(plan: &'p Plan, is_meant: impl Fn(SegmentId) -> bool) -> Self {
        let mut conditions = Vec::new();
        let mut place = |condition: &'p Condition| {
            conditions.push(condition);
            conditions.len() - 1
        };
        let definitions = plan.segment_ids().map(|id| {
            let definition = plan.segment(id).definition.as_ref();
            let definition = definition.filter(|_| is_meant(id))?;
            Some(place(&definition.condition))
        });
        let places = definitions.collect();
        let exclude = plan.leads.exclude.as_ref().map(|one| place(&one.condition));
        Self {
            plan,
            places,
            conditions,
            exclude,
        }
    }

    pub(super) fn is_within_limits(&self) -> bool {
        let tests = self.conditions.iter().map(|one| one.tests().len());
        self.conditions.len() <= OrderReach::MOST_SEGMENTS
            && tests.sum::<usize>() <= OrderReach::MOST_TESTS
    }

    pub(super) fn prover(&self) -> Prover<'p> {
        let plan = self.plan;
        Prover::new(&plan.attributes, self.conditions.clone(), plan.as_of.date)
    }

    /// A lead that fits a segment, by its definition's place, is not excluded and fits none of some
    /// others.
    pub(super) fn claims(&self, segment: usize, others: &[SegmentId]) -> Vec<Claim> {
        let mut claims = self.none_of(others);
        claims.insert(0, Claim::Fits(segment));
        claims
    }

    /// A lead that is excluded; `None` if the plan excludes none.
    pub(super) fn excluded(&self) -> Option<Claim> {
        self.exclude.map(Claim::Fits)
    }

    /// A lead that is not excluded and fits none of some segments.
    pub(super) fn none_of(&self, segments: &[SegmentId]) -> Vec<Claim> {
        let segments = segments.iter().filter_map(|one| self.places[one.0]);
        segments.chain(self.exclude).map(Claim::FitsNot).collect()
    }

    /// The attributes whose declared values or bounds a proof rests on that some claims hold for no
    /// lead: of these claims, of conditions that are true, and of others that are not.
    pub(super) fn given(
        &self,
        claims: &[Claim],
        yes: &[&Condition],
        not: &[&Condition],
    ) -> Vec<AttributeId> {
        let mut conditions: Vec<&Condition> = Vec::new();
        let mut anew = Vec::new();
        let claimed = claims.iter().map(|claim| {
            let condition = self.conditions[claim.condition()];
            (condition, claim.fits())
        });
        let yes = yes.iter().map(|condition| (*condition, true));
        let not = not.iter().map(|condition| (*condition, false));
        for (place, (condition, holds)) in claimed.chain(yes).chain(not).enumerate() {
            conditions.push(condition);
            anew.push(match holds {
                true => Claim::Fits(place),
                false => Claim::FitsNot(place),
            });
        }
        self.rests_on(&conditions, |prover| prover.find(&anew) == Answer::None)
    }

    /// The attributes whose declared values or bounds something rests on that holds by a prover of some
    /// conditions.
    pub(super) fn rests_on(
        &self,
        conditions: &[&Condition],
        holds: impl Fn(&Prover) -> bool,
    ) -> Vec<AttributeId> {
        let plan = self.plan;
        rests_on(&plan.attributes, conditions, plan.as_of.date, holds)
    }
}

/// The attributes whose declared values or bounds something rests on that holds by a prover of some
/// conditions; it holds without those of all others.
pub fn rests_on(
    attributes: &[Attribute],
    conditions: &[&Condition],
    as_of: Date,
    holds: impl Fn(&Prover) -> bool,
) -> Vec<AttributeId> {
    let is_bound =
        |one: &Attribute| !one.values.is_empty() || one.min.is_some() || one.max.is_some();
    let asked = conditions.iter().flat_map(|condition| condition.tests());
    let mut bound: Vec<AttributeId> = asked
        .map(|test| test.operand.attribute())
        .filter(|id| is_bound(&attributes[id.0]))
        .collect();
    bound.sort_unstable();
    bound.dedup();
    let holds_with = |some: &[AttributeId]| {
        let mut attributes = attributes.to_vec();
        for (place, attribute) in attributes.iter_mut().enumerate() {
            if !some.contains(&AttributeId(place)) {
                attribute.values.clear();
                (attribute.min, attribute.max) = (None, None);
            }
        }
        holds(&Prover::new(&attributes, conditions.to_vec(), as_of))
    };
    smallest(&bound, holds_with)
}
