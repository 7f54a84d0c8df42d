//! Sets of an attribute's values as conditions that people can read.

use jiff::civil::Date;

use super::classes::ClassSet;
use super::domain::Domain;
use super::smallest::smallest;
use super::values;
use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Literal, Operand, Predicate, Test,
    days_since,
};
use crate::plan::Attribute;

/// More texts than these are no help to a reader.
const MOST_TEXTS: usize = 12;

/// Where a set of values of numbers or days ends: at the first place among the domain's values, and at
/// the last.
type Run = (usize, usize);

impl Domain {
    /// What is true of a known value just where it is in these classes; `None` if that takes more
    /// than a few words.
    pub(super) fn told(
        &self,
        id: AttributeId,
        attribute: &Attribute,
        classes: &ClassSet,
        as_of: Date,
    ) -> Option<Condition> {
        let inside = |(_, class): &&(Literal, usize)| classes.has(*class);
        let told = match attribute.kind {
            _ if self.values.is_empty() => None,
            AttributeType::Boolean => {
                let mut inside = self.values.iter().filter(inside);
                match (inside.next(), inside.next()) {
                    (Some((Literal::Boolean(answer), _)), None) => Some(is_true(id, *answer)),
                    _ => None,
                }
            }
            AttributeType::Text => self.listed(id, classes),
            AttributeType::Integer | AttributeType::Number | AttributeType::Date => {
                self.between(id, attribute, classes, as_of)
            }
        };
        told.or_else(|| self.told_by_tests(classes))
    }

    /// The texts that are meant, or those that are not, whichever are fewer.
    fn listed(&self, id: AttributeId, classes: &ClassSet) -> Option<Condition> {
        let texts = |inside: bool| -> Vec<Literal> {
            let texts = self.values.iter();
            let texts = texts.filter(|(_, class)| classes.has(*class) == inside);
            texts.map(|(text, _)| text.clone()).collect()
        };
        let (inside, outside) = (texts(true), texts(false));
        let all_but = match self.others {
            Some(others) => classes.has(others),
            None => inside.len() > 1 && outside.len() < inside.len(),
        };
        let (mut texts, sign) = match all_but {
            true => (outside, Comparison::NotEqual),
            false => (inside, Comparison::Equal),
        };
        let test = |predicate| Condition::Test(Test::of(id, predicate));
        match texts.len() {
            0 => None,
            1 => Some(test(Predicate::Compare(sign, texts.pop()?))),
            many if many > MOST_TEXTS => None,
            _ if all_but => Some(Condition::Not(Box::new(test(Predicate::In(texts))))),
            _ => Some(test(Predicate::In(texts))),
        }
    }

    /// The tests that all of these classes answer alike, if no other class does.
    fn told_by_tests(&self, classes: &ClassSet) -> Option<Condition> {
        let known = self.known();
        let answers = (0..self.tests.len()).filter_map(|test| {
            let mut answers = classes
                .iter()
                .map(|class| self.classes[class].answers[test]);
            let first = answers.next()??;
            let is_short = match &self.tests[test].predicate {
                Predicate::IsNull => false,
                Predicate::In(values) => values.len() <= MOST_TEXTS,
                _ => true,
            };
            (is_short && answers.all(|one| one == Some(first))).then_some((test, first))
        });
        let are_meant = |answers: &[(usize, bool)]| {
            let meets = |class: usize| {
                let own = &self.classes[class].answers;
                answers
                    .iter()
                    .all(|(test, answer)| own[*test] == Some(*answer))
            };
            ClassSet::of(self.classes.len(), |class| known.has(class) && meets(class)) == *classes
        };
        let answers: Vec<(usize, bool)> = answers.collect();
        if answers.is_empty() || !are_meant(&answers) {
            return None;
        }
        let told = smallest(&answers, are_meant)
            .into_iter()
            .map(|(test, answer)| {
                let test = Condition::Test(self.tests[test].clone());
                match answer {
                    true => Some(test),
                    false => negated(test),
                }
            });
        all(told.collect::<Option<_>>()?)
    }

    /// The one stretch of values that is meant, or that is not.
    fn between(
        &self,
        id: AttributeId,
        attribute: &Attribute,
        classes: &ClassSet,
        as_of: Date,
    ) -> Option<Condition> {
        let stretch = |run| match attribute.kind {
            AttributeType::Number => self.number_between(id, attribute, run),
            AttributeType::Date if self.asks_for_ages() => self.age_between(id, run, as_of),
            _ => self.whole_between(id, attribute, run),
        };
        let inside = self.runs(|class| classes.has(class));
        if let [run] = inside[..] {
            return stretch(run);
        }
        let [run] = self.runs(|class| !classes.has(class))[..] else {
            return None;
        };
        negated(stretch(run)?)
    }

