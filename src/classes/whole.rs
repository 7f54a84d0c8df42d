//! Whole numbers, many at a time.

use super::cells::{amount, parsed, read};
use super::classification::{Cells, Slots};
use super::line::Line;
use crate::condition::value::{digits, short_integer, whole_number};
use crate::wide::{self, Task};

/// Rows whose numbers are read and compared at once.
const AT_ONCE: usize = 64;

/// Sorts whole numbers, as [`parsed`] does: those of up to eight digits are read first, and then
/// compared with each breakpoint, many at a time.
#[inline(never)]
pub(super) fn whole_numbers<'a>(
    cells: &impl Cells<'a>,
    missing: &[String],
    line: &mut Line<i64>,
    slow: impl Fn(&str) -> Option<i64>,
    mut note: impl FnMut(&[u8], usize),
    to: &mut Slots<'_>,
) -> bool {
    let Some(breakpoints) = line.few_and_short() else {
        return parsed(cells, missing, short_integer, slow, note, |row, value| {
            to.put(row, line.class(value), amount(value));
        });
    };
    let mut is_wrong = false;
    let mut all = cells.cells_from(0);
    for first in (0..cells.rows()).step_by(AT_ONCE) {
        let rows = first..cells.rows().min(first + AT_ONCE);
        // No digits stand for rows behind the last.
        let mut words = [0; AT_ONCE];
        for word in &mut words[..rows.len()] {
            if let Some((bytes, length)) = all.next() {
                *word = digits(bytes, length);
            }
        }
        let numbers = wide::run(Words {
            words: &words,
            breakpoints: &breakpoints,
        });
        if let Some((place, range)) = numbers.range {
            // How one of them is written says it of all: in digits alone.
            let (bytes, length) = cells.cell(first + place);
            note(bytes, length);
            line.see(range);
        }
        let places = 0..rows.len();
        to.classes[rows.clone()].copy_from_slice(&numbers.classes[places.clone()]);
        if let Some(amounts) = to.amounts.get_mut(rows.clone()) {
            for (amount, value) in amounts.iter_mut().zip(&numbers.values) {
                *amount = f64::from(*value);
            }
        }
        for (row, value) in rows.zip(&numbers.values[places]) {
            if *value < 0 {
                let value = read(cells, row, missing, &slow, &mut note);
                is_wrong |= value.is_err();
                to.put(row, line.class(value), amount(value));
            }
        }
    }
    is_wrong
}

/// Whole numbers from 0 to 99,999,999.
struct Numbers {
    /// Below 0 where there is none.
    values: [i32; AT_ONCE],
    /// Of the values; those of others mean nothing.
    classes: [u32; AT_ONCE],
    /// Where one of them is, and the lowest and the highest.
    range: Option<(usize, (i64, i64))>,
}

/// [`digits`] of cells, to be read as numbers and compared with breakpoints.
struct Words<'a> {
    words: &'a [u64; AT_ONCE],
    breakpoints: &'a [i32],
}

impl Task for Words<'_> {
    type Done = Numbers;

    /// Loops without branches, which the compiler turns into steps of several numbers.
    #[inline(always)]
    fn run(self) -> Numbers {
        let (mut values, mut classes) = ([0; AT_ONCE], [1; AT_ONCE]);
        for (value, word) in values.iter_mut().zip(self.words) {
            *value = whole_number(*word);
        }
        for breakpoint in self.breakpoints {
            for (class, value) in classes.iter_mut().zip(&values) {
                *class += u32::from(*value >= *breakpoint);
            }
        }
        let (mut low, mut high) = (i32::MAX, -1);
        for value in &values {
            let or_none = if *value < 0 { i32::MAX } else { *value };
            low = if or_none < low { or_none } else { low };
            high = if *value > high { *value } else { high };
        }
        let place = values.iter().position(|value| *value >= 0);
        Numbers {
            range: place.map(|place| (place, (low.into(), high.into()))),
            values,
            classes,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_find_the_numbers_that_are_written(
            cells in prop::collection::vec("[0-9]{0,9}|[0-9]{0,6}[/:x-][0-9]{0,3}", 0..=AT_ONCE),
            breakpoints in prop::collection::vec(-1..200_i32, 0..4),
        ) {
            let mut words = [0; AT_ONCE];
            for (word, cell) in words.iter_mut().zip(&cells) {
                *word = digits(format!("{cell},12345678").as_bytes(), cell.len());
            }
            let expected = |cell: &String| match cell.len() {
                1..=8 => cell.parse().ok().filter(|_| !cell.contains('-')),
                _ => None,
            };
            let expected: Vec<Option<i32>> = cells.iter().map(expected).collect();
            let known = || expected.iter().flatten().map(|value| i64::from(*value));
            let task = || Words { words: &words, breakpoints: &breakpoints };
            for found in [wide::run(task()), task().run()] {
                for (place, value) in found.values.iter().enumerate() {
                    let value = (*value >= 0).then_some(*value);
                    prop_assert_eq!(value, expected.get(place).copied().flatten());
                    if let Some(value) = value {
                        let above = breakpoints.iter().filter(|at| value >= **at).count();
                        prop_assert_eq!(found.classes[place] as usize, 1 + above);
                    }
                }
                let range = known().min().zip(known().max());
                prop_assert_eq!(found.range.map(|(_, range)| range), range);
                let place = expected.iter().position(Option::is_some);
                prop_assert_eq!(found.range.map(|(place, _)| place), place);
            }
        }
    }
}
