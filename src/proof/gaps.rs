//! Leads of which everything is known and that no segment takes.

use super::classes::ClassSet;
use super::definitions::Definitions;
use super::formula::Formula;
use super::search::{Found, search};
use super::told;
use super::witness::Witness;
use super::{Claim, Prover};
use crate::condition::{AttributeId, Condition};
use crate::plan::{Plan, SegmentId};

/// What is left for the default, of the leads of which each attribute is known that a definition asks
/// for, and that are not excluded.
#[derive(Debug, Clone, PartialEq)]
pub enum Gap {
    /// Nothing: each of them fits a segment of the order.
    Nothing {
        /// Attributes whose declared values or bounds this rests on.
        given: Vec<AttributeId>,
    },
    /// All of them: no segment of the order can win a lead.
    Everything,
    /// Those of a region, and perhaps others.
    Region(Region),
    /// The work allowed was not enough to tell.
    Undecided,
}

/// Leads that no segment takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// One of them.
    pub lead: Witness,
    /// No segment takes a lead that fits it and of which everything is known, excluded ones aside. Of all
    /// such conditions that were found it covers the largest share of the values; `None` where these take
    /// more than a few words.
    pub fits: Option<Condition>,
    /// Attributes whose declared values or bounds the proof rests on.
    pub given: Vec<AttributeId>,
}

impl Gap {
    /// Steps for all questions. Beyond them no region is widened.
    const STEPS: u64 = 20_000_000;
    /// Leads to start from, each outside the regions of those before.
    const STARTS: usize = 6;

    /// Of an order of a plan.
    pub fn new(plan: &Plan, order: &[SegmentId]) -> Self {
        let definitions = Definitions::of(plan, |id| order.contains(&id));
        if !definitions.is_within_limits() {
            return Self::Undecided;
        }
        let prover = definitions.prover();
        let mut finder = Finder {
            plan,
            prover: &prover,
            left: definitions.none_of(order),
            taken: taken(&prover, &definitions, order),
            steps: Self::STEPS,
        };
        match finder.find() {
            Leads::None => Self::Nothing {
                given: definitions.rests_on(&definitions.conditions, |prover| {
                    prover.denies_known(&definitions.none_of(order))
                }),
            },
            Leads::Undecided => Self::Undecided,
            Leads::Around(_, region) if region == finder.known() => Self::Everything,
            Leads::Around(lead, region) => {
                let fits = finder.told(&region);
                let given = fits
                    .iter()
                    .flat_map(|fits| given(&definitions, order, fits));
                Self::Region(Region {
                    lead,
                    given: given.collect(),
                    fits,
                })
            }
        }
    }
}

/// The attributes on whose declared values or bounds it rests that no segment of an order takes a lead
/// that fits a condition.
fn given(definitions: &Definitions, order: &[SegmentId], region: &Condition) -> Vec<AttributeId> {
    let conditions = definitions.conditions.iter().copied();
    let conditions: Vec<&Condition> = conditions.chain([region]).collect();
    let mut inside = definitions.none_of(&[]);
    inside.push(Claim::Fits(conditions.len() - 1));
    let segments = order.iter().filter_map(|id| definitions.places[id.0]);
    let taken = segments.map(|place| [inside.as_slice(), &[Claim::Fits(place)]].concat());
    let taken: Vec<Vec<Claim>> = taken.collect();
    definitions.rests_on(&conditions, |prover| {
        taken.iter().all(|claims| prover.denies_known(claims))
    })
}

/// Leads of which everything is known and that no segment takes.
enum Leads {
    /// This one, in the widest region that was found.
    Around(Witness, Vec<ClassSet>),
    /// There are none.
    None,
    Undecided,
}

/// Looks for regions that no segment takes.
struct Finder<'a, 'c> {
    plan: &'a Plan,
    prover: &'a Prover<'c>,
    /// That a lead is excluded or taken by no segment.
    left: Vec<Claim>,
    /// What is true of no lead that is left: that a segment takes it, which does not exclude it.
    taken: Vec<Formula>,
    steps: u64,
}

impl Finder<'_, '_> {
    /// The classes of all values that are known.
    fn known(&self) -> Vec<ClassSet> {
        let variables = self.prover.variables.iter();
        variables.map(|one| one.domain.known()).collect()
    }

    /// The widest region of those around some leads.
    fn find(&mut self) -> Leads {
        let known = self.known();
        let mut outside: Vec<Formula> = Vec::new();
        let mut best: Option<(f64, Witness, Vec<ClassSet>)> = None;
        for _ in 0..Gap::STARTS {
            let formulas = self.prover.formulas(&self.left).into_iter();
            let formulas: Vec<&Formula> = formulas.chain(&outside).collect();
            let values = match search(known.clone(), &formulas, &mut self.steps) {
                Found::Values(values) => values,
                Found::Nothing if best.is_none() => return Leads::None,
                Found::Nothing | Found::OutOfSteps => break,
            };
            let lead = self.prover.lead(&values);
            let is_left = self.prover.proves(&self.left, &lead) && self.prover.is_known(&lead);
            let Some((share, region)) = self.widest(&values).filter(|_| is_left) else {
                break;
            };
            outside.push(beyond(&known, &region));
            if best.as_ref().is_none_or(|(most, ..)| share > *most) {
                best = Some((share, lead, region));
            }
        }
        best.map_or(Leads::Undecided, |(_, lead, region)| {
            Leads::Around(lead, region)
        })
    }

