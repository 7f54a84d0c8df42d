//! `segplan resolve PLAN --witnesses`: leads that show what the plan does.

use std::path::Path;

use super::Failure;
use super::output::{OutputArgs, is_standard_output, print};
use super::session::Session;
use crate::plan::{Plan, SegmentId};
use crate::proof::{OrderReach, Shows, witnesses};
use crate::render::witnesses::table;
use crate::text::words;

/// Writes a lead table that proves itself: one lead a segment and those at the edges of definitions.
pub(super) fn write(
    session: &Session,
    plan: (&Plan, &Path),
    order: &[SegmentId],
    output: &OutputArgs,
) -> Result<(), Failure> {
    let (plan, file) = plan;
    let end = output.extension().unwrap_or_default();
    if !["", "csv"].contains(&end.as_str()) {
        return Err(Failure::usage(
            format!("witnesses are not written as .{end}"),
            "end the name in .csv",
        ));
    }
    if let Some(column) = plan.shared_column(plan.attributes_read()) {
        return Err(Failure::usage(
            format!(
                "two attributes are read from the column {column}, which can hold one value only"
            ),
            "name another column for one of them to write witnesses",
        ));
    }
    let reach = OrderReach::new(plan, order);
    let leads = witnesses(plan, order, &reach);
    output.write(&table(plan, &leads), &[file])?;
    let to = output
        .output
        .as_deref()
        .filter(|to| !is_standard_output(to));
    let (Some(to), false) = (to, session.is_quiet()) else {
        return Ok(());
    };
    let shown = |id: &&SegmentId| leads.iter().any(|one| one.shows == Shows::Wins(**id));
    let defined = order
        .iter()
        .filter(|id| plan.segment(**id).definition.is_some());
    let (won, without): (Vec<&SegmentId>, Vec<&SegmentId>) = defined.partition(shown);
    let edges = leads
        .iter()
        .filter(|one| matches!(one.shows, Shows::Edge(..) | Shows::Missing(..)));
    let labels: Vec<&str> = without.iter().map(|id| plan.label(**id)).collect();
    let without = match labels.as_slice() {
        [] => String::new(),
        labels => format!(
            "No lead was found that these win: {}.\n",
            words::list(labels)
        ),
    };
    print(&format!(
        "Wrote {} to {}: {} that a segment wins, and {} at the edges of definitions. The column \
         expected_segment has the segment that each is to get.\n{without}",
        words::leads(leads.len() as u64),
        to.display(),
        won.len(),
        edges.count(),
    ))
}
