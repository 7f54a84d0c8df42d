//! Cells that are not of their attribute's type, collected while reading goes on.

use std::collections::BTreeMap;

use crate::lead_error::{LeadError, WrongColumn, WrongPlace, WrongTable};
use crate::lists;

/// Cells of a table that are told at once.
const LISTED: usize = 20;

/// Cells that are wrong, column by column: how many, and the first of them. Those of a thread's
/// parts are noted in the table's order.
#[derive(Debug, Default)]
pub(crate) struct WrongCells {
    /// By the number of the rule that they break.
    columns: BTreeMap<usize, Column>,
}

#[derive(Debug, Default)]
struct Column {
    cells: u64,
    first: Vec<WrongCell>,
}

#[derive(Debug)]
struct WrongCell {
    part: usize,
    /// What [`Batch::place`](super::Batch::place) says of its row.
    place: u64,
    /// Of the table.
    column: usize,
    /// For people, once that is known.
    told: Option<WrongPlace>,
    refusal: Refusal,
}

/// Why a cell is wrong.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What its column should hold: `column staff should hold a whole number`.
    pub(crate) rule: String,
    /// What the cell holds.
    pub(crate) value: String,
    /// What to write.
    pub(crate) help: String,
}

impl Refusal {
    /// The error of a cell that is told alone.
    pub(crate) fn alone(self) -> LeadError {
        let message = format!("{} but holds '{}'", self.rule, self.value);
        LeadError::wrong("", message, self.help)
    }
}

impl WrongCells {
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Takes note of a cell that breaks a rule, in a row of a part and a column of the table; rules are
    /// told in the order of their numbers.
    pub(crate) fn note(
        &mut self,
        rule: usize,
        (part, place, column): (usize, u64, usize),
        refusal: impl FnOnce() -> Refusal,
    ) {
        let known = self.columns.entry(rule).or_default();
        known.cells += 1;
        if known.first.len() < LISTED {
            known.first.push(WrongCell {
                part,
                place,
                column,
                told: None,
                refusal: refusal(),
            });
        }
    }

    /// Adds those of another thread.
    pub(super) fn merge(&mut self, other: Self) {
        for (place, column) in other.columns {
            let known = self.columns.entry(place).or_default();
            known.cells += column.cells;
            known.first.extend(column.first);
            if known.first.len() > 4 * LISTED {
                known.keep_first();
            }
        }
    }

    /// Says for each cell where it is; `place` finds the line or row of a place in a part,
    /// and the cell in a column of the table.
    pub(super) fn locate(&mut self, place: impl Fn(usize, u64, usize) -> WrongPlace) {
        for column in self.columns.values_mut() {
            column.keep_first();
            for cell in &mut column.first {
                cell.told = Some(place(cell.part, cell.place, cell.column));
            }
        }
    }

    /// The error that tells of them. `stop` is what ended reading and where, if something did: cells
    /// from there on are left out, for how many of them were read depends on the threads.
    pub(super) fn tell(self, stop: Option<(usize, u64, LeadError)>) -> Option<LeadError> {
        let (end, stop) = match stop {
            Some((part, place, error)) => ((part, place), Some(error)),
            None => ((usize::MAX, u64::MAX), None),
        };
        let mut columns: Vec<Column> = self.columns.into_values().collect();
        for column in &mut columns {
            column.first.retain(|cell| (cell.part, cell.place) < end);
            column.keep_first();
            if stop.is_some() && column.first.len() < LISTED {
                column.cells = column.first.len() as u64;
            }
        }
        columns.retain(|column| !column.first.is_empty());
        if columns.is_empty() {
            return stop;
        }
        let cells = columns.iter().map(|column| column.cells).sum();
        share(&mut columns);
        let columns = columns.into_iter().filter_map(|column| {
            let first = &column.first.first()?.refusal;
            let (rule, help) = (first.rule.clone(), first.help.clone());
            let listed = column.first.into_iter();
            let listed = listed.filter_map(|cell| Some((cell.told?, cell.refusal.value)));
            Some(WrongColumn {
                rule,
                help,
                cells: column.cells,
                listed: listed.collect(),
            })
        });
        Some(LeadError::cells(WrongTable {
            cells,
            columns: columns.collect(),
            stop: stop.map(Box::new),
        }))
    }
}

impl Column {
    /// Leaves the first cells in the table's order.
    fn keep_first(&mut self) {
        lists::sort_by_key(&mut self.first, |cell| (cell.part, cell.place));
        self.first.truncate(LISTED);
    }
}

/// Leaves at most [`LISTED`] cells in all: each column gets as many as the others, if it has them.
fn share(columns: &mut Vec<Column>) {
    columns.truncate(LISTED);
    let told = |most: usize| {
        let told = columns.iter().map(|column| column.first.len().min(most));
        told.sum::<usize>()
    };
    let most = (1..=LISTED).rev().find(|most| told(*most) <= LISTED);
    for column in columns.iter_mut() {
        column.first.truncate(most.unwrap_or(1));
    }
}
