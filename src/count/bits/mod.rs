//! Who fits what, decided for 64 rows with each machine instruction.
//!
//! Each field's classes come with their answers to the field's tests, a bit a test. Of every row
//! these bits are put side by side; 64 rows are a square of bits, and turned over it gives a word
//! a test: the bits of 64 rows. Conditions are then plain AND and OR over words. What they come
//! to is turned over again, into a key a row: rows with the same key stand to the plan alike. The
//! time is linear in rows × tests, whatever the data. (Bit-sliced evaluation: O'Neil & Quass,
//! *Improved Query Performance with Variant Indexes*, 1997; Li & Patel, *`BitWeaving`*, 2013.)

mod field;
mod formula;
mod key;
mod known;

use super::query::LeadQuery;
use crate::classes::{Classification, Column};
use crate::condition::Test;
use crate::masks::rows_of;
use field::{FieldBits, formula_of};
use formula::{Answers, Formula, LANES, NONE, Plane, each};
pub(crate) use key::SetRoom;
use key::{Decided, KeyLayout, pack};
use known::Known;

/// Rows that are decided together.
const BLOCK: usize = 64 * LANES;

/// Rows that get the answers of all fields before the next ones, so that their bits stay in a core's nearest
/// cache.
const AT_ONCE: usize = 1024;

/// Decides the conditions of a query for rows whose fields are known.
#[derive(Debug)]
pub(super) struct Evaluator<'a> {
    /// The tests of each field; None for one that no condition asks about.
    fields: Vec<Option<FieldBits<'a>>>,
    /// The segments' conditions, and the outcome's, the reachable's, the control group's and
    /// the exclusion's.
    segments: Vec<Formula>,
    others: [Option<Formula>; 4],
    /// Words of test bits that a row has.
    words: usize,
    /// The rows at hand: first word 0 of each, then word 1 of each …
    tests: Vec<u64>,
    rows: usize,
    planes: Vec<Plane>,
    layout: KeyLayout,
    keys: Vec<u64>,
}

impl<'a> Evaluator<'a> {
    /// For the conditions of a query. With an order of segments, by their places in the query, only
    /// the first of them that fits is found.
    pub(super) fn new(query: &'a LeadQuery, order: Option<Vec<usize>>) -> Self {
        let mut bits = 0;
        let fields: Vec<Option<FieldBits<'a>>> = query
            .fields
            .iter()
            .map(|field| FieldBits::new(field, &mut bits, query.as_of))
            .collect();
        let test = |test: &Test| formula_of(test, query, &fields);
        let formula = |condition| Formula::new(condition, &test);
        let segments = query.segments.iter();
        let others = [
            &query.outcome,
            &query.reachable,
            &query.control,
            &query.exclude,
        ];
        let words = bits.div_ceil(64);
        Self {
            segments: segments.map(|(_, condition)| formula(condition)).collect(),
            others: others.map(|condition| condition.as_ref().map(formula)),
            fields,
            words,
            tests: Vec::new(),
            rows: 0,
            planes: vec![NONE; bits],
            layout: KeyLayout::new(query, order),
            keys: Vec::new(),
        }
    }

    /// What the bits of a key say.
    pub(super) fn layout(&self) -> &KeyLayout {
        &self.layout
    }

    /// Begins with other rows, none of whose fields is known.
    pub(super) fn begin(&mut self, rows: usize) {
        self.rows = rows;
        self.tests
            .resize(rows.next_multiple_of(BLOCK) * self.words, 0);
    }

    /// Takes note of the classes of the values of all fields, row by row.
    pub(super) fn know(&mut self, columns: &[Column], classes: &[Classification]) {
        for (bits, column) in self.fields.iter_mut().zip(columns) {
            if let Some(bits) = bits {
                bits.learn(column);
            }
        }
        let room = self.rows.next_multiple_of(BLOCK);
        for (word, rows) in self.tests.chunks_exact_mut(room.max(1)).enumerate() {
            let fields = self.fields.iter().zip(classes);
            let known: Vec<Known> = fields
                .filter_map(|(bits, classes)| {
                    Some(Known::new(bits.as_ref()?.in_word(word)?, classes))
                })
                .collect();
            let mut first = 0;
            for rows in rows[..self.rows].chunks_mut(AT_ONCE) {
                rows.fill(0);
                for known in &known {
                    known.add_to(rows, first);
                }
                first += rows.len();
            }
        }
    }

