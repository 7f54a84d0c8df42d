//! Which segment a lead gets, and which others it fits.

use crate::count::Counter;
use crate::plan::{Plan, SegmentId};

/// The priority order by names and bits.
#[derive(Debug)]
pub(super) struct Order {
    /// First to last: the bit in a mask, the name and the priority.
    places: Vec<(usize, String, usize)>,
    default: String,
}

/// What a lead gets.
#[derive(Debug, Clone, Default)]
pub(super) struct Assignment {
    /// Gets nothing.
    pub(super) excluded: bool,
    /// The segments that it fits, first to last, with their priorities; empty for the default.
    pub(super) fits: Vec<(String, usize)>,
    /// Ready to be written after the key; what it is is its writer's matter.
    pub(super) ready: Vec<u8>,
}

impl Order {
    pub(super) fn new(plan: &Plan, order: &[SegmentId], segments: &[SegmentId]) -> Self {
        let ranked = order.iter().enumerate();
        Self {
            places: ranked
                .filter_map(|(place, id)| {
                    let bit = segments.iter().position(|one| one == id)?;
                    Some((bit, plan.segment(*id).name.clone(), place + 1))
                })
                .collect(),
            default: plan.default.name.clone(),
        }
    }

    /// The default segment's name.
    pub(super) fn default(&self) -> &str {
        &self.default
    }

    fn assignment(&self, excluded: bool, mask: u128) -> Assignment {
        let fits = self.places.iter().filter(|(bit, ..)| mask >> bit & 1 == 1);
        Assignment {
            excluded,
            fits: fits
                .map(|(_, name, priority)| (name.clone(), *priority))
                .collect(),
            ready: Vec::new(),
        }
    }
}

/// The assignments of a counter's standings, each made once.
#[derive(Debug, Default)]
pub(super) struct Assignments {
    made: Vec<Assignment>,
    /// Whose standings they are.
    generation: u64,
}

impl Assignments {
    /// Makes the assignments for whatever standings the counter knows, with what is `ready` to be
    /// written of each.
    pub(super) fn update(
        &mut self,
        counter: &Counter,
        order: &Order,
        ready: impl Fn(&Assignment) -> Vec<u8>,
    ) {
        if self.generation != counter.generation() {
            self.generation = counter.generation();
            self.made.clear();
        }
        while self.made.len() < counter.known() {
            let standing = counter.standing(self.made.len());
            let mut assignment = order.assignment(standing.excluded, standing.mask);
            assignment.ready = ready(&assignment);
            self.made.push(assignment);
        }
    }

    /// The assignment of a standing.
    pub(super) fn of(&self, name: u32) -> &Assignment {
        &self.made[name as usize]
    }
}

impl Assignment {
    /// The name of the primary segment; none for an excluded lead.
    pub(super) fn segment<'a>(&'a self, order: &'a Order) -> Option<&'a str> {
        match self.fits.first() {
            _ if self.excluded => None,
            Some((name, _)) => Some(name),
            None => Some(order.default()),
        }
    }

    /// The primary segment's priority; none for the default and an excluded lead.
    pub(super) fn priority(&self) -> Option<usize> {
        let first = self.fits.first().filter(|_| !self.excluded)?;
        Some(first.1)
    }

    /// The other segments that it fits, in priority order, joined with `;`.
    pub(super) fn also(&self) -> String {
        if self.excluded {
            return String::new();
        }
        let others: Vec<&str> = self
            .fits
            .iter()
            .skip(1)
            .map(|(name, _)| name.as_str())
            .collect();
        others.join(";")
    }

    /// One for each segment that it fits: name, priority, whether it is primary. A lead that fits
    /// none is a member of the default.
    pub(super) fn memberships<'a>(
        &'a self,
        order: &'a Order,
    ) -> Vec<(&'a str, Option<usize>, bool)> {
        match self.fits.as_slice() {
            _ if self.excluded => Vec::new(),
            [] => vec![(order.default(), None, true)],
            fits => fits
                .iter()
                .enumerate()
                .map(|(place, (name, priority))| (name.as_str(), Some(*priority), place == 0))
                .collect(),
        }
    }
}
