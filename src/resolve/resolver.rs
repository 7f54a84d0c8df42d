//! One thread's share of the output: lines or columns, handed on part after part of the table.

use parquet::data_type::ByteArray;

use super::assignment::{Assignment, Assignments, Order};
use super::changes::{Comparison, Tally};
use super::groups::{Grouping, SegmentGroups};
use super::layout::Layout;
use super::sink::{ColumnBlock, Sink};
use super::{Detail, OutputFormat};
use crate::count::{Counted, Counter};
use crate::lead_error::LeadError;
use crate::table::{Batch, Consumer, Finish, Leaf, Sequencer, Stop, Stored, WrongCells};

/// Bytes that are kept, about, before a thread waits for its part's turn.
const KEPT: usize = 8 << 20;

/// What all threads write to, and how.
pub(super) struct Destination {
    pub(super) layout: Layout,
    pub(super) order: Order,
    /// What separates cells.
    pub(super) delimiter: u8,
    /// None once a cell was wrong: what is written ends before its batch.
    pub(super) sink: Sequencer<Option<Sink>>,
    /// The number of the next row, from 1.
    pub(super) next_row: Sequencer<u64>,
}

/// Counts the leads of one thread's parts and writes them, each part in its turn.
pub(super) struct Resolver<'a> {
    counter: Counter<'a>,
    to: &'a Destination,
    assignments: Assignments,
    /// With an earlier run, whose leads are written only if they changed.
    comparison: Option<Comparison<'a>>,
    /// Where a column says the group of each lead.
    grouping: Option<Grouping<'a>>,
    part: usize,
    /// The number of the part's first row.
    first: u64,
    /// What has not been handed on yet: lines, or columns and about how many bytes these take.
    lines: Vec<u8>,
    blocks: Vec<ColumnBlock>,
    size: usize,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        counter: Counter<'a>,
        to: &'a Destination,
        comparison: Option<Comparison<'a>>,
        grouping: Option<Grouping<'a>>,
    ) -> Self {
        Self {
            counter,
            to,
            assignments: Assignments::default(),
            comparison,
            grouping,
            part: 0,
            first: 1,
            lines: Vec::new(),
            blocks: Vec::new(),
            size: 0,
        }
    }

    fn compare(&mut self, batch: &dyn Batch) -> Result<(), Stop> {
        let Some(comparison) = &mut self.comparison else {
            return Ok(());
        };
        let order = &self.to.order;
        let rows = self.counter.numbers().iter();
        comparison.rows(
            batch,
            rows.map(|end| order.number(self.assignments.of(*end))),
        )
    }

    fn add_lines(&mut self, batch: &dyn Batch) -> Result<(), Stop> {
        let Layout { numbered, kept, .. } = &self.to.layout;
        for (row, end) in written(&self.counter, self.comparison.as_ref()) {
            for assignment in self.assignments.of(end) {
                if *numbered {
                    let number = self.first + batch.rows_before(row);
                    self.lines.extend_from_slice(number.to_string().as_bytes());
                }
                if *numbered && !kept.is_empty() {
                    self.lines.push(self.to.delimiter);
                }
                batch.push_cells(kept, row, self.to.delimiter, &mut self.lines)?;
                let rest = self.assignments.text(assignment);
                self.lines.extend_from_slice(rest);
                if let Some(grouping) = &self.grouping {
                    self.lines.push(self.to.delimiter);
                    let group = grouping.text(row).unwrap_or_default();
                    self.lines.extend_from_slice(group.as_bytes());
                }
                self.lines.push(b'\n');
            }
        }
        Ok(())
    }

    fn add_columns(&mut self, batch: &dyn Batch) {
        let layout = &self.to.layout;
        let (leads, own): (Vec<usize>, Vec<&Assignment>) =
            written(&self.counter, self.comparison.as_ref())
                .flat_map(|(lead, end)| self.assignments.of(end).iter().map(move |own| (lead, own)))
                .unzip();
        if leads.is_empty() {
            return;
        }
        let mut leaves = Vec::new();
        if layout.numbered {
            let number = |lead: &usize| (self.first + batch.rows_before(*lead)).cast_signed();
            leaves.push(Leaf::of_all(Stored::Int64(
                leads.iter().map(number).collect(),
            )));
        }
        leaves.extend(batch.leaves(&layout.kept, &leads));
        let order = &self.to.order;
        leaves.push(Leaf::of_texts(own.iter().map(|own| order.segment(own))));
        if layout.what.labels {
            leaves.push(Leaf::of_texts(own.iter().map(|own| order.label(own))));
        }
        let priority = |own: &&Assignment| i32::try_from(order.priority(own)?).ok();
        leaves.push(Leaf::of_some(own.iter().map(priority), Stored::Int32));
        match layout.what.detail {
            Detail::Primary => {}
            Detail::AlsoMatches => {
                let also = own.iter().map(|own| self.assignments.text(own));
                let also = also.map(|also| (!also.is_empty()).then(|| ByteArray::from(also)));
                leaves.push(Leaf::of_some(also, Stored::Bytes));
            }
            Detail::Memberships => {
                let primary = own.iter().map(|own| own.primary).collect();
                leaves.push(Leaf::of_all(Stored::Boolean(primary)));
            }
        }
        if let Some(grouping) = &self.grouping {
            leaves.push(Leaf::of_texts(
                leads.iter().map(|lead| grouping.text(*lead)),
            ));
        }
        self.size += leaves.iter().map(Leaf::size).sum::<usize>();
        let count = leads.len();
        self.blocks.push(ColumnBlock { count, leaves });
    }

    fn write(&self, sink: &mut Option<Sink>) -> Result<(), LeadError> {
        let sink = sink.as_mut();
        sink.map_or(Ok(()), |sink| sink.write(&self.lines, &self.blocks))
    }

    /// Forgets what was handed on, but keeps the room.
    fn clear(&mut self) {
        self.lines.clear();
        self.blocks.clear();
        self.size = 0;
    }
}

