//! Leads added up by segment, 64 masks at a time.
//!
//! Masks wait until 64 are together whose numbers have the same bit. Turned over, they are a word a
//! segment, in which each bit is a mask: the masks that have a segment, or two, are counted with a
//! few instructions. The time is in proportion to masks × segments ÷ 64, whatever their number of
//! leads.

use crate::masks::{Mask, Totals, transpose};

/// Masks that wait to be counted.
#[derive(Debug)]
pub(super) struct Blocks {
    /// Words of a mask.
    words: usize,
    /// By bit of the numbers: up to 64 masks, one after the other.
    waiting: Vec<Vec<u64>>,
    /// The last masks that were counted, turned over.
    columns: Vec<u64>,
}

impl Blocks {
    /// For masks of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            words,
            waiting: Vec::new(),
            columns: vec![0; 64 * words],
        }
    }

    /// Adds a mask with its number. `count` gets a word a segment, and which power of 2 each of
    /// their bits stands for.
    #[inline]
    pub(super) fn add(&mut self, mask: Mask<'_>, number: u64, mut count: impl FnMut(&[u64], u32)) {
        for weight in Mask::new(&[number]).bits() {
            if self.waiting.len() <= weight {
                self.waiting.resize(weight + 1, Vec::new());
            }
            let masks = &mut self.waiting[weight];
            masks.extend_from_slice(mask.words());
            if masks.len() == 64 * self.words {
                turn(masks, self.words, &mut self.columns);
                count(&self.columns, weight as u32);
                masks.clear();
            }
        }
    }

    /// Counts the masks that still wait.
    pub(super) fn end(&mut self, mut count: impl FnMut(&[u64], u32)) {
        for (weight, masks) in self.waiting.iter_mut().enumerate() {
            if !masks.is_empty() {
                turn(masks, self.words, &mut self.columns);
                count(&self.columns, weight as u32);
                masks.clear();
            }
        }
    }
}

/// Turns up to 64 masks over.
fn turn(masks: &[u64], words: usize, columns: &mut [u64]) {
    for (word, columns) in columns.as_chunks_mut::<64>().0.iter_mut().enumerate() {
        columns.fill(0);
        let rows = masks.iter().skip(word).step_by(words);
        columns
            .iter_mut()
            .zip(rows)
            .for_each(|(to, row)| *to = *row);
        transpose(columns);
    }
}

/// For each segment, the sum of a number over the masks that have it.
#[derive(Debug)]
pub(super) struct SegmentSums {
    blocks: Blocks,
    /// By the segment's bit.
    sums: Vec<u64>,
}

impl SegmentSums {
    /// For masks of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            blocks: Blocks::new(words),
            sums: vec![0; 64 * words],
        }
    }

    /// Adds a number to the segments of a mask.
    #[inline]
    pub(super) fn add(&mut self, mask: Mask<'_>, number: u64) {
        let sums = &mut self.sums;
        self.blocks.add(mask, number, |columns, weight| {
            add_ones(sums, columns, weight);
        });
    }

    /// Adds other sums.
    pub(super) fn join(&mut self, mut other: Self) {
        other.end();
        add_all(&mut self.sums, &other.sums);
    }

    /// No more masks come.
    pub(super) fn end(&mut self) {
        let sums = &mut self.sums;
        self.blocks.end(|columns, weight| {
            add_ones(sums, columns, weight);
        });
    }

    /// The sum of a segment, by its bit; right after [`SegmentSums::end`].
    pub(super) fn of(&self, bit: usize) -> u64 {
        self.sums[bit]
    }
}

/// Adds the set bits of each column.
fn add_ones(sums: &mut [u64], columns: &[u64], weight: u32) {
    for (sum, column) in sums.iter_mut().zip(columns) {
        *sum += u64::from(column.count_ones()) << weight;
    }
}

/// Adds sums, one by one.
pub(super) fn add_all(sums: &mut [u64], others: &[u64]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += other;
    }
}

/// The leads that fit each segment.
#[derive(Debug)]
pub(super) struct Matched {
    leads: SegmentSums,
    outcomes: SegmentSums,
    outcome_unknown: SegmentSums,
}

impl Matched {
    /// For masks of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            leads: SegmentSums::new(words),
            outcomes: SegmentSums::new(words),
            outcome_unknown: SegmentSums::new(words),
        }
    }

    /// Adds the leads of a mask.
    #[inline]
    pub(super) fn add(&mut self, mask: Mask<'_>, totals: &Totals) {
        self.leads.add(mask, totals.leads);
        self.outcomes.add(mask, totals.outcomes);
        self.outcome_unknown.add(mask, totals.outcome_unknown);
    }

    /// Adds other leads.
    pub(super) fn join(&mut self, other: Self) {
        self.leads.join(other.leads);
        self.outcomes.join(other.outcomes);
        self.outcome_unknown.join(other.outcome_unknown);
    }

    /// No more leads come.
    pub(super) fn end(&mut self) {
        self.leads.end();
        self.outcomes.end();
        self.outcome_unknown.end();
    }

    /// The leads and outcomes of a segment, by its bit; right after [`Matched::end`].
    pub(super) fn of(&self, bit: usize) -> Totals {
        Totals {
            leads: self.leads.of(bit),
            outcomes: self.outcomes.of(bit),
            outcome_unknown: self.outcome_unknown.of(bit),
            ..Totals::default()
        }
    }
}
