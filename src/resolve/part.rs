//! One thread's share of the output: lines or columns, handed on part after part of the table.

use super::assignment::{Assignment, Assignments, Order};
use super::layout::Layout;
use super::sequencer::Sequencer;
use super::sink::{Piece, Rows, Sink};
use super::{Output, OutputFormat};
use crate::count::Counter;
use crate::lead_error::LeadError;
use crate::table::{Leaf, Stop, Stored, Table, push_cell};

/// Bytes that are kept, about, before a thread waits for its part's turn.
const KEPT: usize = 8 << 20;

/// What all threads write to, and how.
pub(super) struct Writing<'a> {
    pub(super) layout: &'a Layout,
    order: &'a Order,
    /// What separates cells.
    pub(super) delimiter: u8,
    sink: Sequencer<Sink>,
    /// The number of the next row.
    rows: Sequencer<u64>,
}

impl<'a> Writing<'a> {
    /// To an output; the types of a Parquet table are kept.
    pub(super) fn new(
        layout: &'a Layout,
        order: &'a Order,
        output: Output,
        table: &Table,
    ) -> Result<Self, LeadError> {
        Ok(Self {
            layout,
            order,
            delimiter: table.delimiter(),
            sink: Sequencer::new(layout.sink(output, table)?),
            rows: Sequencer::new(1),
        })
    }

    pub(super) fn finish(self) -> Result<(), LeadError> {
        self.sink.into_inner().finish()
    }
}

/// What a thread has of a part of the table and has not handed on.
pub(super) struct Part<'a> {
    to: &'a Writing<'a>,
    assignments: Assignments,
    number: usize,
    /// The number of the part's first row.
    pub(super) first: u64,
    text: Vec<u8>,
    rows: Vec<Rows>,
    kept: usize,
}

impl<'a> Part<'a> {
    pub(super) fn new(to: &'a Writing<'a>) -> Self {
        Self {
            to,
            assignments: Assignments::default(),
            number: 0,
            first: 1,
            text: Vec::new(),
            rows: Vec::new(),
            kept: 0,
        }
    }

    /// Where its leads go.
    pub(super) fn layout(&self) -> &'a Layout {
        self.to.layout
    }

    /// Begins a part of so many rows.
    pub(super) fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.number = part;
        if self.layout().key.is_none() {
            self.first = self.to.rows.take(part, |next| {
                let first = *next;
                *next += rows as u64;
                first
            })?;
        }
        Ok(())
    }

    /// Learns how the leads that were counted last stand.
    pub(super) fn update(&mut self, counter: &Counter) {
        let (order, delimiter) = (self.to.order, self.to.delimiter);
        self.assignments.update(counter, order, |assignment| {
            ready(assignment, order, delimiter)
        });
    }

    /// Adds a lead's line, or one for each membership; `before` writes what stands before ours.
    #[inline]
    pub(super) fn line(
        &mut self,
        end: u32,
        before: impl Fn(&mut Vec<u8>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let assignment = self.assignments.of(end);
        if !self.layout().what.long {
            before(&mut self.text)?;
            self.text.extend_from_slice(&assignment.ready);
            return Ok(());
        }
        for (segment, priority, primary) in assignment.memberships(self.to.order) {
            before(&mut self.text)?;
            let last = primary.to_string();
            push_own(&mut self.text, segment, priority, &last, self.to.delimiter);
        }
        Ok(())
    }

    /// Adds leads as columns: `number` gives a lead's row, `kept` the table's columns for leads.
    pub(super) fn batch(
        &mut self,
        ends: &[u32],
        number: impl Fn(usize) -> u64,
        kept: impl FnOnce(&[usize]) -> Vec<Leaf>,
    ) {
        let layout = self.layout();
        let (owners, own) = own_columns(&self.assignments, self.to.order, ends, layout.what.long);
        let mut leaves = Vec::new();
        if layout.key.is_none() {
            let numbers = owners.iter().map(|lead| number(*lead).cast_signed());
            leaves.push(Leaf::of_all(Stored::Int64(numbers.collect())));
        }
        leaves.extend(kept(&owners));
        leaves.extend(own);
        self.kept += leaves.iter().map(Leaf::size).sum::<usize>();
        self.rows.push(Rows {
            count: owners.len(),
            leaves,
        });
    }

    /// Hands on what there is when it has become much, as soon as it is the part's turn.
    pub(super) fn spill(&mut self) -> Result<(), LeadError> {
        if self.text.len() + self.kept < KEPT {
            return Ok(());
        }
        let piece = self.piece();
        let sink = &self.to.sink;
        sink.change(self.number, |sink| sink.write(&piece))??;
        self.reuse(piece);
        Ok(())
    }

    /// Ends the part and hands on the rest.
    pub(super) fn end(&mut self) -> Result<(), LeadError> {
        let piece = self.piece();
        let sink = &self.to.sink;
        sink.take(self.number, |sink| sink.write(&piece))??;
        self.reuse(piece);
        Ok(())
    }

    /// Says that a part will never end.
    pub(super) fn fail(&self, part: usize) {
        self.to.sink.fail(part);
        self.to.rows.fail(part);
    }

    fn piece(&mut self) -> Piece {
        self.kept = 0;
        match self.layout().what.format {
            OutputFormat::Csv => Piece::Text(std::mem::take(&mut self.text)),
            OutputFormat::Parquet => Piece::Rows(std::mem::take(&mut self.rows)),
        }
    }

    /// Keeps the room of a text that was written.
    fn reuse(&mut self, piece: Piece) {
        if let Piece::Text(mut text) = piece {
            text.clear();
            self.text = text;
        }
    }
}

