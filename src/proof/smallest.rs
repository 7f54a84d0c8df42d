//! What a conclusion can't do without.

use std::ops::Range;

/// What is left of a list for which something holds once nothing can be left out of it, its last items
/// first. What holds for a list must hold for each that has more items.
///
/// Asks by halves, so that few of many are found with few questions (`QuickXplain`; Junker 2004).
pub(super) fn smallest<T: Clone>(list: &[T], mut holds: impl FnMut(&[T]) -> bool) -> Vec<T> {
    let mut kept = vec![false; list.len()];
    let some = |kept: &[bool]| -> Vec<T> {
        let some = list.iter().zip(kept).filter(|(_, kept)| **kept);
        some.map(|(item, _)| item.clone()).collect()
    };
    let holds = &mut |kept: &[bool]| holds(&some(kept));
    if !list.is_empty() && !holds(&kept) {
        keep_needed(&mut kept, 0..list.len(), holds);
    }
    some(&kept)
}

/// Keeps what is needed of a stretch beside all that is kept, which is not enough without the stretch.
fn keep_needed(kept: &mut [bool], stretch: Range<usize>, holds: &mut impl FnMut(&[bool]) -> bool) {
    if stretch.len() <= 1 {
        kept[stretch].fill(true);
        return;
    }
    let middle = usize::midpoint(stretch.start, stretch.end);
    let (first, last) = (stretch.start..middle, middle..stretch.end);
    kept[first.clone()].fill(true);
    let is_enough = holds(kept);
    if !is_enough {
        keep_needed(kept, last, holds);
    }
    kept[first.clone()].fill(false);
    if is_enough || !holds(kept) {
        keep_needed(kept, first, holds);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Left out one by one, from the last to the first.
    fn one_by_one(mut list: Vec<usize>, holds: impl Fn(&[usize]) -> bool) -> Vec<usize> {
        for place in (0..list.len()).rev() {
            let left_out = list.remove(place);
            if !holds(&list) {
                list.insert(place, left_out);
            }
        }
        list
    }

    proptest! {
        /// Something holds for a list that has all items of one of some groups.
        #[test]
        fn halves_leave_what_is_left_one_by_one(
            length in 0_usize..40,
            groups in prop::collection::vec(prop::collection::vec(0_usize..40, 0..6), 1..5),
        ) {
            let list: Vec<usize> = (0..length).collect();
            let holds = |some: &[usize]| {
                let holds = |group: &Vec<usize>| group.iter().all(|one| some.contains(one));
                groups.iter().any(holds)
            };
            prop_assume!(holds(&list));
            prop_assert_eq!(smallest(&list, holds), one_by_one(list.clone(), holds));
        }

        #[test]
        fn one_of_many_is_found_with_few_questions(needed in 0_usize..1000) {
            let list: Vec<usize> = (0..1000).collect();
            let mut asked = 0;
            let left = smallest(&list, |some: &[usize]| {
                asked += 1;
                some.contains(&needed)
            });
            prop_assert_eq!(left, [needed]);
            prop_assert!(asked <= 21, "asked {asked} times");
        }
    }
}
