//! Leads, batch after batch, counted by how they stand to the plan.

use crate::condition::{AttributeId, Literal, evaluate};

use super::LeadError;
use super::column::{Column, Misfit};
use super::mask::{MaskTable, Standing};
use super::month::MONTHS;
use super::questions::Questions;
use super::seen::Seen;
use super::signature::{Names, Position, Signatures};
use super::value::{day_number, millionths};

/// When so many signatures are known, what they counted is put into the mask table and they are
/// forgotten.
const SIGNATURES_UP_TO: usize = 1 << 18;

/// Rows whose columns can be sorted one after the other.
pub(super) trait Batch {
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// Sorts the values of a field; see [`Column`].
    fn sort(
        &self,
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
    /// Where each field's class goes in the signature.
    positions: Vec<Position>,
    signatures: Signatures,
    /// How the leads of a signature stand.
    standings: Vec<Standing>,
    /// Names for signature × [`MONTHS`] + month, where leads are placed in periods; elsewhere a
    /// tally is a signature.
    dated: Option<Names>,
    /// By tally: how many leads there are, and the sum and count of values.
    leads: Vec<u64>,
    values: Vec<(i128, u64)>,
    table: MaskTable,
    generation: u64,
    /// Of the fields: leads with and without a value.
    seen: Vec<Seen>,
    /// Of the batch at hand: sums of digits by level, names and amounts.
    sums: Vec<Vec<u64>>,
    names: Vec<u32>,
    months: Vec<u64>,
    tallies: Vec<u32>,
    amounts: Vec<f64>,
}

impl<'a> Counter<'a> {
    /// For a table whose cells may be quoted or not.
    pub(super) fn new(questions: &'a Questions, quoted: bool) -> Self {
        let as_of = day_number(questions.as_of);
        let columns: Vec<Column> = questions
            .fields
            .iter()
            .map(|field| Column::new(field, as_of, quoted))
            .collect();
        let signatures = Signatures::new(columns.iter().map(Column::classes).collect());
        let segments = questions.segments.iter().map(|(id, _)| *id).collect();
        Self {
            questions,
            positions: (0..columns.len())
                .map(|digit| signatures.position(digit))
                .collect(),
            seen: vec![Seen::default(); columns.len()],
            columns,
            sums: vec![Vec::new(); signatures.levels()],
            signatures,
            standings: Vec::new(),
            leads: Vec::new(),
            values: Vec::new(),
            table: MaskTable::new(segments),
            generation: 0,
            names: Vec::new(),
            dated: questions
                .fields
                .iter()
                .any(|field| field.is_date)
                .then(Names::new),
            months: Vec::new(),
            tallies: Vec::new(),
            amounts: Vec::new(),
        }
    }

    /// Counts the leads of a batch.
    pub(super) fn count(&mut self, batch: &impl Batch) -> Result<(), BadCell> {
        if self.signatures.fullest().max(self.leads.len()) > SIGNATURES_UP_TO {
            self.empty();
        }
        let rows = batch.rows();
        for sums in &mut self.sums {
            sums.clear();
            sums.resize(rows, 0);
        }
        self.names.clear();
        self.names.resize(rows, 0);
        for field in 0..self.columns.len() {
            self.sort(batch, field)?;
        }
        for (level, sums) in self.sums.iter().enumerate() {
            self.signatures.name(level, sums, &mut self.names);
        }
        self.know_standings();
        self.tally();
        Ok(())
    }

    fn tally(&mut self) {
        self.tallies.clear();
        match &mut self.dated {
            None => self.tallies.extend_from_slice(&self.names),
            Some(dated) => {
                let places = self.names.iter().zip(&self.months);
                let places = places.map(|(name, month)| u64::from(*name) * MONTHS + month);
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

    #[inline]
    fn sort(&mut self, batch: &impl Batch, field: usize) -> Result<(), BadCell> {
        let Position { level, stride } = self.positions[field];
        let sums = &mut self.sums[level];
        let column = &mut self.columns[field];
        let asked = &self.questions.fields[field];
        let sorted = if asked.is_date {
            let months = &mut self.months;
            months.clear();
            batch.sort(field, column, |row, class, _| {
                sums[row] += class / MONTHS * stride;
                months.push(class % MONTHS);
            })
        } else if asked.is_value {
            let amounts = &mut self.amounts;
            amounts.clear();
            batch.sort(field, column, |row, class, amount| {
                sums[row] += class * stride;
                amounts.push(amount);
            })
        } else {
            batch.sort(field, column, |row, class, _| sums[row] += class * stride)
        };
        sorted.map_err(|(row, misfit)| BadCell { field, row, misfit })
    }

    /// The signature of each lead of the last batch.
    pub(super) fn names(&self) -> &[u32] {
        &self.names
    }

    /// How the leads of a signature stand.
    pub(super) fn standing(&self, name: usize) -> Standing {
        self.standings[name]
    }

    /// How many signatures are known.
    pub(super) fn known(&self) -> usize {
        self.standings.len()
    }

    /// Another number each time that signatures were forgotten.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    fn know_standings(&mut self) {
        while self.standings.len() < self.signatures.named() {
            let standing = self.stand(self.standings.len() as u32);
            self.standings.push(standing);
        }
    }

    /// How the leads of a signature stand: every condition asked of values that stand for theirs.
    fn stand(&self, name: u32) -> Standing {
        let questions = self.questions;
        let classes = self.signatures.digits(name);
        let members: Vec<Option<Literal>> = self
            .columns
            .iter()
            .zip(&classes)
            .map(|(column, class)| column.member(*class))
            .collect();
        let value = |id: AttributeId| {
            let field = questions
                .fields
                .iter()
                .position(|field| field.attribute == id)?;
            members[field].clone()
        };
        let ask = |condition| evaluate(condition, &value, questions.as_of);
        let mut standing = Standing {
            excluded: questions.exclude.as_ref().and_then(ask) == Some(true),
            outcome: questions.outcome.as_ref().and_then(ask),
            reachable: questions.reachable.as_ref().and_then(ask),
            ..Standing::default()
        };
        for (bit, (_, condition)) in questions.segments.iter().enumerate() {
            match ask(condition) {
                Some(true) => standing.mask |= 1 << bit,
                Some(false) => {}
                None => standing.undecided |= 1 << bit,
            }
        }
        standing
    }

    /// Puts what was counted into the mask table and forgets the signatures.
    fn empty(&mut self) {
        let mut leads_of = vec![0; self.standings.len()];
        for (tally, leads) in self.leads.iter().enumerate() {
            let (name, month) = match &self.dated {
                None => (tally, 0),
                Some(dated) => {
                    let number = dated.number(tally);
                    ((number / MONTHS) as usize, (number % MONTHS) as u16)
                }
            };
            leads_of[name] += leads;
            let standing = Standing {
                month,
                ..self.standings[name]
            };
            let (value, valued) = self.values[tally];
            self.table.count(&standing, *leads, value, valued);
        }
        for (name, leads) in leads_of.into_iter().enumerate() {
            for (seen, class) in self
                .seen
                .iter_mut()
                .zip(self.signatures.digits(name as u32))
            {
                seen.count(class == 0, leads);
            }
        }
        self.standings.clear();
        self.leads.clear();
        self.values.clear();
        self.signatures.clear();
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
