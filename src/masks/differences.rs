//! In what a plan differs from the one that a mask table was counted with, in words.

use super::fingerprint::Fingerprint;
use crate::text::words::list;

/// The first thing in which the plan differs from what a table was counted with, in words, and
/// how many other things there are. `None` if there is none.
pub(super) fn difference(plan: &Fingerprint, table: &Fingerprint) -> Option<String> {
    let mut all = names(plan, table);
    let counted = facts(table);
    for now in facts(plan) {
        let then = counted.iter().find(|then| then.begin == now.begin);
        all.extend(then.filter(|then| then.value != now.value).map(|then| {
            let Fact { begin, how, value } = &now;
            format!(
                "{begin} {value}; the table was counted {how} {}",
                then.value
            )
        }));
    }
    let first = all.first()?;
    Some(match all.len() - 1 {
        0 => first.clone(),
        1 => format!("{first} (and 1 more difference)"),
        more => format!("{first} (and {more} more differences)"),
    })
}

/// What differs in the names of the segments and their order.
fn names(plan: &Fingerprint, table: &Fingerprint) -> Vec<String> {
    let names = |one: &Fingerprint| -> Vec<String> {
        let names = one.segments.iter().map(|segment| segment.name.clone());
        names.collect()
    };
    let (now, then) = (names(plan), names(table));
    let without = |some: &[String], others: &[String]| -> Vec<String> {
        let left = some.iter().filter(|name| !others.contains(name));
        left.cloned().collect()
    };
    let (added, removed) = (without(&now, &then), without(&then, &now));
    let mut found = Vec::new();
    if !added.is_empty() {
        found.push(format!(
            "the plan now defines {}, which the table does not count",
            list(&added)
        ));
    }
    if !removed.is_empty() {
        found.push(format!(
            "the table counts {}, which the plan does not define",
            list(&removed)
        ));
    }
    if found.is_empty() && now != then {
        found.push(format!(
            "the plan now lists its segments as {}; the table has them as {}",
            list(&now),
            list(&then)
        ));
    }
    found
}

/// One thing that a plan says, as the two halves of a sentence about a change: `begin` stands
/// before the new value, `how` before the old one.
struct Fact {
    begin: String,
    how: &'static str,
    value: String,
}

/// All that is compared of segments and attributes which both plans have, by what begins the
/// sentence.
fn facts(of: &Fingerprint) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |begin: String, how: &'static str, value: Option<&str>| {
        let value = value.unwrap_or("nothing").to_owned();
        facts.push(Fact { begin, how, value });
    };
    for segment in &of.segments {
        let begin = format!("the plan now defines {} as", segment.name);
        add(begin, "as", Some(&segment.condition));
    }
    for (key, value) in [
        ("outcome", &of.outcome),
        ("reachable", &of.reachable),
        ("exclude", &of.exclude),
        ("control", &of.control),
        ("value", &of.value),
        ("date", &of.date),
    ] {
        add(format!("`leads.{key}` is now"), "with", value.as_deref());
    }
    if let Some(day) = &of.as_of {
        let begin = "the plan now counts ages to".to_owned();
        add(begin, "to", Some(day));
    }
    for one in &of.attributes {
        let reads = format!("the plan now reads `{}`", one.name);
        let format = one.format.as_deref().or(Some("ISO dates"));
        let from = format!("{reads} from column");
        add(from, "from column", Some(&one.column));
        add(format!("{reads} as type"), "as type", Some(&one.kind));
        add(format!("{reads} with the format"), "with", format);
        let decimal = one.decimal.as_ref().map(|sign| format!("`{sign}`"));
        let begin = format!("the decimal sign of `{}` is now", one.name);
        add(begin, "with", decimal.as_deref().or(Some("none")));
        for (meaning, words) in [
            ("true", &one.yes),
            ("false", &one.no),
            ("missing", &one.missing),
        ] {
            let begin = format!("the words for {meaning} in `{}` are now", one.name);
            let words = match words.as_slice() {
                [] => "none".to_owned(),
                words => list(words),
            };
            add(begin, "with", Some(&words));
        }
    }
    facts
}
