//! The different texts of a column, each looked at once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::classification::{Cells, Misfit};
use super::field::Field;
use super::slot::{FREE, FREE_SLOT, Slot};
use super::text_classes::TextClasses;
use super::words::{Ends, spread, words};

/// Beyond this many different texts, or this many bytes of them, new ones are looked at anew.
const TEXTS_UP_TO: usize = crate::audit::ColumnFacts::VALUES_UP_TO;
const BYTES_UP_TO: usize = 1 << 20;
/// Up to so many slots are tried so that no two texts are looked for in the same.
const SLOTS_UP_TO: usize = 2048;
/// After so many rows it is decided whether texts are looked for: a batch may have a few only.
const DECIDED_AFTER: usize = 4096;
/// When there are more classes than this, they are forgotten.
const CLASSES_UP_TO: u32 = 1 << 16;

/// The texts of a column with their classes: texts of one class answer every test alike. Class 0
/// is what is missing.
#[derive(Debug)]
pub(super) struct Dictionary<'f> {
    slots: Vec<Slot>,
    /// The texts that are longer than 32 bytes, one after the other, and whether some are longer than sixteen.
    long: Vec<u8>,
    has_long: bool,
    /// What the cells in the slots mean, one after the other, and where each ends.
    meanings: String,
    ends: Vec<usize>,
    /// Whether some text found no place.
    full: bool,
    classes: TextClasses<'f>,
    /// Rows since it was last decided whether texts are looked for, and the texts among them that
    /// were looked for in vain since there is no place.
    rows: usize,
    missed: usize,
    /// Whether nothing is looked for any more, since most of it is not found.
    is_bypassed: bool,
}

impl<'f> Dictionary<'f> {
    /// Without texts.
    pub(super) fn new(field: &'f Field) -> Self {
        Self {
            slots: vec![FREE_SLOT; 64],
            long: Vec::new(),
            has_long: false,
            meanings: String::new(),
            ends: Vec::new(),
            full: false,
            classes: TextClasses::new(&field.tests, &field.missing),
            rows: 0,
            missed: 0,
            is_bypassed: false,
        }
    }

