//! What the order does to real leads: for a terminal, as JSON, as Markdown.

mod findings;
mod grid;
pub mod json;
pub mod markdown;
mod overlaps;
mod sections;
mod summary;
pub mod table;
mod words;

use crate::audit::{Audit, Handover};
use crate::count::KeyCheck;
use crate::plan::SegmentId;
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
    pub change: Option<&'a Change>,
}

/// Another order than the plan's.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The order, first to last.
    pub order: Vec<SegmentId>,
    /// The leads that change hands from the plan's order to this one.
    pub handovers: Vec<Handover>,
}
