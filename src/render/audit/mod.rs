//! What the order does to real leads, as a document and as JSON.

pub(crate) mod csv;
pub(crate) mod json;
mod overlap;
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
    pub(crate) ragged: &'a Ragged,
    /// Keys that several leads have, where that was asked for.
    pub(crate) keys: Option<KeyCheck>,
    /// Whether of the segments that a lead fits only the first was counted.
    pub(crate) primary_only: bool,
    /// What audits these leads: `segplan audit plan.yaml leads.csv`.
    pub(crate) command: &'a str,
    /// Whether everything is told, not just what fits two screens.
    pub(crate) verbose: bool,
    /// Another order that was asked about, and the leads that change hands.
    pub(crate) change: Option<&'a OtherOrder>,
    /// Whether the segments that miss the cut are left out.
    pub(crate) within_capacity: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OtherOrder {
    pub(crate) order: Vec<SegmentId>,
    /// The leads that change hands from the plan's order to this one.
    pub(crate) handovers: Vec<Handover>,
}

/// The audit for people: how many leads there are and where they go, segment by segment, what that
/// says about the plan, what to do next.
pub(crate) fn audit(audited: &Audited) -> Page {
    let mut page = Page::titled(&audited.study.plan().title);
    beginning(&mut page, audited);
    sections::another_order(&mut page, audited);
    table(&mut page, audited);
    let plan = audited.study.plan();
    overlap::overlap(&mut page, plan, audited.audit, audited.verbose);
    sections::capacity(&mut page, audited);
    sections::conclusions(&mut page, audited);
    match audited.verbose {
        true => sections::more(&mut page, audited),
        false => sections::left_out(&mut page, audited),
    }
    page
}

/// How many leads there are and where they go, segment by segment.
pub(crate) fn summary(audited: &Audited) -> Page {
    let mut page = Page::titled(&audited.study.plan().title);
    beginning(&mut page, audited);
    table(&mut page, audited);
    page
}

fn beginning(page: &mut Page, audited: &Audited) {
    for line in summary::lines(audited) {
        page.line(line);
    }
}

fn table(page: &mut Page, audited: &Audited) {
    if audited.audit.segments.is_empty() {
        page.gap();
        page.line("No ranked segment has a definition, so no lead can be counted for one.");
        return;
    }
    let mut table = table::table(audited);
    summary::explain(&mut table, audited);
    page.table(table);
    if let Some(line) = summary::not_counted(audited) {
        page.gap();
        page.line(line);
    }
}
