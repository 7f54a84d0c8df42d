//! The mask table itself: rows that are counted, merged and read.

use rayon::slice::ParallelSliceMut;

use super::key_table::KeyTable;
use super::mask::Mask;
use super::month;
use super::runs::Runs;
use super::standing::{Measures, Standing};
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};
use crate::text::words::thousands;

/// Rows that are held in memory, about 80 bytes each at 128 segments; more go to a temporary file.
const ROWS_HELD: usize = 1 << 20;

/// A table counts fewer leads than this, so that no sum over its rows overflows and every count
/// is exact as a JSON number.
const LEADS_BELOW: u64 = 1 << 53;

/// The sum of all values, in millionths, stays below this on either side of 0. It is far above
/// the largest amount that one lead can have.
const VALUE_BELOW: u128 = 1 << 126;

/// How many leads stand to a plan in the same way: a few hundred rows, from which sizes, overlaps
/// and the effect of any priority order follow. Rows add up, so parts of a lead table can be
/// counted apart and merged; in which order makes no difference.
///
/// Memory is bounded: a table of more than a million rows keeps them in a temporary file.
#[derive(Debug, Clone)]
pub struct MaskTable {
    segments: Vec<SegmentId>,
    /// The rows in memory: how leads stand, and what is counted of them.
    keys: KeyTable,
    measures: Vec<Measures>,
    /// The others.
    runs: Runs,
    /// How many rows are held at most.
    held: usize,
    leads: u64,
    excluded: u64,
    /// What the absolute values of the leads add up to, rounded up.
    value: u128,
    /// How many leads are undecided for each segment.
    undecided: Vec<u64>,
    /// Room for a key.
    key: Vec<u64>,
}

impl MaskTable {
    /// An empty table for segments with a definition: bit i of a mask is the i-th of them.
    pub fn new(segments: Vec<SegmentId>) -> Self {
        Self::holding(ROWS_HELD, segments)
    }

    /// The same for the segments of a plan that have a definition, in file order.
    pub fn of(plan: &Plan) -> Self {
        let defined = |id: &SegmentId| plan.segment(*id).definition.is_some();
        Self::new(plan.segment_ids().filter(defined).collect())
    }

    /// The same with so many rows in memory.
    pub(super) fn holding(rows: usize, segments: Vec<SegmentId>) -> Self {
        Self {
            keys: KeyTable::new(2 * segments.len().div_ceil(64) + 1),
            held: rows,
            undecided: vec![0; segments.len()],
            segments,
            measures: Vec::new(),
            runs: Runs::default(),
            leads: 0,
            excluded: 0,
            value: 0,
            key: Vec::new(),
        }
    }

    /// The segments that it counts.
    pub fn segments(&self) -> &[SegmentId] {
        &self.segments
    }

    /// All leads, including those that are excluded; below 2⁵³.
    pub fn leads(&self) -> u64 {
        self.leads
    }

    /// Leads that `leads.exclude` excludes.
    pub fn excluded(&self) -> u64 {
        self.excluded
    }

    /// For each segment, how many leads are undecided for it.
    pub fn undecided_leads(&self) -> &[u64] {
        &self.undecided
    }

    /// Words that a set of its segments takes.
    fn words(&self) -> usize {
        self.segments.len().div_ceil(64)
    }

