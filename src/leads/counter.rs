//! Leads, batch after batch, counted by how they stand to the plan.

use super::column::{Column, Misfit};
use super::decisions::Decisions;
use super::names::Names;
use super::questions::Questions;
use super::seen::Seen;
use crate::condition::value::{day_number, millionths};
use crate::lead_error::LeadError;
use crate::masks::month::MONTHS;
use crate::masks::{MaskTable, Standing};

/// When so many tallies are kept, what they counted is put into the mask table and they are
/// forgotten.
const TALLIES_UP_TO: usize = 1 << 18;

/// Rows whose columns can be sorted one after the other.
pub(super) trait Batch {
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// Sorts the values of a field; see [`Column`].
    fn sort(
        &mut self,
        field: usize,
        column: &mut Column,
        take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)>;
}

/// A value that does not fit its attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadCell {
    /// Which of the questions' fields.
    pub(super) field: usize,
    /// Which row of the batch.
    pub(super) row: usize,
    pub(super) misfit: Misfit,
}

/// Counts leads by how they stand to the plan.
#[derive(Debug)]
pub(super) struct Counter<'a> {
    questions: &'a Questions,
    /// One for each field.
    columns: Vec<Column>,
    decisions: Decisions<'a>,
    /// How the leads in an end of the decisions stand.
    standings: Vec<Standing>,
    /// Names for end × [`MONTHS`] + month, where leads are placed in periods; elsewhere a tally is
    /// an end.
    dated: Option<Names>,
    /// By tally: how many leads there are, and the sum and count of values.
    leads: Vec<u64>,
    values: Vec<(i128, u64)>,
    table: MaskTable,
    generation: u64,
    /// Of the fields: leads with and without a value.
    seen: Vec<Seen>,
    /// Of the batch at hand: a field's classes, where each lead is in the decisions, and more.
    classes: Vec<u32>,
    states: Vec<u32>,
    months: Vec<u64>,
    tallies: Vec<u32>,
    amounts: Vec<f64>,
}

impl<'a> Counter<'a> {
    /// For a table whose cells may be quoted or not.
    pub(super) fn new(questions: &'a Questions, quoted: bool) -> Self {
        let as_of = day_number(questions.as_of);
        let fields = questions.fields.iter();
        let columns: Vec<Column> = fields
            .map(|field| Column::new(field, as_of, quoted))
            .collect();
        let segments = questions.segments.iter().map(|(id, _)| *id).collect();
        let is_dated = questions.fields.iter().any(|field| field.is_date);
        Self {
            questions,
            seen: vec![Seen::default(); columns.len()],
            decisions: Decisions::new(questions, &columns),
            columns,
            standings: Vec::new(),
            leads: Vec::new(),
            values: Vec::new(),
            table: MaskTable::new(segments),
            generation: 0,
            dated: is_dated.then(Names::new),
            classes: Vec::new(),
            states: Vec::new(),
            months: Vec::new(),
            tallies: Vec::new(),
            amounts: Vec::new(),
        }
    }

    /// Counts the leads of a batch.
    pub(super) fn count(&mut self, batch: &mut impl Batch) -> Result<(), BadCell> {
        if self.decisions.is_full() || self.leads.len() > TALLIES_UP_TO {
            self.empty();
            self.decisions = Decisions::new(self.questions, &self.columns);
        }
        let rows = batch.rows();
        self.classes.resize(rows, 0);
        self.states.clear();
        self.states.resize(rows, 0);
        for field in 0..self.columns.len() {
            self.sort(batch, field)?;
        }
        while self.standings.len() < self.decisions.ends() {
            let standing = self.decisions.standing(self.standings.len());
            self.standings.push(standing);
        }
        self.tally();
        Ok(())
    }