    /// The stretches of values whose classes are meant, as long as can be.
    fn runs(&self, is_meant: impl Fn(usize) -> bool) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (place, (_, class)) in self.values.iter().enumerate() {
            if is_meant(*class) {
                match runs.last_mut() {
                    Some((_, last)) if *last + 1 == place => *last = place,
                    _ => runs.push((place, place)),
                }
            }
        }
        runs
    }

    fn asks_for_ages(&self) -> bool {
        let asked = self.tests.iter();
        let mut asked = asked.filter(|test| test.predicate != Predicate::IsNull);
        asked.all(|test| matches!(test.operand, Operand::DaysSince(_)))
    }

    /// Of whole numbers and of days.
    fn whole_between(&self, id: AttributeId, attribute: &Attribute, run: Run) -> Option<Condition> {
        let [low, high] = [run.0, run.1].map(|place| self.values.get(place).map(|one| &one.0));
        let (low, high) = (low?, high?);
        let is_end = |value: &Literal, end: Option<f64>| match value {
            Literal::Integer(number) => end == Some(*number as f64),
            _ => false,
        };
        let is_only = low == high;
        let from = (run.0 > 0 || is_only && is_end(low, attribute.min)).then_some(low);
        let to = run.1 + 1 < self.values.len() || is_only && is_end(high, attribute.max);
        let operand = Operand::Attribute(id);
        limits(operand, from.cloned(), to.then(|| high.clone()))
    }

    /// Of days, by their ages.
    fn age_between(&self, id: AttributeId, run: Run, as_of: Date) -> Option<Condition> {
        let age = |place: usize| match self.values.get(place)?.0 {
            Literal::Date(day) => Some(Literal::Integer(days_since(day, as_of))),
            _ => None,
        };
        let is_last = run.1 + 1 == self.values.len();
        let oldest = age(run.0).filter(|_| run.0 > 0);
        let youngest = age(run.1).filter(|_| !is_last);
        limits(Operand::DaysSince(id), youngest, oldest)
    }

    /// Of numbers, which have others between them.
    fn number_between(
        &self,
        id: AttributeId,
        attribute: &Attribute,
        run: Run,
    ) -> Option<Condition> {
        let cuts = values::cuts(attribute, &self.tests);
        let number = |place: usize| match self.values.get(place)?.0 {
            Literal::Number(number) => Some(number),
            _ => None,
        };
        let is_cut = |number: &f64| cuts.contains(number);
        let (low, high) = (number(run.0)?, number(run.1)?);
        let is_last = run.1 + 1 == self.values.len();
        let operand = Operand::Attribute(id);
        if is_cut(&low) && is_cut(&high) && run.0 > 0 && !is_last {
            return limits(
                operand,
                Some(Literal::Number(low)),
                Some(Literal::Number(high)),
            );
        }
        let limit = |sign, number| {
            let predicate = Predicate::Compare(sign, Literal::Number(number));
            Condition::Test(Test { operand, predicate })
        };
        let mut limited = Vec::new();
        if let Some(before) = run.0.checked_sub(1) {
            limited.push(match is_cut(&low) {
                true => limit(Comparison::GreaterOrEqual, low),
                false => limit(Comparison::Greater, number(before)?),
            });
        }
        if !is_last {
            limited.push(match is_cut(&high) {
                true => limit(Comparison::LessOrEqual, high),
                false => limit(Comparison::Less, number(run.1 + 1)?),
            });
        }
        all(limited)
    }
}

/// All of some conditions; `None` if there are none.
pub(super) fn all(conditions: Vec<Condition>) -> Option<Condition> {
    let parts = conditions.into_iter().flat_map(|one| match one {
        Condition::And(parts) => parts,
        one => vec![one],
    });
    let mut parts: Vec<Condition> = parts.collect();
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Condition::And(parts)),
    }
}

/// "The attribute is true", or false.
pub(super) fn is_true(id: AttributeId, answer: bool) -> Condition {
    let test = Condition::Test(Test::of(id, Predicate::IsTrue));
    match answer {
        true => test,
        false => Condition::Not(Box::new(test)),
    }
}

/// From one value to another, both included; `None` without both.
fn limits(operand: Operand, low: Option<Literal>, high: Option<Literal>) -> Option<Condition> {
    let predicate = match (low, high) {
        (None, None) => return None,
        (Some(low), Some(high)) if low == high => Predicate::Compare(Comparison::Equal, low),
        (Some(low), Some(high)) => Predicate::Between(low, high),
        (Some(low), None) => Predicate::Compare(Comparison::GreaterOrEqual, low),
        (None, Some(high)) => Predicate::Compare(Comparison::LessOrEqual, high),
    };
    Some(Condition::Test(Test { operand, predicate }))
}

/// The opposite of a test; `None` of more than one.
fn negated(condition: Condition) -> Option<Condition> {
    match condition {
        Condition::Test(Test {
            operand,
            predicate: Predicate::Compare(sign, value),
        }) => {
            let predicate = Predicate::Compare(sign.negated(), value);
            Some(Condition::Test(Test { operand, predicate }))
        }
        Condition::Test(test) => Some(Condition::Not(Box::new(Condition::Test(test)))),
        _ => None,
    }
}