/// What stands behind a lead's key.
fn ready(assignment: &Assignment, order: &Order, delimiter: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let segment = assignment.segment(order).unwrap_or("");
    push_own(
        &mut out,
        segment,
        assignment.priority(),
        &assignment.also(),
        delimiter,
    );
    out
}

/// Our own cells, and the end of the line.
fn push_own(out: &mut Vec<u8>, segment: &str, priority: Option<usize>, last: &str, delimiter: u8) {
    out.push(delimiter);
    push_cell(out, segment.as_bytes(), delimiter);
    out.push(delimiter);
    if let Some(priority) = priority {
        out.extend_from_slice(priority.to_string().as_bytes());
    }
    out.push(delimiter);
    push_cell(out, last.as_bytes(), delimiter);
    out.push(b'\n');
}

/// Our own columns, and for each of their rows the lead that it belongs to: one row a lead, or one
/// a membership.
fn own_columns(
    assignments: &Assignments,
    order: &Order,
    ends: &[u32],
    long: bool,
) -> (Vec<usize>, [Leaf; 3]) {
    if !long {
        let all = || ends.iter().map(|end| assignments.of(*end));
        let also = all().map(Assignment::also);
        return (
            (0..ends.len()).collect(),
            [
                Leaf::of_texts(all().map(|one| one.segment(order))),
                priorities(all().map(Assignment::priority)),
                Leaf::of_texts(also.map(|also| (!also.is_empty()).then_some(also))),
            ],
        );
    }
    let leads = ends.iter().enumerate();
    let all: Vec<_> = leads
        .flat_map(|(lead, end)| {
            let memberships = assignments.of(*end).memberships(order);
            memberships.into_iter().map(move |one| (lead, one))
        })
        .collect();
    let primary = all.iter().map(|(_, one)| one.2).collect();
    (
        all.iter().map(|(lead, _)| *lead).collect(),
        [
            Leaf::of_texts(all.iter().map(|(_, one)| Some(one.0))),
            priorities(all.iter().map(|(_, one)| one.1)),
            Leaf::of_all(Stored::Boolean(primary)),
        ],
    )
}

fn priorities(priorities: impl Iterator<Item = Option<usize>>) -> Leaf {
    let number = |priority| i32::try_from(priority).ok();
    let numbers = priorities.map(|priority| priority.and_then(number));
    Leaf::of_some(numbers, Stored::Int32)
}
