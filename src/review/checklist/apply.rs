//! The plan with what people accepted, as an edit that keeps all else.

use super::read::{Checklist, Decided, Item};
use crate::panel::with_note;
use crate::plan::format::PLAN;
use crate::plan::{Document, Plan, SegmentId};
use crate::text::words;
use crate::yaml::edit::{self, ChangedLines, Edit, EditError};
use crate::yaml::{Node, Route, Source, Step};

/// A plan with what people accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// Its text.
    pub source: Source,
    /// The lines that changed.
    pub lines: Vec<ChangedLines>,
    /// What was done, item by item, in words; declined items that leave a reason among them.
    pub told: Vec<String>,
    /// Items that are accepted.
    pub accepted: usize,
    /// Items that are declined.
    pub declined: usize,
}

/// Makes the accepted changes, and writes the reasons into the segments' notes.
///
/// # Errors
/// If the plan cannot be edited so, because parts of it are repeated with `&` and `*`.
pub fn apply(document: &Document, checklist: &Checklist) -> Result<Applied, EditError> {
    let plan = &document.plan;
    let mut edits = Vec::new();
    let mut told = Vec::new();
    let mut notes: Vec<Option<String>> =
        plan.segments.iter().map(|one| one.notes.clone()).collect();
    let mut evidence: Vec<usize> = plan.segments.iter().map(|one| one.evidence.len()).collect();
    let mut pins = plan.order.pins.len();
    let mut dropped: Vec<SegmentId> = Vec::new();
    for item in &checklist.items {
        let id = item.segment;
        let what = in_words(plan, item);
        if item.accept {
            match &item.change {
                Decided::Swap { rank, .. } => {
                    edits.push(pin(plan, item, *rank, pins));
                    pins += 1;
                }
                Decided::Drop => dropped.push(id),
                Decided::Evidence { kind, note } => {
                    let entry = Node::map([
                        ("kind", Node::bare(kind.name())),
                        ("note", note.as_str().into()),
                        ("date", Node::bare(plan.as_of.date.to_string())),
                    ]);
                    let route = id.route().key("evidence");
                    edits.push(added(route, evidence[id.0], entry));
                    evidence[id.0] += 1;
                }
                Decided::Confidence(Some(score)) => {
                    let route = id.route().key("scores").key("confidence");
                    edits.push(Edit::Put(route, Node::bare(score.written())));
                }
                Decided::Confidence(None) => {}
            }
        }
        if item.accept || !item.because.is_empty() {
            told.push(format!(
                "{}: {what}",
                if item.accept { "Accepted" } else { "Declined" }
            ));
        }
        let is_noted = !item.because.is_empty() && !dropped.contains(&id);
        if is_noted {
            let verb = if item.accept { "" } else { "declined: " };
            let note = format!(
                "{}, {verb}{what}: {}",
                plan.as_of.date,
                words::sentence(&item.because)
            );
            if let Some(more) = with_note(notes[id.0].as_deref(), &note) {
                notes[id.0] = Some(more);
            }
        }
    }
    for (place, (note, segment)) in notes.into_iter().zip(&plan.segments).enumerate() {
        if let Some(note) = note.filter(|note| segment.notes.as_ref() != Some(note)) {
            edits.push(Edit::Put(
                SegmentId(place).route().key("notes"),
                note.into(),
            ));
        }
    }
    edits.extend(removals(plan, &dropped, pins > plan.order.pins.len()));
    let (source, lines) = edit::applied(&document.source, &edits, &PLAN)?;
    let accepted = checklist.items.iter().filter(|item| item.accept).count();
    Ok(Applied {
        source,
        lines,
        told,
        accepted,
        declined: checklist.items.len() - accepted,
    })
}

/// One more item of a list that has so many.
fn added(list: Route, has: usize, item: Node) -> Edit {
    match has {
        0 => Edit::Put(list, Node::list([item])),
        _ => Edit::AddItem(list, None, item),
    }
}

/// A pin with its reason.
fn pin(plan: &Plan, item: &Item, rank: usize, pins: usize) -> Edit {
    let because = match item.because.is_empty() {
        true => format!(
            "Its leads had the outcome more often, review of {}",
            plan.as_of.date
        ),
        false => words::sentence(&item.because),
    };
    let entry = Node::map([
        ("segment", Node::from(plan.name(item.segment))),
        ("rank", Node::bare(rank.to_string())),
        ("because", because.into()),
    ]);
    added(Route::root().key("order").key("pin"), pins, entry)
}

/// Takes segments out, with all that names them; last places first, so that routes stay right.
fn removals(plan: &Plan, dropped: &[SegmentId], has_new_pins: bool) -> Vec<Edit> {
    let is_dropped = |id: &SegmentId| dropped.contains(id);
    let mut edits = Vec::new();
    let mut remove = |list: &Route, all: usize, gone: &dyn Fn(usize) -> bool| {
        let gone: Vec<usize> = (0..all).filter(|place| gone(*place)).collect();
        let pins = list.steps().last() == Some(&Step::Key("pin".to_owned()));
        if gone.len() == all && all > 0 && !(pins && has_new_pins) {
            edits.push(Edit::Remove(list.clone()));
        } else {
            let last_first = gone.into_iter().rev();
            edits.extend(last_first.map(|place| Edit::Remove(list.clone().item(place))));
        }
    };
    let pins = &plan.order.pins;
    remove(
        &Route::root().key("order").key("pin"),
        pins.len(),
        &|place| is_dropped(&pins[place].segment),
    );
    let allow = &plan.flags.allow;
    remove(
        &Route::root().key("flags").key("allow"),
        allow.len(),
        &|place| allow[place].segment.as_ref().is_some_and(is_dropped),
    );
    let duels = &plan.duels;
    remove(&Route::root().key("duels"), duels.len(), &|place| {
        duels[place].between.iter().any(is_dropped)
    });
    for (place, segment) in plan.segments.iter().enumerate() {
        let list = SegmentId(place).route().key("after");
        remove(&list, segment.after.len(), &|place| {
            is_dropped(&segment.after[place])
        });
    }
    let segments = plan.segments.len();
    remove(&Route::root().key("segments"), segments, &|place| {
        is_dropped(&SegmentId(place))
    });
    edits
}

/// What an item would change, in words.
fn in_words(plan: &Plan, item: &Item) -> String {
    let label = plan.label(item.segment);
    match &item.change {
        Decided::Swap { ahead_of, rank } => {
            format!(
                "put {label} ahead of {}, at rank {rank}",
                plan.label(*ahead_of)
            )
        }
        Decided::Drop => format!("drop {label}"),
        Decided::Evidence { note, .. } => format!("evidence for {label} ({note})"),
        Decided::Confidence(Some(score)) => format!("Confidence {} for {label}", score.written()),
        Decided::Confidence(None) => format!("score Confidence of {label} anew"),
    }
}
