//! Which segments make the cut, draw by draw.

use crate::order::cut::{Walk, costs};
use crate::order::rank::Ranking;
use crate::plan::Plan;

/// How each draw of a ranking is cut.
pub(super) struct DrawCut {
    /// Before its first segment.
    walk: Walk,
    /// What each row takes of the capacity.
    costs: Vec<f64>,
    /// Whether each row is pinned, to the rank that its number says.
    pinned: Vec<bool>,
}

impl DrawCut {
    /// Of the ranked segments, rows in the order of the ranking; `None` if the plan has no capacity.
    pub(super) fn of(plan: &Plan, ranking: &Ranking) -> Option<Self> {
        let pinned = ranking.ranked.iter().map(|row| row.pinned.is_some());
        Some(Self {
            walk: Walk::new(plan.capacity.as_ref()?),
            costs: costs(plan, ranking.order()),
            pinned: pinned.collect(),
        })
    }

    /// Counts who makes the cut in one draw, of which the rows are in order: pinned rows take their
    /// ranks, the others keep their order.
    pub(super) fn count(&self, order: &[u64], in_cut: &mut [u64]) {
        let mut walk = self.walk;
        let mut free = order.iter().map(|row| *row as usize);
        for rank in 0..order.len() {
            let row = match self.pinned[rank] {
                true => Some(rank),
                false => free.find(|row| !self.pinned[*row]),
            };
            let Some(row) = row else { return };
            in_cut[row] += u64::from(walk.takes(self.costs[row]));
            if walk.is_over() {
                return;
            }
        }
    }
}
