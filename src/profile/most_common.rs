//! The most common values of a column, counted in bounded memory.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::lists;

/// Bytes of text that are kept of a column.
const MOST_BYTES: usize = 4 << 20;

/// Cells by value: exact as long as there are few enough values, then a Misra-Gries summary, in which
/// a count may be too low by as much as it says. Parts that are merged in one order give one result,
/// whoever counted them.
///
/// Misra and Gries (1982), Science of Computer Programming 2:143; merging: Agarwal et al. (2012),
/// "Mergeable summaries", PODS.
#[derive(Debug, Clone)]
pub(super) struct MostCommon {
    counts: HashMap<Box<str>, u64, FixedState>,
    bytes: usize,
    /// The most values that are counted exactly.
    most: usize,
    /// How much too low a count may be.
    error: u64,
}

impl MostCommon {
    pub(super) fn of(most: usize) -> Self {
        Self {
            counts: HashMap::default(),
            bytes: 0,
            most,
            error: 0,
        }
    }

    /// Takes so many cells with a value.
    pub(super) fn add(&mut self, value: Box<str>, cells: u64) {
        let length = value.len();
        let mut is_new = false;
        let count = self.counts.entry(value).or_insert_with(|| {
            is_new = true;
            0
        });
        *count += cells;
        if is_new {
            self.bytes += length;
            if self.counts.len() > self.most || self.bytes > MOST_BYTES {
                self.prune();
            }
        }
    }

    /// Takes the counts of the next part.
    pub(super) fn merge(&mut self, part: Self) {
        self.error += part.error;
        let mut values: Vec<(Box<str>, u64)> = part.counts.into_iter().collect();
        // Where values are dropped meanwhile, the order matters.
        values.sort_unstable();
        for (value, cells) in values {
            self.add(value, cells);
        }
    }

    /// Takes from each count that of the first value that is not kept.
    fn prune(&mut self) {
        let kept = self.counts.len().min(self.most) / 2;
        let mut counts: Vec<u64> = self.counts.values().copied().collect();
        let (_, first_out, _) = counts.select_nth_unstable_by(kept, |one, other| other.cmp(one));
        let less = *first_out;
        self.error += less;
        self.counts.retain(|_, count| {
            *count = count.saturating_sub(less);
            *count > 0
        });
        self.bytes = self.counts.keys().map(|value| value.len()).sum();
    }

    /// Whether every value was counted, exactly.
    pub(super) fn is_exact(&self) -> bool {
        self.error == 0
    }

    /// The values with their counts, the most common first; where counts are not exact, only those that
    /// are surely among the most common: no value that is left out has a higher count.
    pub(super) fn sorted(self) -> Vec<(String, u64)> {
        let (error, counts) = (self.error, self.counts.into_iter());
        let sure = counts.filter(|(_, count)| error == 0 || *count > error);
        let mut values: Vec<(String, u64)> =
            sure.map(|(value, count)| (value.into(), count)).collect();
        lists::sort_by(&mut values, |one, other| {
            other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0))
        });
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(values: impl Iterator<Item = u32>, most: usize) -> MostCommon {
        let mut counts = MostCommon::of(most);
        for value in values {
            counts.add(value.to_string().into(), 1);
        }
        counts
    }

    #[test]
    fn few_values_are_exact_in_parts_and_whole() {
        let mut whole = counted((0..500).map(|row| row % 7), 10);
        whole.merge(counted((500..1000).map(|row| row % 7), 10));
        assert!(whole.is_exact());
        let values = whole.sorted();
        assert_eq!(values.len(), 7);
        assert_eq!(values[0], ("0".to_owned(), 143));
    }

    /// Every third cell is a 0, every seventh another 1, and all others are different.
    #[test]
    fn among_many_values_the_common_ones_are_found() {
        let cell = |row: u32| match row {
            row if row % 3 == 0 => 0,
            row if row % 7 == 0 => 1,
            row => row + 2,
        };
        let mut whole = MostCommon::of(100);
        for part in 0..10 {
            whole.merge(counted((part * 1000..(part + 1) * 1000).map(cell), 100));
        }
        assert!(!whole.is_exact());
        let error = whole.error;
        let values = whole.sorted();
        assert_eq!(values[0].0, "0");
        assert_eq!(values[1].0, "1");
        assert!(
            values[0].1 <= 3334 && values[0].1 + error >= 3334,
            "{values:?}"
        );
    }
}
