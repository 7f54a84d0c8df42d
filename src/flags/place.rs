//! Routes in a plan that several flags point at; what they lead to exists.

use std::ops::Range;

use super::Found;
use crate::condition::Expression;
use crate::plan::{Criterion, PlacedCondition, Plan, SegmentId};
use crate::text::Span;
use crate::yaml::Route;

/// The name of a segment, for findings about the segment as a whole.
pub(super) fn name(segment: SegmentId) -> Route {
    segment.route().key("name")
}

/// Where a score of a segment comes from: the agreed one, the panel, or the scores beside it.
pub(super) fn score(plan: &Plan, id: SegmentId, criterion: Criterion) -> Route {
    let segment = plan.segment(id);
    if segment.scores.get(criterion).is_some() {
        agreed(plan, id, criterion)
    } else if !segment.panel.is_empty() {
        id.route().key("panel")
    } else if Criterion::ALL
        .iter()
        .any(|one| segment.scores.get(*one).is_some())
    {
        id.route().key("scores")
    } else {
        name(id)
    }
}

/// The agreed score for a criterion, which must be there.
pub(super) fn agreed(plan: &Plan, id: SegmentId, criterion: Criterion) -> Route {
    id.route()
        .key("scores")
        .key(plan.scoring.name_of(criterion))
}

/// The segment's definition, which must be there.
pub(super) fn definition(id: SegmentId) -> Route {
    id.route().key("where")
}

/// Each segment that has a definition, in file order.
pub(super) fn definitions(plan: &Plan) -> impl Iterator<Item = (SegmentId, &Expression)> {
    plan.segment_ids()
        .zip(&plan.segments)
        .filter_map(|(id, segment)| Some((id, segment.definition.as_ref()?)))
}

/// Where some tests of a condition stand in its text, by their places in the order of the text; all of
/// it if there are no such tests.
pub(super) fn tests(expression: &Expression, tests: Range<usize>) -> Span {
    let spans = expression.tests.get(tests).unwrap_or_default();
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::new(0, expression.text.len()),
    }
}

/// A finding at a part of a condition, about its segment where it is one's definition.
pub(super) fn in_condition(
    condition: &PlacedCondition<'_>,
    at: Span,
    message: String,
    help: String,
) -> Found {
    let mut found = Found::in_plan(condition.route.clone(), message, help);
    found.segments.extend(condition.segment);
    found.within(at)
}
