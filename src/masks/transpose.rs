//! A square of 64 × 64 bits, turned over.
//!
//! Squares of 32 × 32, 16 × 16, … within it change places (Warren, *Hacker's Delight*, 7-3): six
//! rounds of 32 exchanges. Where no more than the first 8, 16 or 32 rows hold anything, fewer do.

/// Turns a square over: bit `column` of word `row` becomes bit `row` of word `column`.
pub(crate) fn transpose(square: &mut [u64; 64]) {
    turn(square);
}

/// The columns of a square whose first rows these are, at most 64; the others are zero.
#[inline(never)] // inside another loop it takes half as long again
pub(crate) fn columns_of(rows: impl ExactSizeIterator<Item = u64>) -> [u64; 64] {
    match rows.len() {
        0..=8 => columns::<8>(rows),
        9..=16 => columns::<16>(rows),
        17..=32 => columns::<32>(rows),
        _ => columns::<64>(rows),
    }
}

/// The rows of a square with these columns, of which only the first `count` rows are asked for: the
/// others are zero.
#[inline(never)] // as above
pub(crate) fn rows_of(columns: &[u64; 64], count: usize) -> [u64; 64] {
    match count {
        0..=8 => rows::<8>(columns),
        9..=16 => rows::<16>(columns),
        17..=32 => rows::<32>(columns),
        _ => rows::<64>(columns),
    }
}

#[inline]
fn columns<const ROWS: usize>(given: impl Iterator<Item = u64>) -> [u64; 64] {
    let mut rows = [0; ROWS];
    rows.iter_mut()
        .zip(given)
        .for_each(|(row, given)| *row = given);
    turn(&mut rows);
    let kept = u64::MAX >> (64 - ROWS);
    let mut columns = [0; 64];
    for (column, bits) in columns.iter_mut().enumerate() {
        *bits = rows[column % ROWS] >> (column / ROWS * ROWS) & kept;
    }
    columns
}

#[inline]
fn rows<const ROWS: usize>(columns: &[u64; 64]) -> [u64; 64] {
    let mut rows = [0; ROWS];
    for (column, bits) in columns.iter().enumerate() {
        rows[column % ROWS] |= bits << (column / ROWS * ROWS);
    }
    turn(&mut rows);
    let mut all = [0; 64];
    all[..ROWS].copy_from_slice(&rows);
    all
}

/// Turns over each of the squares of `ROWS` × `ROWS` bits that stand side by side in the rows.
#[inline(always)]
#[expect(clippy::inline_always, reason = "64 leads at a time")]
fn turn<const ROWS: usize>(rows: &mut [u64; ROWS]) {
    round::<32>(rows, 0x0000_0000_ffff_ffff);
    round::<16>(rows, 0x0000_ffff_0000_ffff);
    round::<8>(rows, 0x00ff_00ff_00ff_00ff);
    round::<4>(rows, 0x0f0f_0f0f_0f0f_0f0f);
    round::<2>(rows, 0x3333_3333_3333_3333);
    round::<1>(rows, 0x5555_5555_5555_5555);
}

/// Nothing where there are no rows so far apart.
#[inline(always)]
#[expect(clippy::inline_always, reason = "64 leads at a time")]
fn round<const WIDTH: usize>(rows: &mut [u64], low: u64) {
    for rows in rows.chunks_exact_mut(2 * WIDTH) {
        let (upper, lower) = rows.split_at_mut(WIDTH);
        for row in 0..WIDTH {
            let exchanged = (upper[row] >> WIDTH ^ lower[row]) & low;
            upper[row] ^= exchanged << WIDTH;
            lower[row] ^= exchanged;
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

        #[test]
        fn a_few_rows_are_turned_over_like_a_square(few in prop::collection::vec(any::<u64>(), 0..=64)) {
            let mut square = [0; 64];
            square[..few.len()].copy_from_slice(&few);
            let columns = columns_of(few.iter().copied());
            prop_assert_eq!(rows_of(&columns, few.len()), square);
            transpose(&mut square);
            prop_assert_eq!(columns, square);
        }
    }
}
