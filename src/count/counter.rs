//! Leads, batch after batch, counted by how they stand to the plan.

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use super::columns::{Column, ColumnStats};
use super::diagram::DecisionDiagram;
use super::query::{Field, LeadQuery};
use crate::condition::AttributeType;
use crate::condition::value::{day_number, may_be_thousands, millionths};
use crate::lead_error::LeadError;
use crate::masks::month::MONTHS;
use crate::masks::{MaskTable, Measures, Standing};
use crate::table::{Batch, Cell, Consumer, Misfit, Stop};

/// When so many tallies are kept, what they counted is put into the mask table and they are
/// forgotten.
const TALLIES_UP_TO: usize = 1 << 18;

/// Counts leads by how they stand to the plan.
#[derive(Debug)]
pub(crate) struct Counter<'a> {
    query: &'a LeadQuery,
    /// Of each field: which column of the table it is, and its values.
    places: &'a [usize],
    columns: Vec<Column>,
    diagram: DecisionDiagram<'a>,
    /// How the leads in an end of the diagram stand.
    standings: Vec<Standing>,
    /// Each end × [`MONTHS`] + month that came up, where leads are placed in periods; elsewhere a tally is
    /// an end.
    dated: Option<IndexSet<u64, FixedState>>,
    /// By tally: how many leads there are, and the sum and count of values.
    leads: Vec<u64>,
    values: Vec<(i128, u64)>,
    table: MaskTable,
    generation: u64,
    /// Of the fields: leads with and without a value.
    stats: Vec<ColumnStats>,
    /// Of the batch at hand: a field's classes, where each lead is in the diagram, and more.
    classes: Vec<u32>,
    states: Vec<u32>,
    months: Vec<u64>,
    tallies: Vec<u32>,
    amounts: Vec<f64>,
}

impl<'a> Counter<'a> {
    /// For a table with each field in one of these columns.
    pub(crate) fn new(query: &'a LeadQuery, places: &'a [usize]) -> Self {
        let as_of = day_number(query.as_of);
        let fields = query.fields.iter();
        let columns: Vec<Column> = fields.map(|field| Column::new(field, as_of)).collect();
        let segments = query.segments.iter().map(|(id, _)| *id).collect();
        let is_dated = query.fields.iter().any(|field| field.is_date);
        Self {
            query,
            places,
            stats: vec![ColumnStats::default(); columns.len()],
            diagram: DecisionDiagram::new(query, &columns),
            columns,
            standings: Vec::new(),
            leads: Vec::new(),
            values: Vec::new(),
            table: MaskTable::new(segments),
            generation: 0,
            dated: is_dated.then(IndexSet::default),
            classes: Vec::new(),
            states: Vec::new(),
            months: Vec::new(),
            tallies: Vec::new(),
            amounts: Vec::new(),
        }
    }

    fn tally(&mut self) {
        self.tallies.clear();
        match &mut self.dated {
            None => self.tallies.extend_from_slice(&self.states),
            Some(dated) => {
                let places = self.states.iter().zip(&self.months);
                let places = places.map(|(end, month)| u64::from(*end) * MONTHS + month);
                self.tallies
                    .extend(places.map(|place| dated.insert_full(place).0 as u32));
            }
        }
        let needed = self
            .dated
            .as_ref()
            .map_or(self.standings.len(), IndexSet::len);
        self.leads.resize(needed, 0);
        self.values.resize(needed, (0, 0));
        for tally in &self.tallies {
            self.leads[*tally as usize] += 1;
        }
        for (tally, amount) in self.tallies.iter().zip(&self.amounts) {
            if !amount.is_nan() {
                let (sum, count) = &mut self.values[*tally as usize];
                *sum = sum.saturating_add(millionths(*amount));
                *count += 1;
            }
        }
    }

    /// Sorts a field's values and leads the batch on through the diagram.
    #[inline]
    fn classify(&mut self, batch: &mut impl Batch, field: usize) -> Result<(), Stop> {
        let column = &mut self.columns[field];
        let classes = self.classes.as_mut_slice();
        let asked = &self.query.fields[field];
        let sorted = if asked.is_date {
            let months = &mut self.months;
            months.clear();
            batch.classify(field, column, |row, class, _| {
                classes[row] = (class / MONTHS) as u32;
                months.push(class % MONTHS);
            })
        } else if asked.is_value {
            let amounts = &mut self.amounts;
            amounts.clear();
            batch.classify(field, column, |row, class, amount| {
                classes[row] = class as u32;
                amounts.push(amount);
            })
        } else {
            batch.classify(field, column, |row, class, _| classes[row] = class as u32)
        };
        if let Err((row, misfit)) = sorted {
            return Err(self.explain(batch, field, row, misfit));
        }
        let classes = &self.classes;
        let missing: u32 = classes.iter().map(|class| u32::from(*class == 0)).sum();
        self.stats[field].count(
            u64::from(missing),
            classes.len() as u64 - u64::from(missing),
        );
        self.diagram
            .know(field, &self.columns, &self.classes, &mut self.states);
        Ok(())
    }

