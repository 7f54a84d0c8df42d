//! The best set by branch and bound, within a fixed count of steps.

use super::SetSearch;
use super::coverage::{Coverage, Gain};
use super::greedy::greedy;
use crate::lists;
use crate::order::cut::Room;

/// At most so many sets are looked at.
const NODES: usize = 100_000;
/// At most so many masks are looked at in all of them together.
const VISITS: usize = 100_000_000;

/// The set of candidates within the room that reaches the most, and how it was found. Of sets that
/// reach as much, `known` is kept. `None` if weights below 0 leave only the exact search, and that
/// takes too many steps. `share` is what a greedy search is sure of.
pub(super) fn best(
    coverage: &Coverage,
    room: Room,
    known: &[usize],
    share: Option<f64>,
) -> Option<(Vec<usize>, SetSearch)> {
    let open = coverage.all();
    let mut search = Search {
        coverage,
        nodes: NODES.min(VISITS / open.len().max(1)),
        set: Vec::new(),
        best: known.to_vec(),
        reach: coverage.reach(known),
        is_exact: true,
    };
    if !coverage.has_negative() {
        search.offer(greedy(coverage, room));
    }
    let reach = coverage.reach(&[]);
    search.branch(&open, &coverage.candidates, reach, room);
    match (search.is_exact, coverage.has_negative()) {
        (true, _) => Some((search.best, SetSearch::Exact)),
        (false, true) => None,
        (false, false) => Some((search.best, SetSearch::Greedy(share))),
    }
}

struct Search<'a> {
    coverage: &'a Coverage,
    /// How many more sets may be looked at.
    nodes: usize,
    set: Vec<usize>,
    best: Vec<usize>,
    reach: i128,
    is_exact: bool,
}

impl Search<'_> {
    fn offer(&mut self, set: Vec<usize>) {
        let reach = self.coverage.reach(&set);
        if reach > self.reach {
            (self.best, self.reach) = (set, reach);
        }
    }

    /// Looks at the set so far, which reaches `reach` and leaves these masks open, and at all larger
    /// ones with some of the candidates.
    fn branch(&mut self, open: &[u32], candidates: &[usize], reach: i128, room: Room) {
        if reach > self.reach {
            (self.best, self.reach) = (self.set.clone(), reach);
        }
        if self.nodes == 0 {
            self.is_exact = false;
            return;
        }
        self.nodes -= 1;
        let gains = self.coverage.gains(open);
        let rest = Promising::new(self.coverage, candidates, &gains, room);
        for place in 0..rest.candidates.len() {
            let most = rest.bound(place, room);
            if reach.saturating_add(most) <= self.reach {
                return; // nor do the sets without this candidate reach more
            }
            let one = rest.candidates[place];
            let left = room.less(self.coverage.cost(one));
            let open = self.coverage.without(open, one);
            self.set.push(one);
            let reach = reach + gains[one].all;
            self.branch(&open, &rest.candidates[place + 1..], reach, left);
            self.set.pop();
            if !self.is_exact {
                return;
            }
        }
    }
}

/// Candidates that may add something, those that add the most (for their cost) first.
struct Promising<'a> {
    candidates: Vec<usize>,
    coverage: &'a Coverage,
    gains: &'a [Gain],
}

impl<'a> Promising<'a> {
    fn new(coverage: &'a Coverage, all: &[usize], gains: &'a [Gain], room: Room) -> Self {
        let mut candidates = all.to_vec();
        candidates.retain(|one| gains[*one].above > 0 && room.takes(coverage.cost(*one)));
        let worth = |one: usize| {
            let gain = gains[one].above as f64;
            match room.cost.is_finite() {
                true => gain / coverage.cost(one),
                false => gain,
            }
        };
        lists::sort_by(&mut candidates, |a, b| worth(*b).total_cmp(&worth(*a)));
        Self {
            candidates,
            coverage,
            gains,
        }
    }

    /// The most that any set of the candidates from a place on can add: gains only shrink while
    /// others are taken, so it is no more than their sum, of as many as there is room for, and of as
    /// much as fits the costs if the last one may be taken in part.
    fn bound(&self, from: usize, room: Room) -> i128 {
        let rest = &self.candidates[from..];
        let mut gains: Vec<i128> = rest.iter().map(|one| self.gains[*one].above).collect();
        let mut by_cost = 0_i128;
        let mut left = room.cost;
        for one in rest {
            let (gain, cost) = (self.gains[*one].above, self.coverage.cost(*one));
            if cost > left {
                let part = gain as f64 * (left.max(0.0) / cost);
                // Rounded up by more than floating-point numbers are off.
                by_cost += (part as i128 + 1 + (gain >> 30)).min(gain);
                break;
            }
            by_cost += gain;
            left -= cost;
        }
        if gains.len() > room.segments {
            gains.sort_unstable_by(|a, b| b.cmp(a));
            gains.truncate(room.segments);
        }
        by_cost.min(gains.iter().sum())
    }
}
