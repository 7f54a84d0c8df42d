//! What the conditions come to for a row, as a key of some words.

use super::formula::{Answers, LANES, NONE, Plane, each};
use crate::count::query::LeadQuery;
use crate::masks::month::MONTHS;
use crate::masks::{Mask, Standing, transpose};

/// Which bits of a key say what. The month comes first, then for each segment whether the lead
/// fits, the outcome and whether it may be contacted (yes, no), whether it is excluded, and for
/// each segment whether that is undecided.
#[derive(Debug, Clone, Copy)]
pub(in crate::count) struct KeyLayout {
    segments: usize,
    /// Bits of the month; 0 where leads are placed in no periods.
    month: usize,
}

impl KeyLayout {
    pub(super) fn new(query: &LeadQuery) -> Self {
        let is_dated = query.fields.iter().any(|field| field.is_date);
        Self {
            segments: query.segments.len(),
            month: if is_dated { MONTHS.ilog2() as usize } else { 0 },
        }
    }

    /// Words that a key has.
    pub(in crate::count) fn words(self) -> usize {
        (self.undecided() + self.segments).div_ceil(64)
    }

    fn outcome(self) -> usize {
        self.month + self.segments
    }

    fn undecided(self) -> usize {
        self.outcome() + 5
    }

    /// The bits of keys, from the answers to all conditions: the segments', then the outcome's,
    /// the reachable's and the exclusion's. Of an excluded lead nothing else is kept.
    pub(super) fn planes(self, answers: &[Answers]) -> Vec<Plane> {
        let (segments, others) = answers.split_at(self.segments);
        let mut planes = vec![NONE; self.month];
        planes.extend(segments.iter().map(|one| one.yes));
        let [outcome, reachable, excluded] = others else {
            return planes;
        };
        let excluded = excluded.yes;
        planes.extend([outcome.yes, outcome.no, reachable.yes, reachable.no, NONE]);
        planes.extend(segments.iter().map(Answers::null));
        for plane in &mut planes {
            *plane = each(plane, &excluded, |bits, excluded| bits & !excluded);
        }
        planes[self.outcome() + 4] = excluded;
        planes
    }

    /// How leads with a key stand; `room` holds their sets of segments.
    pub(in crate::count) fn standing<'a>(self, key: &[u64], room: &'a mut SetRoom) -> Standing<'a> {
        let bit = |place: usize| key[place / 64] >> (place % 64) & 1 == 1;
        let answer = |yes: usize| match (bit(yes), bit(yes + 1)) {
            (false, false) => None,
            (yes, _) => Some(yes),
        };
        set(key, self.month, self.segments, &mut room.mask);
        set(key, self.undecided(), self.segments, &mut room.undecided);
        Standing {
            mask: Mask::new(&room.mask),
            undecided: Mask::new(&room.undecided),
            excluded: bit(self.outcome() + 4),
            control: None,
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
            let mut square = [0; 64];
            for (bits, plane) in square.iter_mut().zip(planes) {
                *bits = plane[lane];
            }
            transpose(&mut square);
            let rows = keys[lane * 64 * words..]
                .iter_mut()
                .skip(word)
                .step_by(words);
            for (key, bits) in rows.zip(square) {
                *key = bits;
            }
        }
    }
}
