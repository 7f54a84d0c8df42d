//! Who fits what, decided for 64 rows with each machine instruction.
//!
//! Each field's classes come with their answers to the field's tests, a bit a test. Of every row
//! these bits are put side by side; 64 rows are a square of bits, and turned over it gives a word
//! a test: the bits of 64 rows. Conditions are then plain AND and OR over words. What they come
//! to is turned over again, into a key a row: rows with the same key stand to the plan alike. The
//! time is linear in rows × tests, whatever the data. (Bit-sliced evaluation: O'Neil & Quass,
//! *Improved Query Performance with Variant Indexes*, 1997; Li & Patel, *`BitWeaving`*, 2013.)

mod formula;

use crate::condition::{Predicate, Test};
use crate::masks::month::MONTHS;
use crate::masks::{Mask, Standing, transpose};

use super::columns::Column;
use super::query::{Field, FieldTests, LeadQuery};
use formula::{Answers, Formula, LANES, NONE, Plane, each};

/// Rows that are decided together.
const BLOCK: usize = 64 * LANES;

/// Decides the conditions of a query for rows whose fields are known.
#[derive(Debug)]
pub(super) struct Evaluator<'a> {
    query: &'a LeadQuery,
    /// The tests of each field; None for one that no condition asks about.
    fields: Vec<Option<FieldBits>>,
    /// The segments' conditions, then the outcome's, the reachable's and the exclusion's.
    formulas: Vec<Option<Formula>>,
    /// Words of test bits that a row has.
    words: usize,
    /// The rows at hand: first word 0 of each, then word 1 of each …
    tests: Vec<u64>,
    rows: usize,
    planes: Vec<Plane>,
    layout: KeyLayout,
    keys: Vec<u64>,
}

/// Where the bits of a field's tests are, and what they are by class.
#[derive(Debug)]
struct FieldBits {
    /// The first bit says that the value is missing; the tests follow.
    first: usize,
    /// Words that hold a bit of it.
    words: usize,
    /// By class, word by word.
    answers: Vec<u64>,
}

/// Which bits of a key say what. The month comes first, then for each segment whether the lead
/// fits, the outcome and whether it may be contacted (yes, no), whether it is excluded, and for
/// each segment whether that is undecided.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyLayout {
    segments: usize,
    /// Bits of the month; 0 where leads are placed in no periods.
    month: usize,
}

impl KeyLayout {
    fn new(query: &LeadQuery) -> Self {
        let is_dated = query.fields.iter().any(|field| field.is_date);
        Self {
            segments: query.segments.len(),
            month: if is_dated { MONTHS.ilog2() as usize } else { 0 },
        }
    }

    /// Words that a key has.
    pub(super) fn words(self) -> usize {
        (self.undecided() + self.segments).div_ceil(64)
    }

    fn outcome(self) -> usize {
        self.month + self.segments
    }

    fn undecided(self) -> usize {
        self.outcome() + 5
    }

    /// How leads with a key stand.
    pub(super) fn standing(self, key: &[u64]) -> OwnedStanding {
        let bit = |place: usize| key[place / 64] >> (place % 64) & 1 == 1;
        let answer = |yes: usize| match (bit(yes), bit(yes + 1)) {
            (false, false) => None,
            (yes, _) => Some(yes),
        };
        OwnedStanding {
            mask: set(key, self.month, self.segments),
            undecided: set(key, self.undecided(), self.segments),
            rest: Standing {
                excluded: bit(self.outcome() + 4),
                outcome: answer(self.outcome()),
                reachable: answer(self.outcome() + 2),
                month: (key[0] & ((1 << self.month) - 1)) as u16,
                ..Standing::default()
            },
        }
    }
}

/// How leads stand, with its sets of segments.
pub(crate) struct OwnedStanding {
    mask: Vec<u64>,
    undecided: Vec<u64>,
    rest: Standing<'static>,
}

impl OwnedStanding {
    /// How leads stand.
    pub(crate) fn get(&self) -> Standing<'_> {
        Standing {
            mask: Mask::new(&self.mask),
            undecided: Mask::new(&self.undecided),
            ..self.rest
        }
    }
}

/// So many bits of a key, from `first` on, as a set.
fn set(key: &[u64], first: usize, bits: usize) -> Vec<u64> {
    let word = |place: usize| key.get(place).copied().unwrap_or(0);
    let (start, shift) = (first / 64, first % 64);
    let words = (0..bits.div_ceil(64)).map(|place| {
        let low = word(start + place) >> shift;
        let high = word(start + place + 1).checked_shl(64 - shift as u32);
        let bits = bits - 64 * place;
        let kept = if bits < 64 { (1 << bits) - 1 } else { u64::MAX };
        (low | high.unwrap_or(0)) & kept
    });
    words.collect()
}

impl<'a> Evaluator<'a> {
    /// For the conditions of a query.
    pub(super) fn new(query: &'a LeadQuery) -> Self {
        let mut bits = 0;
        let fields: Vec<Option<FieldBits>> = query
            .fields
            .iter()
            .map(|field| FieldBits::new(field, &mut bits))
            .collect();
        let test = |test: &Test| formula_of(test, query, &fields);
        let segments = query.segments.iter().map(|(_, condition)| Some(condition));
        let others = [&query.outcome, &query.reachable, &query.exclude];
        let conditions = segments.chain(others.map(Option::as_ref));
        let words = bits.div_ceil(64);
        Self {
            query,
            formulas: conditions
                .map(|condition| condition.map(|condition| Formula::new(condition, &test)))
                .collect(),
            fields,
            words,
            tests: Vec::new(),
            rows: 0,
            planes: vec![NONE; 64 * words],
            layout: KeyLayout::new(query),
            keys: Vec::new(),
        }
    }

