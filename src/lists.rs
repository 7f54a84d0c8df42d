//! Lists put in order.
//!
//! The standard library's sort is compiled again for each type of item and each way to compare, which was a
//! twentieth of what segplan-core is compiled from. Here it is compiled once, for places. Lists of segments,
//! findings or columns are ordered by it; loops over leads, draws or sets of segments sort as usual.

use std::cmp::Ordering;

/// Orders items; equals keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut from = places(items.len(), &|one, other| {
        compare(&items[one], &items[other])
    });
    for first in 0..items.len() {
        // Around a circle each place takes its item, and hands on the one that was there.
        let mut place = first;
        loop {
            let next = std::mem::replace(&mut from[place], place);
            if next == first {
                break;
            }
            items.swap(place, next);
            place = next;
        }
    }
}

/// Orders items by what `key` says of each; equals keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// The places of so many items in the order of the items; of equals the first comes first.
pub fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn items_are_ordered_as_the_standard_library_does(
            items in proptest::collection::vec((0..9_u8, any::<u16>()), 0..60),
        ) {
            let (mut ours, mut expected) = (items.clone(), items);
            sort_by_key(&mut ours, |(key, _)| *key);
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &expected);
            sort_by(&mut ours, |one, other| other.1.cmp(&one.1));
            expected.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
            prop_assert_eq!(ours, expected);
        }
    }
}
