//! Questions about which leads can exist.

use std::collections::HashSet;

use jiff::civil::Date;

use super::classes::ClassSet;
use super::domain::Domain;
use super::formula::Formula;
use super::search::{Found, search};
use super::witness::Witness;
use crate::condition::{AttributeId, Condition, Test, evaluate};
use crate::plan::Attribute;

/// What a lead is to do; conditions are named by their place among the prover's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Its answer to the condition is true.
    Fits(usize),
    /// Its answer is false, or null because an attribute is missing.
    FitsNot(usize),
}

impl Claim {
    /// The condition that it is about.
    pub(super) fn condition(self) -> usize {
        match self {
            Self::Fits(condition) | Self::FitsNot(condition) => condition,
        }
    }

    /// Whether it is that the condition is true.
    pub(super) fn fits(self) -> bool {
        matches!(self, Self::Fits(_))
    }
}

/// Whether a lead can exist.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Yes: this one.
    Lead(Witness),
    /// No lead can.
    None,
    /// The work allowed was not enough, or no lead that was found holds.
    Undecided,
}

impl Answer {
    /// The lead that was found, if one was.
    pub(super) fn lead(self) -> Option<Witness> {
        match self {
            Self::Lead(lead) => Some(lead),
            Self::None | Self::Undecided => None,
        }
    }
}

/// Answers questions about a plan's conditions.
#[derive(Debug)]
pub struct Prover<'c> {
    conditions: Vec<&'c Condition>,
    /// For each condition, that it is true, and that it is not.
    formulas: Vec<[Formula; 2]>,
    pub(super) variables: Vec<Variable>,
    attributes: usize,
    as_of: Date,
}

/// What a formula asks the value of: an attribute, or where its values have too many classes, the
/// answer of one test, as if it were free.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) attribute: AttributeId,
    pub(super) domain: Domain,
}

impl<'c> Prover<'c> {
    /// Steps that one question may take.
    pub const STEPS: u64 = 2_000_000;

    /// A prover for questions about these conditions on leads with these attributes.
    pub fn new(attributes: &[Attribute], conditions: Vec<&'c Condition>, as_of: Date) -> Self {
        let variables = variables(attributes, &conditions, as_of);
        let formula = |condition: &&Condition, holds| {
            let atom = |test: &Test, wanted, holds| atom(&variables, test, wanted, holds);
            Formula::of(condition, true, holds, &atom)
        };
        let both = |condition| [true, false].map(|holds| formula(condition, holds));
        Self {
            formulas: conditions.iter().map(both).collect(),
            conditions,
            variables,
            attributes: attributes.len(),
            as_of,
        }
    }

    /// Whether a lead can exist for which all claims hold.
    ///
    /// # Panics
    /// Only for a condition that the prover does not have.
    pub fn find(&self, claims: &[Claim]) -> Answer {
        self.find_with(claims, &[])
    }

    /// Whether a lead can exist for which all claims hold and some conditions are true, which ask nothing
    /// that the prover's conditions don't ask.
    pub(super) fn find_with(&self, claims: &[Claim], fitted: &[&Condition]) -> Answer {
        let fitted_formulas = fitted.iter().map(|fitted| self.formula_of(fitted, true));
        let fitted_formulas: Vec<Formula> = fitted_formulas.collect();
        let mut formulas = self.formulas(claims);
        formulas.extend(&fitted_formulas);
        let mut steps = Self::STEPS;
        match search(self.domains(), &formulas, &mut steps) {
            Found::Nothing => Answer::None,
            Found::OutOfSteps => Answer::Undecided,
            Found::Values(values) => {
                let claimed = claims.iter().map(|claim| self.asked(*claim));
                let fitted = fitted.iter().map(|fitted| (*fitted, true));
                let asked: Vec<(&Condition, bool)> = claimed.chain(fitted).collect();
                let lead = self.lead(&values);
                match self.answers(&asked, &lead) {
                    true => Answer::Lead(self.plainest(&asked, lead)),
                    false => Answer::Undecided,
                }
            }
        }
    }

    /// Whether it is proven within so many steps that no lead can exist for which all claims hold and,
    /// of each pair of conditions, the first is true and the second is not; these ask nothing that the
    /// prover's conditions don't ask. Takes the steps.
    pub(super) fn denies(
        &self,
        claims: &[Claim],
        pairs: &[(&Condition, &Condition)],
        steps: &mut u64,
    ) -> bool {
        let tests = pairs.iter().flat_map(|(yes, no)| [yes.tests(), no.tests()]);
        let looked_at: usize = tests.flatten().map(|test| self.tests_beside(test)).sum();
        *steps = steps.saturating_sub(looked_at as u64);
        let pairs = pairs
            .iter()
            .flat_map(|(yes, no)| [self.formula_of(yes, true), self.formula_of(no, false)]);
        let pairs: Vec<Formula> = pairs.collect();
        let mut formulas = self.formulas(claims);
        formulas.extend(&pairs);
        search(self.domains(), &formulas, steps) == Found::Nothing
    }

    /// How many tests there are among which a test is looked up.
    fn tests_beside(&self, test: &Test) -> usize {
        let attribute = test.operand.attribute();
        let asked = self
            .variables
            .iter()
            .filter(|one| one.attribute == attribute);
        asked.map(|one| one.domain.tests.len()).sum()
    }

