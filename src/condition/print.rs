//! A condition in its canonical wording.

use super::literal::{has_thousands, quoted, write_literal, write_name};
use super::{AttributeId, Condition, Literal, Operand, Predicate, Test};

/// The condition in canonical wording, with no parenthesis or quote more than needed. Read and
/// checked again it is the same condition. `name` gives an attribute's name.
pub fn print<'a>(condition: &Condition, name: &dyn Fn(AttributeId) -> &'a str) -> String {
    let test = |test: &Test, negated: bool| {
        let operand = operand(test.operand, name);
        match (negated, &test.predicate) {
            (true, Predicate::Compare(..) | Predicate::IsTrue) => {
                format!("not {operand}{}", question(test, ""))
            }
            (true, _) => format!("{operand}{}", question(test, "not ")),
            (false, _) => format!("{operand}{}", question(test, "")),
        }
    };
    let apart = |part: &Condition, around: &Condition| tightness(part) < tightness(around);
    written(condition, &test, &apart, ["and", "or", "not"])
}

/// How tightly a condition holds together: `or` is the loosest.
fn tightness(condition: &Condition) -> u8 {
    match condition {
        Condition::Or(_) => 0,
        Condition::And(_) => 1,
        Condition::Not(_) | Condition::Test(_) => 2,
    }
}

/// A condition in some wording: `test` words a test or its opposite, and `apart` decides whether a
/// part (first) stands in parentheses inside a group (second); `joints` are its and, or and not.
pub(super) fn written(
    condition: &Condition,
    test: &dyn Fn(&Test, bool) -> String,
    apart: &dyn Fn(&Condition, &Condition) -> bool,
    joints: [&str; 3],
) -> String {
    let [and, or, not] = joints;
    let part = |part: &Condition| {
        let text = written(part, test, apart, joints);
        match apart(part, condition) {
            true => format!("({text})"),
            false => text,
        }
    };
    let joined = |parts: &[Condition], joint: &str| {
        let parts: Vec<String> = parts.iter().map(part).collect();
        parts.join(&format!(" {joint} "))
    };
    match condition {
        Condition::And(parts) => joined(parts, and),
        Condition::Or(parts) => joined(parts, or),
        Condition::Not(inner) => match &**inner {
            Condition::Test(one) => test(one, true),
            inner => format!("{not} {}", part(inner)),
        },
        Condition::Test(one) => test(one, false),
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
