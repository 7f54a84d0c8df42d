//! Leads, batch after batch, counted by how they stand to the plan.

use super::bits::{Evaluator, SetRoom};
use super::query::LeadQuery;
use crate::classes::{Classification, Column, ColumnStats, Field, Misfit};
use crate::condition::value::{
    AMOUNT_BELOW, NumberFormat, day_number, may_be_thousands, millionths,
};
use crate::condition::{AttributeType, DecimalSign};
use crate::lead_error::LeadError;
use crate::masks::{KeyTable, MaskTable, Measured, Standing};
use crate::plan::SegmentId;
use crate::table::{Batch, Cell, Consumer, Finish, Refusal, Stop, WrongCells};

/// When so many ways to stand are kept, what was counted is put into the mask table and they are
/// forgotten.
const STANDINGS_UP_TO: usize = 1 << 16;

/// Counts leads by how they stand to the plan.
#[derive(Debug)]
pub(crate) struct Counter<'a> {
    query: &'a LeadQuery,
    /// Of each field: which column of the table it is, and its values.
    places: &'a [usize],
    columns: Vec<Column<'a>>,
    evaluator: Evaluator<'a>,
    /// The ways to stand that came up.
    keys: KeyTable,
    /// What is counted of each.
    measured: Measured,
    table: MaskTable,
    generation: u64,
    /// The part at hand, and the cells that are wrong so far. With such leads are no longer counted.
    part: usize,
    wrong: WrongCells,
    /// Of the fields: leads with and without a value.
    stats: Vec<ColumnStats>,
    /// Of the batch at hand: each field's classes, the leads' months and values, and which way each
    /// lead stands.
    classes: Vec<Classification>,
    months: Vec<f64>,
    amounts: Vec<f64>,
    numbers: Vec<u32>,
}

impl<'a> Counter<'a> {
    /// For a table with each field in one of these columns, which so many threads read. With an
    /// order, of the segments that a lead fits only the first is counted.
    pub(crate) fn new(
        query: &'a LeadQuery,
        places: &'a [usize],
        threads: usize,
        order: Option<&[SegmentId]>,
    ) -> Self {
        let bit = |id: &SegmentId| query.segments().position(|one| one == *id);
        let order = order.map(|order| order.iter().filter_map(bit).collect());
        let as_of = day_number(query.as_of);
        let fields = query.fields.iter();
        let columns: Vec<Column> = fields.map(|field| Column::new(field, as_of)).collect();
        let segments = query.segments.iter().map(|(id, _)| *id).collect();
        let evaluator = Evaluator::new(query, order);
        Self {
            query,
            places,
            stats: vec![ColumnStats::default(); columns.len()],
            classes: columns.iter().map(|_| Classification::default()).collect(),
            columns,
            keys: KeyTable::new(evaluator.layout().words()),
            evaluator,
            measured: Measured::default(),
            table: MaskTable::new(segments).shared_by(threads),
            generation: 0,
            part: 0,
            wrong: WrongCells::default(),
            months: Vec::new(),
            amounts: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Counts the leads of the batch by their keys.
    fn tally(&mut self) {
        let keys = self.evaluator.keys(&self.months);
        self.keys.number_each(keys, &mut self.numbers);
        self.measured.count(&self.numbers, self.keys.len());
        if !self.amounts.is_empty() {
            let values = self.amounts.iter();
            let values = values.map(|amount| (!amount.is_nan()).then(|| millionths(*amount)));
            self.measured.add_values(&self.numbers, values);
        }
    }

    /// Sorts a field's values into their classes.
    #[inline]
    fn classify(&mut self, batch: &mut dyn Batch, field: usize) -> Result<(), Stop> {
        let (column, classes) = (&mut self.columns[field], &mut self.classes[field]);
        let asked = &self.query.fields[field];
        classes.begin(batch.rows(), asked.is_date || asked.is_value);
        let sorted = batch.classify(field, column, classes);
        if let Err((row, Misfit)) = sorted {
            let stop = self.refuse(batch, field, row, not_a_value).err();
            return Err(stop.unwrap_or_else(|| Stop::NotUtf8(self.cell(field, row))));
        }
        if self.columns[field].is_wrong() {
            for row in 0..batch.rows() {
                let class = &mut self.classes[field].by_row()[row];
                if *class == Classification::WRONG {
                    *class = 0;
                    self.refuse(batch, field, row, not_a_value)?;
                }
            }
        }
        let classes = &mut self.classes[field];
        if asked.is_date {
            std::mem::swap(&mut self.months, &mut classes.amounts);
        } else if asked.is_value {
            std::mem::swap(&mut self.amounts, &mut classes.amounts);
            for row in 0..self.amounts.len() {
                if self.amounts[row].abs() >= AMOUNT_BELOW {
                    self.refuse(batch, field, row, too_large)?;
                }
            }
        }
        let classes = &self.classes[field];
        let missing = classes.count(|class| class == 0);
        self.stats[field].count(missing, batch.rows() as u64 - missing);
        if let Some(within) = self.columns[field].within(asked) {
            let outside = classes.count(|class| class != 0 && !within.contains(&class));
            self.stats[field].count_outside(outside);
        }
        Ok(())
    }

    /// Tells the evaluator of all classes, and ends the batch for the columns.
    fn know(&mut self, rows: usize) {
        self.evaluator.know(&self.columns, &self.classes);
        for (field, column) in self.columns.iter_mut().enumerate() {
            if column.settle(rows) {
                self.evaluator.forget(field);
            }
        }
    }

    /// Takes note of a value that is wrong; an error where it is no text at all.
    #[cold]
    fn refuse(
        &mut self,
        batch: &dyn Batch,
        field: usize,
        row: usize,
        why: fn(&Field, &str) -> Refusal,
    ) -> Result<(), Stop> {
        let text = batch.cell(self.places[field], row)?;
        let Ok(text) = std::str::from_utf8(&text) else {
            return Err(Stop::NotUtf8(self.cell(field, row)));
        };
        let place = (self.part, batch.place(row), self.places[field]);
        let asked = &self.query.fields[field];
        self.wrong.note(field, place, || why(asked, text));
        Ok(())
    }

    fn cell(&self, field: usize, row: usize) -> Cell {
        let column = self.places[field];
        Cell { row, column }
    }

    /// Whether some cell was wrong, so that leads are no longer counted.
    pub(crate) fn is_refused(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// Which way each lead of the last batch stands, by number.
    pub(crate) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// How the leads with a number stand.
    pub(crate) fn standing<'r>(&self, number: usize, room: &'r mut SetRoom) -> Standing<'r> {
        self.evaluator
            .layout()
            .standing(self.keys.key(number), room)
    }

    /// How many numbers there are.
    pub(crate) fn known(&self) -> usize {
        self.keys.len()
    }

    /// Another number each time that the ways to stand are numbered anew.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// Puts what was counted into the mask table and forgets the ways to stand.
    fn empty(&mut self) -> Result<(), LeadError> {
        let (layout, mut room) = (self.evaluator.layout(), SetRoom::default());
        self.table.count_many(|rows| {
            for (number, measures) in self.measured.iter().enumerate() {
                let standing = layout.standing(self.keys.key(number), &mut room);
                rows.count(&standing, &measures)?;
            }
            Ok(())
        })?;
        self.keys.clear();
        self.measured.clear();
        self.generation += 1;
        Ok(())
    }
}

impl Consumer for Counter<'_> {
    fn begin(&mut self, part: usize, _: usize) -> Result<(), LeadError> {
        self.part = part;
        Ok(())
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        if self.keys.len() > STANDINGS_UP_TO {
            self.empty()?;
        }
        self.evaluator.begin(batch.rows());
        for field in 0..self.columns.len() {
            self.classify(batch, field)?;
        }
        self.know(batch.rows());
        if !self.is_refused() {
            self.tally();
        }
        Ok(())
    }

