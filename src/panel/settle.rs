//! A score that the team agreed on, as an edit of the plan. Ballots stay as they are.

use crate::plan::format::PLAN;
use crate::plan::{Criterion, Document, Estimate, SegmentId};
use crate::text::words;
use crate::yaml::edit::{self, ChangedLines, Edit, EditError};
use crate::yaml::{Node, Source};

/// A score to settle, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement<'a> {
    /// Of which segment.
    pub segment: SegmentId,
    /// On which criterion.
    pub criterion: Criterion,
    /// The agreed score, on the plan's scale and in its direction.
    pub score: Estimate,
    /// The reason, which joins the segment's notes.
    pub because: &'a str,
}

/// The plan with an agreed score under `scores`, and its reason as a sentence at the end of the
/// segment's notes: `Impact 8: The pilot showed it.` With it, the lines that change; none if the
/// plan says all of it already.
///
/// # Errors
/// If the plan cannot be edited so, because the segment is repeated with `&` and `*`.
pub fn settle(
    document: &Document,
    settlement: &Settlement<'_>,
) -> Result<(Source, Vec<ChangedLines>), EditError> {
    let plan = &document.plan;
    let Settlement {
        segment: id,
        criterion,
        score,
        ..
    } = *settlement;
    let segment = plan.segment(id);
    let name = plan.scoring.name_of(criterion);
    let written = score.written();
    let mut edits = Vec::new();
    if *segment.scores.get(criterion) != Some(score) {
        let route = id.route().key("scores").key(name);
        edits.push(Edit::Put(route, Node::bare(written.as_str())));
    }
    let because: Vec<&str> = settlement.because.split_whitespace().collect();
    let reason = words::sentence(&because.join(" "));
    let note = format!("{} {written}: {reason}", plan.scoring.heading_of(criterion));
    let notes = with_note(segment.notes.as_deref(), &note);
    edits.extend(notes.map(|notes| Edit::Put(id.route().key("notes"), notes.into())));
    edit::applied(&document.source, &edits, &PLAN)
}

/// Notes with one more sentence: on a line of its own if they have several; `None` if they say it
/// already.
pub fn with_note(notes: Option<&str>, note: &str) -> Option<String> {
    match notes.map(str::trim_end) {
        None => Some(note.to_owned()),
        Some(notes) if notes.contains(note) => None,
        Some(notes) if notes.contains('\n') => Some(format!("{notes}\n{note}")),
        Some(notes) => Some(format!("{} {note}", words::sentence(notes))),
    }
}