    /// Calls `row` with every row, in order; see [`Standing`]. Excluded leads are one row.
    ///
    /// # Errors
    /// If there are so many rows that a temporary file holds them, and it cannot be read.
    pub fn each(&self, mut row: impl FnMut(&Standing<'_>, &Measures)) -> Result<(), LeadError> {
        let words = self.words();
        let sorted = self.sorted();
        let held = sorted.iter().map(|number| self.keys.key(*number as usize));
        let held = held.zip(sorted.iter().map(|number| self.measures[*number as usize]));
        self.runs.merged(held, |key, measures| {
            row(&Standing::read(words, key), measures);
        })
    }

    /// The numbers of the rows in memory, in the rows' order.
    fn sorted(&self) -> Vec<u32> {
        let words = self.words();
        let standing = |number: u32| Standing::read(words, self.keys.key(number as usize));
        // Most rows are told apart by the highest word of their mask alone.
        let first = |number: u32| standing(number).mask.words().last().copied();
        let mut rows: Vec<_> = (0..self.measures.len() as u32)
            .map(|number| (first(number), number))
            .collect();
        rows.par_sort_unstable_by(|(one_first, one), (other_first, other)| {
            let first = one_first.cmp(other_first);
            first.then_with(|| standing(*one).cmp(&standing(*other)))
        });
        rows.into_iter().map(|(_, number)| number).collect()
    }

    /// Adds leads that stand alike. Of excluded leads nothing but their number is kept.
    ///
    /// # Errors
    /// If the standing names segments that the table does not have, or one as both fitting and
    /// undecided; if more leads have a value than there are; if there would be 2⁵³ leads or
    /// more, or values beyond all measure; if a temporary file is needed and cannot be written.
    pub fn count(&mut self, standing: &Standing<'_>, measures: &Measures) -> Result<(), LeadError> {
        let leads = measures.leads;
        let (standing, measures) = match standing.excluded {
            false => (*standing, *measures),
            true => (
                Standing::EXCLUDED,
                Measures {
                    leads,
                    ..Measures::default()
                },
            ),
        };
        if !self.is_sound(&standing, &measures) {
            return Err(LeadError::wrong(
                "",
                "the counts of a mask table contradict each other",
                "count the leads again",
            ));
        }
        if leads == 0 {
            return Ok(());
        }
        self.leads = checked_leads(self.leads, leads)?;
        self.value = checked_value(self.value, measures.value.unsigned_abs())?;
        if standing.excluded {
            self.excluded += leads;
        }
        for bit in standing.undecided.bits() {
            self.undecided[bit] += leads;
        }
        let words = self.words();
        standing.write(words, &mut self.key);
        let number = self.keys.number(&self.key) as usize;
        match self.measures.get_mut(number) {
            Some(row) => row.add(&measures),
            None => self.measures.push(measures),
        }
        match self.measures.len() > self.held {
            true => self.put_aside(),
            false => Ok(()),
        }
    }

    /// Adds what was counted elsewhere for the same segments.
    ///
    /// # Errors
    /// As for [`MaskTable::count`], or if the segments are not the same.
    pub fn merge(&mut self, other: &Self) -> Result<(), LeadError> {
        if self.segments != other.segments {
            return Err(LeadError::wrong(
                "",
                "the mask tables count different segments",
                "count both with the same plan",
            ));
        }
        if other.runs.is_empty() {
            // In no order, which is sooner.
            let words = self.words();
            for (number, measures) in other.measures.iter().enumerate() {
                let standing = Standing::read(words, other.keys.key(number));
                self.count(&standing, measures)?;
            }
            return Ok(());
        }
        let mut merged = Ok(());
        other.each(|standing, measures| {
            if merged.is_ok() {
                merged = self.count(standing, measures);
            }
        })?;
        merged
    }

    /// Puts the rows in memory into a temporary file.
    fn put_aside(&mut self) -> Result<(), LeadError> {
        let sorted = self.sorted();
        let rows = sorted.iter().map(|number| {
            let number = *number as usize;
            (self.keys.key(number), self.measures[number])
        });
        self.runs.add(self.words(), rows)?;
        self.keys.clear();
        self.measures.clear();
        Ok(())
    }

    fn is_sound(&self, standing: &Standing<'_>, measures: &Measures) -> bool {
        let known = |mask: Mask<'_>| {
            mask.words().iter().enumerate().all(|(place, word)| {
                let bits = self.segments.len().saturating_sub(64 * place);
                bits >= 64 || word >> bits == 0
            })
        };
        known(standing.mask)
            && known(standing.undecided)
            && !standing.mask.intersects(standing.undecided)
            && u64::from(standing.month) < month::MONTHS
            && measures.valued <= measures.leads
            && (measures.valued > 0 || measures.value == 0)
    }
}

impl Default for MaskTable {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

/// The same leads stand in the same ways.
impl PartialEq for MaskTable {
    fn eq(&self, other: &Self) -> bool {
        let rows = |table: &Self| {
            let mut rows = Vec::new();
            let read = table.each(|standing, measures| {
                let mut key = Vec::new();
                standing.write(table.words(), &mut key);
                rows.push((key, *measures));
            });
            read.is_ok().then_some(rows)
        };
        self.segments == other.segments && rows(self) == rows(other)
    }
}

impl Eq for MaskTable {}

impl Measures {
    /// Adds what cannot overflow: the table's own sums are checked.
    pub(super) fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.value += other.value;
        self.valued += other.valued;
    }
}

/// The sum of two counts of leads.
fn checked_leads(one: u64, other: u64) -> Result<u64, LeadError> {
    let sum = one.checked_add(other).filter(|sum| *sum < LEADS_BELOW);
    sum.ok_or_else(|| {
        LeadError::wrong(
            "",
            format!(
                "the mask tables add up to {} leads or more, which is more than can be counted",
                thousands(LEADS_BELOW)
            ),
            "a count may be damaged; count the leads again",
        )
    })
}

/// The sum of two sums of values.
fn checked_value(one: u128, other: u128) -> Result<u128, LeadError> {
    let sum = one.checked_add(other).filter(|sum| *sum < VALUE_BELOW);
    sum.ok_or_else(|| {
        LeadError::wrong(
            "",
            "the values of the leads add up to more than can be counted",
            "check `leads.value`: a single value may be far too large",
        )
    })
}
