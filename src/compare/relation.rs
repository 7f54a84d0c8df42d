//! How a definition relates to the one that it replaces: proven, with leads that show it.

use super::attributes::{merged, moved};
use crate::condition::{AttributeId, Condition, in_words};
use crate::plan::{Attribute, Plan, SegmentId};
use crate::proof::{Answer, Claim, Prover, Witness, rests_on};
use crate::text::named;

/// How the definition of a segment relates to the one that it had. Leads that one of the plans excludes
/// are left aside, and ages are counted to the same day for both.
#[derive(Debug, Clone, PartialEq)]
pub struct DefinitionChange {
    /// Which leads fit now, against those that fitted.
    pub relation: DefinitionRelation,
    /// A lead in words that fits no more.
    pub no_longer: Option<String>,
    /// A lead in words that fits only now.
    pub only_now: Option<String>,
    /// An attribute that the plans read in different ways, for which nothing was decided.
    pub read_differently: Option<String>,
    /// Names of attributes whose declared values or bounds this rests on: where both plans declare
    /// them, those of either.
    pub given: Vec<String>,
}

named! {
    /// How the leads that fit a definition relate to those that fit the one before.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum DefinitionRelation {
        /// The same leads fit.
        Equal = "equal",
        /// Some leads fit no more, and no others do.
        Narrower = "narrower",
        /// More leads fit, and all of before.
        Wider = "wider",
        /// Some leads fit no more, and others do.
        Different = "different",
        /// It was not decided: the plans read an attribute in different ways, or the work allowed was
        /// not enough.
        Undecided = "undecided",
    }
}

impl DefinitionChange {
    /// Of a segment in two plans; `None` if one of them has no definition of it.
    pub(super) fn new(old: &Plan, new: &Plan, (was, is): (SegmentId, SegmentId)) -> Option<Self> {
        let was = &old.segment(was).definition.as_ref()?.condition;
        let is = &new.segment(is).definition.as_ref()?.condition;
        let (attributes, places) = merged(old, new);
        let attributes = declared_by_either(attributes, old, &places);
        let alike = Alike {
            old,
            new,
            places: &places,
        };
        let mut change = Self {
            relation: DefinitionRelation::Undecided,
            no_longer: None,
            only_now: None,
            read_differently: alike
                .differs_in_old(was)
                .or_else(|| alike.differs_in_new(is)),
            given: Vec::new(),
        };
        if change.read_differently.is_some() {
            return Some(change);
        }
        let excluded = old.leads.exclude.as_ref().map(|one| &one.condition);
        let excluded = excluded.filter(|one| alike.differs_in_old(one).is_none());
        let mut conditions = vec![moved(was, &places, 0), is.clone()];
        conditions.extend(excluded.map(|one| moved(one, &places, 0)));
        conditions.extend(new.leads.exclude.as_ref().map(|one| one.condition.clone()));
        let conditions: Vec<&Condition> = conditions.iter().collect();
        let date = new.as_of.date;
        let prover = Prover::new(&attributes, conditions.clone(), date);
        let claims = |fits: usize, not: usize| -> Vec<Claim> {
            let others = [not].into_iter().chain(2..conditions.len());
            let others = others.map(Claim::FitsNot);
            [Claim::Fits(fits)].into_iter().chain(others).collect()
        };
        let both = [claims(0, 1), claims(1, 0)];
        let answers = both.clone().map(|claims| prover.find(&claims));
        change.relation = match &answers {
            [Answer::None, Answer::None] => DefinitionRelation::Equal,
            [Answer::Lead(_), Answer::None] => DefinitionRelation::Narrower,
            [Answer::None, Answer::Lead(_)] => DefinitionRelation::Wider,
            [Answer::Lead(_), Answer::Lead(_)] => DefinitionRelation::Different,
            _ => DefinitionRelation::Undecided,
        };
        let name = |id: AttributeId| attributes[id.0].name.as_str();
        let asked = Condition::Or(conditions[..2].iter().copied().cloned().collect());
        for (place, (answer, claims)) in answers.iter().zip(&both).enumerate() {
            match answer {
                Answer::Lead(lead) => {
                    let told = told(lead, &asked, &name);
                    match place {
                        0 => change.no_longer = Some(told),
                        _ => change.only_now = Some(told),
                    }
                }
                Answer::None => {
                    let given = rests_on(&attributes, &conditions, date, |prover| {
                        prover.find(claims) == Answer::None
                    });
                    let names = given.into_iter().map(|id| name(id).to_owned());
                    change.given.extend(names);
                }
                Answer::Undecided => {}
            }
        }
        change.given.sort_unstable();
        change.given.dedup();
        Some(change)
    }
}

fn told<'a>(lead: &Witness, asked: &Condition, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    let told = lead.described(asked);
    told.map_or_else(
        || "nothing of it is known".to_owned(),
        |lead| in_words(&lead, name),
    )
}

/// What two plans read in the same way.
struct Alike<'a> {
    old: &'a Plan,
    new: &'a Plan,
    /// For each attribute of the old plan its place among those of both.
    places: &'a [AttributeId],
}

impl Alike<'_> {
    /// An attribute that a condition of the old plan asks for and the new plan reads otherwise.
    fn differs_in_old(&self, condition: &Condition) -> Option<String> {
        let tests = condition.tests().into_iter();
        let differs = |id: &AttributeId| {
            let name = &self.old.attribute(*id).name;
            let is_known = self.new.attributes.iter().any(|one| one.name == *name);
            is_known && self.places[id.0].0 >= self.new.attributes.len()
        };
        let found = tests.map(|test| test.operand.attribute()).find(differs)?;
        Some(self.old.attribute(found).name.clone())
    }

    /// An attribute that a condition of the new plan asks for and the old plan reads otherwise.
    fn differs_in_new(&self, condition: &Condition) -> Option<String> {
        let tests = condition.tests().into_iter();
        let differs = |id: &AttributeId| {
            let name = &self.new.attribute(*id).name;
            let mut olds = self.old.attributes.iter().zip(self.places);
            olds.any(|(one, place)| one.name == *name && place != id)
        };
        let found = tests.map(|test| test.operand.attribute()).find(differs)?;
        Some(self.new.attribute(found).name.clone())
    }
}

/// With the values that either plan declares, where both declare some, and the wider bounds.
fn declared_by_either(
    mut attributes: Vec<Attribute>,
    old: &Plan,
    places: &[AttributeId],
) -> Vec<Attribute> {
    for (was, place) in old.attributes.iter().zip(places) {
        let is = &mut attributes[place.0];
        if was.values.is_empty() {
            is.values.clear();
        } else if !is.values.is_empty() {
            let new: Vec<&String> = was
                .values
                .iter()
                .filter(|one| !is.values.contains(one))
                .collect();
            let new: Vec<String> = new.into_iter().cloned().collect();
            is.values.extend(new);
        }
        is.min = is.min.zip(was.min).map(|(is, was)| is.min(was));
        is.max = is.max.zip(was.max).map(|(is, was)| is.max(was));
    }
    attributes
}
