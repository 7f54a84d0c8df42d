//! The mask table itself: rows that are counted, merged and read.

use std::collections::BTreeMap;

use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};
use crate::text::words::thousands;

use super::month;
use super::standing::{Measures, Standing};

/// A table counts at most so many segments.
pub const SEGMENTS_UP_TO: usize = 128;

/// A table has at most so many rows: a row takes 80 bytes, so all of them take about 120 MB.
pub const ROWS_UP_TO: usize = 1_500_000;

/// A table counts fewer leads than this, so that no sum over its rows overflows and every count
/// is exact as a JSON number.
const LEADS_BELOW: u64 = 1 << 53;

/// The sum of values in a row, in millionths, stays below this on either side of 0, so that no sum
/// over [`ROWS_UP_TO`] rows overflows. It is above the largest amount that one lead can have.
const VALUE_BELOW: u128 = 1 << 105;

/// How many leads stand to a plan in the same way: a few hundred rows, from which sizes, overlaps
/// and the effect of any priority order follow. Rows add up, so parts of a lead table can be
/// counted apart and merged; in which order makes no difference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MaskTable {
    segments: Vec<SegmentId>,
    rows: BTreeMap<Standing, Measures>,
    leads: u64,
    /// How many leads are undecided for each segment.
    undecided: Vec<u64>,
    /// Whether the sets of undecided segments were too many to keep; see [`MaskTable::lump`].
    is_lumped: bool,
}

impl MaskTable {
    /// An empty table for segments with a definition: bit i of a mask is the i-th of them.
    #[must_use]
    pub fn new(segments: Vec<SegmentId>) -> Self {
        Self {
            undecided: vec![0; segments.len()],
            segments,
            ..Self::default()
        }
    }

    /// An empty table for the segments of a plan that have a definition, in file order.
    ///
    /// # Errors
    /// If there are more than [`SEGMENTS_UP_TO`].
    pub fn of(plan: &Plan) -> Result<Self, LeadError> {
        let defined = |id: &SegmentId| plan.segment(*id).definition.is_some();
        let segments: Vec<SegmentId> = plan.segment_ids().filter(defined).collect();
        if segments.len() > SEGMENTS_UP_TO {
            return Err(LeadError::wrong(
                "",
                format!(
                    "the plan has {} segments with a definition, and at most {SEGMENTS_UP_TO} can be counted at once",
                    segments.len()
                ),
                "split the plan, or remove segments that nobody works on",
            ));
        }
        Ok(Self::new(segments))
    }

    /// The segments that it counts.
    #[must_use]
    pub fn segments(&self) -> &[SegmentId] {
        &self.segments
    }

    /// All leads, including those that are excluded; below 2⁵³.
    #[must_use]
    pub fn leads(&self) -> u64 {
        self.leads
    }

    /// Leads that `leads.exclude` excludes.
    #[must_use]
    pub fn excluded(&self) -> u64 {
        self.rows
            .get(&Standing::EXCLUDED)
            .map_or(0, |row| row.leads)
    }

    /// All rows, ordered by mask. Excluded leads are one row.
    pub fn rows(&self) -> impl Iterator<Item = (&Standing, &Measures)> + Clone {
        self.rows.iter()
    }

    /// The rows of leads that are not excluded, ordered by mask.
    pub fn resolved(&self) -> impl Iterator<Item = (&Standing, &Measures)> + Clone {
        self.rows().filter(|(standing, _)| !standing.excluded)
    }

    /// Adds leads that stand alike. Of excluded leads nothing but their number is kept.
    ///
    /// # Errors
    /// If the standing names segments that the table does not have, or one as both fitting and
    /// undecided; if more leads have a value than there are; if there would be 2⁵³ leads or
    /// more, values beyond all measure, or more than [`ROWS_UP_TO`] rows.
    pub fn count(&mut self, standing: &Standing, measures: &Measures) -> Result<(), LeadError> {
        self.count_up_to(ROWS_UP_TO, standing, measures)
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
        if other.is_lumped {
            self.lump();
        }
        for (sum, more) in self.undecided.iter_mut().zip(&other.undecided) {
            *sum = checked_leads(*sum, *more)?;
        }
        for (standing, measures) in &other.rows {
            self.add_row(ROWS_UP_TO, standing, measures)?;
        }
        Ok(())
    }

