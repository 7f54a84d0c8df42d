//! In what a plan differs from the one that a mask table was counted with, in words.

use crate::text::words::list;

use super::fingerprint::{AttributeRead, Fingerprint};

/// The first thing in which the plan differs from what a table was counted with, in words, and
/// how many other things there are. `None` if there is none.
pub(super) fn difference(plan: &Fingerprint, table: &Fingerprint) -> Option<String> {
    let mut all = segments(plan, table);
    all.extend(leads(plan, table));
    all.extend(attributes(plan, table));
    let first = all.first()?;
    Some(match all.len() - 1 {
        0 => first.clone(),
        1 => format!("{first} (and 1 more difference)"),
        more => format!("{first} (and {more} more differences)"),
    })
}

fn segments(plan: &Fingerprint, table: &Fingerprint) -> Vec<String> {
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
    if added.is_empty() && removed.is_empty() && now != then {
        found.push(format!(
            "the plan now lists its segments as {}; the table has them as {}",
            list(&now),
            list(&then)
        ));
    }
    for now in &plan.segments {
        let then = table.segments.iter().find(|then| then.name == now.name);
        let then = then.filter(|then| then.condition != now.condition);
        found.extend(then.map(|then| {
            changed(
                &format!("the plan now defines {} as", now.name),
                "as",
                &now.condition,
                &then.condition,
            )
        }));
    }
    found
}

fn leads(plan: &Fingerprint, table: &Fingerprint) -> Vec<String> {
    let keys = [
        ("leads.outcome", &plan.outcome, &table.outcome),
        ("leads.reachable", &plan.reachable, &table.reachable),
        ("leads.exclude", &plan.exclude, &table.exclude),
        ("leads.value", &plan.value, &table.value),
        ("leads.date", &plan.date, &table.date),
    ];
    let keys = keys.into_iter().filter(|(_, now, then)| now != then);
    let mut found: Vec<String> = keys
        .map(|(key, now, then)| {
            let now = now.as_deref().unwrap_or("nothing");
            let then = then.as_deref().unwrap_or("nothing");
            changed(&format!("`{key}` is now"), "with", now, then)
        })
        .collect();
    if let (Some(now), Some(then)) = (&plan.as_of, &table.as_of)
        && now != then
    {
        found.push(changed("the plan now counts ages to", "to", now, then));
    }
    found
}

fn attributes(plan: &Fingerprint, table: &Fingerprint) -> Vec<String> {
    let pairs = plan.attributes.iter().filter_map(|now| {
        let then = table.attributes.iter().find(|then| then.name == now.name)?;
        Some((now, then))
    });
    pairs
        .filter_map(|(now, then)| attribute(now, then))
        .collect()
}

fn attribute(now: &AttributeRead, then: &AttributeRead) -> Option<String> {
    let name = &now.name;
    if now.column != then.column {
        let begin = format!("the plan now reads `{name}` from column");
        return Some(changed(&begin, "from column", &now.column, &then.column));
    }
    if now.kind != then.kind {
        let begin = format!("the plan now reads `{name}` as type");
        return Some(changed(&begin, "as type", &now.kind, &then.kind));
    }
    let format = |one: &AttributeRead| one.format.clone().unwrap_or_else(|| "ISO dates".to_owned());
    if now.format != then.format {
        let begin = format!("the plan now reads `{name}` with the format");
        return Some(changed(&begin, "with", &format(now), &format(then)));
    }
    let words = |one: &AttributeRead| match one.missing.as_slice() {
        [] => "none".to_owned(),
        words => list(words),
    };
    (now.missing != then.missing).then(|| {
        let begin = format!("the words for missing in `{name}` are now");
        changed(&begin, "with", &words(now), &words(then))
    })
}

fn changed(begin: &str, how: &str, now: &str, then: &str) -> String {
    format!("{begin} {now}; the table was counted {how} {then}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::masks::SegmentCounted;

    fn fingerprint() -> Fingerprint {
        Fingerprint {
            segments: ["large", "small"]
                .map(|name| SegmentCounted {
                    name: name.to_owned(),
                    condition: "employees > 10".to_owned(),
                })
                .to_vec(),
            attributes: vec![AttributeRead {
                name: "employees".to_owned(),
                kind: "integer".to_owned(),
                column: "Employees".to_owned(),
                format: None,
                missing: Vec::new(),
            }],
            as_of: Some("2027-01-04".to_owned()),
            ..Fingerprint::default()
        }
    }

    #[test]
    fn every_difference_is_said_in_words() {
        let then = fingerprint();
        assert_eq!(difference(&then, &then), None);
        let says = |change: fn(&mut Fingerprint), words: &str| {
            let mut now = fingerprint();
            change(&mut now);
            assert_eq!(difference(&now, &then).as_deref(), Some(words));
            assert_ne!(now.digest(), then.digest());
        };
        says(
            |now| now.attributes[0].column = "Staff".to_owned(),
            "the plan now reads `employees` from column Staff; \
             the table was counted from column Employees",
        );
        says(
            |now| now.attributes[0].kind = "number".to_owned(),
            "the plan now reads `employees` as type number; the table was counted as type integer",
        );
        says(
            |now| now.attributes[0].missing = vec!["-".to_owned()],
            "the words for missing in `employees` are now -; the table was counted with none",
        );
        says(
            |now| now.outcome = Some("won = 1".to_owned()),
            "`leads.outcome` is now won = 1; the table was counted with nothing",
        );
        says(
            |now| now.as_of = Some("2027-01-05".to_owned()),
            "the plan now counts ages to 2027-01-05; the table was counted to 2027-01-04",
        );
        says(
            |now| now.segments.swap(0, 1),
            "the plan now lists its segments as small and large; \
             the table has them as large and small",
        );
        says(
            |now| now.segments[1].name = "tiny".to_owned(),
            "the plan now defines tiny, which the table does not count (and 1 more difference)",
        );
        says(
            |now| now.segments[1].condition = "employees > 11".to_owned(),
            "the plan now defines small as employees > 11; \
             the table was counted as employees > 10",
        );
    }
}
