//! A condition in words, for reports.

use jiff::civil::Date;

use super::literal::quoted;
use super::print::written;
use super::{AttributeId, Comparison, Condition, Literal, Operand, Predicate, Test};
use crate::text::{Language, words};

/// How a condition is put into words.
pub struct Wording<'a> {
    /// The language.
    pub language: Language,
    /// What an attribute is called.
    pub attribute: &'a dyn Fn(AttributeId) -> String,
    /// How a text value is written: `'Hiking'`, `“Hiking”`.
    pub text: &'a dyn Fn(&str) -> String,
    /// How a number is written, of which these are the plain digits: `1500.5`.
    pub number: &'a dyn Fn(&str) -> String,
    /// How a day is written.
    pub date: &'a dyn Fn(Date) -> String,
}

/// The condition in English: `industry is 'Manufacturing' and employees is more than 1,500`.
/// `name` gives what an attribute is called.
pub fn in_words<'a>(condition: &Condition, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    let wording = Wording {
        language: Language::English,
        attribute: &|id| name(id).to_owned(),
        text: &quoted,
        number: &words::separated,
        date: &|date| date.to_string(),
    };
    wording.condition(condition)
}

impl Wording<'_> {
    /// The condition in words, without a final stop.
    ///
    /// A group inside another stands in parentheses, also where `and` binds tighter anyway: readers
    /// are not asked to know which of the two does.
    pub fn condition(&self, condition: &Condition) -> String {
        let test = |test: &Test, negated: bool| self.test(test, negated);
        let apart = |part: &Condition, around: &Condition| {
            matches!(around, Condition::Not(_))
                || matches!(part, Condition::And(_) | Condition::Or(_))
        };
        let joints = ["and", "or", "not"].map(|joint| self.language.word(joint));
        written(condition, &test, &apart, joints)
    }

    fn test(&self, test: &Test, negated: bool) -> String {
        let (kind, parts) = self.question(&test.predicate, negated);
        let mut parts: Vec<(&str, &str)> = parts
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        let (form, what) = match test.operand {
            Operand::Attribute(id) => ("where", (self.attribute)(id)),
            Operand::DaysSince(id) if counts_back(&test.predicate) => {
                ("where.ago", (self.attribute)(id))
            }
            Operand::DaysSince(id) => {
                let name = (self.attribute)(id);
                let since = self.language.say("where.since", &[("what", &name)]);
                ("where", since)
            }
        };
        parts.push(("what", &what));
        self.language.say(&format!("{form}.{kind}"), &parts)
    }

    /// What is asked, as the key of its words, and what is asked for.
    fn question(
        &self,
        predicate: &Predicate,
        negated: bool,
    ) -> (&'static str, Vec<(&'static str, String)>) {
        let one = |value: String| vec![("value", value)];
        let either = |plain, opposite| if negated { opposite } else { plain };
        match predicate {
            Predicate::Compare(comparison, literal) => {
                let comparison = match negated {
                    true => comparison.negated(),
                    false => *comparison,
                };
                let days = match literal {
                    Literal::Integer(1) => "day",
                    _ => "days",
                };
                let days = self.language.word(days).to_owned();
                let parts = vec![("value", self.value(literal)), ("days", days)];
                (compared(comparison, literal), parts)
            }
            Predicate::In(literals) => {
                let values: Vec<String> =
                    literals.iter().map(|literal| self.value(literal)).collect();
                let kind = match literals.len() {
                    1 => either("is", "is-not"),
                    _ => either("in", "not-in"),
                };
                let days = ("days", self.language.word("days").to_owned());
                (kind, vec![("value", values.join(", ")), days])
            }
            Predicate::Between(low, high) => (
                either("between", "not-between"),
                vec![("low", self.value(low)), ("high", self.value(high))],
            ),
            Predicate::Like(pattern) => match plain_part(pattern) {
                Some((false, text, true)) => {
                    (either("starts", "not-starts"), one((self.text)(text)))
                }
                Some((true, text, false)) => (either("ends", "not-ends"), one((self.text)(text))),
                Some((true, text, true)) => {
                    (either("contains", "not-contains"), one((self.text)(text)))
                }
                _ => (either("like", "not-like"), one((self.text)(pattern))),
            },
            Predicate::StartsWith(text) => (either("starts", "not-starts"), one((self.text)(text))),
            Predicate::Contains(text) => {
                (either("contains", "not-contains"), one((self.text)(text)))
            }
            Predicate::IsTrue => (either("true", "false"), Vec::new()),
            Predicate::IsNull => (either("missing", "known"), Vec::new()),
        }
    }

    /// A value for readers.
    fn value(&self, literal: &Literal) -> String {
        match literal {
            Literal::Text(text) => (self.text)(text),
            Literal::Integer(number) => (self.number)(&number.to_string()),
            Literal::Number(number) => (self.number)(&number.to_string()),
            Literal::Boolean(value) => {
                let kind = if *value { "value-true" } else { "value-false" };
                self.language.say(&format!("where.{kind}"), &[])
            }
            Literal::Date(date) => (self.date)(*date),
        }
    }
}

