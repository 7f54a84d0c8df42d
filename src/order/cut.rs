//! The cut line: which of the ranked segments the team can serve.

use crate::plan::{Capacity, CutRule, Plan, SegmentId};

/// Which ranked segments make the cut, and what they take of the capacity.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// One for each ranked segment, best first (as `Ranking::ranked`).
    is_in: Vec<bool>,
    /// The sum of the costs of those that make the cut; a missing cost counts as 0.
    pub cost: f64,
}

impl Cut {
    /// Walks down an order and takes each segment that still fits what is left of the plan's
    /// capacity, up to the first that does not (`cut: strict`) or on to smaller ones (`cut: fill`).
    /// Pinned segments are taken like any other, and a segment without a cost costs nothing. `None`
    /// without a capacity.
    pub fn of(plan: &Plan, order: &[SegmentId]) -> Option<Self> {
        let mut walk = Walk::new(plan.capacity.as_ref()?);
        let costs = costs(plan, order.iter().copied());
        let is_in: Vec<bool> = costs.iter().map(|cost| walk.takes(*cost)).collect();
        let taken = costs.iter().zip(&is_in).filter(|(_, is_in)| **is_in);
        Some(Self {
            cost: taken.map(|(cost, _)| cost).sum(),
            is_in,
        })
    }

    /// Whether other segments make the cut once a segment of an order and the next one change places;
    /// no if the plan has no capacity.
    pub fn depends_on(plan: &Plan, order: &[SegmentId], upper: SegmentId) -> bool {
        let place = order.iter().position(|id| *id == upper);
        let Some(place) = place.filter(|place| place + 1 < order.len()) else {
            return false;
        };
        let mut other = order.to_vec();
        other.swap(place, place + 1);
        let served = |order: &[SegmentId]| {
            let cut = Self::of(plan, order);
            let mut served = cut.map_or_else(Vec::new, |cut| cut.of_order(order));
            served.sort_unstable();
            served
        };
        served(order) != served(&other)
    }

    /// Those of its order that make the cut, first to last.
    pub fn of_order(&self, order: &[SegmentId]) -> Vec<SegmentId> {
        let places = order.iter().zip(&self.is_in);
        places
            .filter(|(_, is_in)| **is_in)
            .map(|(id, _)| *id)
            .collect()
    }

    /// Whether a ranked segment makes the cut, by its rank, from 1.
    pub fn has(&self, rank: usize) -> bool {
        let place = rank.checked_sub(1).and_then(|place| self.is_in.get(place));
        place.copied().unwrap_or(false)
    }

    /// How many segments make the cut.
    pub fn segments(&self) -> usize {
        self.is_in.iter().filter(|is_in| **is_in).count()
    }

    /// The rank of the last one that makes the cut; `None` if none does.
    pub fn last_in(&self) -> Option<usize> {
        let last = self.is_in.iter().rposition(|is_in| *is_in);
        last.map(|place| place + 1)
    }
}

/// What serving each of these segments takes; 0 where the plan does not say.
pub(super) fn costs(plan: &Plan, segments: impl Iterator<Item = SegmentId>) -> Vec<f64> {
    let cost = |id| plan.segment(id).cost.unwrap_or(0.0);
    segments.map(cost).collect()
}

/// What there is room for beside the segments taken so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) segments: usize,
    /// In the unit of costs; infinite without a limit.
    pub(crate) cost: f64,
    /// What counts as nothing among costs, for sums of decimals are off by some ulps: 0.1 + 0.1 + 0.1
    /// fits 0.3.
    speck: f64,
}

impl Room {
    pub(crate) fn of(capacity: &Capacity) -> Self {
        Self {
            segments: capacity.segments.unwrap_or(usize::MAX),
            cost: capacity.cost.unwrap_or(f64::INFINITY),
            speck: capacity.cost.map_or(0.0, |most| most * 1e-12),
        }
    }

    /// Whether there is room for a segment of this cost.
    pub(crate) fn takes(&self, cost: f64) -> bool {
        self.segments > 0 && cost <= self.cost + self.speck
    }

    /// What is left once a segment of this cost is taken.
    pub(crate) fn less(self, cost: f64) -> Self {
        Self {
            segments: self.segments.saturating_sub(1),
            cost: self.cost - cost,
            ..self
        }
    }
}

/// A walk down an order, with what is left of the capacity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    room: Room,
    is_strict: bool,
    is_over: bool,
}

impl Walk {
    pub(super) fn new(capacity: &Capacity) -> Self {
        Self {
            room: Room::of(capacity),
            is_strict: capacity.cut == CutRule::Strict,
            is_over: false,
        }
    }

