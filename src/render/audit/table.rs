//! The table of segments.

use super::Audited;
use crate::audit::SegmentAudit;
use crate::render::document::{Cell, Column, Table};
use crate::text::words::{number, percent, thousands};

/// One row a segment, in priority order; columns that the plan has nothing for are left out.
pub(super) fn table(audited: &Audited) -> Table {
    let plan = audited.study.plan();
    let (has_outcome, has_reach) = (plan.leads.outcome.is_some(), plan.leads.reachable.is_some());
    let mut columns = vec![Column::numbers("#"), Column::names("Segment")];
    if !audited.primary_only {
        columns.push(Column::numbers("Fits"));
    }
    columns.push(Column::numbers("Wins"));
    if has_outcome {
        columns.extend(["Rate", "95 % interval", "vs. others", "p"].map(Column::numbers));
    }
    if has_reach {
        columns.push(Column::numbers("Reach"));
    }
    let row = |segment: &SegmentAudit| {
        let mut cells = vec![
            segment.priority.to_string(),
            plan.segment(segment.segment).label.clone(),
        ];
        if !audited.primary_only {
            cells.push(thousands(segment.matched));
        }
        cells.push(thousands(segment.won));
        if has_outcome {
            cells.extend(outcome(segment));
        }
        if has_reach {
            cells.push(reach(segment));
        }
        cells.into_iter().map(Cell::from).collect()
    };
    Table {
        columns,
        rows: audited.audit.segments.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn outcome(segment: &SegmentAudit) -> [String; 4] {
    let Some(rate) = segment.rate else {
        return ["–", "–", "–", "–"].map(str::to_owned);
    };
    let difference = segment.difference.as_ref();
    [
        share(rate.rate),
        format!("{} to {}", points(rate.low), share(rate.high)),
        difference.map_or_else(|| "–".to_owned(), |one| signed(one.difference)),
        difference
            .and_then(|one| one.p_adjusted)
            .map_or_else(|| "–".to_owned(), p),
    ]
}

fn reach(segment: &SegmentAudit) -> String {
    match (segment.reachable, segment.won) {
        (Some(reachable), won) if won > 0 => percent(reachable as f64 / won as f64),
        _ => "–".to_owned(),
    }
}

/// A share in percent with one decimal: `7.6 %`.
pub(super) fn share(share: f64) -> String {
    format!("{} %", points(share))
}

fn points(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A difference of shares in percentage points, with its sign: `+4.9`.
pub(super) fn signed(difference: f64) -> String {
    format!("{:+.1}", difference * 100.0)
}

/// A p: `0.032`, `< 0.001`.
pub(super) fn p(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        number(p, 3)
    }
}