    /// What the bits of a key say.
    pub(super) fn layout(&self) -> KeyLayout {
        self.layout
    }

    /// Begins with other rows, none of whose fields is known.
    pub(super) fn begin(&mut self, rows: usize) {
        self.rows = rows;
        self.tests
            .resize(rows.next_multiple_of(BLOCK) * self.words, 0);
    }

    /// Takes note of the classes of a field's values, row by row.
    pub(super) fn know(&mut self, field: usize, column: &Column, classes: &[u32]) {
        let Some(bits) = &mut self.fields[field] else {
            return;
        };
        bits.learn(&self.query.fields[field], column, self.query);
        let room = self.rows.next_multiple_of(BLOCK);
        for word in 0..bits.words {
            let start = (bits.first / 64 + word) * room;
            let rows = self.tests[start..start + self.rows].iter_mut();
            let answers = &bits.answers[word..];
            let answers = classes
                .iter()
                .map(|class| answers[*class as usize * bits.words]);
            // The first field of a word takes the place of what other rows had there.
            if word > 0 || bits.first % 64 == 0 {
                rows.zip(answers).for_each(|(row, answers)| *row = answers);
            } else {
                rows.zip(answers).for_each(|(row, answers)| *row |= answers);
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
            let planes = &mut self.planes[64 * word..][..64];
            for (lane, rows) in rows.as_chunks::<64>().0.iter().enumerate() {
                let mut square = *rows;
                transpose(&mut square);
                for (plane, word) in planes.iter_mut().zip(square) {
                    plane[lane] = word;
                }
            }
        }
    }

    /// The bits of the keys of a block, as planes.
    fn decide(&self) -> Vec<Plane> {
        let answers = self.formulas.iter();
        let answers: Vec<Answers> = answers
            .map(|formula| {
                let formula = formula.as_ref();
                formula.map_or(Answers::NULL, |formula| formula.answers(&self.planes))
            })
            .collect();
        let (segments, others) = answers.split_at(self.layout.segments);
        let mut planes = vec![NONE; self.layout.month];
        planes.extend(segments.iter().map(|one| one.yes));
        if let [outcome, reachable, excluded] = others {
            planes.extend([
                outcome.yes,
                outcome.no,
                reachable.yes,
                reachable.no,
                excluded.yes,
            ]);
        }
        planes.extend(segments.iter().map(Answers::null));
        if let Some(Answers { yes: excluded, .. }) = others.last() {
            let kept = self.layout.outcome() + 4;
            for (place, plane) in planes.iter_mut().enumerate() {
                if place != kept {
                    *plane = each(plane, excluded, |bits, excluded| bits & !excluded);
                }
            }
        }
        planes
    }
}

/// Turns planes into keys, a row after the other.
fn pack(planes: &[Plane], keys: &mut [u64]) {
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

impl FieldBits {
    /// Places the tests of a field behind the `bits` that are taken, in a word that has room for
    /// all of them if one can.
    fn new(field: &Field, bits: &mut usize) -> Option<Self> {
        if field.tests.is_empty() {
            return None;
        }
        let needed = 1 + field.tests.len();
        if *bits % 64 + needed > 64 {
            *bits = bits.next_multiple_of(64);
        }
        let first = *bits;
        *bits += needed;
        Some(Self {
            first,
            words: (first % 64 + needed).div_ceil(64),
            answers: Vec::new(),
        })
    }

    /// Finds out the answers of classes that are new.
    fn learn(&mut self, field: &Field, column: &Column, query: &LeadQuery) {
        let known = (self.answers.len() / self.words) as u32;
        if known >= column.classes() {
            return;
        }
        let tests = FieldTests::new(field, query.as_of);
        for class in known..column.classes() {
            let answers = match class {
                // A value that is missing answers only whether it is.
                0 => {
                    let all = field.tests.iter();
                    all.map(|test| test.predicate == Predicate::IsNull)
                        .collect()
                }
                _ => column.answers(class, &tests),
            };
            let start = self.answers.len();
            self.answers.resize(start + self.words, 0);
            let bits = std::iter::once(class == 0).chain(answers);
            for (bit, _) in bits.enumerate().filter(|(_, is_set)| *is_set) {
                let place = self.first % 64 + bit;
                self.answers[start + place / 64] |= 1 << (place % 64);
            }
        }
    }
}

/// A test as a formula over the planes.
fn formula_of(test: &Test, query: &LeadQuery, fields: &[Option<FieldBits>]) -> Formula {
    let mut all = query.fields.iter().zip(fields);
    let place = all.find_map(|(field, bits)| {
        let test = field.tests.iter().position(|one| one == test)?;
        Some((bits.as_ref()?.first, test))
    });
    match place {
        Some((first, place)) => Formula::Test {
            yes: first + 1 + place,
            missing: (test.predicate != Predicate::IsNull).then_some(first),
        },
        // Every test of a query is one of a field's.
        None => Formula::Any(Vec::new()),
    }
}
