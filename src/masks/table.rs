//! The mask table itself: rows that are counted, merged and read.

mod counting;

use super::key_table::hash;
use super::mask::Mask;
use super::month;
use super::rows::Rows;
use super::runs::Runs;
use super::standing::{Measures, Standing};
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};
use crate::text::words::thousands;
use crate::threads;

/// Rows that are held in memory, about 80 bytes each at 128 segments; more go to a temporary file.
const ROWS_HELD: usize = 1 << 20;

/// A table counts fewer leads than this, so that no sum over its rows overflows and every count
/// is exact as a JSON number.
const LEADS_BELOW: u64 = 1 << 53;

/// The sum of all values, in millionths, stays below this on either side of 0. It is far above
/// the largest amount that one lead can have.
const VALUE_BELOW: u128 = 1 << 126;

/// The rows in memory are kept in so many parts, which several threads can work on.
const PARTS: usize = 64;

/// Rows of a temporary file that are added up at a time.
const ROWS_READ: usize = 1 << 16;

/// Fewer rows than these are soon done with by one thread.
const ROWS_SHARED: usize = 1 << 12;

/// How many leads stand to a plan in the same way: a few hundred rows, from which sizes, overlaps
/// and the effect of any priority order follow. Rows add up, so parts of a lead table can be
/// counted apart and merged; in which order makes no difference.
///
/// Memory is bounded: a table of more than a million rows keeps them in a temporary file.
#[derive(Debug, Clone)]
pub struct MaskTable {
    segments: Vec<SegmentId>,
    /// The rows in memory, in parts by a hash of their masks: the rows of a mask are in one part.
    parts: Vec<Rows>,
    /// The others.
    runs: Runs,
    /// How many rows are held in memory, and at most.
    rows: usize,
    held: usize,
    leads: u64,
    excluded: u64,
    /// What the absolute values of the leads add up to, rounded up.
    value: u128,
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
    pub(crate) fn holding(held: usize, segments: Vec<SegmentId>) -> Self {
        let words = words_of(segments.len());
        Self {
            parts: vec![Rows::new(words); PARTS],
            runs: Runs::new(words),
            segments,
            rows: 0,
            held,
            leads: 0,
            excluded: 0,
            value: 0,
            key: Vec::new(),
        }
    }

