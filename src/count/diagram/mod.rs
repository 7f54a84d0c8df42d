//! Who fits what, decided one attribute after the other.
//!
//! The conditions of a plan are turned into a decision diagram while a table is read. A state is
//! what is left to ask when the first few attributes are known; a value's class leads from one
//! state to the next, and a row that has gone through all attributes is in a state where
//! everything is answered. Each step is one lookup. Rows that leave the same to ask share a state,
//! so there are few of them, far fewer than combinations of classes.

mod residual;

use std::rc::Rc;

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use crate::condition::{Condition, evaluate};

use super::columns::Column;
use super::query::LeadQuery;
use crate::masks::Standing;
use residual::{Residual, Residuals};

/// Beyond this size (numbers of four bytes, about) a diagram is better made anew.
const SIZE_UP_TO: usize = 1 << 21;

/// Bits that the classes of a step's fields may take together.
const BITS_UP_TO: u32 = 8;

/// Marks a way that nobody has gone yet.
const NEW: u32 = u32::MAX;

/// The diagram as far as rows have needed it.
#[derive(Debug)]
pub(super) struct DecisionDiagram<'a> {
    query: &'a LeadQuery,
    residuals: Residuals,
    /// All fields that are asked about, a few at a time.
    steps: Vec<Step>,
    /// The states where everything is answered.
    ends: States,
    /// Of the rows at hand: the classes of a step's fields, side by side.
    classes: Vec<u32>,
}

/// From the states before some fields are known to those after.
#[derive(Debug)]
struct Step {
    digits: Vec<Digit>,
    states: States,
    /// By state × 2^`bits` + classes: the state after, or [`NEW`].
    next: Vec<u32>,
    bits: u32,
}

/// A field's class among those of its step.
#[derive(Debug)]
struct Digit {
    field: usize,
    /// Where its bits begin, and how many they are.
    shift: u32,
    bits: u32,
    /// By class: the answers to the field's tests, once they are needed.
    answers: Vec<Option<Rc<[Option<bool>]>>>,
}

/// States by their numbers: what is left of each condition.
type States = IndexSet<Rc<[Residual]>, FixedState>;

impl<'a> DecisionDiagram<'a> {
    /// Before any row is read; there is a column for each field.
    pub(super) fn new(query: &'a LeadQuery, columns: &[Column]) -> Self {
        let mut residuals = Residuals::new();
        let segments = query.segments.iter().map(|(_, condition)| Some(condition));
        let others = [&query.outcome, &query.reachable, &query.exclude];
        let conditions = segments.chain(others.map(Option::as_ref));
        let first: Rc<[Residual]> = conditions
            .map(|condition| {
                condition.map_or(Residual::NULL, |one| residuals.add(one, &query.fields))
            })
            .collect();
        let mut decisions = Self {
            query,
            residuals,
            steps: steps(query, columns),
            ends: States::default(),
            classes: Vec::new(),
        };
        decisions.add(0, first);
        decisions
    }

    /// Takes note of the `classes` that rows have in a field. When all fields of a step are known,
    /// the rows are led on from their `states`. Fields come in their order.
    #[inline]
    pub(super) fn know(
        &mut self,
        field: usize,
        columns: &[Column],
        classes: &[u32],
        states: &mut [u32],
    ) {
        let mut digits = self
            .steps
            .iter()
            .enumerate()
            .flat_map(|(step, found)| found.digits.iter().map(move |digit| (step, digit)));
        let Some((step, digit)) = digits.find(|(_, digit)| digit.field == field) else {
            return;
        };
        let shift = digit.shift;
        if shift == 0 {
            self.classes.clear();
            self.classes.extend_from_slice(classes);
        } else {
            for (all, class) in self.classes.iter_mut().zip(classes) {
                *all |= class << shift;
            }
        }
        if self.steps[step]
            .digits
            .last()
            .is_some_and(|last| last.field == field)
        {
            self.steps[step].widen(columns[field].known_classes());
            let mut row = 0;
            while let Some(at) = self.steps[step].follow(row, &self.classes, states) {
                self.learn(step, columns, states[at], self.classes[at]);
                row = at;
            }
        }
    }

    /// Finds out where classes lead from a state.
    #[cold]
    fn learn(&mut self, step: usize, columns: &[Column], state: u32, classes: u32) {
        let mut left = Rc::clone(&self.steps[step].states[state as usize]);
        for place in 0..self.steps[step].digits.len() {
            let digit = &mut self.steps[step].digits[place];
            let field = digit.field;
            let class = classes >> digit.shift & ((1 << digit.bits) - 1);
            let answers = digit.answers(class, &columns[field], self.query);
            left = left
                .iter()
                .map(|residual| self.residuals.restrict(*residual, field, class, &answers))
                .collect();
        }
        let next = self.add(step + 1, left);
        self.steps[step].set(state, classes, next);
    }

