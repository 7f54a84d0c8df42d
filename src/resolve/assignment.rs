//! Which segment a lead gets, and which others it fits.

use std::ops::Range;

use super::{Detail, OutputFormat, ResolveOptions};
use crate::count::{Counter, SetRoom};
use crate::masks::Standing;
use crate::plan::{Plan, SegmentId};
use crate::table::push_cell;

/// The priority order, as rows of the output name it.
#[derive(Debug)]
pub(super) struct Order {
    places: Vec<Place>,
    /// How many segments the order has, those without a definition among them.
    length: usize,
    default: String,
    default_label: String,
    what: ResolveOptions,
    /// What separates the cells of a line.
    delimiter: u8,
}

/// A segment of the order.
#[derive(Debug)]
struct Place {
    /// Its bit in a mask.
    bit: usize,
    name: String,
    label: String,
    priority: usize,
}

/// What a row of the output says of a lead besides the columns of the table.
#[derive(Debug)]
pub(super) struct Assignment {
    member: Member,
    /// Whether the segment is the lead's primary one.
    pub(super) primary: bool,
    /// What else it says, in [`Assignments::text`].
    text: Range<usize>,
}

/// Of what a lead is a member.
#[derive(Debug, Clone, Copy)]
enum Member {
    /// Of nothing: it is excluded.
    Excluded,
    Default,
    /// Of the segment at a place of the order.
    Segment(usize),
}

impl Order {
    pub(super) fn new(
        plan: &Plan,
        order: &[SegmentId],
        segments: &[SegmentId],
        what: &ResolveOptions,
        delimiter: u8,
    ) -> Self {
        let label = |label: &str| match what.format {
            OutputFormat::Csv if is_formula(label) => format!("'{label}"),
            _ => label.to_owned(),
        };
        let place = |(place, id): (usize, &SegmentId)| {
            Some(Place {
                bit: segments.iter().position(|one| one == id)?,
                name: plan.name(*id).to_owned(),
                label: label(plan.label(*id)),
                priority: place + 1,
            })
        };
        Self {
            places: order.iter().enumerate().filter_map(place).collect(),
            length: order.len(),
            default: plan.default.name.clone(),
            default_label: label(&plan.default.label),
            what: what.clone(),
            delimiter,
        }
    }

    /// How many numbers [`Order::number`] has.
    pub(super) fn numbers(&self) -> usize {
        self.length + 2
    }

    /// The segment of a row; none for an excluded lead, which gets nothing.
    pub(super) fn segment(&self, assignment: &Assignment) -> Option<&str> {
        match assignment.member {
            Member::Excluded => None,
            Member::Default => Some(&self.default),
            Member::Segment(place) => Some(&self.places[place].name),
        }
    }

    /// The label of the segment of a row; none for an excluded lead.
    pub(super) fn label(&self, assignment: &Assignment) -> Option<&str> {
        match assignment.member {
            Member::Excluded => None,
            Member::Default => Some(&self.default_label),
            Member::Segment(place) => Some(&self.places[place].label),
        }
    }

    /// The number that an [`Earlier`](super::Earlier) has for the segment of a lead with these rows.
    pub(super) fn number(&self, rows: &[Assignment]) -> usize {
        match rows.first().map(|row| row.member) {
            Some(Member::Segment(place)) => self.places[place].priority - 1,
            Some(Member::Default) => self.length,
            Some(Member::Excluded) | None => self.length + 1,
        }
    }

    /// The priority of a row; none for the default segment.
    pub(super) fn priority(&self, assignment: &Assignment) -> Option<usize> {
        match assignment.member {
            Member::Segment(place) => Some(self.places[place].priority),
            Member::Excluded | Member::Default => None,
        }
    }
}

/// Whether a spreadsheet would run a text as a formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// The rows of a counter's standings, each made once.
#[derive(Debug, Default)]
pub(super) struct Assignments {
    rows: Vec<Assignment>,
    /// Where the rows of each standing end.
    ends: Vec<usize>,
    /// Whether leads with each standing are in the control group.
    controls: Vec<Option<bool>>,
    /// What the rows say, one after the other: of CSV the rest of a line, from the separator on and
    /// without the group and the line break; of Parquet the names of the segments that a lead fits
    /// as well.
    text: Vec<u8>,
    /// Whose standings they are.
    generation: u64,
    room: SetRoom,
    /// Room for a cell.
    also: String,
}

impl Assignments {
    /// Makes the rows for whatever standings the counter knows.
    pub(super) fn update(&mut self, counter: &Counter, order: &Order) {
        if self.generation != counter.generation() {
            self.generation = counter.generation();
            self.rows.clear();
            self.ends.clear();
            self.controls.clear();
            self.text.clear();
        }
        let mut room = std::mem::take(&mut self.room);
        for number in self.ends.len()..counter.known() {
            let standing = counter.standing(number, &mut room);
            self.controls.push(standing.control);
            self.add(&standing, order);
            self.ends.push(self.rows.len());
        }
        self.room = room;
    }

    /// The rows of a lead with this standing.
    pub(super) fn of(&self, number: u32) -> &[Assignment] {
        let end = number as usize;
        let start = end.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[end]]
    }

    /// Whether leads with this standing are in the control group.
    pub(super) fn control(&self, number: u32) -> Option<bool> {
        self.controls[number as usize]
    }

    /// What else a row says.
    pub(super) fn text(&self, assignment: &Assignment) -> &[u8] {
        &self.text[assignment.text.clone()]
    }

    /// The rows of a lead: one, or one for each membership and none if it is excluded. A lead that
    /// fits no segment is a member of the default.
    fn add(&mut self, standing: &Standing<'_>, order: &Order) {
        let places = order.places.iter().enumerate();
        let mut fits = places
            .filter(|(_, place)| !standing.excluded && standing.mask.contains(place.bit))
            .map(|(place, _)| place);
        let first = match fits.next() {
            Some(place) => Member::Segment(place),
            None if standing.excluded => Member::Excluded,
            None => Member::Default,
        };
        self.also.clear();
        if order.what.detail == Detail::AlsoMatches {
            for place in fits.by_ref() {
                if !self.also.is_empty() {
                    self.also.push(';');
                }
                self.also.push_str(&order.places[place].name);
            }
        }
        let is_long = order.what.detail == Detail::Memberships;
        if is_long && standing.excluded {
            return;
        }
        self.add_row(first, true, order);
        if is_long {
            for place in fits {
                self.add_row(Member::Segment(place), false, order);
            }
        }
    }

    fn add_row(&mut self, member: Member, primary: bool, order: &Order) {
        let start = self.text.len();
        let mut row = Assignment {
            member,
            primary,
            text: start..start,
        };
        match order.what.format {
            OutputFormat::Parquet => self.text.extend_from_slice(self.also.as_bytes()),
            OutputFormat::Csv => {
                let mut push = |cell: &str| {
                    self.text.push(order.delimiter);
                    push_cell(&mut self.text, cell.as_bytes(), order.delimiter);
                };
                push(order.segment(&row).unwrap_or_default());
                if order.what.labels {
                    push(order.label(&row).unwrap_or_default());
                }
                let priority = order.priority(&row);
                push(&priority.map_or_else(String::new, |priority| priority.to_string()));
                match order.what.detail {
                    Detail::Primary => {}
                    Detail::AlsoMatches => push(&self.also),
                    Detail::Memberships => push(if primary { "true" } else { "false" }),
                }
            }
        }
        row.text.end = self.text.len();
        self.rows.push(row);
    }
}
