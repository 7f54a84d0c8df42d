//! Segments that can't win a lead, whatever the table holds: proven from the definitions alone.

use crate::condition::{AttributeId, Condition, normalize, print};
use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::plan::{Plan, SegmentId};
use crate::proof::{Reach, SegmentReach};
use crate::text::words;

pub(in crate::flags) const NEVER_MATCHES: Flag = Flag {
    spec: spec::NEVER_MATCHES,
    several: "definitions contradict themselves",
    matters: "No lead can ever fit, however many there are. Most often an `and` should be an `or`, \
              or two bounds are exchanged. A definition that only excluded leads can fit is \
              flagged, too.",
    act: "Correct the parts that contradict each other.",
    example: "\
segments:
  - name: mid_size
    where: employees > 1500 and employees < 300
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        found(facts, |one| match &one.reach {
            Reach::NeverFits(parts) => {
                let help = match (parts.len(), one.given.is_empty()) {
                    (1, false) => "Correct the definition, or what `attributes` declares",
                    (1, true) => "Correct the definition",
                    _ => "Correct one of them: should an `and` be an `or`?",
                };
                Some((contradiction(facts.plan, one.segment, parts), help))
            }
            Reach::Excluded => {
                let message = "It can never win a lead: `leads.exclude` excludes all that fit";
                let help = "Change the definition or `leads.exclude`, or drop the segment";
                Some((message.to_owned(), help))
            }
            _ => None,
        })
    }),
};

pub(in crate::flags) const UNREACHABLE: Flag = Flag {
    spec: spec::UNREACHABLE,
    several: "segments can never win a lead",
    matters: "No one will ever get this segment's message. That is what happens to a narrow \
              segment ranked below the broad one that contains it, or below several that share its \
              leads among them.",
    act: "Move it above one of the segments that take its leads, narrow that one, or drop it.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: large_manufacturers
    where: industry = 'Manufacturing' and employees > 1500
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::Plan(|facts| {
        found(facts, |one| match &one.reach {
            Reach::Taken(by) if !is_same_as_one(facts.plan, one.segment, by) => {
                let help = match by.len() {
                    1 => "Move it above that one, narrow that one, or drop it",
                    _ => "Move it above one of them, narrow that one, or drop it",
                };
                Some((taken(facts.plan, by), help))
            }
            _ => None,
        })
    }),
};

/// A finding for each segment that `says` has a message and a help for, at its definition.
fn found(
    facts: &Facts,
    says: impl Fn(&SegmentReach) -> Option<(String, &'static str)>,
) -> Vec<Found> {
    let segments = facts.reach.segments.iter();
    let found = segments.filter_map(|one| {
        let (message, help) = says(one)?;
        let message = message + &given(facts.plan, &one.given);
        let route = place::definition(one.segment);
        Some(Found::about(one.segment, route, message, help))
    });
    found.collect()
}

/// `` `employees > 1500` and `employees < 300` can't be true of the same lead ``
fn contradiction(plan: &Plan, id: SegmentId, parts: &[usize]) -> String {
    let name = |id: AttributeId| plan.attribute(id).name.as_str();
    let definition = plan.segment(id).definition.as_ref();
    let parts = match definition.map(|one| &one.condition) {
        Some(Condition::And(all)) => parts.iter().filter_map(|part| all.get(*part)).collect(),
        Some(whole) => vec![whole],
        None => Vec::new(),
    };
    let written = parts.iter().map(|part| match part {
        Condition::Or(_) => format!("`({})`", print(part, &name)),
        _ => format!("`{}`", print(part, &name)),
    });
    let written: Vec<String> = written.collect();
    match written.as_slice() {
        [one] => format!("{one} is true of no lead"),
        several => format!("{} can't be true of the same lead", words::list(several)),
    }
}

fn taken(plan: &Plan, by: &[SegmentId]) -> String {
    let labels: Vec<&str> = by.iter().map(|id| plan.label(*id)).collect();
    match labels.as_slice() {
        [one] => format!("It can never win a lead: every lead that fits also fits {one}, above it"),
        several => format!(
            "It can never win a lead: every lead that fits also fits {}, which rank above it",
            words::choice(several)
        ),
    }
}

/// `, if industry has one of its declared values`: what a proof takes for granted.
fn given(plan: &Plan, attributes: &[AttributeId]) -> String {
    let bounds: Vec<String> = attributes
        .iter()
        .map(|id| {
            let attribute = plan.attribute(*id);
            match attribute.values.is_empty() {
                true => format!("`{}` is within its declared bounds", attribute.name),
                false => format!("`{}` has one of its declared values", attribute.name),
            }
        })
        .collect();
    match bounds.as_slice() {
        [] => String::new(),
        bounds => format!(", as long as {}", words::list(bounds)),
    }
}

/// Whether `same-definition` says it already.
fn is_same_as_one(plan: &Plan, id: SegmentId, by: &[SegmentId]) -> bool {
    let meaning = |id: SegmentId| {
        let definition = plan.segment(id).definition.as_ref()?;
        Some(normalize(&definition.condition))
    };
    by.len() == 1 && by.iter().all(|other| meaning(*other) == meaning(id))
}