    /// The classes of its texts.
    pub(super) fn classes(&self) -> &TextClasses<'f> {
        &self.classes
    }

    /// Sorts the texts of some cells.
    #[inline(never)]
    pub(super) fn sort<'a>(
        &mut self,
        cells: &impl Cells<'a>,
        classes: &mut [u32],
    ) -> Result<(), (usize, Misfit)> {
        let rows = cells.rows().min(classes.len());
        let mut row = 0;
        while row < rows {
            if !self.is_bypassed {
                let classes = &mut classes[..rows];
                row = match self.has_long {
                    true => self.sort_known::<true>(cells, row, classes),
                    false => self.sort_known::<false>(cells, row, classes),
                };
            }
            if row == rows {
                break;
            }
            let (bytes, length) = cells.cell(row);
            let class = self.class(bytes, length, 1, |cell| cells.text(cell));
            classes[row] = class.map_err(|misfit| (row, misfit))?;
            row += 1;
        }
        Ok(())
    }

    /// The same from a row on, up to one that is not found where it is looked for first: nearly all
    /// texts are, and this loop is short. Where no text is long, it is shorter still, and no branch
    /// depends on which text a row has either way.
    #[inline(always)]
    fn sort_known<'a, const LONG: bool>(
        &mut self,
        cells: &impl Cells<'a>,
        first: usize,
        classes: &mut [u32],
    ) -> usize {
        let (slots, long) = (self.slots.as_mut_slice(), self.long.as_slice());
        let mut cells = cells.cells_from(first);
        for (place, class) in classes[first..].iter_mut().enumerate() {
            let Some((bytes, length)) = cells.next() else {
                break;
            };
            let slot = if LONG {
                let ends = Ends::of(bytes, length);
                let slot = &mut slots[ends.spread(length) & (slots.len() - 1)];
                if !slot.holds(&ends, bytes, length, long) {
                    return first + place;
                }
                slot
            } else {
                let ends = words(bytes, length);
                let slot = &mut slots[spread(ends, length) & (slots.len() - 1)];
                if length > 16 || !slot.holds_short(ends, length) {
                    return first + place;
                }
                slot
            };
            slot.leads += 1;
            *class = slot.class;
        }
        classes.len()
    }

    /// The class of the text in `cell[..length]`, which as many `leads` have; what follows in
    /// `cell` only makes this faster. `text` says what the bytes of a cell mean.
    #[inline]
    pub(super) fn class(
        &mut self,
        cell: &[u8],
        length: usize,
        leads: u64,
        text: impl Fn(&[u8]) -> Cow<'_, [u8]>,
    ) -> Result<u32, Misfit> {
        if self.is_bypassed {
            return match self.classes.unnamed(cell, length) {
                Some(class) => Ok(class),
                None => self.ask(&text(&cell[..length])),
            };
        }
        let ends = Ends::of(cell, length);
        let mask = self.slots.len() - 1;
        let mut at = ends.spread(length) & mask;
        loop {
            let slot = &mut self.slots[at & mask];
            if slot.holds(&ends, cell, length, &self.long) {
                slot.leads += leads;
                return Ok(slot.class);
            }
            if slot.length == FREE {
                let cell = &cell[..length];
                return self.insert(at & mask, cell, ends, leads, &text(cell));
            }
            at = (at + 1) & mask;
        }
    }

    /// The class of a text that is looked for nowhere.
    fn ask(&mut self, text: &[u8]) -> Result<u32, Misfit> {
        match std::str::from_utf8(text) {
            Ok(text) => Ok(self.classes.of(text)),
            Err(_) => Err(Misfit),
        }
    }

    /// Ends a batch of so many rows: decides by enough of them whether texts are looked for any longer, and
    /// forgets classes that are too many. True if classes are numbered anew.
    pub(super) fn settle(&mut self, rows: usize) -> bool {
        self.rows += rows;
        if self.rows >= DECIDED_AFTER {
            self.is_bypassed |= self.missed * 2 > self.rows;
            (self.rows, self.missed) = (0, 0);
        }
        let is_large = self.is_bypassed && self.classes.count() > CLASSES_UP_TO;
        if is_large {
            self.classes.begin();
        }
        is_large
    }

    #[cold]
    fn insert(
        &mut self,
        at: usize,
        cell: &[u8],
        ends: Ends,
        leads: u64,
        text: &[u8],
    ) -> Result<u32, Misfit> {
        let text = std::str::from_utf8(text).map_err(|_| Misfit)?;
        let class = self.classes.of(text);
        if self.ends.len() >= TEXTS_UP_TO || self.long.len() + cell.len() > BYTES_UP_TO {
            self.full = true;
            self.missed += 1;
            return Ok(class);
        }
        self.slots[at] = Slot {
            ends,
            length: cell.len() as u32,
            class,
            place: self.long.len() as u32,
            text: self.ends.len() as u32,
            leads,
        };
        self.has_long |= cell.len() > 16;
        if cell.len() > 32 {
            self.long.extend_from_slice(cell);
        }
        self.meanings.push_str(text);
        self.ends.push(self.meanings.len());
        self.spread_out();
        Ok(class)
    }

    /// Grows until each text is where it is looked for first, as far as that can be had: then no
    /// branch depends on which text a row has.
    fn spread_out(&mut self) {
        let alone = |slots: &[Slot]| {
            let mask = slots.len() - 1;
            let mut used = slots
                .iter()
                .enumerate()
                .filter(|(_, slot)| slot.length != FREE);
            used.all(|(at, slot)| slot.ends.spread(slot.length as usize) & mask == at)
        };
        while self.ends.len() * 3 > self.slots.len() * 2
            || (self.slots.len() < SLOTS_UP_TO && !alone(&self.slots))
        {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let grown = vec![FREE_SLOT; self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, grown);
        let mask = self.slots.len() - 1;
        for slot in old.into_iter().filter(|slot| slot.length != FREE) {
            let mut at = slot.ends.spread(slot.length as usize) & mask;
            while self.slots[at].length != FREE {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }

    /// The texts with their leads, those that mean null left out; None if there are too many to
    /// list.
    pub(super) fn texts(&self) -> Option<BTreeMap<String, u64>> {
        if self.full {
            return None;
        }
        let mut texts = BTreeMap::new();
        for slot in self.slots.iter().filter(|slot| slot.class > 0) {
            *texts.entry(self.meaning(slot).to_owned()).or_default() += slot.leads;
        }
        Some(texts)
    }

    /// What the cell in a slot means.
    fn meaning(&self, slot: &Slot) -> &str {
        let text = slot.text as usize;
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.meanings[start..self.ends[text]]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::condition::{AttributeId, Predicate, Test};
    use crate::plan::Attribute;

    /// Cells one after the other, as in a table, or each alone.
    struct Texts<'a> {
        all: &'a [u8],
        ends: Vec<usize>,
        is_alone: bool,
    }

    impl<'a> Cells<'a> for Texts<'a> {
        fn rows(&self) -> usize {
            self.ends.len()
        }

        fn cell(&self, row: usize) -> (&'a [u8], usize) {
            let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
            let length = self.ends[row] - start;
            let bytes = &self.all[start..];
            (
                if self.is_alone {
                    &bytes[..length]
                } else {
                    bytes
                },
                length,
            )
        }
    }

    /// Short ones, and long ones that differ in their middle alone, or in their length.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[ab]{0,3}",
            "a{14,18}b{0,2}",
            "[ab]?a{29,36}",
            "a{16}[abc]{0,3}b{16}",
        ]
    }

    proptest! {
        #[test]
        fn each_text_is_counted_as_itself(
            texts in prop::collection::vec(text(), 1..60),
            is_alone in any::<bool>(),
            cut in 0..60_usize,
        ) {
            let all = texts.concat();
            let ends = texts.iter().scan(0, |end, text| {
                *end += text.len();
                Some(*end)
            });
            let ends: Vec<usize> = ends.collect();
            let mut field = Field::of(AttributeId(0), &Attribute::default());
            field.tests = vec![Test::of(field.attribute, Predicate::IsNull)];
            let mut dictionary = Dictionary::new(&field);
            // In two batches, the second of which may have the first long text.
            let (first, second) = ends.split_at(cut.min(ends.len()));
            let begin = first.last().copied().unwrap_or(0);
            let second = second.iter().map(|end| end - begin).collect();
            for (all, ends) in [(&all[..begin], first.to_vec()), (&all[begin..], second)] {
                let mut classes = vec![0; ends.len()];
                let cells = Texts { all: all.as_bytes(), ends, is_alone };
                prop_assert!(dictionary.sort(&cells, &mut classes).is_ok());
            }
            let mut expected: BTreeMap<String, u64> = BTreeMap::new();
            for text in texts.into_iter().filter(|text| !text.is_empty()) {
                *expected.entry(text).or_default() += 1;
            }
            prop_assert_eq!(dictionary.texts(), Some(expected));
        }
    }
}
