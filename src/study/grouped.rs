//! Findings of one kind told together.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Study;
use crate::flags::{self, Finding};
use crate::lists;
use crate::plan::format::flags as spec;
use crate::text::words;

/// At most so many segments are named for one kind of finding.
const NAMED: usize = 6;

/// Flags on what makes other figures wrong: these come first.
const FIRST: &[&str] = &[
    spec::NO_LEADS.name,
    spec::UNKNOWN_VALUE.name,
    spec::LEAKAGE.name,
    spec::THOUSANDS_POINT.name,
    spec::PLACEHOLDER_VALUE.name,
];

impl Study {
    /// Findings, a line for each kind, gravest first: what was found, then what to do. A single
    /// finding is told whole, several by their number, their segments in ranked order and each one's
    /// figure. A figure that two flags have of a segment is told once, and so is a remedy.
    pub fn grouped<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> Vec<String> {
        let mut groups: Vec<Vec<&Finding>> = Vec::new();
        let mut told = HashSet::new();
        let mut findings: Vec<&Finding> = findings.collect();
        lists::sort_by_key(&mut findings, |one| one.flag);
        for finding in findings {
            let found = &finding.found;
            if !found.figure.is_empty() && !told.insert((&found.segments, &found.figure)) {
                continue;
            }
            let kind = |one: &Finding| (one.flag, one.found.several);
            let alike = |group: &&mut Vec<&Finding>| {
                group
                    .first()
                    .is_some_and(|first| kind(first) == kind(finding))
            };
            match groups.iter_mut().find(alike) {
                Some(group) => group.push(finding),
                None => groups.push(vec![finding]),
            }
        }
        lists::sort_by_key(&mut groups, |group| {
            let first = group.first();
            first.map(|one| (Reverse(one.severity), !FIRST.contains(&one.flag)))
        });
        let mut lines: Vec<String> = Vec::new();
        for group in groups {
            // What has its own remedy is told alone.
            let alike = group
                .windows(2)
                .all(|two| two[0].found.help == two[1].found.help);
            match alike {
                true => self.tell(&group, &mut lines),
                false => group.chunks(1).for_each(|one| self.tell(one, &mut lines)),
            }
        }
        lines
    }

    /// Adds a line about findings of one kind with the same remedy, which is said once.
    fn tell(&self, group: &[&Finding], lines: &mut Vec<String>) {
        let Some(line) = self.line(group) else {
            return;
        };
        let help = group.first().map(|one| match group.len() {
            1 => words::sentence(&one.found.help),
            _ => for_each(&one.found.help),
        });
        let help = help.filter(|help| !lines.iter().any(|line| line.ends_with(help)));
        lines.push(match help {
            Some(help) => format!("{line} {help}"),
            None => line,
        });
    }

    /// What findings of one kind say; `None` if there are none.
    fn line(&self, group: &[&Finding]) -> Option<String> {
        let first = *group.first()?;
        if group.len() == 1 {
            return Some(words::sentence(&self.told(first)));
        }
        let rank = |one: &&Finding| {
            let segment = one.found.segments.first()?;
            Some(self.ranking.row(*segment)?.rank)
        };
        let mut group = group.to_vec();
        lists::sort_by_key(&mut group, rank);
        let own = flags::named(first.flag).map_or("", |flag| flag.several);
        let several = first.found.several.unwrap_or(own);
        let (shown, more) = group.split_at(group.len().min(NAMED));
        let mut items: Vec<String> = shown.iter().map(|one| self.member(one)).collect();
        if !more.is_empty() {
            items.push(format!("{} more", more.len()));
        }
        // After a pair, which has an `and` of its own, no other may follow.
        let items = match items.iter().any(|item| item.contains(" and ")) {
            true => items.join("; "),
            false => words::list(&items),
        };
        Some(format!("{} {several}: {items}.", group.len()))
    }

    /// One of several findings: whom it is about, and its figure.
    fn member(&self, finding: &Finding) -> String {
        let found = &finding.found;
        match (self.subject(finding), found.figure.as_str()) {
            (None, _) => found.message.clone(),
            (Some(subject), "") => subject,
            (Some(subject), figure) => format!("{subject} ({figure})"),
        }
    }
}

/// What to do about each of several findings, as a sentence.
fn for_each(help: &str) -> String {
    let mut words = help.split(|sign: char| !sign.is_alphanumeric());
    match words.any(|word| matches!(word, "it" | "its")) {
        true => {
            let mut letters = help.chars();
            let first = letters.next().into_iter().flat_map(char::to_lowercase);
            let said: String = first.chain(letters).collect();
            words::sentence(&format!("for each, {said}"))
        }
        false => words::sentence(help),
    }
}
