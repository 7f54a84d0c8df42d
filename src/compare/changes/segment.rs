//! What two plans say differently of a segment.

use super::{Change, Changes};
use crate::compare::matching::definition;
use crate::compare::{Class, Side};
use crate::plan::{Criterion, Estimate, Plan, Qualifier, Segment, SegmentId, Verdict};
use crate::text::words;

/// What two plans say differently of a segment, pins aside.
pub(in crate::compare) fn of_segment(
    old: Side<'_>,
    new: Side<'_>,
    (was, is): (SegmentId, SegmentId),
) -> Vec<Change> {
    let (one, other) = (old.plan.segment(was), new.plan.segment(is));
    let mut changes = Changes(Vec::new());
    for criterion in Criterion::ALL.iter().copied() {
        score(&mut changes, (old, was), (new, is), criterion);
    }
    let days = |segment: &Segment| segment.cycle_days.map(|days| words::number(days, 1));
    changes.told(
        Class::Scores,
        ("cycle_days", "sales cycle in days"),
        days(one),
        days(other),
    );
    for qualifier in Qualifier::ALL.iter().copied() {
        let [before, now] = [one, other].map(|one| one.qualifiers.get(qualifier));
        let verdict = |verdict: Verdict| Some(verdict.name().to_owned());
        let name = words::capitalized(qualifier.name());
        changes.told(
            Class::Qualifiers,
            (qualifier.name(), &name),
            verdict(before.verdict),
            verdict(now.verdict),
        );
        changes.named(
            Class::Remark,
            (qualifier.name(), &format!("reason for {name}")),
            before.because != now.because,
        );
    }
    let number = |value: Option<f64>| value.map(|value| words::number(value, 2));
    changes.told(
        Class::Policy,
        ("cost", "cost"),
        number(one.cost),
        number(other.cost),
    );
    let names = |plan: &Plan, segment: &Segment| {
        let names = segment.after.iter().map(|id| plan.name(*id));
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        words::list(&names)
    };
    let after = |plan, segment| Some(names(plan, segment)).filter(|names| !names.is_empty());
    changes.told(
        Class::Policy,
        ("after", "comes after"),
        after(old.plan, one),
        after(new.plan, other),
    );
    defined(&mut changes, (old.plan, was), (new.plan, is));
    remarks(&mut changes, one, other);
    changes.0
}

/// A score as it was given, or the number that a panel's come to.
fn score(
    changes: &mut Changes,
    (old, was): (Side<'_>, SegmentId),
    (new, is): (Side<'_>, SegmentId),
    criterion: Criterion,
) {
    let agreed = |side: Side<'_>, id: SegmentId| -> Option<Estimate> {
        *side.plan.segment(id).scores.get(criterion)
    };
    let told = |side: Side<'_>, id: SegmentId| {
        if let Some(estimate) = agreed(side, id) {
            return Some(estimate.written());
        }
        let counted = side
            .assessment
            .candidate(id)
            .scores
            .get(criterion)
            .as_ref()?;
        Some(format!("{} (panel)", words::number(counted.value, 2)))
    };
    let [(from, before), (to, now)] = [(old, was), (new, is)].map(|(side, id)| {
        let name = side.plan.scoring.name_of(criterion);
        (told(side, id), name)
    });
    let name = new.plan.scoring.heading_of(criterion);
    let is_rescored = from == to
        && agreed(new, is).is_none()
        && ballots(old.plan.segment(was), criterion) != ballots(new.plan.segment(is), criterion);
    if before != now && from.is_some() && to.is_some() {
        // 3 of effort is not 3 of ease.
        let heading = old.plan.scoring.heading_of(criterion);
        let from = from.map(|from| format!("{from} ({heading})"));
        changes.told(Class::Scores, (now, &name), from, to);
        return;
    }
    changes.told(Class::Scores, (now, &name), from, to);
    changes.named(
        Class::Scores,
        (now, &format!("scorers' {name}")),
        is_rescored,
    );
}

/// What each scorer gave, by name.
fn ballots(segment: &Segment, criterion: Criterion) -> Vec<(&str, String)> {
    let given = segment.panel.iter().filter_map(|ballot| {
        let estimate = (*ballot.scores.get(criterion))?;
        Some((ballot.scorer.as_str(), estimate.written()))
    });
    let mut given: Vec<(&str, String)> = given.collect();
    given.sort_unstable();
    given
}

fn defined(changes: &mut Changes, (old, was): (&Plan, SegmentId), (new, is): (&Plan, SegmentId)) {
    let text = |plan: &Plan, id| {
        let definition = plan.segment(id).definition.as_ref();
        definition.map(|one| one.text.trim().to_owned())
    };
    let (from, to) = (text(old, was), text(new, is));
    match definition(old, was) == definition(new, is) {
        true => changes.named(Class::Remark, ("where", "wording of where"), from != to),
        false => changes.told(Class::Definition, ("where", "where"), from, to),
    }
}

fn remarks(changes: &mut Changes, one: &Segment, other: &Segment) {
    let label = |segment: &Segment| Some(format!("“{}”", segment.label));
    changes.told(Class::Remark, ("label", "label"), label(one), label(other));
    let differs = [
        ("description", one.description != other.description),
        ("breadth", one.breadth != other.breadth),
        ("persona", one.persona != other.persona),
        ("stage", one.stage != other.stage),
        ("message", one.message != other.message),
        ("touchpoints", one.touchpoints != other.touchpoints),
        ("owner", one.owner != other.owner),
        ("evidence", one.evidence != other.evidence),
        ("notes", one.notes != other.notes),
    ];
    for (key, differs) in differs {
        changes.named(Class::Remark, (key, key), differs);
    }
    let size = |segment: &Segment| segment.expected_size.map(words::thousands);
    changes.told(
        Class::Remark,
        ("expected_size", "expected size"),
        size(one),
        size(other),
    );
    let lift = |segment: &Segment| segment.expected_lift.map(words::percent);
    changes.told(
        Class::Remark,
        ("expected_lift", "expected lift"),
        lift(one),
        lift(other),
    );
}
