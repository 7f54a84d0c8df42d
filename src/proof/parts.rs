//! Parts of a definition that change nothing.

use std::ops::Range;

use super::Prover;
use super::definitions::Definitions;
use crate::condition::{AttributeId, Condition};
use crate::lists;

/// A part of a definition without which each lead's answer is the same, null where it was null.
#[derive(Debug, Clone, PartialEq)]
pub struct IdlePart {
    /// Its tests, by their places in [`Condition::tests`].
    pub tests: Range<usize>,
    /// Attributes whose declared values or bounds the proof rests on.
    pub given: Vec<AttributeId>,
}

/// Tests of one definition beyond which it is not looked for idle parts: the work grows with their
/// square.
const MOST_TESTS: usize = 64;

/// The parts of the definition at a place that can be left out together, in the order of the text: of
/// two that say the same the later one, and of a part with parts the whole.
pub(super) fn idle(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    steps: &mut u64,
) -> Vec<IdlePart> {
    let whole = definitions.conditions[own];
    if whole.tests().len() > MOST_TESTS {
        return Vec::new();
    }
    let context = definitions.none_of(&[]);
    let mut idle: Vec<IdlePart> = Vec::new();
    let mut current = whole.clone();
    // Without one part, another may change nothing that changed something before.
    while let Some((part, without)) = candidates(whole).into_iter().find_map(|part| {
        let is_inside = |out: &IdlePart| out.tests.start <= part.start && part.end <= out.tests.end;
        if idle.iter().any(is_inside) {
            return None;
        }
        let left_out = idle.iter().map(|out| out.tests.clone());
        let left_out: Vec<Range<usize>> = left_out.chain([part.clone()]).collect();
        let without = kept(whole, &mut 0, &left_out)?;
        let differ = differences(&current, &without);
        let mut differ = differ.iter();
        let same = differ.all(|(yes, no)| prover.denies(&context, &[(yes, no)], steps));
        same.then_some((part, without))
    }) {
        let differ = differences(&current, &without);
        let mut given: Vec<AttributeId> = differ
            .iter()
            .flat_map(|(yes, no)| definitions.given(&context, &[yes], &[no]))
            .collect();
        // It stands for the parts inside it.
        idle.retain(|out| {
            let is_inside = part.start <= out.tests.start && out.tests.end <= part.end;
            if is_inside {
                given.extend(&out.given);
            }
            !is_inside
        });
        given.sort_unstable();
        given.dedup();
        idle.push(IdlePart { tests: part, given });
        current = without;
    }
    lists::sort_by_key(&mut idle, |part| part.tests.start);
    idle
}

/// How the answers of two conditions can differ: in each pair the first is true and the second is not.
fn differences(one: &Condition, other: &Condition) -> [(Condition, Condition); 4] {
    let [no, other_no] = [one, other].map(|whole| Condition::Not(Box::new(whole.clone())));
    let (one, other) = (one.clone(), other.clone());
    [
        (other.clone(), one.clone()),
        (one, other),
        (other_no.clone(), no.clone()),
        (no, other_no),
    ]
}

/// The parts of all groups, by the places of their tests: a part before those inside it, and of one
/// group the last first.
pub(super) fn candidates(condition: &Condition) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut later = vec![(condition, 0)];
    while let Some((condition, start)) = later.pop() {
        match condition {
            Condition::Test(_) => {}
            Condition::Not(inner) => later.push((inner, start)),
            Condition::And(parts) | Condition::Or(parts) => {
                let mut next = start;
                let places = parts.iter().map(|part| {
                    let first = next;
                    next += part.tests().len();
                    (part, first..next)
                });
                let places: Vec<(&Condition, Range<usize>)> = places.collect();
                found.extend(places.iter().rev().map(|(_, place)| place.clone()));
                later.extend(places.into_iter().map(|(part, place)| (part, place.start)));
            }
        }
    }
    found
}

/// A condition without the tests at some places; `None` if nothing is left.
pub(super) fn kept(
    condition: &Condition,
    next: &mut usize,
    left_out: &[Range<usize>],
) -> Option<Condition> {
    let mut all = |parts: &[Condition]| -> Vec<Condition> {
        let parts = parts.iter().filter_map(|part| kept(part, next, left_out));
        parts.collect()
    };
    match condition {
        Condition::Test(_) => {
            let place = *next;
            *next += 1;
            let is_left_out = left_out.iter().any(|out| out.contains(&place));
            (!is_left_out).then(|| condition.clone())
        }
        Condition::Not(inner) => Some(Condition::Not(Box::new(kept(inner, next, left_out)?))),
        Condition::And(parts) => joined(all(parts), Condition::And),
        Condition::Or(parts) => joined(all(parts), Condition::Or),
    }
}

fn joined(mut parts: Vec<Condition>, group: fn(Vec<Condition>) -> Condition) -> Option<Condition> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(group(parts)),
    }
}
