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
    for condition in facts.plan.conditions() {
        for (attribute, at) in super::first_mentions(condition.expression) {
            if let Some(meant) = meant.get(&attribute) {
                let name = &facts.plan.attribute(attribute).name;
                let message = format!("`{name}` is not declared, but `{meant}` is");
                let help = format!("Write {meant}, or declare {name} under `attributes`");
                found.push(place::in_condition(&condition, at, message, help));
            }
        }
    }
    found
}

/// Each undeclared attribute that looks like a slip, with the declared one that it looks like.
fn slips(plan: &Plan) -> HashMap<AttributeId, &str> {
    let declared = plan.attributes.iter().filter(|one| one.declared);
    let declared: Vec<Name> = declared.map(|one| Name::new(&one.name)).collect();
    let attributes = plan.attributes.iter().enumerate();
    let undeclared = attributes.filter(|(_, one)| !one.declared);
    let slips = undeclared.filter_map(|(place, one)| {
        let name = Name::new(&one.name);
        let near = declared
            .iter()
            .filter_map(|other| Some((name.slips_from(other)?, other)));
        let (_, meant) = near.min_by_key(|(slips, _)| *slips)?;
        Some((AttributeId(place), meant.written))
    });
    slips.collect()
}

/// The most slips that a name may have and still be taken for another.
const MOST_SLIPS: usize = 2;

/// A name, with what shows at a glance that two are not alike.
struct Name<'p> {
    written: &'p str,
    lower: String,
    letters: usize,
    /// A bit for each letter that occurs in it; several letters may share one.
    occurring: u64,
}

impl<'p> Name<'p> {
    fn new(name: &'p str) -> Self {
        let lower = name.to_lowercase();
        let bits = lower.chars().map(|letter| 1 << (u32::from(letter) % 64));
        Self {
            written: name,
            letters: lower.chars().count(),
            occurring: bits.fold(0, |all: u64, bit: u64| all | bit),
            lower,
        }
    }

    /// By how many slips it differs from another name, if by few: one letter of a word of three or
    /// more, two of a word of six or more; or in case only.
    fn slips_from(&self, other: &Self) -> Option<usize> {
        // A slip changes the length by one at the most, and which letters occur by two.
        let unlike = (self.occurring ^ other.occurring).count_ones() as usize;
        if self.letters.abs_diff(other.letters) > MOST_SLIPS || unlike > 2 * MOST_SLIPS {
            return None;
        }
        let slips = slips_between(&self.lower, &other.lower)?;
        let letters = self.letters.min(other.letters);
        (slips <= MOST_SLIPS && slips * 3 <= letters).then_some(slips)
    }
}