    /// Whether the next segment of the order, with this cost, makes the cut.
    pub(super) fn takes(&mut self, cost: f64) -> bool {
        if !self.is_over && self.room.takes(cost) {
            self.room = self.room.less(cost);
            return true;
        }
        self.is_over |= self.is_strict || self.room.segments == 0;
        false
    }

    /// Whether no other segment makes the cut.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::assess;
    use crate::order::rank;
    use crate::plan::Pin;
    use crate::testing::{plan, segment};

    /// The ranks that make the cut among segments of these costs, best first.
    fn ranks(
        segments: Option<usize>,
        cost: Option<f64>,
        rule: CutRule,
        costs: &[f64],
    ) -> Vec<usize> {
        let scores = (0..).map(|place| [9.0 - f64::from(place), 9.0, 9.0]);
        let mut plan = plan(
            costs
                .iter()
                .zip(scores)
                .zip('a'..)
                .map(|((cost, scores), name)| {
                    let mut one = segment(&name.to_string(), scores);
                    one.cost = (*cost > 0.0).then_some(*cost);
                    one
                }),
        );
        plan.capacity = Some(Capacity {
            segments,
            cost,
            unit: None,
            cut: rule,
        });
        let ranking = rank(&plan, &assess(&plan));
        let cut = ranking.cut.unwrap();
        let ranks: Vec<usize> = (1..=costs.len()).filter(|rank| cut.has(*rank)).collect();
        assert_eq!(
            (cut.segments(), cut.last_in()),
            (ranks.len(), ranks.last().copied())
        );
        ranks
    }

    #[test]
    fn a_strict_cut_ends_at_the_first_that_does_not_fit_and_a_filled_one_goes_on() {
        use CutRule::{Fill, Strict};
        let costs = [8.0, 20.0, 5.0, 0.0, 9.0];
        assert_eq!(ranks(Some(2), None, Strict, &costs), [1, 2]);
        assert_eq!(ranks(None, Some(14.0), Strict, &costs), [1]);
        assert_eq!(ranks(None, Some(14.0), Fill, &costs), [1, 3, 4]);
        assert_eq!(ranks(Some(2), Some(14.0), Fill, &costs), [1, 3]);
        assert_eq!(ranks(Some(2), Some(100.0), Fill, &costs), [1, 2]);
        assert_eq!(ranks(Some(0), None, Fill, &costs), [] as [usize; 0]);
        assert_eq!(ranks(Some(9), None, Strict, &costs), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_cut_depends_on_neighbors_of_whom_another_is_served_once_they_change_places() {
        let plan = |rule: &str| {
            let text = format!(
                "{{title: t, capacity: {{cost: 10, cut: {rule}}}, segments: [{{name: a, cost: 4}}, \
                 {{name: b, cost: 5}}, {{name: c, cost: 6}}, {{name: d, cost: 1}}]}}"
            );
            crate::testing::read(&text)
        };
        let depends = |rule: &str| {
            let plan = plan(rule);
            let order: Vec<SegmentId> = plan.segment_ids().collect();
            let depends = order.iter().map(|id| Cut::depends_on(&plan, &order, *id));
            depends.collect::<Vec<_>>()
        };
        // Both in; one in; none in yet, but the cheaper one would be; the last has no neighbor.
        assert_eq!(depends("strict"), [false, true, true, false]);
        // The cheap one is taken wherever it stands.
        assert_eq!(depends("fill"), [false, true, false, false]);
    }

    #[test]
    fn decimals_that_add_up_to_the_capacity_fit_it() {
        let tenths = [0.1; 4];
        assert_eq!(ranks(None, Some(0.3), CutRule::Strict, &tenths), [1, 2, 3]);
    }

    #[test]
    fn a_pinned_segment_takes_its_place_before_the_walk() {
        let mut plan = plan([
            segment("best", [9.0, 9.0, 9.0]),
            segment("promised", [1.0, 1.0, 1.0]),
        ]);
        plan.capacity =
            crate::testing::read("{title: t, capacity: {segments: 1}, segments: [{name: a}]}")
                .capacity;
        plan.order.pins = vec![Pin {
            segment: SegmentId(1),
            rank: 1,
            because: "Promised".to_owned(),
        }];
        let ranking = rank(&plan, &assess(&plan));
        let cut = ranking.cut.unwrap();
        assert_eq!(ranking.ranked[0].segment, SegmentId(1));
        assert_eq!((cut.has(1), cut.has(2)), (true, false));
    }
}
