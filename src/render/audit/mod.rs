//! What the order does to real leads, as a document and as JSON.

pub mod json;
mod overlaps;
mod sections;
mod summary;
mod table;

pub use summary::reading_notes;

use super::document::Page;
use crate::audit::{Audit, Handover};
use crate::count::KeyCheck;
use crate::plan::{Plan, SegmentId};
use crate::study::Study;
use crate::table::Ragged;

/// An audit and what it rests on.
#[derive(Debug, Clone, Copy)]
pub struct Audited<'a> {
    /// The plan with everything that follows from it, the audit among it.
    pub study: &'a Study,
    /// What the order does.
    pub audit: &'a Audit,
    /// Where the leads come from, in words.
    pub source: &'a str,
    /// Rows that were left out.
    pub ragged: Ragged,
    /// Keys that several leads have, where that was asked for.
    pub keys: Option<KeyCheck>,
    /// Another order that was asked about, and the leads that change hands.
    pub change: Option<&'a OtherOrder>,
}

/// Another order than the plan's.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherOrder {
    /// The order, first to last.
    pub order: Vec<SegmentId>,
    /// The leads that change hands from the plan's order to this one.
    pub handovers: Vec<Handover>,
}

/// The audit for people: how many leads there are and where they go, segment by segment, then what
/// there is to say beside the table.
#[must_use]
pub fn audit(audited: &Audited) -> Page {
    let mut page = summary(audited);
    sections::sections(&mut page, audited);
    page
}

/// The audit without what stands below the table.
#[must_use]
pub fn summary(audited: &Audited) -> Page {
    let mut page = Page::titled(&audited.study.plan().title);
    for line in summary::lines(audited) {
        page.line(line);
    }
    if audited.audit.segments.is_empty() {
        page.gap();
        page.line("No ranked segment has a definition, so no lead can be counted for one.");
    } else {
        let mut table = table::table(audited);
        summary::explain(&mut table, audited);
        page.table(table);
    }
    page
}

fn label(plan: &Plan, id: SegmentId) -> &str {
    &plan.segment(id).label
}