    fn wrong(&mut self) -> WrongCells {
        std::mem::take(&mut self.wrong)
    }
}

impl Finish for Counter<'_> {
    type Done = Counted;

    fn done(mut self) -> Counted {
        let failed = self.empty().err();
        for (stats, column) in self.stats.iter_mut().zip(&self.columns) {
            stats.describe(column.stats());
        }
        Counted {
            masks: self.table.shared_by(1),
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

/// A value that is too large to be summed.
fn too_large(field: &Field, text: &str) -> Refusal {
    let (column, value) = named(field, text);
    Refusal {
        rule: format!("{column} is summed and should hold less than 1 followed by 24 zeros"),
        value,
        help: "check how the column was exported".to_owned(),
    }
}

/// The column of a field, and the first signs of a cell in it.
fn named(field: &Field, text: &str) -> (String, String) {
    let column = if field.column == field.name {
        format!("column {}", field.column)
    } else {
        format!("column {} ({})", field.column, field.name)
    };
    (column, text.chars().take(60).collect())
}

/// A cell that does not hold what its attribute says.
pub(super) fn not_a_value(field: &Field, text: &str) -> Refusal {
    let kind = field.kind.in_words();
    let (column, value) = named(field, text);
    let as_written = match (&field.format, field.kind) {
        (Some(format), AttributeType::Date) => format!(" written as {format}"),
        (None, AttributeType::Date) => {
            " like 2027-01-31; set another format with `format:`".to_owned()
        }
        (_, AttributeType::Boolean) if field.declared => {
            format!(", or list it under `true` or `false` of {}", field.name)
        }
        _ => String::new(),
    };
    let name = &field.name;
    Refusal {
        rule: format!("{column} should hold {kind}"),
        value,
        help: match (written_elsewhere(field, text), field.declared) {
            (Some(help), _) => help,
            (None, true) => format!(
                "write {kind}{as_written}; if the word means that the value is missing, add it to `missing` of {name}"
            ),
            (None, false) => format!(
                "write {kind}{as_written}; or declare {name} under `attributes` with its type and the words that mean it is missing"
            ),
        },
    }
}

/// What to write in the plan if a cell is a number as another country writes it.
fn written_elsewhere(field: &Field, text: &str) -> Option<String> {
    if !field.kind.is_numeric() {
        return None;
    }
    let (name, kind, text) = (&field.name, field.kind, text.trim());
    let numbers = DecimalSign::ALL.iter().filter_map(|sign| {
        let value = NumberFormat(Some(*sign)).number(text)?;
        let fits = kind == AttributeType::Number || value.fract() == 0.0;
        (fits && field.decimal != Some(*sign)).then(|| (sign.name(), value))
    });
    let mut ways: Vec<String> = numbers
        .map(|(sign, value)| match field.declared {
            true => format!("`decimal: \"{sign}\"` under {name} if it means {value}"),
            false => format!(
                "`{name}: {{type: {}, decimal: \"{sign}\"}}` under `attributes` if it means {value}",
                kind.name()
            ),
        })
        .collect();
    if ways.is_empty() {
        return None;
    }
    if kind == AttributeType::Integer
        && field.decimal.is_none()
        && may_be_thousands(text.as_bytes())
    {
        ways.push(format!("`type: number` if {text} has decimals"));
    }
    Some(format!("write {}", ways.join(", or ")))
}
