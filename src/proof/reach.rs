//! Which segments of an order can win a lead at all.

use super::{Answer, Claim, Prover, Witness};
use crate::condition::{AttributeId, Condition};
use crate::plan::{Attribute, Plan, SegmentId};

/// What the definitions alone say of a segment in an order.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentReach {
    /// Which segment.
    pub segment: SegmentId,
    /// Whether it can win a lead.
    pub reach: Reach,
    /// Attributes whose declared values or bounds the proof rests on; empty where it holds whatever
    /// leads have.
    pub given: Vec<AttributeId>,
}

/// Whether a segment can win a lead.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// This one, for example.
    Wins(Witness),
    /// No lead fits it: these parts of its definition, by their place among those joined by `and`,
    /// cannot be true of one lead. One place, 0, where the definition is no `and`.
    NeverFits(Vec<usize>),
    /// Every lead that fits it is excluded by `leads.exclude`.
    Excluded,
    /// Every lead that fits it fits one of these as well, which stand above it; none of them can be
    /// left out. In priority order.
    Taken(Vec<SegmentId>),
    /// The work allowed was not enough to tell.
    Undecided,
}

/// What definitions alone say of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrderReach {
    /// One for each segment with a definition: those of the order in its order, then the others, as if
    /// nothing stood above them. Empty beyond [`OrderReach::MOST_SEGMENTS`] and
    /// [`OrderReach::MOST_TESTS`].
    pub segments: Vec<SegmentReach>,
}

impl OrderReach {
    /// Segments beyond which nothing is proven: the work grows with their square.
    pub const MOST_SEGMENTS: usize = 512;
    /// Tests in all definitions beyond which nothing is proven.
    pub const MOST_TESTS: usize = 4096;

    /// Asks of each segment whether a lead can exist that it wins.
    pub fn new(plan: &Plan, order: &[SegmentId]) -> Self {
        let definitions = Definitions::new(plan);
        if !definitions.is_within_limits() {
            return Self::default();
        }
        let prover = definitions.prover(&plan.attributes);
        let ranked = order.iter().enumerate();
        let ranked = ranked.map(|(place, id)| (*id, &order[..place]));
        let others = plan.segment_ids().filter(|id| !order.contains(id));
        let asked = ranked.chain(others.map(|id| (id, [].as_slice())));
        let segments = asked.filter_map(|(id, above)| {
            let reach = definitions.reach(&prover, id, above)?;
            let given = match reach {
                Reach::NeverFits(_) | Reach::Excluded | Reach::Taken(_) => {
                    definitions.given(id, above)
                }
                Reach::Wins(_) | Reach::Undecided => Vec::new(),
            };
            Some(SegmentReach {
                segment: id,
                reach,
                given,
            })
        });
        Self {
            segments: segments.collect(),
        }
    }

    /// What is said of a segment; `None` if it has no definition, or nothing was proven.
    pub fn of(&self, segment: SegmentId) -> Option<&SegmentReach> {
        self.segments.iter().find(|one| one.segment == segment)
    }
}

/// A plan's definitions as a prover knows them: each at its segment's place among those with one,
/// then `leads.exclude`.
struct Definitions<'p> {
    plan: &'p Plan,
    places: Vec<Option<usize>>,
    conditions: Vec<&'p Condition>,
    exclude: Option<usize>,
}

impl<'p> Definitions<'p> {
    fn new(plan: &'p Plan) -> Self {
        let mut conditions = Vec::new();
        let mut place = |condition: &'p Condition| {
            conditions.push(condition);
            conditions.len() - 1
        };
        let segments = plan.segments.iter();
        let definitions = segments.map(|one| Some(place(&one.definition.as_ref()?.condition)));
        let places = definitions.collect();
        let exclude = plan.leads.exclude.as_ref().map(|one| place(&one.condition));
        Self {
            plan,
            places,
            conditions,
            exclude,
        }
    }

    fn is_within_limits(&self) -> bool {
        let tests = self.conditions.iter().map(|one| one.tests().len());
        self.conditions.len() <= OrderReach::MOST_SEGMENTS
            && tests.sum::<usize>() <= OrderReach::MOST_TESTS
    }

    fn prover(&self, attributes: &[Attribute]) -> Prover<'p> {
        Prover::new(attributes, self.conditions.clone(), self.plan.as_of.date)
    }

    /// A lead that fits a segment, is not excluded and fits none of some others.
    fn claims(&self, segment: usize, others: &[SegmentId]) -> Vec<Claim> {
        let others = others.iter().filter_map(|other| self.places[other.0]);
        let others = others.chain(self.exclude).map(Claim::FitsNot);
        [Claim::Fits(segment)].into_iter().chain(others).collect()
    }

    /// `None` if the segment has no definition.
    fn reach(&self, prover: &Prover, id: SegmentId, above: &[SegmentId]) -> Option<Reach> {
        let own = self.places[id.0]?;
        Some(match prover.find(&self.claims(own, above)) {
            Answer::Lead(lead) => Reach::Wins(lead),
            Answer::Undecided => Reach::Undecided,
            Answer::None if prover.find(&[Claim::Fits(own)]) == Answer::None => {
                Reach::NeverFits(self.contradiction(self.conditions[own]))
            }
            Answer::None => {
                let by = smallest(above.to_vec(), |some| {
                    prover.find(&self.claims(own, some)) == Answer::None
                });
                match by.is_empty() {
                    true => Reach::Excluded,
                    false => Reach::Taken(by),
                }
            }
        })
    }

    /// The parts of a definition that no lead can fit which contradict each other.
    fn contradiction(&self, condition: &Condition) -> Vec<usize> {
        let Condition::And(parts) = condition else {
            return vec![0];
        };
        let attributes = &self.plan.attributes;
        let prover = Prover::new(attributes, parts.iter().collect(), self.plan.as_of.date);
        smallest((0..parts.len()).collect(), |some| {
            let claims: Vec<Claim> = some.iter().map(|part| Claim::Fits(*part)).collect();
            prover.find(&claims) == Answer::None
        })
    }

    /// The attributes whose declarations a proof rests on that no lead fits a segment and none above
    /// it.
    fn given(&self, id: SegmentId, above: &[SegmentId]) -> Vec<AttributeId> {
        let Some(own) = self.places[id.0] else {
            return Vec::new();
        };
        let claims = self.claims(own, above);
        let is_bound =
            |one: &Attribute| !one.values.is_empty() || one.min.is_some() || one.max.is_some();
        let asked = claims
            .iter()
            .flat_map(|claim| self.conditions[claim.condition()].tests());
        let mut bound: Vec<AttributeId> = asked
            .map(|test| test.operand.attribute())
            .filter(|id| is_bound(self.plan.attribute(*id)))
            .collect();
        bound.sort_unstable();
        bound.dedup();
        smallest(bound, |some| {
            let mut attributes = self.plan.attributes.clone();
            for (place, attribute) in attributes.iter_mut().enumerate() {
                if !some.contains(&AttributeId(place)) {
                    attribute.values.clear();
                    (attribute.min, attribute.max) = (None, None);
                }
            }
            self.prover(&attributes).find(&claims) == Answer::None
        })
    }
}

/// What is left of a list for which something holds once nothing can be left out of it: tried from
/// the last to the first.
fn smallest<T: Clone>(mut list: Vec<T>, holds: impl Fn(&[T]) -> bool) -> Vec<T> {
    for place in (0..list.len()).rev() {
        let left_out = list.remove(place);
        if !holds(&list) {
            list.insert(place, left_out);
        }
    }
    list
}