    pub(super) fn count_up_to(
        &mut self,
        rows: usize,
        standing: &Standing,
        measures: &Measures,
    ) -> Result<(), LeadError> {
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
        for (bit, sum) in self.undecided.iter_mut().enumerate() {
            if standing.undecided >> bit & 1 == 1 {
                *sum = checked_leads(*sum, leads)?;
            }
        }
        self.add_row(rows, &standing, &measures)
    }

    fn is_sound(&self, standing: &Standing, measures: &Measures) -> bool {
        (standing.mask | standing.undecided) & !self.all() == 0
            && standing.mask & standing.undecided == 0
            && u64::from(standing.month) < month::MONTHS
            && measures.valued <= measures.leads
            && (measures.valued > 0 || measures.value == 0)
    }

    /// Adds to a row, whose undecided segments are already counted.
    fn add_row(
        &mut self,
        rows: usize,
        standing: &Standing,
        measures: &Measures,
    ) -> Result<(), LeadError> {
        if measures.leads == 0 {
            return Ok(());
        }
        let mut standing = *standing;
        if self.is_lumped && standing.undecided != 0 {
            standing.undecided = self.all() & !standing.mask;
        }
        let leads = checked_leads(self.leads, measures.leads)?;
        self.rows.entry(standing).or_default().add(measures)?;
        self.leads = leads;
        if self.rows.len() > rows {
            self.lump();
        }
        match self.rows.len() > rows {
            true => Err(too_many_rows()),
            false => Ok(()),
        }
    }

    /// Gives up the sets of undecided segments, where they are too many to keep: rows that differ
    /// only in them become one, which names every segment that its leads do not fit.
    pub(super) fn lump(&mut self) {
        if self.is_lumped {
            return;
        }
        self.is_lumped = true;
        let all = self.all();
        for (mut standing, measures) in std::mem::take(&mut self.rows) {
            if standing.undecided != 0 {
                standing.undecided = all & !standing.mask;
            }
            let row = self.rows.entry(standing).or_default();
            // The parts of a row cannot overflow where the whole table does not.
            row.leads = row.leads.saturating_add(measures.leads);
            row.value = row.value.saturating_add(measures.value);
            row.valued = row.valued.saturating_add(measures.valued);
        }
    }

    /// Whether the sets of undecided segments were given up.
    pub(super) fn is_lumped(&self) -> bool {
        self.is_lumped
    }

    /// The same table, once its rows are known to be lumped, with these leads undecided for each
    /// segment. None where that cannot be.
    pub(super) fn with_lumped(mut self, undecided: Vec<u64>) -> Option<Self> {
        let most: u64 = self
            .resolved()
            .filter(|(standing, _)| standing.undecided != 0)
            .map(|(_, row)| row.leads)
            .sum();
        let fits = undecided.len() == self.segments.len()
            && undecided.iter().all(|leads| *leads <= most)
            && (most == 0 || undecided.iter().any(|leads| *leads > 0));
        self.lump();
        self.undecided = undecided;
        fits.then_some(self)
    }

    /// For each segment, how many leads are undecided for it.
    #[must_use]
    pub fn undecided_leads(&self) -> &[u64] {
        &self.undecided
    }

    /// The mask of all segments.
    fn all(&self) -> u128 {
        match self.segments.len() {
            128.. => u128::MAX,
            segments => (1 << segments) - 1,
        }
    }
}

impl Measures {
    fn add(&mut self, other: &Self) -> Result<(), LeadError> {
        let value = self.value.checked_add(other.value);
        let value = value.filter(|value| value.unsigned_abs() < VALUE_BELOW);
        self.value = value.ok_or_else(|| {
            LeadError::wrong(
                "",
                "the values of the leads add up to more than can be counted",
                "check `leads.value`: a single value may be far too large",
            )
        })?;
        self.leads = checked_leads(self.leads, other.leads)?;
        self.valued = checked_leads(self.valued, other.valued)?;
        Ok(())
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

fn too_many_rows() -> LeadError {
    LeadError::wrong(
        "",
        format!(
            "the leads fall into more than {} different groups",
            thousands(ROWS_UP_TO as u64)
        ),
        "ask about fewer segments at a time",
    )
}
