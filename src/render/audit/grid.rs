//! The table of segments, cell by cell.

use super::Audited;
use crate::audit::SegmentAudit;
use crate::text::words::{number, percent, thousands};

/// The table's header and rows; columns that the plan has nothing for are left out.
pub(super) struct Grid {
    pub(super) header: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// The column of names, which may wrap.
pub(super) const SEGMENT: usize = 1;

/// One row a segment, in priority order.
pub(super) fn grid(audited: &Audited) -> Grid {
    let leads = &audited.study.plan().leads;
    let mut header = vec!["#", "Segment", "Fits", "Wins"];
    if leads.outcome.is_some() {
        header.extend(["Rate", "95 % interval", "To the rest", "p"]);
    }
    if leads.reachable.is_some() {
        header.push("Reach");
    }
    let row = |segment: &SegmentAudit| {
        let mut cells = vec![
            segment.priority.to_string(),
            audited.study.plan().segment(segment.segment).label.clone(),
            thousands(segment.matched),
            thousands(segment.won),
        ];
        if leads.outcome.is_some() {
            cells.extend(outcome(segment));
        }
        if leads.reachable.is_some() {
            cells.push(reach(segment));
        }
        cells
    };
    Grid {
        header,
        rows: audited.audit.segments.iter().map(row).collect(),
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