/// Rows of a batch that are written, each with the number of its standing.
fn written(
    counter: &Counter,
    comparison: Option<&Comparison>,
) -> impl Iterator<Item = (usize, u32)> {
    let rows = counter.numbers().iter().copied().enumerate();
    rows.filter(move |(row, _)| !comparison.is_some_and(|one| one.kept(*row)))
}

impl Consumer for Resolver<'_> {
    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.part = part;
        self.counter.begin(part, rows)?;
        if self.to.layout.numbered {
            self.first = self.to.next_row.take(part, |next| {
                let first = *next;
                *next += rows as u64;
                first
            })?;
        }
        Ok(())
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        self.counter.rows(batch)?;
        if self.counter.is_refused() {
            return Ok(());
        }
        batch.check_text(&self.to.layout.kept)?;
        self.assignments.update(&self.counter, &self.to.order);
        self.compare(batch)?;
        if let Some(grouping) = &mut self.grouping {
            let leads = (&self.to.order, &self.assignments);
            grouping.rows(batch, leads, self.counter.numbers())?;
        }
        match self.to.layout.what.format {
            OutputFormat::Csv => self.add_lines(batch)?,
            OutputFormat::Parquet => self.add_columns(batch),
        }
        if self.lines.len() + self.size >= KEPT {
            let write = |sink: &mut Option<Sink>| self.write(sink);
            self.to.sink.change(self.part, write)??;
            self.clear();
        }
        Ok(())
    }

    fn end(&mut self, _: usize) -> Result<(), LeadError> {
        let is_refused = self.counter.is_refused();
        self.to.sink.take(self.part, |sink| {
            let written = self.write(sink);
            if is_refused {
                *sink = None;
            }
            written
        })??;
        self.clear();
        Ok(())
    }

    fn wrong(&mut self) -> WrongCells {
        self.counter.wrong()
    }

    fn fail(&mut self, part: usize) {
        self.to.sink.fail(part);
        self.to.next_row.fail(part);
    }
}

impl Finish for Resolver<'_> {
    type Done = (Counted, Option<Tally>, Option<Vec<SegmentGroups>>);

    fn done(self) -> Self::Done {
        (
            self.counter.done(),
            self.comparison.map(Comparison::done),
            self.grouping.map(Grouping::done),
        )
    }
}
