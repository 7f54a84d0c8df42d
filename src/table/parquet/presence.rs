//! Which rows of a column have a value.

#[cfg(target_arch = "x86_64")]
use crate::wide;

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
    #[inline]
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
    #[inline]
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

    /// Puts into `spread`, for each row, the next of `values` where it has one, else `missing`.
    pub(super) fn spread(&self, values: &[u32], missing: u32, spread: &mut Vec<u32>) {
        spread.resize(self.rows.next_multiple_of(64), missing);
        #[cfg(target_arch = "x86_64")]
        if wide::is_there() {
            #[expect(
                unsafe_code,
                reason = "wide registers; sound once the processor was asked"
            )]
            unsafe {
                avx2::spread(&self.words, values, missing, spread);
            }
            spread.truncate(self.rows);
            return;
        }
        let portable = |next: &[u32; 8], eight: &Eight| portable(next, eight, missing);
        spread_by(&self.words, values, spread, portable);
        spread.truncate(self.rows);
    }
}

/// The same with what spreads the next values over eight rows.
#[inline(always)]
fn spread_by(
    words: &[u64],
    values: &[u32],
    spread: &mut [u32],
    over_eight: impl Fn(&[u32; 8], &Eight) -> [u32; 8],
) {
    let mut rest = values;
    let mut last = [0; 8];
    for (rows, word) in spread.as_chunks_mut::<64>().0.iter_mut().zip(words) {
        if *word == u64::MAX
            && let Some((values, others)) = rest.split_first_chunk()
        {
            *rows = *values;
            rest = others;
            continue;
        }
        for (rows, byte) in rows
            .as_chunks_mut::<8>()
            .0
            .iter_mut()
            .zip(word.to_le_bytes())
        {
            let eight = &EIGHTS[usize::from(byte)];
            let next = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            *rows = over_eight(next, eight);
            rest = rest.get(usize::from(eight.known)..).unwrap_or_default();
        }
    }
}

#[inline(always)]
fn portable(next: &[u32; 8], eight: &Eight, missing: u32) -> [u32; 8] {
    if eight.known == 8 {
        return *next;
    }
    let and_missing: [u32; 16] =
        std::array::from_fn(|place| next.get(place).copied().unwrap_or(missing));
    eight.next.map(|place| and_missing[usize::from(place) % 16])
}

/// Eight rows in one step, on processors that have AVX2.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_cvtsi64_si128, _mm256_blendv_epi8, _mm256_cmpgt_epi32, _mm256_cvtepu8_epi32,
        _mm256_permutevar8x32_epi32, _mm256_set1_epi32,
    };
    use std::mem::transmute;

    use super::Eight;

    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    pub(super) fn spread(words: &[u64], values: &[u32], missing: u32, spread: &mut [u32]) {
        let missing = _mm256_set1_epi32(missing.cast_signed());
        super::spread_by(words, values, spread, |next, eight| {
            over_eight(next, eight, missing)
        });
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    #[expect(unsafe_code, reason = "the same bits")]
    fn over_eight(next: &[u32; 8], eight: &Eight, missing: __m256i) -> [u32; 8] {
        let places = _mm_cvtsi64_si128(i64::from_le_bytes(eight.next));
        let places = _mm256_cvtepu8_epi32(places);
        let values =
            _mm256_permutevar8x32_epi32(unsafe { transmute::<[u32; 8], __m256i>(*next) }, places);
        let has_none = _mm256_cmpgt_epi32(places, _mm256_set1_epi32(7));
        unsafe { transmute(_mm256_blendv_epi8(values, missing, has_none)) }
    }
}

/// Which of eight rows have a value.
#[derive(Clone, Copy)]
struct Eight {
    /// Of each row that has one, how many before it have one; 8 of the others.
    next: [u8; 8],
    /// How many rows have one.
    known: u8,
}

/// By byte, the first row in the lowest bit.
static EIGHTS: [Eight; 256] = {
    let mut eights = [Eight {
        next: [8; 8],
        known: 0,
    }; 256];
    let mut byte = 0;
    while byte < 256 {
        let eight = &mut eights[byte];
        let mut row = 0;
        while row < 8 {
            if byte >> row & 1 == 1 {
                eight.next[row] = eight.known;
                eight.known += 1;
            }
            row += 1;
        }
        byte += 1;
    }
    eights
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_come_to_the_rows_that_have_one(
            portions in prop::collection::vec((any::<u64>(), 0..=64_usize, any::<bool>()), 0..8),
            before in 0..300_usize,
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
            // Whatever was there before.
            let mut spread = vec![5; before];
            presence.spread(&values, 99_999, &mut spread);
            let expected: Vec<u32> = expected.collect();
            prop_assert_eq!(&spread, &expected);
            let mut portably = vec![5; rows.len().next_multiple_of(64)];
            let portable = |next: &[u32; 8], eight: &Eight| portable(next, eight, 99_999);
            spread_by(&presence.words, &values, &mut portably, portable);
            prop_assert_eq!(&portably[..rows.len()], &expected);
            presence.clear();
            presence.spread(&[], 0, &mut spread);
            prop_assert_eq!(spread, [0_u32; 0]);
        }
    }
}
