//! `value-not-listed`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place};
use crate::plan::Attribute;
use crate::text::{nearest, words};

pub(crate) const FLAG: Flag = Flag {
    name: "value-not-listed",
    detects: "A condition compares an attribute with a text that its `values` do not have",
    options: &[],
    severity: Severity::Warning,
    several: "conditions ask for a value that is not listed",
    matters: "Text compares letter by letter. A value with a slip in it, or in another case, fits \
              no lead, and the segment comes out too small or empty.",
    act: "Correct the value, or add it to the attribute's `values` if leads can have it.",
    example: "\
attributes:
  industry: {type: text, values: [Manufacturing, Retail, Healthcare]}
segments:
  - name: manufacturers
    where: industry = 'manufacturing'
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for condition in place::expressions(facts.plan) {
        for one in &condition.expression.texts {
            let attribute = facts.plan.attribute(one.attribute);
            let values = &attribute.values;
            if values.is_empty() || values.contains(&one.value) {
                continue;
            }
            let message = format!(
                "'{}' is not among the values of `{}`",
                one.value, attribute.name
            );
            found.push(super::at_condition(
                &condition,
                one.at,
                message,
                help(&one.value, attribute),
            ));
        }
    }
    found
}

fn help(text: &str, attribute: &Attribute) -> String {
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