/// The text of a pattern whose signs for any text stand at its ends alone, and whether one stands
/// before it and one after; `None` if it has others.
fn plain_part(pattern: &str) -> Option<(bool, &str, bool)> {
    let (before, rest) = match pattern.strip_prefix('%') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (text, after) = match rest.strip_suffix('%') {
        Some(text) => (text, true),
        None => (rest, false),
    };
    let is_plain = !text.is_empty() && !text.contains(['%', '_', '\\']);
    is_plain.then_some((before, text, after))
}

/// Whether every number of days lies in the past, so that "ago" reads right.
fn counts_back(predicate: &Predicate) -> bool {
    let back = |literal: &Literal| match literal {
        Literal::Integer(days) => *days >= 0,
        Literal::Number(days) => *days >= 0.0,
        _ => false,
    };
    match predicate {
        Predicate::Compare(_, literal) => back(literal),
        Predicate::In(literals) => literals.iter().all(back),
        Predicate::Between(low, _) => back(low),
        _ => false,
    }
}

fn compared(comparison: Comparison, literal: &Literal) -> &'static str {
    let text_or_date = matches!(literal, Literal::Date(_) | Literal::Text(_));
    match (comparison, text_or_date) {
        (Comparison::Equal, _) => "is",
        (Comparison::NotEqual, _) => "is-not",
        (Comparison::Less, true) => "before",
        (Comparison::LessOrEqual, true) => "not-after",
        (Comparison::Greater, true) => "after",
        (Comparison::GreaterOrEqual, true) => "not-before",
        (Comparison::Less, false) => "less",
        (Comparison::LessOrEqual, false) => "at-most",
        (Comparison::Greater, false) => "more",
        (Comparison::GreaterOrEqual, false) => "at-least",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{check, parse};
    use super::*;

    fn words_of(text: &str) -> String {
        let syntax = parse(text).unwrap();
        let checked = check(&[syntax], &[]);
        assert_eq!(checked.errors, []);
        let name = |id: AttributeId| checked.inferred[id.0].0.as_str();
        in_words(&checked.expressions[0].as_ref().unwrap().condition, &name)
    }

    #[test]
    fn conditions_read_as_sentences() {
        for (text, words) in [
            (
                "industry = 'Manufacturing' and employees > 1500",
                "industry is 'Manufacturing' and employees is more than 1,500",
            ),
            (
                "a = 'x' and (b >= 2.5 or c is null)",
                "a is 'x' and (b is at least 2.5 or c is missing)",
            ),
            (
                "a = 'x' and b or c",
                "(a is 'x' and b is true) or c is true",
            ),
            (
                "country not in ('DE', 'AT') or opted_in",
                "country is none of 'DE', 'AT' or opted_in is true",
            ),
            (
                "not opted_in and city is not null",
                "opted_in is false and city is known",
            ),
            (
                "days_since(created_on) < 30",
                "created_on is less than 30 days ago",
            ),
            ("days_since(created_on) = 1", "created_on is 1 day ago"),
            (
                "days_since(due) between -7 and 0",
                "the number of days since due is between -7 and 0",
            ),
            (
                "title not like '%Chief%' and mail starts with 'info'",
                "title does not contain 'Chief' and mail starts with 'info'",
            ),
            (
                "created_on < date '2027-01-04'",
                "created_on is before 2027-01-04",
            ),
        ] {
            assert_eq!(words_of(text), words);
        }
    }
}
