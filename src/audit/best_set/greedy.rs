//! A set that is good, quickly: again and again what adds the most.

use super::coverage::Coverage;
use crate::order::cut::Room;

/// For weights of 0 and more: the best of three sets. One takes at each step what adds the most, one
/// what adds the most for its cost, and one is the best single segment.
pub(super) fn greedy(coverage: &Coverage, room: Room) -> Vec<usize> {
    let mut sets = vec![step_by_step(coverage, room, false)];
    if room.cost.is_finite() {
        sets.push(step_by_step(coverage, room, true));
        let mut one = room;
        one.segments = one.segments.min(1);
        sets.push(step_by_step(coverage, one, false));
    }
    let best = sets.into_iter().rev().max_by_key(|set| coverage.reach(set));
    best.unwrap_or_default()
}

fn step_by_step(coverage: &Coverage, mut room: Room, for_its_cost: bool) -> Vec<usize> {
    let (mut set, mut open) = (Vec::new(), coverage.all());
    loop {
        let gains = coverage.gains(&open);
        let worth = |candidate: usize| {
            let gain = gains[candidate].all as f64;
            match for_its_cost {
                true => gain / coverage.cost(candidate),
                false => gain,
            }
        };
        let candidates = coverage.candidates.iter().copied();
        let fitting =
            candidates.filter(|one| gains[*one].all > 0 && room.takes(coverage.cost(*one)));
        // The first of equals.
        let best = fitting.reduce(|best, one| match worth(one) > worth(best) {
            true => one,
            false => best,
        });
        let Some(best) = best else { return set };
        room = room.less(coverage.cost(best));
        open = coverage.without(&open, best);
        set.push(best);
    }
}