    /// Forgets the classes of a field, which are numbered anew.
    pub(super) fn forget(&mut self, field: usize) {
        if let Some(bits) = &mut self.fields[field] {
            bits.answers.clear();
        }
    }

    /// The keys of the rows, one after the other, when all fields are known; `months` is empty
    /// where leads are placed in no periods.
    pub(super) fn keys(&mut self, months: &[f64]) -> &[u64] {
        let words = self.layout.words();
        self.keys
            .resize(self.rows.next_multiple_of(BLOCK) * words, 0);
        for block in 0..self.rows.div_ceil(BLOCK) {
            self.unpack(block);
            let decided = self.decide();
            let keys = &mut self.keys[block * BLOCK * words..][..BLOCK * words];
            pack(&decided, keys);
        }
        for (key, month) in self.keys.chunks_exact_mut(words).zip(months) {
            key[0] |= *month as u64;
        }
        &self.keys[..self.rows * words]
    }

    /// Turns the test bits of a block into planes.
    fn unpack(&mut self, block: usize) {
        let room = self.rows.next_multiple_of(BLOCK);
        for word in 0..self.words {
            let rows = &self.tests[word * room + block * BLOCK..][..BLOCK];
            let end = self.planes.len().min(64 * (word + 1));
            let planes = &mut self.planes[64 * word..end];
            for (lane, rows) in rows.as_chunks::<64>().0.iter().enumerate() {
                let tests = rows_of(rows, planes.len());
                for (plane, word) in planes.iter_mut().zip(tests) {
                    plane[lane] = word;
                }
            }
        }
    }

    /// The answers for a block, as the keys have them.
    fn decide(&self) -> Vec<Plane> {
        let [outcome, reachable, control, excluded] = self.others.each_ref().map(|formula| {
            let formula = formula.as_ref();
            formula.map_or(Answers::NULL, |formula| formula.answers(&self.planes))
        });
        let (fits, undecided) = match self.layout.order() {
            None => self.decide_all(),
            Some(order) => self.decide_first(order, &excluded.yes),
        };
        self.layout.planes(Decided {
            fits,
            undecided,
            outcome,
            reachable,
            control,
            excluded: excluded.yes,
        })
    }

    /// For each segment, the rows that fit it and those undecided.
    fn decide_all(&self) -> (Vec<Plane>, Vec<Plane>) {
        let answers = self.segments.iter();
        let answers = answers.map(|formula| formula.answers(&self.planes));
        answers.map(|answers| (answers.yes, answers.null())).unzip()
    }

    /// For each bit of a place in the order, from 1, the rows whose first segment has it; and the
    /// rows without one for which a segment is undecided. No more segments are asked than it takes
    /// until each row has its own.
    fn decide_first(&self, order: &[usize], excluded: &Plane) -> (Vec<Plane>, Vec<Plane>) {
        let mut fits = vec![NONE; self.layout.fits()];
        let (mut open, mut undecided) = (excluded.map(|rows| !rows), NONE);
        for (place, segment) in (1_usize..).zip(order) {
            if open == NONE {
                break;
            }
            let answers = self.segments[*segment].answers(&self.planes);
            let won = each(&open, &answers.yes, |open, yes| open & yes);
            for (bit, plane) in fits.iter_mut().enumerate() {
                if place >> bit & 1 == 1 {
                    *plane = each(plane, &won, |rows, won| rows | won);
                }
            }
            undecided = each(&undecided, &answers.null(), |one, other| one | other);
            open = each(&open, &won, |open, won| open & !won);
        }
        (
            fits,
            vec![each(&undecided, &open, |rows, open| rows & open)],
        )
    }
}
