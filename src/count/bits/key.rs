//! What the conditions come to for a row, as a key of some words.

use super::formula::{Answers, LANES, NONE, Plane, each};
use crate::count::query::LeadQuery;
use crate::masks::month::MONTHS;
use crate::masks::{Mask, Standing, columns_of, insert};

/// Which bits of a key say what. The month comes first, then which segments the lead fits, the
/// outcome, whether it may be contacted and whether it is held out (yes, no), whether it is
/// excluded, and what is undecided.
#[derive(Debug, Clone)]
pub(in crate::count) struct KeyLayout {
    segments: usize,
    /// Bits of the month; 0 where leads are placed in no periods.
    month: usize,
    /// The segments by priority where only the first that fits is asked for: its place from 1, or 0,
    /// is then all that a key says of the segments, and whether any is undecided for a lead that
    /// fits none. Else there is a bit for each segment.
    order: Option<Vec<usize>>,
}

/// What is decided of the rows of a block.
pub(super) struct Decided {
    /// What they fit, and what is undecided for them, as the bits of keys.
    pub(super) fits: Vec<Plane>,
    pub(super) undecided: Vec<Plane>,
    pub(super) outcome: Answers,
    pub(super) reachable: Answers,
    pub(super) control: Answers,
    pub(super) excluded: Plane,
}

impl KeyLayout {
    pub(super) fn new(query: &LeadQuery, order: Option<Vec<usize>>) -> Self {
        let is_dated = query.fields.iter().any(|field| field.is_date);
        Self {
            segments: query.segments.len(),
            month: if is_dated { MONTHS.ilog2() as usize } else { 0 },
            order,
        }
    }

    /// The segments by priority where only the first that fits is asked for.
    pub(super) fn order(&self) -> Option<&[usize]> {
        self.order.as_deref()
    }

    /// Words that a key has.
    pub(in crate::count) fn words(&self) -> usize {
        let undecided = self.order.as_ref().map_or(self.segments, |_| 1);
        (self.undecided() + undecided).div_ceil(64)
    }

    /// Bits that say which segments a lead fits.
    pub(super) fn fits(&self) -> usize {
        match &self.order {
            None => self.segments,
            Some(order) => (order.len() + 1).next_power_of_two().ilog2() as usize,
        }
    }

    fn outcome(&self) -> usize {
        self.month + self.fits()
    }

    fn excluded(&self) -> usize {
        self.outcome() + 6
    }

    fn undecided(&self) -> usize {
        self.excluded() + 1
    }

    /// The bits of keys. Of an excluded lead nothing else is kept.
    pub(super) fn planes(&self, decided: Decided) -> Vec<Plane> {
        let mut planes = vec![NONE; self.month];
        planes.extend(decided.fits);
        for answers in [&decided.outcome, &decided.reachable, &decided.control] {
            planes.extend([answers.yes, answers.no]);
        }
        planes.push(NONE);
        planes.extend(decided.undecided);
        for plane in &mut planes {
            *plane = each(plane, &decided.excluded, |bits, excluded| bits & !excluded);
        }
        planes[self.excluded()] = decided.excluded;
        planes
    }

    /// How leads with a key stand; `room` holds their sets of segments.
    pub(in crate::count) fn standing<'a>(
        &self,
        key: &[u64],
        room: &'a mut SetRoom,
    ) -> Standing<'a> {
        let bit = |place: usize| key[place / 64] >> (place % 64) & 1 == 1;
        let answer = |yes: usize| match (bit(yes), bit(yes + 1)) {
            (false, false) => None,
            (yes, _) => Some(yes),
        };
        match &self.order {
            None => {
                set(key, self.month, self.segments, &mut room.mask);
                set(key, self.undecided(), self.segments, &mut room.undecided);
            }
            Some(order) => {
                let place = (0..self.fits()).filter(|place| bit(self.month + place));
                let place: usize = place.map(|place| 1 << place).sum();
                let winner = place.checked_sub(1).map(|place| order[place]);
                let undecided = order.first().filter(|_| bit(self.undecided()));
                one(winner, self.segments, &mut room.mask);
                one(undecided.copied(), self.segments, &mut room.undecided);
            }
        }
        Standing {
            mask: Mask::new(&room.mask),
            undecided: Mask::new(&room.undecided),
            excluded: bit(self.excluded()),
            control: answer(self.outcome() + 4),
            outcome: answer(self.outcome()),
            reachable: answer(self.outcome() + 2),
            month: (key[0] & ((1 << self.month) - 1)) as u16,
        }
    }
}

/// Room for the sets of segments of a [`Standing`].
#[derive(Debug, Default)]
pub(crate) struct SetRoom {
    mask: Vec<u64>,
    undecided: Vec<u64>,
}

/// A set of one segment or none, of so many.
fn one(bit: Option<usize>, bits: usize, to: &mut Vec<u64>) {
    to.clear();
    to.resize(bits.div_ceil(64), 0);
    if let Some(bit) = bit {
        insert(to, bit);
    }
}

/// Takes so many bits of a key, from `first` on, as a set.
fn set(key: &[u64], first: usize, bits: usize, to: &mut Vec<u64>) {
    let word = |place: usize| key.get(place).copied().unwrap_or(0);
    let (start, shift) = (first / 64, first % 64);
    to.clear();
    to.extend((0..bits.div_ceil(64)).map(|place| {
        let low = word(start + place) >> shift;
        let high = word(start + place + 1).checked_shl(64 - shift as u32);
        let bits = bits - 64 * place;
        let kept = if bits < 64 { (1 << bits) - 1 } else { u64::MAX };
        (low | high.unwrap_or(0)) & kept
    }));
}

/// Turns planes into keys, a row after the other.
pub(super) fn pack(planes: &[Plane], keys: &mut [u64]) {
    let words = planes.len().div_ceil(64);
    for (word, planes) in planes.chunks(64).enumerate() {
        for lane in 0..LANES {
            let columns = columns_of(planes.iter().map(|plane| plane[lane]));
            let rows = keys[lane * 64 * words..]
                .iter_mut()
                .skip(word)
                .step_by(words);
            for (key, bits) in rows.zip(columns) {
                *key = bits;
            }
        }
    }
}
