//! Which rows of a column have a value.

/// A bit for each row, set where it has a value.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// 64 rows in a word, the first in the lowest bit; bits past the last row are 0.
    words: Vec<u64>,
    rows: usize,
}

impl Presence {
    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.rows = 0;
    }

    /// Adds the rows of the `count` lowest bits, at most 64; those above have to be 0.
    pub(super) fn push(&mut self, bits: u64, count: usize) {
        let used = self.rows % 64;
        self.rows += count;
        match self.words.last_mut().filter(|_| used > 0) {
            Some(last) => {
                *last |= bits << used;
                if used + count > 64 {
                    self.words.push(bits >> (64 - used));
                }
            }
            None if count > 0 => self.words.push(bits),
            None => {}
        }
    }

    /// Adds so many rows that all have a value or all have none.
    pub(super) fn push_repeated(&mut self, has_value: bool, mut count: usize) {
        while count > 0 {
            let some = count.min(64);
            let bits = if has_value {
                u64::MAX >> (64 - some)
            } else {
                0
            };
            self.push(bits, some);
            count -= some;
        }
    }

    /// How many rows have a value.
    pub(super) fn known(&self) -> usize {
        let ones = self.words.iter().map(|word| word.count_ones() as usize);
        ones.sum()
    }

    /// For each row the next of `values` where it has one, else `missing`.
    pub(super) fn spread(&self, values: &[u32], missing: u32) -> Vec<u32> {
        let mut spread = vec![missing; self.rows.next_multiple_of(8)];
        let bytes = self.words.iter().flat_map(|word| word.to_le_bytes());
        let mut rest = values;
        for (eight, byte) in spread.as_chunks_mut::<8>().0.iter_mut().zip(bytes) {
            let count = byte.count_ones() as usize;
            // The next eight values, and after them what has none.
            let mut next = [missing; 16];
            match (byte, rest.first_chunk::<8>()) {
                (0, _) => continue,
                (u8::MAX, Some(values)) => {
                    *eight = *values;
                    rest = &rest[8..];
                    continue;
                }
                (_, Some(values)) => next[..8].copy_from_slice(values),
                (_, None) => next[..rest.len()].copy_from_slice(rest),
            }
            for (place, value) in eight.iter_mut().zip(NEXT_OF[usize::from(byte)]) {
                *place = next[usize::from(value % 16)];
            }
            rest = rest.get(count..).unwrap_or_default();
        }
        spread.truncate(self.rows);
        spread
    }
}

/// By byte: of each of its bits, from the lowest on, how many of those below are set; 8 where it is not.
static NEXT_OF: [[u8; 8]; 256] = {
    let mut next_of = [[8; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut set) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                next_of[byte][bit] = set;
                set += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    next_of
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_come_to_the_rows_that_have_one(
            portions in prop::collection::vec((any::<u64>(), 0..=64_usize, any::<bool>()), 0..8),
        ) {
            let (mut presence, mut rows) = (Presence::default(), Vec::new());
            for (bits, count, is_repeated) in portions {
                if is_repeated {
                    presence.push_repeated(bits & 1 == 1, 3 * count);
                    rows.extend(std::iter::repeat_n(bits & 1 == 1, 3 * count));
                } else {
                    let bits = bits & (((1_u128 << count) - 1) as u64);
                    presence.push(bits, count);
                    rows.extend((0..count).map(|bit| bits >> bit & 1 == 1));
                }
            }
            let known = rows.iter().filter(|has_value| **has_value).count();
            prop_assert_eq!(presence.known(), known);
            let values: Vec<u32> = (7..).take(known).collect();
            let mut next = values.iter();
            let expected = rows.iter().map(|has_value| match has_value {
                true => *next.next().unwrap(),
                false => 99_999,
            });
            prop_assert_eq!(presence.spread(&values, 99_999), expected.collect::<Vec<u32>>());
            presence.clear();
            prop_assert_eq!(presence.spread(&[], 0), [0_u32; 0]);
        }
    }
}