    fn explain(&self, batch: &impl Batch, field: usize, row: usize, misfit: Misfit) -> Stop {
        let asked = &self.query.fields[field];
        match misfit {
            Misfit::NotAValue => {
                let column = self.places[field];
                let text = match batch.classified(field, row) {
                    Ok(text) => text,
                    Err(stop) => return stop,
                };
                match std::str::from_utf8(&text) {
                    Ok(text) => Stop::Cell(Cell { row, column }, not_a_value(asked, text)),
                    Err(_) => Stop::NotUtf8(Cell { row, column }),
                }
            }
            Misfit::TooManyKinds => Stop::from(LeadError::wrong(
                "",
                format!(
                    "the conditions on {} tell too many kinds of text apart",
                    asked.name
                ),
                "ask about it with fewer patterns",
            )),
        }
    }

    /// Where each lead of the last batch ended: a place among the standings.
    pub(crate) fn ends(&self) -> &[u32] {
        &self.states
    }

    /// How the leads at an end stand.
    pub(crate) fn standing(&self, end: usize) -> Standing {
        self.standings[end]
    }

    /// How many ends are known.
    pub(crate) fn known(&self) -> usize {
        self.standings.len()
    }

    /// Another number each time that ends were forgotten.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// Puts what was counted into the mask table and forgets the ends.
    fn empty(&mut self) -> Result<(), LeadError> {
        for (tally, leads) in self.leads.iter().enumerate() {
            let (end, month) = match &self.dated {
                None => (tally, 0),
                Some(dated) => {
                    let number = dated[tally];
                    ((number / MONTHS) as usize, (number % MONTHS) as u16)
                }
            };
            let standing = Standing {
                month,
                ..self.standings[end]
            };
            let (value, valued) = self.values[tally];
            let measures = Measures {
                leads: *leads,
                value,
                valued,
            };
            self.table.count(&standing, &measures)?;
        }
        self.standings.clear();
        self.leads.clear();
        self.values.clear();
        self.generation += 1;
        if let Some(dated) = &mut self.dated {
            dated.clear();
        }
        Ok(())
    }
}

impl Consumer for Counter<'_> {
    type Done = Counted;

    fn rows(&mut self, batch: &mut impl Batch) -> Result<(), Stop> {
        if self.diagram.is_full() || self.leads.len() > TALLIES_UP_TO {
            self.empty()?;
            self.diagram = DecisionDiagram::new(self.query, &self.columns);
        }
        let rows = batch.rows();
        self.classes.resize(rows, 0);
        self.states.clear();
        self.states.resize(rows, 0);
        for field in 0..self.columns.len() {
            self.classify(batch, field)?;
        }
        while self.standings.len() < self.diagram.ends() {
            let standing = self.diagram.standing(self.standings.len());
            self.standings.push(standing);
        }
        self.tally();
        Ok(())
    }

    fn done(mut self) -> Counted {
        let failed = self.empty().err();
        for (stats, column) in self.stats.iter_mut().zip(&self.columns) {
            stats.describe(column.stats());
        }
        Counted {
            masks: self.table,
            columns: self.stats,
            failed,
        }
    }
}

/// What was counted of a part of a table.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(super) masks: MaskTable,
    /// What each field holds.
    pub(super) columns: Vec<ColumnStats>,
    /// Why the last leads could not be counted.
    failed: Option<LeadError>,
}

impl Counted {
    /// Adds another part.
    pub(crate) fn merge(&mut self, other: Self) -> Result<(), LeadError> {
        if let Some(failed) = other.failed {
            return Err(failed);
        }
        if self.columns.is_empty() && self.masks == MaskTable::default() {
            *self = other;
            return Ok(());
        }
        for (one, other) in self.columns.iter_mut().zip(other.columns) {
            one.merge(other);
        }
        self.masks.merge(&other.masks)
    }
}

/// A cell that does not hold what its attribute says.
fn not_a_value(field: &Field, text: &str) -> LeadError {
    let kind = match field.kind {
        AttributeType::Integer => "a whole number",
        AttributeType::Number => "a number",
        AttributeType::Boolean => "true or false",
        AttributeType::Date => "a date",
        AttributeType::Text => "a text",
    };
    let column = if field.column == field.name {
        format!("column {}", field.column)
    } else {
        format!("column {} ({})", field.column, field.name)
    };
    let shown: String = text.chars().take(60).collect();
    let as_date = match (&field.format, field.kind) {
        (Some(format), AttributeType::Date) => format!(" written as {format}"),
        (None, AttributeType::Date) => {
            " written as 2027-01-31; name another way with `format:`".to_owned()
        }
        _ => String::new(),
    };
    let name = &field.name;
    LeadError::wrong(
        "",
        format!("{column} should hold {kind} and holds '{shown}'"),
        match field.declared {
            _ if field.kind == AttributeType::Integer
                && may_be_thousands(text.trim().as_bytes()) =>
            {
                format!(
                    "'{shown}' may mean {}: write whole numbers without a point between thousands; or \
                     give {name} `type: number`, where a point stands before decimals",
                    text.trim().replace('.', "")
                )
            }
            true => format!(
                "write {kind}{as_date}; if the word means that the value is missing, add it to `missing` of {name}"
            ),
            false => format!(
                "write {kind}{as_date}; or declare {name} under `attributes` with its type and the words that mean it is missing"
            ),
        },
    )
}