    /// The same where so many tables are counted at once. Together they hold at most twice as many
    /// rows in memory as one.
    pub(crate) fn shared_by(self, tables: usize) -> Self {
        let held = (2 * ROWS_HELD / tables.max(1)).min(ROWS_HELD);
        Self { held, ..self }
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

    /// Words that a set of its segments takes.
    pub(crate) fn words(&self) -> usize {
        words_of(self.segments.len())
    }

    /// Calls `row` with every row, in order; see [`Standing`]. Excluded leads are one row.
    ///
    /// # Errors
    /// If there are so many rows that a temporary file holds them, and it cannot be read.
    pub fn each(&self, mut row: impl FnMut(&Standing<'_>, &Measures)) -> Result<(), LeadError> {
        self.try_each(|standing, measures| {
            row(standing, measures);
            Ok(())
        })
    }

    /// The same until `row` fails.
    pub(super) fn try_each<E: From<LeadError>>(
        &self,
        mut row: impl FnMut(&Standing<'_>, &Measures) -> Result<(), E>,
    ) -> Result<(), E> {
        self.merged(|key, measures| row(&Standing::read(self.words(), key), &measures))
    }

    fn merged<E: From<LeadError>>(
        &self,
        row: impl FnMut(&[u64], Measures) -> Result<(), E>,
    ) -> Result<(), E> {
        let sorted = self.sorted();
        let held = sorted.iter().map(|place| self::row(&self.parts, *place));
        self.runs.merged(held, row)
    }

    /// Sums over all rows. `add` takes some rows in no order, but always all those of a mask;
    /// several sums, which begin with `new`, are made at once and put together by `join`.
    ///
    /// # Errors
    /// As for [`MaskTable::each`].
    pub(crate) fn sum<T: Send>(
        &self,
        new: impl Fn() -> T + Send + Sync,
        add: impl Fn(T, &Rows) -> T + Send + Sync,
        join: impl Fn(T, T) -> T + Send + Sync,
    ) -> Result<T, LeadError> {
        let sum = |parts: &[Rows]| {
            let parts = parts.iter().filter(|part| part.len() > 0);
            let threads = threads_for(parts.clone().map(Rows::len).sum());
            let sums = threads::fold(threads, parts, &new, &add);
            sums.into_iter().reduce(&join).unwrap_or_else(&new)
        };
        if self.runs.is_empty() {
            return Ok(sum(&self.parts));
        }
        let (words, cores) = (self.words(), threads::cores());
        let (mut total, mut parts, mut part) = (None, Vec::new(), Rows::new(words));
        let mut add_parts = |parts: &mut Vec<Rows>| {
            let sum = sum(parts);
            total = Some(match total.take() {
                Some(before) => join(before, sum),
                None => sum,
            });
            parts.clear();
        };
        self.merged(|key, measures| {
            if part.len() >= self.held.min(ROWS_READ) && part.last_mask() != Some(&key[..words]) {
                parts.push(std::mem::replace(&mut part, Rows::new(words)));
                if parts.len() == cores {
                    add_parts(&mut parts);
                }
            }
            part.add(key, &measures);
            Ok::<_, LeadError>(())
        })?;
        parts.push(part);
        add_parts(&mut parts);
        Ok(total.unwrap_or_else(&new))
    }

    /// The places of the rows in memory, in the rows' order: part and number.
    fn sorted(&self) -> Vec<(u32, u32)> {
        let words = self.words();
        let key = |place: (u32, u32)| row(&self.parts, place).0;
        // Most rows are told apart by the highest words of their masks alone.
        let first = |place| {
            let mask = &key(place)[..words];
            let word = |from_end: usize| words.checked_sub(from_end).map_or(0, |place| mask[place]);
            [word(1), word(2)]
        };
        let parts = (0..).zip(&self.parts);
        let places =
            parts.flat_map(|(part, rows)| (0..rows.len() as u32).map(move |row| (part, row)));
        let mut rows: Vec<_> = places.map(|place| (first(place), place)).collect();
        let threads = threads_for(rows.len());
        threads::sort_by(
            threads,
            &mut rows,
            |(one_first, one), (other_first, other)| {
                let first = one_first.cmp(other_first);
                first.then_with(|| Standing::order(words, key(*one), key(*other)))
            },
        );
        rows.into_iter().map(|(_, place)| place).collect()
    }

    /// Adds leads that stand alike. Of excluded leads nothing but their number is kept.
    ///
    /// # Errors
    /// If the standing names segments that the table does not have, or one as both fitting and
    /// undecided; if more leads have a value than there are; if there would be 2⁵³ leads or
    /// more, or values beyond all measure; if a temporary file is needed and cannot be written.
    pub fn count(&mut self, standing: &Standing<'_>, measures: &Measures) -> Result<(), LeadError> {
        if let Some((part, measures)) = self.admit(standing, measures)?
            && self.parts[part].add(&self.key, &measures)
        {
            self.rows += 1;
        }
        self.put_aside_beyond(self.held)
    }

    /// Adds leads to the sums over all rows: the part of the row with the key that is now at hand, and what
    /// to add to it; `None` for no leads.
    fn admit(
        &mut self,
        standing: &Standing<'_>,
        measures: &Measures,
    ) -> Result<Option<(usize, Measures)>, LeadError> {
        let leads = measures.leads;
        let (standing, measures) = match standing.excluded {
            false => (*standing, *measures),
            true => (Standing::EXCLUDED, Measures::of_leads(leads)),
        };
        if !self.is_sound(&standing, &measures) {
            return Err(LeadError::wrong(
                "",
                "the counts of a mask table contradict each other",
                "count the leads again",
            ));
        }
        if leads == 0 {
            return Ok(None);
        }
        self.leads = checked_leads(self.leads, leads)?;
        self.value = checked_value(self.value, measures.value.unsigned_abs())?;
        if standing.excluded {
            self.excluded += leads;
        }
        let words = self.words();
        standing.write(words, &mut self.key);
        Ok(Some((part_of(&self.key[..words]), measures)))
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
        let leads = checked_leads(self.leads, other.leads)?;
        self.value = checked_value(self.value, other.value)?;
        self.leads = leads;
        self.excluded += other.excluded;
        self.put_aside_beyond(self.held.saturating_sub(other.rows))?;
        self.runs.extend(&other.runs);
        let parts = self.parts.iter_mut().zip(&other.parts);
        let rows = threads::fold(
            threads_for(other.rows),
            parts,
            || 0,
            |rows, (part, other)| {
                part.add_all(other);
                rows + part.len()
            },
        );
        self.rows = rows.iter().sum();
        self.put_aside_beyond(self.held)
    }

    /// Puts the rows in memory into a temporary file if they are more than so many.
    fn put_aside_beyond(&mut self, most: usize) -> Result<(), LeadError> {
        if self.rows <= most {
            return Ok(());
        }
        let (sorted, parts) = (self.sorted(), &self.parts);
        self.runs
            .add(sorted.iter().map(|place| row(parts, *place)))?;
        self.parts.iter_mut().for_each(Rows::clear);
        self.rows = 0;
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
            let read = table.merged(|key, measures| {
                rows.push((key.to_vec(), measures));
                Ok::<_, LeadError>(())
            });
            read.is_ok().then_some(rows)
        };
        self.segments == other.segments && rows(self) == rows(other)
    }
}

impl Eq for MaskTable {}

/// How many threads are worth starting for so many rows.
fn threads_for(rows: usize) -> usize {
    match rows < ROWS_SHARED {
        true => 1,
        false => threads::cores(),
    }
}

/// A row in memory: part and number.
fn row(parts: &[Rows], (part, number): (u32, u32)) -> (&[u64], Measures) {
    parts[part as usize].row(number as usize)
}

/// Words that a set of so many segments takes.
fn words_of(segments: usize) -> usize {
    segments.div_ceil(64).max(1)
}

/// The part that the rows of a mask are in.
fn part_of(mask: &[u64]) -> usize {
    (hash(mask) >> (u64::BITS - PARTS.ilog2())) as usize
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
