//! What the order does to real leads, as a document and as JSON.

pub(crate) mod json;
mod sections;
mod summary;
mod table;

pub(crate) use summary::reading_notes;

use super::document::Page;
use crate::audit::{Audit, Handover};
use crate::count::KeyCheck;
use crate::plan::SegmentId;
use crate::study::Study;
use crate::table::Ragged;

/// An audit and what it rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Audited<'a> {
    /// The plan with everything that follows from it, the audit among it.
    pub(crate) study: &'a Study,
    pub(crate) audit: &'a Audit,
    /// Where the leads come from, in words.
    pub(crate) source: &'a str,
    pub(crate) ragged: Ragged,
    /// Keys that several leads have, where that was asked for.
    pub(crate) keys: Option<KeyCheck>,
    /// Whether of the segments that a lead fits only the first was counted.
    pub(crate) primary_only: bool,
    /// Another order that was asked about, and the leads that change hands.
    pub(crate) change: Option<&'a OtherOrder>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OtherOrder {
    pub(crate) order: Vec<SegmentId>,
    /// The leads that change hands from the plan's order to this one.
    pub(crate) handovers: Vec<Handover>,
}

/// The audit for people: how many leads there are and where they go, segment by segment, then what
/// there is to say beside the table.
pub(crate) fn audit(audited: &Audited) -> Page {
    let mut page = summary(audited);
    sections::sections(&mut page, audited);
    page
}

/// The audit without what stands below the table.
pub(crate) fn summary(audited: &Audited) -> Page {
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
