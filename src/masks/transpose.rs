//! A square of 64 × 64 bits, turned over.

/// Turns a square over: bit `column` of word `row` becomes bit `row` of word `column`.
///
/// Squares of 32 × 32, 16 × 16, … within it change places (Warren, *Hacker's Delight*, 7-3): six
/// rounds of 32 exchanges.
pub(crate) fn transpose(square: &mut [u64; 64]) {
    round::<32>(square, 0x0000_0000_ffff_ffff);
    round::<16>(square, 0x0000_ffff_0000_ffff);
    round::<8>(square, 0x00ff_00ff_00ff_00ff);
    round::<4>(square, 0x0f0f_0f0f_0f0f_0f0f);
    round::<2>(square, 0x3333_3333_3333_3333);
    round::<1>(square, 0x5555_5555_5555_5555);
}

#[inline]
fn round<const WIDTH: usize>(square: &mut [u64; 64], low: u64) {
    for rows in square.chunks_exact_mut(2 * WIDTH) {
        let (upper, lower) = rows.split_at_mut(WIDTH);
        for (one, other) in upper.iter_mut().zip(lower) {
            let exchanged = (*one >> WIDTH ^ *other) & low;
            *one ^= exchanged << WIDTH;
            *other ^= exchanged;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_become_columns(square in prop::collection::vec(any::<u64>(), 64)) {
            let before: [u64; 64] = square.try_into().unwrap();
            let mut after = before;
            transpose(&mut after);
            for (row, bits) in before.iter().enumerate() {
                for (column, turned) in after.iter().enumerate() {
                    prop_assert_eq!(bits >> column & 1, turned >> row & 1);
                }
            }
        }
    }
}
