//! Which segments moved among those that both plans rank.

use crate::lists;
use crate::order::Place;

/// For each segment whether it moved, and whom it passed.
#[derive(Debug)]
pub(super) struct Moves {
    pub(super) moved: Vec<bool>,
    /// Those that were ahead of it and are behind it now, by their new rank.
    pub(super) passes: Vec<Vec<usize>>,
    /// Those that were behind it and are ahead of it now, by their new rank.
    pub(super) passed_by: Vec<Vec<usize>>,
}

impl Moves {
    /// Of segments that stood and stand there, sorted by their new rank. Where several sets of the
    /// same size could have moved, those that changed themselves did.
    pub(super) fn new(was: &[Place], is: &[Place], is_changed: impl Fn(usize) -> bool) -> Self {
        let segments = was.len();
        let ranks = |at: usize| Some((was[at].rank()?, is[at].rank()?));
        let mut both: Vec<usize> = (0..segments).filter(|at| ranks(*at).is_some()).collect();
        lists::sort_by_key(&mut both, |at| is[*at].rank());
        let before: Vec<usize> = both.iter().filter_map(|at| was[*at].rank()).collect();
        let many = both.len() as u64 + 1;
        let weight = |at: &usize| many + u64::from(!is_changed(*at));
        let weights: Vec<u64> = both.iter().map(weight).collect();
        let kept = heaviest_rise(&before, &weights);
        let mut moves = Self {
            moved: vec![false; segments],
            passes: vec![Vec::new(); segments],
            passed_by: vec![Vec::new(); segments],
        };
        for (place, at) in both.iter().enumerate() {
            moves.moved[*at] = !kept[place];
        }
        for (upper, above) in both.iter().enumerate() {
            for (lower, below) in both.iter().enumerate().skip(upper + 1) {
                if before[upper] > before[lower] {
                    moves.passes[*above].push(*below);
                    moves.passed_by[*below].push(*above);
                }
            }
        }
        for at in 0..segments {
            let is_there = was[at].is_there() && is[at].is_there();
            let kind = |place: Place| place.name();
            moves.moved[at] |= is_there && kind(was[at]) != kind(is[at]);
        }
        moves
    }
}

/// Of numbers, none twice, those that make the heaviest list that only rises.
fn heaviest_rise(numbers: &[usize], weights: &[u64]) -> Vec<bool> {
    let largest = numbers.iter().copied().max().unwrap_or(0);
    // The heaviest list that ends at or below a number, and its last place: a Fenwick tree.
    let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); largest + 2];
    let mut before = vec![None; numbers.len()];
    for (place, number) in numbers.iter().enumerate() {
        let mut at = *number;
        let mut found = (0, None);
        while at > 0 {
            if best[at].0 > found.0 {
                found = best[at];
            }
            at &= at - 1;
        }
        before[place] = found.1;
        let own = (found.0 + weights[place], Some(place));
        let mut at = number + 1;
        while at < best.len() {
            if own.0 > best[at].0 {
                best[at] = own;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut last = best
        .iter()
        .copied()
        .max_by_key(|one| one.0)
        .and_then(|one| one.1);
    while let Some(place) = last {
        kept[place] = true;
        last = before[place];
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The weight of the heaviest rise, by trying all lists.
    fn by_force(numbers: &[usize], weights: &[u64]) -> u64 {
        let rises = |set: u32| {
            let chosen: Vec<usize> = (0..numbers.len())
                .filter(|place| set >> place & 1 == 1)
                .collect();
            let is_rise = chosen
                .windows(2)
                .all(|two| numbers[two[0]] < numbers[two[1]]);
            is_rise.then(|| chosen.iter().map(|place| weights[*place]).sum::<u64>())
        };
        (0..1_u32 << numbers.len())
            .filter_map(rises)
            .max()
            .unwrap_or(0)
    }

    proptest! {
        #[test]
        fn what_stays_is_the_heaviest_rise(
            numbers in Just((1..=9_usize).collect::<Vec<_>>()).prop_shuffle(),
            weights in prop::collection::vec(1..4_u64, 9),
        ) {
            let kept = heaviest_rise(&numbers, &weights);
            let places: Vec<usize> = (0..9).filter(|place| kept[*place]).collect();
            prop_assert!(places.windows(2).all(|two| numbers[two[0]] < numbers[two[1]]));
            let weight: u64 = places.iter().map(|place| weights[*place]).sum();
            prop_assert_eq!(weight, by_force(&numbers, &weights));
        }
    }
}
