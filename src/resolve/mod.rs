//! Each lead's primary segment, written in the order of the table.

mod assigned;
mod assignment;
mod changes;
mod groups;
mod layout;
mod resolver;
mod sink;
#[cfg(test)]
mod tests;

use std::fs::File;

pub use assigned::{AssignedCounts, assigned_plan, count_assigned};
use assignment::Order;
use changes::Comparison;
pub use changes::{Changes, Earlier, SegmentChanges};
use groups::Grouping;
pub use groups::{CONTROL, GroupColumn, GroupCounts, Holdout, MESSAGE, SegmentGroups};
use layout::Layout;
use resolver::{Destination, Resolver};
use sink::Sink;

use crate::count::{
    CountOptions, Counter, KeyColumn, Keys, LeadCounts, LeadQuery, field_columns, key_column,
    need_key,
};
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};
use crate::table::{Input, Progress, Sequencer, Table};

/// What is written of each lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveOptions {
    /// The form of the file.
    pub format: OutputFormat,
    /// Whether all columns of the table are written, not just the key.
    pub keep_columns: bool,
    /// Whether the label of the segment stands beside its name.
    pub labels: bool,
    /// How much is said of each lead.
    pub detail: Detail,
    /// The column with the group of each lead; `None` if there is none.
    pub groups: Option<GroupColumn>,
}

/// How much is said of each lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The segment that it gets. Conditions are evaluated only until one is true, and of each lead
    /// only its first segment is counted.
    Primary,
    /// The segment that it gets, and the others that it fits.
    AlsoMatches,
    /// All segments that it fits, each in a row of its own.
    Memberships,
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// Text, with the separator of the table that was read, or a comma.
    Csv,
    /// Parquet.
    Parquet,
}

/// A file to write to, with its name in messages.
#[derive(Debug)]
pub struct Output {
    /// The file, empty.
    pub file: File,
    /// Its name.
    pub name: String,
    /// Where only leads whose segment differs from that of an earlier run are written, that run.
    pub since: Option<Earlier>,
}

/// What came of resolving leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// All leads, counted.
    pub counts: LeadCounts,
    /// How their segments compare with those of the earlier run that the output names.
    pub changes: Option<Changes>,
    /// How many leads are in each group, those that are not written among them; `None` if the output
    /// has no column for it.
    pub groups: Option<GroupCounts>,
}

/// Reads a lead table and writes each lead's primary segment by this order, first to last; what
/// is counted on the way comes back. An earlier run is to be read for the same order.
///
/// # Errors
/// As for [`count_leads()`](crate::count::count_leads()), and if the output cannot be written.
pub fn resolve(
    plan: &Plan,
    order: &[SegmentId],
    input: Input,
    mut output: Output,
    what: ResolveOptions,
    options: &CountOptions,
    progress: &Progress,
) -> Result<Resolved, LeadError> {
    let query = LeadQuery::of(plan);
    let segments: Vec<SegmentId> = query.segments().collect();
    let table = Table::open(input, &options.table, progress)?;
    let columns = field_columns(&query, &table)?;
    let key = key_column(&query, &table)?;
    let groups = what.groups.clone();
    if groups.as_ref().is_some_and(|one| one.holdout.is_some()) {
        need_key(plan, "a control group is drawn by the key of each lead")?;
    }
    if what.keep_columns {
        table.check_columns()?;
    }
    let since = output.since.take();
    let delimiter = table.delimiter();
    let to_order = Order::new(plan, order, &segments, &what, delimiter);
    let detail = what.detail;
    let layout = Layout::new(&table, key, what);
    let to = Destination {
        order: to_order,
        sink: Sequencer::new(Some(layout.sink(output, &table)?)),
        next_row: Sequencer::new(1),
        delimiter,
        layout,
    };
    let keys = options.check_keys.then(Keys::new);
    let first = (detail == Detail::Primary).then_some(order);
    let threads = options.table.threads();
    let pass = table.read(&query.selection(&columns, to.layout.kept.clone()), || {
        let check = keys.as_ref().zip(key);
        let check = check.map(|(keys, column)| KeyColumn { keys, column });
        let counter = Counter::new(&query, &columns, threads, first);
        let earlier = since.as_ref().zip(key);
        let comparison = earlier.map(|(earlier, key)| Comparison::new(earlier, key));
        let groups = groups.as_ref();
        let grouping = groups.map(|column| Grouping::new(column, key, &to.order));
        (check, Resolver::new(counter, &to, comparison, grouping))
    })?;
    to.sink.into_inner().map_or(Ok(()), Sink::finish)?;
    let (mut tallies, mut group_tallies) = (Vec::new(), Vec::new());
    let pass = pass.map(|(_, (counted, tally, groups))| {
        tallies.extend(tally);
        group_tallies.extend(groups);
        counted
    });
    Ok(Resolved {
        counts: LeadCounts::new(&query, pass, keys)?,
        changes: since.map(|earlier| earlier.changes(tallies)),
        groups: groups.map(|_| GroupCounts::of(&to.order, &group_tallies)),
    })
}
