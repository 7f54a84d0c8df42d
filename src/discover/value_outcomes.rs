//! How many leads succeeded, by their value in a column, counted where the leads are.

use super::dictionary::Dictionary;
use super::groups::PARTS;
use crate::classes::Field;
use crate::condition::{AttributeId, Literal};
use crate::count::literal;
use crate::plan::Attribute;

/// The leads with a known outcome, and the successes among them, by their value in a column.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueOutcomes {
    /// Its place in the profile.
    pub(super) place: usize,
    /// The values as they are written, each once; `None` is a missing one.
    pub(super) values: Vec<Option<Literal>>,
    pub(super) leads: Vec<u64>,
    pub(super) successes: Vec<u64>,
    pub(super) are_ranges: bool,
}

impl ValueOutcomes {
    /// So many parts of equal size are numbers cut into.
    pub const PARTS: u64 = PARTS;

    /// Of a column's cells, each with its leads and successes; an empty one is missing. Cells with no
    /// known outcome belong to it, too. Of texts, the most common are enough.
    pub fn of_cells<'a>(
        place: usize,
        dictionary: &Dictionary,
        counted: impl IntoIterator<Item = (&'a str, u64, u64)>,
    ) -> Self {
        Self::read(place, &dictionary.attributes[place], counted)
    }

    /// Of a column of numbers or dates that is cut already: the highest value of each part as conditions
    /// have it, with the leads and successes up to there from the part below, and the leads without a
    /// value. A value belongs to the part whose number, from 0, is how many of
    /// 1/[`PARTS`](Self::PARTS), 2/PARTS … of the leads have lower ones.
    pub fn of_parts<'a>(
        place: usize,
        dictionary: &Dictionary,
        counted: impl IntoIterator<Item = (&'a str, u64, u64)>,
    ) -> Self {
        let plain = Attribute {
            kind: dictionary.attributes[place].kind,
            ..Attribute::default()
        };
        Self {
            are_ranges: true,
            ..Self::read(place, &plain, counted)
        }
    }

    fn read<'a>(
        place: usize,
        attribute: &Attribute,
        counted: impl IntoIterator<Item = (&'a str, u64, u64)>,
    ) -> Self {
        let field = Field::of(AttributeId(place), attribute);
        let mut own = Self {
            place,
            values: Vec::new(),
            leads: Vec::new(),
            successes: Vec::new(),
            are_ranges: false,
        };
        for (cell, leads, successes) in counted {
            // What is no value of the type counts as missing.
            own.values.push(literal(&field, cell, false).flatten());
            own.leads.push(leads);
            own.successes.push(successes);
        }
        own
    }
}