    fn tally(&mut self) {
        self.tallies.clear();
        match &mut self.dated {
            None => self.tallies.extend_from_slice(&self.states),
            Some(dated) => {
                let places = self.states.iter().zip(&self.months);
                let places = places.map(|(end, month)| u64::from(*end) * MONTHS + month);
                self.tallies.extend(places.map(|place| dated.of(place)));
            }
        }
        let needed = self
            .dated
            .as_ref()
            .map_or(self.standings.len(), Names::count);
        self.leads.resize(needed, 0);
        self.values.resize(needed, (0, 0));
        for tally in &self.tallies {
            self.leads[*tally as usize] += 1;
        }
        for (tally, amount) in self.tallies.iter().zip(&self.amounts) {
            if !amount.is_nan() {
                let (sum, count) = &mut self.values[*tally as usize];
                *sum += millionths(*amount);
                *count += 1;
            }
        }
    }

    /// Sorts a field's values and leads the batch on through the decisions.
    #[inline]
    fn sort(&mut self, batch: &mut impl Batch, field: usize) -> Result<(), BadCell> {
        let column = &mut self.columns[field];
        let classes = self.classes.as_mut_slice();
        let asked = &self.questions.fields[field];
        let sorted = if asked.is_date {
            let months = &mut self.months;
            months.clear();
            batch.sort(field, column, |row, class, _| {
                classes[row] = (class / MONTHS) as u32;
                months.push(class % MONTHS);
            })
        } else if asked.is_value {
            let amounts = &mut self.amounts;
            amounts.clear();
            batch.sort(field, column, |row, class, amount| {
                classes[row] = class as u32;
                amounts.push(amount);
            })
        } else {
            batch.sort(field, column, |row, class, _| classes[row] = class as u32)
        };
        sorted.map_err(|(row, misfit)| BadCell { field, row, misfit })?;
        let missing: u32 = classes.iter().map(|class| u32::from(*class == 0)).sum();
        self.seen[field].count(
            u64::from(missing),
            classes.len() as u64 - u64::from(missing),
        );
        self.decisions
            .know(field, &self.columns, &self.classes, &mut self.states);
        Ok(())
    }

    /// Where each lead of the last batch ended: a place among the standings.
    pub(super) fn ends(&self) -> &[u32] {
        &self.states
    }

    /// How the leads at an end stand.
    pub(super) fn standing(&self, end: usize) -> Standing {
        self.standings[end]
    }

    /// How many ends are known.
    pub(super) fn known(&self) -> usize {
        self.standings.len()
    }

    /// Another number each time that ends were forgotten.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Puts what was counted into the mask table and forgets the ends.
    fn empty(&mut self) {
        for (tally, leads) in self.leads.iter().enumerate() {
            let (end, month) = match &self.dated {
                None => (tally, 0),
                Some(dated) => {
                    let number = dated.number(tally);
                    ((number / MONTHS) as usize, (number % MONTHS) as u16)
                }
            };
            let standing = Standing {
                month,
                ..self.standings[end]
            };
            let (value, valued) = self.values[tally];
            self.table.count(&standing, *leads, value, valued);
        }
        self.standings.clear();
        self.leads.clear();
        self.values.clear();
        self.generation += 1;
        self.dated = self.dated.take().map(|_| Names::new());
    }

    /// What was counted.
    pub(super) fn finish(mut self) -> Counted {
        self.empty();
        for (seen, column) in self.seen.iter_mut().zip(&self.columns) {
            seen.describe(column.seen());
        }
        Counted {
            masks: self.table,
            seen: self.seen,
        }
    }
}

/// What was counted of a part of a table.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) masks: MaskTable,
    /// What each field holds.
    pub(super) seen: Vec<Seen>,
}

impl Counted {
    /// Adds another part.
    pub(super) fn merge(&mut self, other: Self) -> Result<(), LeadError> {
        if self.seen.is_empty() && self.masks == MaskTable::default() {
            *self = other;
            return Ok(());
        }
        for (one, other) in self.seen.iter_mut().zip(other.seen) {
            one.merge(other);
        }
        self.masks.merge(&other.masks)
    }
}
