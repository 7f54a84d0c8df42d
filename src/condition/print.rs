//! A condition in its canonical wording.

use super::literal::{has_thousands, quoted, write_literal, write_name};
use super::{AttributeId, Condition, Literal, Operand, Predicate, Test};

/// The condition in canonical wording, with no parenthesis or quote more than needed. Read and
/// checked again it is the same condition. `name` gives an attribute's name.
pub fn print<'a>(condition: &Condition, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    match condition {
        Condition::And(parts) => joined(parts, " and ", Level::And, name),
        Condition::Or(parts) => joined(parts, " or ", Level::Or, name),
        Condition::Not(inner) => match &**inner {
            Condition::Test(test) => negated(test, name),
            inner => format!("not {}", within(inner, Level::Not, name)),
        },
        Condition::Test(test) => format!("{}{}", operand(test.operand, name), question(test, "")),
    }
}

/// How tightly a part holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Not,
}

/// How tightly a condition holds together.
fn level(condition: &Condition) -> Level {
    match condition {
        Condition::Or(_) => Level::Or,
        Condition::And(_) => Level::And,
        Condition::Not(_) | Condition::Test(_) => Level::Not,
    }
}

fn joined<'a>(
    parts: &[Condition],
    joint: &str,
    level: Level,
    name: &dyn Fn(AttributeId) -> &'a str,
) -> String {
    let parts: Vec<String> = parts.iter().map(|part| within(part, level, name)).collect();
    parts.join(joint)
}

/// A part inside another of this level, in parentheses where it would come apart.
fn within<'a>(part: &Condition, outer: Level, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    let text = print(part, name);
    if level(part) < outer {
        format!("({text})")
    } else {
        text
    }
}

fn negated<'a>(test: &Test, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    let operand = operand(test.operand, name);
    match test.predicate {
        Predicate::Compare(..) | Predicate::IsTrue => {
            format!("not {operand}{}", question(test, ""))
        }
        _ => format!("{operand}{}", question(test, "not ")),
    }
}

fn operand<'a>(operand: Operand, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    match operand {
        Operand::Attribute(id) => write_name(name(id)),
        Operand::DaysSince(id) => format!("days_since({})", write_name(name(id))),
    }
}

/// The question with the blank before it; `not` goes inside where the language has it there.
fn question(test: &Test, not: &str) -> String {
    match &test.predicate {
        Predicate::Compare(comparison, literal) => {
            format!(" {} {}", comparison.sign(), value(literal))
        }
        Predicate::In(literals) => {
            let values: Vec<String> = literals.iter().map(value).collect();
            format!(" {not}in ({})", values.join(", "))
        }
        Predicate::Between(low, high) => {
            format!(" {not}between {} and {}", value(low), value(high))
        }
        Predicate::Like(text) => format!(" {not}like {}", quoted(text)),
        Predicate::StartsWith(text) => format!(" {not}starts with {}", quoted(text)),
        Predicate::Contains(text) => format!(" {not}contains {}", quoted(text)),
        Predicate::IsTrue => String::new(),
        Predicate::IsNull => format!(" is {not}null"),
    }
}

/// A value so that it is read as what it is: `1.125` could be meant with a point between thousands.
fn value(literal: &Literal) -> String {
    let text = write_literal(literal);
    match literal {
        Literal::Number(_) if has_thousands(&text) => format!("{text}0"),
        _ => text,
    }
}
