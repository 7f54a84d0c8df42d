//! What moved a segment: found by ranking plans that are half old and half new.

use super::Class;
use super::matching::Pair;
use super::mixed;
use super::moves::Moves;
use crate::order::Place;
use crate::plan::Plan;

/// What moved a segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// This class of change, alone.
    One(Class),
    /// Each of these classes would have done so alone; at least two.
    Each(Vec<Class>),
    /// Each of these classes alone moved it past some of those that it passed, or that passed it; at
    /// least two.
    Parts(Vec<Class>),
    /// None of these classes would have done so alone; at least two.
    Together(Vec<Class>),
}

impl Cause {
    /// The classes that it names.
    pub fn classes(&self) -> &[Class] {
        match self {
            Self::One(class) => std::slice::from_ref(class),
            Self::Each(classes) | Self::Parts(classes) | Self::Together(classes) => classes,
        }
    }
}

/// Where all segments stand with each class of change alone, and without it.
pub(super) struct Causes<'a> {
    was: &'a [Place],
    is: &'a [Place],
    /// The classes that there are, with the old plan in which they alone are made, and the new plan
    /// without them.
    made: Vec<(Class, Vec<Place>, Vec<Place>)>,
}

impl<'a> Causes<'a> {
    /// Of two plans; `is_there` says of which classes there are changes.
    pub(super) fn new(
        (old, new): (&Plan, &Plan),
        pairs: &[Pair],
        (was, is): (&'a [Place], &'a [Place]),
        is_there: impl Fn(Class) -> bool,
    ) -> Self {
        let there = Class::MOVING.into_iter().filter(|class| is_there(*class));
        let there: Vec<Class> = there.collect();
        let made = there.iter().map(|class| {
            let others: Vec<Class> = there.iter().copied().filter(|one| one != class).collect();
            let alone = mixed::places(old, new, pairs, &[*class]);
            (*class, alone, mixed::places(old, new, pairs, &others))
        });
        Self {
            was,
            is,
            made: made.collect(),
        }
    }

    /// What moved the segment at a place.
    pub(super) fn of(&self, at: usize, moves: &Moves) -> Cause {
        let others: Vec<usize> = moves.passes[at]
            .iter()
            .chain(&moves.passed_by[at])
            .copied()
            .collect();
        // Whether some ranks have the whole move, and whether they have some of it.
        let has = |places: &[Place]| {
            if self.was[at].name() != self.is[at].name() {
                let all = places[at].name() == self.is[at].name();
                return (all, all);
            }
            others
                .iter()
                .map(|other| is_ahead(places, at, *other) == is_ahead(self.is, at, *other))
                .fold((true, false), |(all, some), one| (all && one, some || one))
        };
        let enough = self.made.iter().filter(|(_, alone, _)| has(alone).0);
        let enough: Vec<Class> = enough.map(|(class, ..)| *class).collect();
        match enough[..] {
            [one] => return Cause::One(one),
            [] => {}
            _ => return Cause::Each(enough),
        }
        let parts = self.parts(at, &others);
        if let Some(parts) = parts.filter(|parts| parts.len() > 1) {
            return Cause::Parts(parts);
        }
        let part = self
            .made
            .iter()
            .filter(|(_, alone, without)| has(alone).1 || !has(without).0);
        let part: Vec<Class> = part.map(|(class, ..)| *class).collect();
        match part[..] {
            [one] => Cause::One(one),
            [] => Cause::Together(self.made.iter().map(|(class, ..)| *class).collect()),
            _ => Cause::Together(part),
        }
    }
}

impl Causes<'_> {
    /// The fewest classes, tried in their order, of which one alone has each of a segment's exchanges;
    /// `None` if some exchange is the work of several, or it moved without any.
    fn parts(&self, at: usize, others: &[usize]) -> Option<Vec<Class>> {
        let mut parts: Vec<Class> = Vec::new();
        for other in others {
            let is = is_ahead(self.is, at, *other);
            let alone = self.made.iter();
            let mut alone = alone.filter(|(_, alone, _)| is_ahead(alone, at, *other) == is);
            let first = alone.next()?.0;
            let has_one = parts.contains(&first) || alone.any(|(class, ..)| parts.contains(class));
            if !has_one {
                parts.push(first);
            }
        }
        parts.sort_unstable();
        Some(parts)
    }
}

/// Whether one stands ahead of another; `None` if one of them is not ranked.
fn is_ahead(places: &[Place], one: usize, other: usize) -> Option<bool> {
    Some(places[one].rank()? < places[other].rank()?)
}
