//! A condition in words, for reports.

use super::literal::quoted;
use super::print::written;
use super::{AttributeId, Comparison, Condition, Literal, Operand, Predicate, Test};
use crate::text::words;

/// The condition in words: `industry is 'Manufacturing' and employees is more than 1,500`.
/// `name` gives what an attribute is called.
///
/// A group inside another stands in parentheses, also where `and` binds tighter anyway: readers
/// are not asked to know which of the two does.
pub fn in_words<'a>(condition: &Condition, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    let test = |test: &Test, negated: bool| ask(test, negated, name);
    let apart = |part: &Condition, around: &Condition| {
        matches!(around, Condition::Not(_)) || matches!(part, Condition::And(_) | Condition::Or(_))
    };
    written(condition, &test, &apart)
}

fn ask<'a>(test: &Test, negated: bool, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    match test.operand {
        Operand::Attribute(id) => format!("{} {}", name(id), question(&test.predicate, negated)),
        Operand::DaysSince(id) if counts_back(&test.predicate) => {
            let question = question(&test.predicate, negated);
            let unit = match &test.predicate {
                Predicate::Compare(_, Literal::Integer(1)) => "day",
                _ => "days",
            };
            format!("{} {question} {unit} ago", name(id))
        }
        Operand::DaysSince(id) => {
            format!(
                "the number of days since {} {}",
                name(id),
                question(&test.predicate, negated)
            )
        }
    }
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

fn question(predicate: &Predicate, negated: bool) -> String {
    let values = |literals: &[Literal]| {
        let values: Vec<String> = literals.iter().map(value).collect();
        values.join(", ")
    };
    let (plain, opposite, rest) = match predicate {
        Predicate::Compare(comparison, literal) => (
            comparison_words(*comparison, literal),
            comparison_words(comparison.negated(), literal),
            value(literal),
        ),
        Predicate::In(literals) if literals.len() == 1 => ("is ", "is not ", values(literals)),
        Predicate::In(literals) => ("is one of ", "is none of ", values(literals)),
        Predicate::Between(low, high) => {
            let ends = format!("{} and {}", value(low), value(high));
            ("is between ", "is not between ", ends)
        }
        Predicate::Like(text) => ("looks like ", "does not look like ", quoted(text)),
        Predicate::StartsWith(text) => ("starts with ", "does not start with ", quoted(text)),
        Predicate::Contains(text) => ("contains ", "does not contain ", quoted(text)),
        Predicate::IsTrue => ("is true", "is false", String::new()),
        Predicate::IsNull => ("is missing", "is known", String::new()),
    };
    let verb = if negated { opposite } else { plain };
    format!("{verb}{rest}")
}

fn comparison_words(comparison: Comparison, literal: &Literal) -> &'static str {
    let text_or_date = matches!(literal, Literal::Date(_) | Literal::Text(_));
    match (comparison, text_or_date) {
        (Comparison::Equal, _) => "is ",
        (Comparison::NotEqual, _) => "is not ",
        (Comparison::Less, true) => "is before ",
        (Comparison::LessOrEqual, true) => "is not after ",
        (Comparison::Greater, true) => "is after ",
        (Comparison::GreaterOrEqual, true) => "is not before ",
        (Comparison::Less, false) => "is less than ",
        (Comparison::LessOrEqual, false) => "is at most ",
        (Comparison::Greater, false) => "is more than ",
        (Comparison::GreaterOrEqual, false) => "is at least ",
    }
}

/// A value for readers: numbers with a comma between each three digits, dates bare.
fn value(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => quoted(text),
        Literal::Integer(number) => words::separated(&number.to_string()),
        Literal::Number(number) => words::separated(&number.to_string()),
        Literal::Boolean(value) => value.to_string(),
        Literal::Date(date) => date.to_string(),
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
                "title does not look like '%Chief%' and mail starts with 'info'",
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