    /// The widest region around a lead, by the share of all combinations of values that it covers: in
    /// turn each attribute is widened first. `None` if the steps do not suffice for any.
    fn widest(&mut self, lead: &[ClassSet]) -> Option<(f64, Vec<ClassSet>)> {
        let firsts = lead.iter().map(ClassSet::first).enumerate();
        let start = firsts.map(|(place, first)| Some(self.prover.one_class(place, first?)));
        let start: Vec<ClassSet> = start.collect::<Option<_>>()?;
        let mut widest: Option<(f64, Vec<ClassSet>)> = None;
        for first in 0..start.len() {
            if self.steps == 0 {
                break;
            }
            let region = self.widened(start.clone(), first);
            let share = self.share(&region);
            if widest.as_ref().is_none_or(|(most, _)| share > *most) {
                widest = Some((share, region));
            }
        }
        widest
    }

    /// A region that cannot be widened any more, attribute after attribute from this one.
    fn widened(&mut self, mut region: Vec<ClassSet>, first: usize) -> Vec<ClassSet> {
        let count = region.len();
        for place in (0..count).map(|turn| (first + turn) % count) {
            let known = self.prover.variables[place].domain.known();
            if self.is_free(&region, place, &known) {
                region[place] = known;
                continue;
            }
            let others = known.iter().filter(|class| !region[place].has(*class));
            let others = others.map(|other| self.prover.one_class(place, other));
            let mut free: Vec<ClassSet> = others.collect();
            free.retain(|one| self.is_free(&region, place, one));
            // One that cannot be put into words yet may be once another is in.
            while let Some(next) = free.iter().position(|one| {
                let mut wider = region[place].clone();
                wider.join(one);
                self.told_of(place, &wider).is_some()
            }) {
                region[place].join(&free.remove(next));
            }
        }
        region
    }

    /// Whether it is proven that no segment takes a lead of a region if one variable has these classes.
    fn is_free(&mut self, region: &[ClassSet], place: usize, classes: &ClassSet) -> bool {
        let mut domains = region.to_vec();
        domains[place] = classes.clone();
        let taken: Vec<&Formula> = self.taken.iter().collect();
        search(domains, &taken, &mut self.steps) == Found::Nothing
    }

    /// The share of all combinations of known values, 0 to 1: declared texts count each, other values by
    /// their classes.
    fn share(&self, region: &[ClassSet]) -> f64 {
        let shares = region.iter().zip(&self.prover.variables);
        let shares = shares.map(|(classes, variable)| {
            let domain = &variable.domain;
            let count = |classes: &ClassSet| {
                let is_listed = !self.plan.attribute(variable.attribute).values.is_empty();
                let values = domain.values.iter();
                let values = values.filter(|(_, class)| classes.has(*class)).count();
                if is_listed { values } else { classes.len() }
            };
            count(classes) as f64 / count(&domain.known()) as f64
        });
        shares.product()
    }

    fn told_of(&self, place: usize, classes: &ClassSet) -> Option<Condition> {
        let variable = &self.prover.variables[place];
        let id = variable.attribute;
        let as_of = self.plan.as_of.date;
        variable
            .domain
            .told(id, self.plan.attribute(id), classes, as_of)
    }

    /// A region in words.
    fn told(&self, region: &[ClassSet]) -> Option<Condition> {
        let variables = self.prover.variables.iter().enumerate();
        let limited = variables.filter(|(place, one)| region[*place] != one.domain.known());
        let told: Option<Vec<Condition>> = limited
            .map(|(place, _)| self.told_of(place, &region[place]))
            .collect();
        told::all(told?)
    }
}

/// That a lead is not excluded, and that a segment of an order takes it.
fn taken(prover: &Prover, definitions: &Definitions, order: &[SegmentId]) -> Vec<Formula> {
    let fits = order.iter().filter_map(|id| definitions.places[id.0]);
    let fits = fits.map(|place| prover.formula(Claim::Fits(place)).clone());
    let not_excluded = definitions.none_of(&[]);
    let not_excluded = not_excluded
        .iter()
        .map(|claim| prover.formula(*claim).clone());
    not_excluded.chain([Formula::Any(fits.collect())]).collect()
}

/// "Outside this region": the value of one variable is another.
fn beyond(known: &[ClassSet], region: &[ClassSet]) -> Formula {
    let variables = known.iter().zip(region).enumerate();
    let others = variables.filter_map(|(place, (known, classes))| {
        let mut others = known.clone();
        others.drop(classes);
        (!others.is_empty()).then_some(Formula::In(place, others))
    });
    Formula::Any(others.collect())
}

impl Prover<'_> {
    /// Whether a lead has a value of each attribute that a condition asks for.
    fn is_known(&self, lead: &Witness) -> bool {
        let mut variables = self.variables.iter();
        variables.all(|one| lead.value(one.attribute).is_some())
    }

    /// Whether it is proven that some claims hold for no lead of which everything is known.
    fn denies_known(&self, claims: &[Claim]) -> bool {
        let known = self.variables.iter().map(|one| one.domain.known());
        let mut steps = Self::STEPS;
        search(known.collect(), &self.formulas(claims), &mut steps) == Found::Nothing
    }
}
