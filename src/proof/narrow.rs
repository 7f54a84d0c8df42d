//! Segments to which those above leave few of the values that their definitions allow.

use super::Prover;
use super::classes::ClassSet;
use super::definitions::Definitions;
use super::prover::{Claim, Variable};
use super::search::{Found, search};
use super::smallest::smallest;
use crate::condition::{AttributeId, AttributeType, Comparison, Condition, Predicate, Test};
use crate::plan::SegmentId;

/// What a segment is left with.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowed {
    /// The attribute.
    pub attribute: AttributeId,
    /// What its value in every lead that the segment can win fits, and no other value: one value, that
    /// it is missing, a few texts, or a stretch of numbers or days.
    pub left: Condition,
    /// The segments above that take the others; none of them can be left out. In priority order.
    pub by: Vec<SegmentId>,
    /// Attributes whose declared values or bounds the proof rests on.
    pub given: Vec<AttributeId>,
}

/// Classes of values that the definition itself must allow for one value to be little.
const MANY: usize = 3;

/// How many times as many texts the definition itself must allow for several to be few.
const TIMES: usize = 3;

/// What a segment that can win a lead, by the place of its definition, is left with below others, if
/// that is little.
pub(super) fn narrowed(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    above: &[SegmentId],
    steps: &mut u64,
) -> Option<Narrowed> {
    let plan = definitions.plan;
    let fits = definitions.claims(own, &[]);
    let pressed = prover.pressed(&definitions.claims(own, above), steps);
    let (place, left, told) = pressed.into_iter().find_map(|(place, left)| {
        let variable = &prover.variables[place];
        let missing = variable.domain.missing();
        let id = variable.attribute;
        let told = match missing.is_some_and(|missing| left.has(missing)) {
            true => Condition::Test(Test::of(id, Predicate::IsNull)),
            false => variable
                .domain
                .told(id, plan.attribute(id), &left, plan.as_of.date)?,
        };
        let allowed = prover.classes_of(place, &fits, steps)?;
        let kind = plan.attribute(id).kind;
        is_little(variable, kind, (&left, &told), &allowed).then_some((place, left, told))
    })?;
    let by = smallest(above, |some| {
        let claims = definitions.claims(own, some);
        prover.keeps_within(place, &left, &claims, steps)
    });
    Some(Narrowed {
        attribute: prover.variables[place].attribute,
        given: definitions.given(&definitions.claims(own, &by), &[], &[&told]),
        left: told,
        by,
    })
}

/// Whether what is left of the classes that a definition allows is worth a word.
fn is_little(
    variable: &Variable,
    kind: AttributeType,
    (left, told): (&ClassSet, &Condition),
    allowed: &ClassSet,
) -> bool {
    let domain = &variable.domain;
    let predicate = match told {
        Condition::Test(test) => Some(&test.predicate),
        _ => None,
    };
    match (predicate, kind) {
        (Some(Predicate::IsNull), _) => allowed.len() > 1,
        (Some(Predicate::Compare(Comparison::Equal, _)), _) | (_, AttributeType::Boolean) => {
            allowed.len() >= MANY
        }
        (Some(Predicate::In(texts)), AttributeType::Text) => {
            let is_endless = domain.others.is_some_and(|others| allowed.has(others));
            let values = domain.values.iter();
            let count = values.filter(|(_, class)| allowed.has(*class)).count();
            is_endless || texts.len() * TIMES <= count
        }
        (_, AttributeType::Integer | AttributeType::Number | AttributeType::Date) => {
            // Something is taken at both ends.
            let places = |set: &ClassSet| {
                let mut places = domain.values.iter().map(|(_, class)| set.has(*class));
                let first = places.clone().position(|is_in| is_in);
                first.zip(places.rposition(|is_in| is_in))
            };
            let (left, allowed) = (places(left), places(allowed));
            let both = left.zip(allowed);
            both.is_some_and(|(left, allowed)| allowed.0 < left.0 && left.1 < allowed.1)
        }
        _ => false,
    }
}

impl Prover<'_> {
    /// The variables of attributes that are missing in no lead for which all claims hold, or in each
    /// of them, with the classes that such leads have. Some may be left out if the steps do not suffice.
    fn pressed(&self, claims: &[Claim], steps: &mut u64) -> Vec<(usize, ClassSet)> {
        let formulas = self.formulas(claims);
        let Found::Values(mut seen) = search(self.domains(), &formulas, steps) else {
            return Vec::new();
        };
        let mut pressed = Vec::new();
        for place in 0..self.variables.len() {
            let Some(missing) = self.variables[place].domain.missing() else {
                continue;
            };
            // Either it is seen missing, or with a value: the other is looked for.
            let missing = self.one_class(place, missing);
            let is_missing = seen[place].meets(&missing);
            let mut domains = self.domains();
            if is_missing {
                domains[place].drop(&missing);
            } else {
                domains[place] = missing.clone();
            }
            if seen[place].meets(&domains[place]) {
                continue;
            }
            match search(domains, &formulas, steps) {
                Found::OutOfSteps => break,
                Found::Nothing if is_missing => pressed.push((place, missing)),
                Found::Nothing => {
                    let classes = self.classes_of(place, claims, steps);
                    pressed.extend(classes.map(|classes| (place, classes)));
                }
                Found::Values(other) => {
                    for (one, other) in seen.iter_mut().zip(&other) {
                        one.join(other);
                    }
                }
            }
        }
        pressed
    }

    /// The classes of a variable that leads have for which all claims hold; `None` if the steps do not
    /// suffice. Takes the steps.
    fn classes_of(&self, place: usize, claims: &[Claim], steps: &mut u64) -> Option<ClassSet> {
        let formulas = self.formulas(claims);
        let mut domains = self.domains();
        let mut classes = domains[place].clone();
        classes.drop(&domains[place]);
        while !domains[place].is_empty() {
            match search(domains.clone(), &formulas, steps) {
                Found::Values(lead) => {
                    classes.join(&lead[place]);
                    domains[place].drop(&lead[place]);
                }
                Found::Nothing => break,
                Found::OutOfSteps => return None,
            }
        }
        Some(classes)
    }

    /// Whether it is proven that each lead for which all claims hold has one of these classes.
    fn keeps_within(
        &self,
        place: usize,
        classes: &ClassSet,
        claims: &[Claim],
        steps: &mut u64,
    ) -> bool {
        let mut domains = self.domains();
        domains[place].drop(classes);
        domains[place].is_empty()
            || search(domains, &self.formulas(claims), steps) == Found::Nothing
    }
}
