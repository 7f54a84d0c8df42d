//! Work that all cores share.

use std::cmp::Ordering;
use std::sync::{Mutex, PoisonError};

/// How many threads the machine runs at once; 1 where it does not say.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does the same work on so many threads, this one among them: what it came to, in no order.
///
/// # Panics
/// If the work does, once every thread has ended.
pub(crate) fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    let results = Mutex::new(Vec::new());
    run(threads, &|| {
        let result = work();
        let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
        results.push(result);
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The same for work of any kind, so that threads are compiled once.
fn run(threads: usize, work: &(dyn Fn() + Sync)) {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        work();
        for other in others {
            let joined = other.join();
            joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
}

/// Does something on a thread of its own while something else is done.
///
/// # Panics
/// If one of the two does, once both have ended.
pub fn meanwhile<A: Send, B>(aside: impl FnOnce() -> A + Send, main: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let done = main();
        let aside = aside.join();
        let aside = aside.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (aside, done)
    })
}

/// Folds items on so many threads, each of which takes the next one as soon as it is done with its last:
/// what each came to, in no order.
pub(crate) fn fold<I: Iterator + Send, T: Send>(
    threads: usize,
    items: I,
    new: impl Fn() -> T + Sync,
    add: impl Fn(T, I::Item) -> T + Sync,
) -> Vec<T> {
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    on_threads(threads, || std::iter::from_fn(next).fold(new(), &add))
}

/// What becomes of each item, in their order, on so many threads.
pub(crate) fn map<I: ExactSizeIterator + Send, T: Send>(
    threads: usize,
    items: I,
    work: impl Fn(I::Item) -> T + Sync,
) -> Vec<T> {
    let mut results: Vec<Option<T>> = (0..items.len()).map(|_| None).collect();
    let done = fold(
        threads.min(items.len()),
        items.enumerate(),
        Vec::new,
        |mut done, (place, item)| {
            done.push((place, work(item)));
            done
        },
    );
    for (place, result) in done.into_iter().flatten() {
        results[place] = Some(result);
    }
    results.into_iter().flatten().collect()
}

/// Sorts on so many threads; equals keep their order.
pub(crate) fn sort_by<T: Send>(
    threads: usize,
    items: &mut [T],
    order: impl Fn(&T, &T) -> Ordering + Sync,
) {
    let length = items.len().div_ceil(threads.max(1)).max(1);
    let stretches = items.chunks_mut(length);
    map(threads, stretches, |stretch| stretch.sort_by(&order));
    // Stretches that are in order are merged, not sorted anew.
    items.sort_by(&order);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items_on_any_number_of_threads() {
        let slow_at_first = |item: u32| {
            std::thread::sleep(std::time::Duration::from_micros(200 - u64::from(item)));
            item * item
        };
        let expected: Vec<u32> = (0..200).map(|item| item * item).collect();
        for threads in [0, 1, 2, 5] {
            assert_eq!(map(threads, 0..200, slow_at_first), expected);
        }
        assert!(map(5, 0..0, slow_at_first).is_empty());
    }

    #[test]
    fn equals_keep_their_order_when_sorted() {
        let shuffled = (0..1000_u32).map(|place| (place * 7919 % 13, place));
        let mut expected: Vec<_> = shuffled.collect();
        let unsorted = expected.clone();
        expected.sort_unstable();
        for threads in [1, 2, 5, 2000] {
            let mut sorted = unsorted.clone();
            sort_by(threads, &mut sorted, |one, other| one.0.cmp(&other.0));
            assert_eq!(sorted, expected, "{threads} threads");
        }
        sort_by(3, &mut [] as &mut [u8], u8::cmp);
    }

    #[test]
    fn every_item_is_folded_once() {
        for threads in [1, 2, 5] {
            let sums = fold(threads, 1..=1000_u64, || 0, |sum, item| sum + item);
            assert_eq!(sums.len(), threads);
            assert_eq!(sums.iter().sum::<u64>(), 500_500);
        }
    }

    #[test]
    fn a_panic_of_one_thread_is_the_panic_of_all() {
        let caught = std::panic::catch_unwind(|| {
            map(3, 0..9_u32, |item| {
                assert_ne!(item, 7, "not seven");
                item
            })
        });
        let said = caught.unwrap_err();
        assert!(said.downcast_ref::<String>().unwrap().contains("not seven"));
    }
}
