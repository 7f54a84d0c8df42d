//! Which segment a lead gets, and which others it fits.

use crate::count::{Counter, SetRoom};
use crate::masks::Standing;
use crate::plan::{Plan, SegmentId};
use crate::table::push_cell;

/// The priority order, as rows of the output name it.
#[derive(Debug)]
pub(super) struct Order {
    /// First to last: the bit in a mask, the name and the priority.
    places: Vec<(usize, String, usize)>,
    default: String,
    /// Whether each membership gets a row instead of each lead.
    long: bool,
    /// What separates the cells of a line.
    delimiter: u8,
}

/// What one row of the output says besides the columns of the table.
#[derive(Debug)]
pub(super) struct Assignment {
    /// `None` for an excluded lead, which gets nothing.
    pub(super) segment: Option<String>,
    /// `None` for the default segment.
    pub(super) priority: Option<usize>,
    /// The segments of lower priority that the lead fits, joined with `;`; empty in a row of one
    /// membership.
    pub(super) also: String,
    /// Whether the segment is the lead's primary one.
    pub(super) primary: bool,
    /// All of it as the rest of a line, from the separator to the line break.
    pub(super) line: Vec<u8>,
}

impl Order {
    pub(super) fn new(
        plan: &Plan,
        order: &[SegmentId],
        segments: &[SegmentId],
        long: bool,
        delimiter: u8,
    ) -> Self {
        let ranked = order.iter().enumerate();
        Self {
            places: ranked
                .filter_map(|(place, id)| {
                    let bit = segments.iter().position(|one| one == id)?;
                    Some((bit, plan.segment(*id).name.clone(), place + 1))
                })
                .collect(),
            default: plan.default.name.clone(),
            long,
            delimiter,
        }
    }

    /// The rows of a lead: one, or one for each membership and none if it is excluded. A lead that
    /// fits no segment is a member of the default.
    fn assignments(&self, standing: &Standing<'_>) -> Vec<Assignment> {
        let fits = self.places.iter();
        let mut fits: Vec<(&str, Option<usize>)> = fits
            .filter(|(bit, ..)| !standing.excluded && standing.mask.contains(*bit))
            .map(|(_, name, priority)| (name.as_str(), Some(*priority)))
            .collect();
        if fits.is_empty() && !standing.excluded {
            fits.push((&self.default, None));
        }
        if self.long {
            let members = fits.iter().enumerate();
            return members
                .map(|(place, member)| self.assignment(Some(member), String::new(), place == 0))
                .collect();
        }
        let also: Vec<&str> = fits.iter().skip(1).map(|(name, _)| *name).collect();
        vec![self.assignment(fits.first(), also.join(";"), true)]
    }

    fn assignment(
        &self,
        member: Option<&(&str, Option<usize>)>,
        also: String,
        primary: bool,
    ) -> Assignment {
        let (segment, priority) = member.map_or((None, None), |(name, priority)| {
            (Some((*name).to_owned()), *priority)
        });
        let cells = [
            segment.clone().unwrap_or_default(),
            priority.map_or_else(String::new, |priority| priority.to_string()),
            if self.long {
                primary.to_string()
            } else {
                also.clone()
            },
        ];
        let mut line = Vec::new();
        for cell in cells {
            line.push(self.delimiter);
            push_cell(&mut line, cell.as_bytes(), self.delimiter);
        }
        line.push(b'\n');
        Assignment {
            segment,
            priority,
            also,
            primary,
            line,
        }
    }
}

/// The assignments of a counter's standings, each made once.
#[derive(Debug, Default)]
pub(super) struct Assignments {
    made: Vec<Vec<Assignment>>,
    /// Whose standings they are.
    generation: u64,
    room: SetRoom,
}

impl Assignments {
    /// Makes the assignments for whatever standings the counter knows.
    pub(super) fn update(&mut self, counter: &Counter, order: &Order) {
        if self.generation != counter.generation() {
            self.generation = counter.generation();
            self.made.clear();
        }
        while self.made.len() < counter.known() {
            let standing = counter.standing(self.made.len(), &mut self.room);
            self.made.push(order.assignments(&standing));
        }
    }

    /// The rows of a lead with this standing.
    pub(super) fn of(&self, end: u32) -> &[Assignment] {
        &self.made[end as usize]
    }
}