    /// The number of a state that stands before a step, or at the end.
    fn add(&mut self, step: usize, left: Rc<[Residual]>) -> u32 {
        let states = match self.steps.get_mut(step) {
            Some(step) => &mut step.states,
            None => &mut self.ends,
        };
        let (number, is_new) = states.insert_full(left);
        if !is_new {
            return number as u32;
        }
        if let Some(step) = self.steps.get_mut(step) {
            step.next.resize(step.states.len() << step.bits, NEW);
        }
        number as u32
    }

    /// How many states there are where everything is answered.
    pub(super) fn ends(&self) -> usize {
        self.ends.len()
    }

    /// How leads stand that have come to such a state.
    pub(super) fn standing(&self, end: usize) -> Standing {
        let left = &self.ends[end];
        let (segments, others) = left.split_at(self.query.segments.len());
        let other = |place: usize| others.get(place).and_then(|residual| residual.answer());
        let mut standing = Standing {
            outcome: other(0),
            reachable: other(1),
            excluded: other(2) == Some(true),
            ..Standing::default()
        };
        for (bit, residual) in segments.iter().enumerate() {
            match residual.answer() {
                Some(true) => standing.mask |= 1 << bit,
                Some(false) => {}
                None => standing.undecided |= 1 << bit,
            }
        }
        standing
    }

    /// Whether it has grown so large that it should be made anew.
    pub(super) fn is_full(&self) -> bool {
        let conditions = self.query.segments.len() + 3;
        let steps = self.steps.iter();
        let size = steps.map(|step| step.next.len() + step.states.len() * conditions);
        let ends = self.ends.len() * conditions;
        self.residuals.size() + size.sum::<usize>() + ends > SIZE_UP_TO
    }
}

/// The fields that are asked about, in their order, as many in a step as have room. A field with
/// very many classes has a step to itself.
fn steps(query: &LeadQuery, columns: &[Column]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (field, asked) in query.fields.iter().enumerate() {
        if asked.tests.is_empty() {
            continue;
        }
        let bits = bits(columns[field].classes_up_to()).min(BITS_UP_TO + 1);
        let last = steps.last().map(|step| step.bits);
        let digit = |shift| Digit {
            field,
            shift,
            bits,
            answers: Vec::new(),
        };
        match (steps.last_mut(), last) {
            (Some(step), Some(before)) if before + bits <= BITS_UP_TO => {
                step.digits.push(digit(before));
                step.bits += bits;
            }
            _ => steps.push(Step {
                digits: vec![digit(0)],
                states: States::default(),
                next: Vec::new(),
                bits,
            }),
        }
    }
    steps
}

/// How many bits classes need.
fn bits(classes: u64) -> u32 {
    classes.next_power_of_two().ilog2()
}

impl Digit {
    /// What values of a class answer to the field's tests.
    fn answers(&mut self, class: u32, column: &Column, query: &LeadQuery) -> Rc<[Option<bool>]> {
        let place = class as usize;
        if self.answers.len() <= place {
            self.answers.resize(place + 1, None);
        }
        let answers = self.answers[place].get_or_insert_with(|| {
            let member = column.member(u64::from(class));
            let tests = query.fields[self.field].tests.iter();
            tests
                .map(|test| {
                    let test = Condition::Test(test.clone());
                    evaluate(&test, &|_| member.clone(), query.as_of)
                })
                .collect()
        });
        Rc::clone(answers)
    }
}

impl Step {
    /// Makes room for so many classes of its last field.
    fn widen(&mut self, classes: u64) {
        let Some(last) = self.digits.last_mut() else {
            return;
        };
        if bits(classes) <= last.bits {
            return;
        }
        last.bits = bits(classes);
        let wider = last.shift + last.bits;
        let mut next = vec![NEW; self.states.len() << wider];
        let rows = self.next.chunks_exact(1 << self.bits);
        for (from, to) in rows.zip(next.chunks_exact_mut(1 << wider)) {
            to[..from.len()].copy_from_slice(from);
        }
        self.next = next;
        self.bits = wider;
    }

    /// Leads rows on, from `first`; the row that goes a new way, if there is one.
    #[inline]
    fn follow(&self, first: usize, classes: &[u32], states: &mut [u32]) -> Option<usize> {
        let rows = states.iter_mut().zip(classes).enumerate().skip(first);
        for (row, (state, class)) in rows {
            let after = self.next[(*state as usize) << self.bits | *class as usize];
            if after == NEW {
                return Some(row);
            }
            *state = after;
        }
        None
    }

    fn set(&mut self, state: u32, class: u32, after: u32) {
        self.next[(state as usize) << self.bits | class as usize] = after;
    }
}