    /// All classes of every variable.
    pub(super) fn domains(&self) -> Vec<ClassSet> {
        let domains = self.variables.iter().map(|variable| {
            let classes = variable.domain.classes.len();
            ClassSet::of(classes, |_| true)
        });
        domains.collect()
    }

    /// One class of a variable.
    pub(super) fn one_class(&self, variable: usize, class: usize) -> ClassSet {
        let classes = self.variables[variable].domain.classes.len();
        ClassSet::of(classes, |one| one == class)
    }

    pub(super) fn formulas(&self, claims: &[Claim]) -> Vec<&Formula> {
        claims.iter().map(|claim| self.formula(*claim)).collect()
    }

    pub(super) fn formula(&self, claim: Claim) -> &Formula {
        let [fits, fits_not] = &self.formulas[claim.condition()];
        match claim {
            Claim::Fits(_) => fits,
            Claim::FitsNot(_) => fits_not,
        }
    }

    /// That a condition is true, or that it is not.
    fn formula_of(&self, condition: &Condition, holds: bool) -> Formula {
        let atom = |test: &Test, wanted, holds| atom(&self.variables, test, wanted, holds);
        Formula::of(condition, true, holds, &atom)
    }

    /// The same lead without the values that prove nothing of which conditions are true and which are not.
    fn plainest(&self, asked: &[(&Condition, bool)], lead: Witness) -> Witness {
        let fitted = asked.iter().filter(|(_, fits)| *fits);
        let tests = fitted.flat_map(|(condition, _)| condition.tests());
        let named: HashSet<AttributeId> = tests.map(|test| test.operand.attribute()).collect();
        let mut plain = lead.clone();
        for (place, value) in plain.0.iter_mut().enumerate() {
            if !named.contains(&AttributeId(place)) {
                *value = None;
            }
        }
        let mut plain = match self.answers(asked, &plain) {
            true => plain,
            false => lead,
        };
        for place in 0..plain.0.len() {
            let value = plain.0[place].take();
            if value.is_some() && !self.answers(asked, &plain) {
                plain.0[place] = value;
            }
        }
        plain
    }

    pub(super) fn proves(&self, claims: &[Claim], lead: &Witness) -> bool {
        claims.iter().all(|claim| self.holds(*claim, lead))
    }

    fn answers(&self, asked: &[(&Condition, bool)], lead: &Witness) -> bool {
        asked
            .iter()
            .all(|(condition, fits)| self.is_true(condition, lead) == *fits)
    }

    pub(super) fn holds(&self, claim: Claim, lead: &Witness) -> bool {
        self.answers(&[self.asked(claim)], lead)
    }

    /// The condition that a claim is about, and whether it is to be true.
    fn asked(&self, claim: Claim) -> (&'c Condition, bool) {
        (self.conditions[claim.condition()], claim.fits())
    }

    /// By the law that counting obeys, too.
    fn is_true(&self, condition: &Condition, lead: &Witness) -> bool {
        evaluate(condition, &|id| lead.value(id), self.as_of) == Some(true)
    }

    /// The most usual value of each attribute.
    pub(super) fn lead(&self, values: &[ClassSet]) -> Witness {
        let mut lead = vec![None; self.attributes];
        for (variable, classes) in self.variables.iter().zip(values) {
            let class = classes
                .first()
                .and_then(|class| variable.domain.classes.get(class));
            if let Some(value) = class.and_then(|class| class.value.clone()) {
                lead[variable.attribute.0] = Some(value);
            }
        }
        Witness(lead)
    }
}

/// What the tests of some conditions ask, attribute by attribute.
fn variables(attributes: &[Attribute], conditions: &[&Condition], as_of: Date) -> Vec<Variable> {
    let mut tests: Vec<Vec<Test>> = vec![Vec::new(); attributes.len()];
    for test in conditions.iter().flat_map(|condition| condition.tests()) {
        let own = &mut tests[test.operand.attribute().0];
        if !own.contains(test) {
            own.push(test.clone());
        }
    }
    let mut variables = Vec::new();
    let asked = tests.into_iter().enumerate();
    for (place, tests) in asked.filter(|(_, tests)| !tests.is_empty()) {
        let attribute = AttributeId(place);
        let mut take = |domain| variables.push(Variable { attribute, domain });
        match Domain::new(&attributes[place], &tests, as_of) {
            Some(domain) => take(domain),
            None => tests.into_iter().map(Domain::free).for_each(take),
        }
    }
    variables
}

/// "The test's answer is `wanted`", or the opposite of this.
fn atom(variables: &[Variable], test: &Test, wanted: bool, holds: bool) -> Formula {
    let attribute = test.operand.attribute();
    let mut asking = variables.iter().enumerate();
    let asked = asking.find_map(|(place, variable)| {
        if variable.attribute != attribute {
            return None;
        }
        let own = variable.domain.tests.iter().position(|own| own == test)?;
        Some((place, own, &variable.domain.classes))
    });
    match asked {
        Some((place, test, classes)) => {
            let is_in = |class: usize| (classes[class].answers[test] == Some(wanted)) == holds;
            Formula::In(place, ClassSet::of(classes.len(), is_in))
        }
        None => Formula::Any(Vec::new()), // never: each test of the conditions has its variable
    }
}
