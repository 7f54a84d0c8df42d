//! What a history comes to, in words.

use super::{Course, History, PastReview};
use crate::flags::{self, Finding};
use crate::text::words;

/// So many letters of a sentence name segments.
const NAMED: usize = 60;
/// So many letters of a line name the segments that a flag is about.
const NAMED_BELOW: usize = 300;

impl PastReview {
    /// The date, or the file where there is none.
    pub fn when(&self) -> String {
        let date = self.date.map(|(date, _)| date.to_string());
        date.unwrap_or_else(|| self.file.clone())
    }
}

impl Course {
    /// When it came and went, in words; empty if every plan has it.
    pub fn came_and_went(&self, reviews: &[PastReview]) -> String {
        let last = reviews.len().saturating_sub(1);
        let when = |at: usize| reviews.get(at).map_or_else(String::new, PastReview::when);
        let stretch = |(from, to): (usize, usize)| match (from, to == last) {
            (0, true) => String::new(),
            (0, false) => format!("went {}", when(to + 1)),
            (from, true) => format!("came {}", when(from)),
            (from, false) => format!("came {}, went {}", when(from), when(to + 1)),
        };
        let stretches = self.stretches().into_iter().map(stretch);
        let told: Vec<String> = stretches.filter(|one| !one.is_empty()).collect();
        told.join("; ")
    }

    /// How many ranks it rose from one plan to another, below zero if it fell; `None` if one of them
    /// doesn't rank it.
    fn rise(&self, from: usize, to: usize) -> Option<i64> {
        let rank = |at| i64::try_from(self.rank(at)?).ok();
        Some(rank(from)? - rank(to)?)
    }
}

impl History {
    /// The answer in a few sentences.
    pub fn summary(&self) -> Vec<String> {
        let Some(last) = self.reviews.len().checked_sub(1).filter(|last| *last > 0) else {
            let from_git = self.reviews.iter().any(|one| one.commit.is_some());
            let advice = match from_git {
                true => {
                    "One version is no history yet: git has no other of another date. Name the files of \
                         earlier plans instead, without `--git`."
                }
                false => {
                    "One plan is no history yet: name the plans of earlier quarters, too, or add `--git`."
                }
            };
            return vec![advice.to_owned()];
        };
        let mut said = vec![self.at_the_top(last), self.since(last - 1, last)];
        if last > 1 {
            said.extend(self.moved_most(last));
        }
        said
    }

    /// What is found in the last plan and not allowed, a line for each flag, with what to do.
    pub fn told_findings(&self) -> Vec<String> {
        let Some(latest) = &self.latest else {
            return Vec::new();
        };
        let label =
            |one: &Finding| words::list(one.found.segments.iter().map(|id| latest.plan.label(*id)));
        let open: Vec<&Finding> = self
            .findings
            .iter()
            .filter(|one| one.allowed.is_none())
            .collect();
        let mut flags: Vec<&str> = open.iter().map(|one| one.flag).collect();
        flags.sort_unstable();
        flags.dedup();
        let line = |flag: &str| {
            let found: Vec<&Finding> = open
                .iter()
                .copied()
                .filter(|one| one.flag == flag)
                .collect();
            let told = match found.as_slice() {
                [] => return None,
                [one] => format!("{}: {}", label(one), one.found.message),
                many => {
                    let several = flags::named(flag).map_or("", |flag| flag.several);
                    let labels: Vec<String> = many.iter().map(|one| label(one)).collect();
                    let told = words::list_within(&labels, NAMED_BELOW);
                    format!("{} {several}: {told}", many.len())
                }
            };
            let help = found.first().map(|one| words::sentence(&one.found.help))?;
            Some(format!("{} {help}", words::sentence(&told)))
        };
        flags.into_iter().filter_map(line).collect()
    }

    fn at_the_top(&self, last: usize) -> String {
        let first = |at: usize| self.courses.iter().find(|one| one.rank(at) == Some(1));
        let Some(top) = first(last) else {
            return "The last plan ranks no segment.".to_owned();
        };
        let since = (0..=last)
            .rev()
            .take_while(|at| top.rank(*at) == Some(1))
            .last();
        match (since, first(last - 1)) {
            (Some(0), _) => format!("{} was first in all {} plans.", top.label, last + 1),
            (Some(since), _) if since < last => {
                format!(
                    "{} is first since {}.",
                    top.label,
                    self.reviews[since].when()
                )
            }
            (_, Some(before)) => format!(
                "{} is first now; before it was {}.",
                top.label, before.label
            ),
            (_, None) => format!("{} is first now.", top.label),
        }
    }

    fn since(&self, before: usize, now: usize) -> String {
        let is = |test: &dyn Fn(&&Course) -> bool| -> Vec<&str> {
            let found = self.courses.iter().filter(test);
            found.map(|one| one.label.as_str()).collect()
        };
        let moved = is(&|one| one.rise(before, now).is_some_and(|rise| rise != 0));
        let came = is(&|one| !one.is_in(before) && one.is_in(now));
        let went = is(&|one| one.is_in(before) && !one.is_in(now));
        let mut told = Vec::new();
        if !came.is_empty() {
            told.push(format!("{} came", words::list_within(&came, NAMED)));
        }
        if !went.is_empty() {
            told.push(format!("{} went", words::list_within(&went, NAMED)));
        }
        told.push(match moved.len() {
            0 => "no other segment changed its rank".to_owned(),
            many => format!("{} changed rank", words::count(many, "segment")),
        });
        format!(
            "Since {}: {}.",
            self.reviews[before].when(),
            told.join("; ")
        )
    }

    /// Which of the segments that the first and the last plan rank rose and fell the most.
    fn moved_most(&self, last: usize) -> Option<String> {
        let rises = self.courses.iter();
        let rises: Vec<_> = rises
            .filter_map(|one| Some((one.rise(0, last)?, one)))
            .collect();
        let told = |(rise, one): &(i64, &Course)| {
            let [from, to] = [0, last].map(|at| one.rank(at).unwrap_or_default());
            let way = if *rise > 0 { "rose" } else { "fell" };
            format!("{} {way} the most, from {from} to {to}", one.label)
        };
        let up = rises
            .iter()
            .rev()
            .max_by_key(|one| one.0)
            .filter(|one| one.0 > 0);
        let down = rises
            .iter()
            .rev()
            .min_by_key(|one| one.0)
            .filter(|one| one.0 < 0);
        let parts: Vec<String> = up.into_iter().chain(down).map(told).collect();
        (!parts.is_empty())
            .then(|| format!("Since {}: {}.", self.reviews[0].when(), parts.join("; ")))
    }
}
