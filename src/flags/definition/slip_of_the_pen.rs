//! `slip-of-the-pen`

use std::collections::HashMap;

use crate::condition::AttributeId;
use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::plan::Plan;
use crate::text::nearest::slips_between;

pub(in crate::flags) const SLIP_OF_THE_PEN: Flag = Flag {
    spec: spec::SLIP_OF_THE_PEN,
    several: "conditions misspell an attribute",
    matters: "A misspelled attribute is a column that the lead table does not have, or a different \
              column than the one you meant.",
    act: "Correct the spelling. If it is a column of its own, declare it under `attributes`.",
    example: "\
attributes:
  employees: {type: integer}
segments:
  - name: large_companies
    where: employes > 1500
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let meant = slips(facts.plan);
    let mut found = Vec::new();
    for condition in place::expressions(facts.plan) {
        for (attribute, at) in super::first_mentions(condition.expression) {
            if let Some(meant) = meant.get(&attribute) {
                let name = &facts.plan.attribute(attribute).name;
                let message = format!("`{name}` is not declared, but `{meant}` is");
                let help = format!("Write {meant}, or declare {name} under `attributes`");
                found.push(condition.found(at, message, help));
            }
        }
    }
    found
}

/// Each undeclared attribute that looks like a slip, with the declared one that it looks like.
fn slips(plan: &Plan) -> HashMap<AttributeId, &str> {
    let attributes = plan.attributes.iter().enumerate();
    let undeclared = attributes.filter(|(_, one)| !one.declared);
    let slips = undeclared.filter_map(|(place, one)| {
        let declared = plan.attributes.iter().filter(|other| other.declared);
        let near = declared.map(|other| (slips_between(&one.name, &other.name), other));
        let near = near.filter(|(slips, other)| is_slip(*slips, &one.name, &other.name));
        let (_, meant) = near.min_by_key(|(slips, _)| *slips)?;
        Some((AttributeId(place), meant.name.as_str()))
    });
    slips.collect()
}

/// One letter of a word of three or more, two of a word of six or more; another case only.
fn is_slip(slips: usize, one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    slips <= 2 && slips * 3 <= letters
}
