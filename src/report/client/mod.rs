//! The client edition: a document of few kinds of nodes, every text of which comes from the catalogue
//! of words or from a part of the plan that is meant for a client. What a team keeps to itself (names
//! and lines of findings, conditions as code, checksums, scorers, notes, reasons of allowances) has no
//! place in it.

mod appendix;
mod head;
mod leads;
mod model;
pub(in crate::report) mod quarter;
mod ranking;
mod segment;
mod summary;
mod watch;
mod wording;

pub(crate) use model::{Block, Chapter, Document, Item, Row, Table};
pub use quarter::Since;
pub(crate) use ranking::{ahead, likely, limits};
pub(crate) use watch::watched;

#[cfg(test)]
mod tests;

use super::Report;

/// The client edition of a report.
pub(crate) fn document(report: &Report) -> Document {
    let order = [
        Some(summary::chapter(report)),
        ranking::chapter(report),
        segment::chapter(report),
        leads::chapter(report),
    ];
    let rest = [appendix::not_ranked(report), Some(appendix::method(report))];
    let mut document = head::document(report);
    document.chapters = order.into_iter().flatten().collect();
    document.chapters.extend(report.quarter.iter().cloned());
    document.chapters.extend(rest.into_iter().flatten());
    document
}
