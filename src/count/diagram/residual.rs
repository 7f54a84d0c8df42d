//! What is left of conditions while the values of a row become known.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use crate::condition::Condition;
use crate::count::query::Field;

/// What is left of a condition when some attributes are known, by its place in [`Residuals`]: two
/// that are written alike have one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Residual(u32);

impl Residual {
    /// An answer that is missing.
    pub(super) const NULL: Self = Self(0);
    const FALSE: Self = Self(1);
    const TRUE: Self = Self(2);

    fn of(answer: Option<bool>) -> Self {
        match answer {
            None => Self::NULL,
            Some(false) => Self::FALSE,
            Some(true) => Self::TRUE,
        }
    }

    /// The answer, where nothing is left to ask; missing also where something is.
    pub(super) fn answer(self) -> Option<bool> {
        match self {
            Self::TRUE => Some(true),
            Self::FALSE => Some(false),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Node {
    Answer(Option<bool>),
    /// A test of a field, by places.
    Test(usize, usize),
    Not(Residual),
    /// One answer decides, that of any part; the other is the answer where all parts have it.
    Join(bool, Box<[Residual]>),
}

/// All residuals that have come up.
#[derive(Debug)]
pub(super) struct Residuals {
    nodes: IndexSet<Node, FixedState>,
    /// Of a residual, what a class of a field leaves of it.
    left: HashMap<(Residual, usize, u32), Residual, FixedState>,
}

impl Residuals {
    pub(super) fn new() -> Self {
        let answers = [None, Some(false), Some(true)];
        Self {
            nodes: answers.map(Node::Answer).into_iter().collect(),
            left: HashMap::default(),
        }
    }

    /// How many there are, and how many of what they leave.
    pub(super) fn size(&self) -> usize {
        self.nodes.len() + self.left.len()
    }

    /// A condition on these fields, none of which is known.
    pub(super) fn add(&mut self, condition: &Condition, fields: &[Field]) -> Residual {
        match condition {
            Condition::And(parts) => self.add_all(false, parts, fields),
            Condition::Or(parts) => self.add_all(true, parts, fields),
            Condition::Not(inner) => {
                let inner = self.add(inner, fields);
                self.negate(inner)
            }
            Condition::Test(test) => {
                let places = fields.iter().enumerate().find_map(|(field, asked)| {
                    let test = asked.tests.iter().position(|one| one == test)?;
                    Some((field, test))
                });
                places.map_or(Residual::NULL, |(field, test)| {
                    self.number(Node::Test(field, test))
                })
            }
        }
    }

    fn add_all(&mut self, decides: bool, parts: &[Condition], fields: &[Field]) -> Residual {
        let parts = parts.iter().map(|part| self.add(part, fields)).collect();
        self.join(decides, parts)
    }

    /// What is left when a field is known to have a value of a class, with its `answers` to the
    /// field's tests.
    pub(super) fn restrict(
        &mut self,
        residual: Residual,
        field: usize,
        class: u32,
        answers: &[Option<bool>],
    ) -> Residual {
        if residual <= Residual::TRUE {
            return residual;
        }
        if let Some(left) = self.left.get(&(residual, field, class)) {
            return *left;
        }
        let left = match self.nodes[residual.0 as usize].clone() {
            Node::Test(of, test) if of == field => {
                Residual::of(answers.get(test).copied().flatten())
            }
            Node::Answer(_) | Node::Test(..) => residual,
            Node::Not(inner) => {
                let inner = self.restrict(inner, field, class, answers);
                self.negate(inner)
            }
            Node::Join(decides, parts) => {
                let parts = parts.iter();
                let left = parts.map(|part| self.restrict(*part, field, class, answers));
                let left = left.collect();
                self.join(decides, left)
            }
        };
        self.left.insert((residual, field, class), left);
        left
    }

    fn negate(&mut self, inner: Residual) -> Residual {
        match self.nodes[inner.0 as usize] {
            Node::Answer(answer) => Residual::of(answer.map(|answer| !answer)),
            Node::Not(twice) => twice,
            _ => self.number(Node::Not(inner)),
        }
    }

    /// `decides` if one part is that, else what the parts leave open.
    fn join(&mut self, decides: bool, mut parts: Vec<Residual>) -> Residual {
        if parts.contains(&Residual::of(Some(decides))) {
            return Residual::of(Some(decides));
        }
        parts.retain(|part| *part != Residual::of(Some(!decides)));
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => Residual::of(Some(!decides)),
            [one] => *one,
            _ => self.number(Node::Join(decides, parts.into())),
        }
    }

    fn number(&mut self, node: Node) -> Residual {
        Residual(self.nodes.insert_full(node).0 as u32)
    }
}
