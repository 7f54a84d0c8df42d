//! Values that a condition compares with and that leads do not have.

use crate::audit::SegmentAudit;
use crate::condition::{Comparison, Literal, Operand, Predicate, TextValue};
use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::plan::{Attribute, SegmentId};
use crate::text::{nearest, words};

pub(in crate::flags) const VALUE_NOT_LISTED: Flag = Flag {
    spec: spec::VALUE_NOT_LISTED,
    several: "conditions ask for a value that is not listed",
    matters: "Text is compared letter by letter. A misspelled value, or one in a different case, \
              fits no lead, so the segment comes out too small or empty.",
    act: "Correct the value, or add it to the attribute's `values` if leads can have it.",
    example: "\
attributes:
  industry: {type: text, values: [Manufacturing, Retail, Healthcare]}
segments:
  - name: manufacturers
    where: industry = 'manufacturing'
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        compared_texts(facts, |_, text| {
            let attribute = facts.plan.attribute(text.attribute);
            let values = &attribute.values;
            if values.is_empty() || values.contains(&text.value) {
                return None;
            }
            let message = format!(
                "'{}' is not among the values of `{}`",
                text.value, attribute.name
            );
            Some((message, listed(&text.value, attribute)))
        })
    }),
};

pub(in crate::flags) const IMPOSSIBLE_VALUE: Flag = Flag {
    spec: spec::IMPOSSIBLE_VALUE,
    several: "conditions ask for a number that can't occur",
    matters: "By the plan's own words no lead has such a value, so this part of the condition decides \
              nothing, or the segment is empty. Most often a digit is missing, or the unit is another.",
    act: "Correct the number, or the attribute's `min` or `max` if leads can have it.",
    example: "\
attributes:
  rating: {type: integer, min: 1, max: 5}
segments:
  - name: promoters
    where: rating >= 9
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        let mut found = Vec::new();
        for condition in facts.plan.conditions() {
            let tests = condition.expression.condition.tests();
            for (test, at) in tests.into_iter().zip(&condition.expression.tests) {
                let Operand::Attribute(id) = test.operand else {
                    continue;
                };
                if let Some((message, help)) = impossible(&test.predicate, facts.plan.attribute(id))
                {
                    found.push(place::in_condition(&condition, *at, message, help));
                }
            }
        }
        found
    }),
};

/// What to say of a test of numbers that an attribute can't have, if it asks for one.
fn impossible(asked: &Predicate, attribute: &Attribute) -> Option<(String, String)> {
    let number = |literal: &Literal| match literal {
        Literal::Integer(number) => Some(*number as f64),
        Literal::Number(number) => Some(*number),
        _ => None,
    };
    let is_low = |number: f64| attribute.min.is_some_and(|min| number < min);
    let is_high = |number: f64| attribute.max.is_some_and(|max| number > max);
    let outside: Vec<f64> = match asked {
        Predicate::Compare(comparison, literal) => {
            let number = number(literal)?;
            let is_outside = match comparison {
                Comparison::Equal | Comparison::NotEqual => is_low(number) || is_high(number),
                Comparison::Less | Comparison::LessOrEqual => is_low(number),
                Comparison::Greater | Comparison::GreaterOrEqual => is_high(number),
            };
            is_outside.then_some(number).into_iter().collect()
        }
        Predicate::In(list) => {
            let numbers = list.iter().filter_map(number);
            numbers
                .filter(|one| is_low(*one) || is_high(*one))
                .collect()
        }
        Predicate::Between(low, high) => {
            let (low, high) = (number(low)?, number(high)?);
            let below = is_low(high).then_some(high);
            below.or(is_high(low).then_some(low)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let first = *outside.first()?;
    let (bound, key, side) = match attribute.min.filter(|_| is_low(first)) {
        Some(min) => (min, "min", "below"),
        None => (attribute.max?, "max", "above"),
    };
    let name = &attribute.name;
    let [first, bound] = [first, bound].map(|number| words::number(number, 6));
    Some((
        format!("{first} is {side} the `{key}` of `{name}`, which is {bound}"),
        format!("Correct the number, or the `{key}` of `{name}`"),
    ))
}

fn listed(text: &str, attribute: &Attribute) -> String {
    match nearest(text, attribute.values.iter().map(String::as_str)) {
        Some(meant) => format!("Did you mean '{meant}'?"),
        None if attribute.values.len() <= 8 => {
            format!("Its values are {}", words::list(&attribute.values))
        }
        None => format!(
            "Add it to the values of `{}` if leads can have it",
            attribute.name
        ),
    }
}

pub(in crate::flags) const UNKNOWN_VALUE: Flag = Flag {
    spec: spec::UNKNOWN_VALUE,
    several: "conditions ask for a value that never occurs",
    matters: "Text is compared letter by letter, including case. One wrong letter, and the \
              intended leads don't fit.",
    act: "Write the value as the table has it. If it is right and future leads will have it, allow \
          the flag.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturng'    # the table has 'Manufacturing'
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Columns(|facts, audit| {
        compared_texts(facts, |segment, text| {
            let mut columns = audit.columns.iter();
            let column = columns.find(|column| column.attribute == text.attribute);
            let column = column.filter(|column| column.known > 0)?;
            let values = column.values.as_ref()?;
            if values.iter().any(|(value, _)| *value == text.value) {
                return None;
            }
            let fits_none = |one: &&SegmentAudit| Some(one.segment) == segment && one.matched == 0;
            let no_one = match audit.segments.iter().any(|one| fits_none(&one)) {
                true => ", and no lead fits",
                false => "",
            };
            let attribute = &facts.plan.attribute(text.attribute).name;
            let message = format!("'{}' never occurs in `{attribute}`{no_one}", text.value);
            Some((message, occurring(&text.value, values)))
        })
    }),
};

/// What to write for a text that no lead has.
fn occurring(text: &str, values: &[(String, u64)]) -> String {
    let meant = nearest(text, values.iter().map(|(value, _)| value.as_str()));
    let meant = values
        .iter()
        .find(|(value, _)| Some(value.as_str()) == meant);
    match meant {
        Some((value, leads)) => {
            let have = words::leads_verb(*leads, "has", "have");
            format!("Did you mean '{value}'? {have} it")
        }
        None => "Write the value as the table has it".to_owned(),
    }
}

/// One finding for each text in a condition of the plan, a segment's or one of `leads`, that `says`
/// has a message and a help for.
fn compared_texts(
    facts: &Facts,
    says: impl Fn(Option<SegmentId>, &TextValue) -> Option<(String, String)>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for condition in facts.plan.conditions() {
        for text in &condition.expression.texts {
            if let Some((message, help)) = says(condition.segment, text) {
                let at = place::in_condition(&condition, text.at, message, help);
                found.push(at.figure(format!("'{}'", text.value)));
            }
        }
    }
    found
}
