//! Period, reviews, goals, `qualify` and `order`.

use jiff::civil::Date;

use super::fields::Fields;
use super::pins::pins;
use super::segments::Segments;
use super::single::Single;
use crate::diagnostic::Diagnostic;
use crate::plan::model::{
    Criterion, Goal, OrderKey, OrderPolicy, Period, Qualifier, QualifyPolicy,
};
use crate::text::Span;

/// The period of the plan; its end is not before its start.
pub(super) fn period(plan: &Fields<'_>) -> Option<Period> {
    let fields = plan.group("period");
    let start = fields.read("start", Single::date);
    let end = fields.read("end", Single::date);
    let (start, end) = (start?, end?);
    if end < start {
        let message = format!("the period ends on {end}, before it starts on {start}");
        let help = "write the first day as `start` and the last as `end`";
        let problem = Diagnostic::error("inverted-range", fields.place("end"), message, help);
        plan.reader
            .report(problem.also(fields.place("start"), "the start"));
        return None;
    }
    Some(Period { start, end })
}

/// The day of the last review and that of the next one, which comes after it.
pub(super) fn reviews(plan: &Fields<'_>) -> (Option<Date>, Option<Date>) {
    let reviewed = plan.read("reviewed", Single::date);
    let review_by = plan.read("review_by", Single::date);
    if let (Some(last), Some(next)) = (reviewed, review_by)
        && next <= last
    {
        let message = format!("the next review, {next}, is not after the last one, {last}");
        let help = "write the day of the next review as `review_by`, or delete it";
        let problem = Diagnostic::error("inverted-range", plan.place("review_by"), message, help);
        plan.reader
            .report(problem.also(plan.place("reviewed"), "the last one"));
    }
    (reviewed, review_by)
}

pub(super) fn goals(plan: &Fields<'_>) -> Vec<Goal> {
    let groups = plan.groups("goals");
    let goal = |fields: &Fields<'_>| Goal {
        statement: fields.text("statement").unwrap_or_default(),
        metric: fields.text("metric"),
        baseline: fields.read("baseline", Single::number),
        target: fields.read("target", Single::number),
        due: fields.read("due", Single::date),
    };
    groups.iter().map(goal).collect()
}

pub(super) fn qualify(plan: &Fields<'_>) -> QualifyPolicy {
    let fields = plan.group("qualify");
    let required = distinct_words(&fields, "required", Qualifier::ALL, Qualifier::name);
    QualifyPolicy {
        required: match fields.entry("required") {
            Some(_) => without_places(required),
            None => vec![Qualifier::Actionable],
        },
        at_least: fields.read("at_least", Single::number).unwrap_or(0.0),
    }
}

pub(super) fn order(plan: &Fields<'_>, segments: &Segments) -> OrderPolicy {
    let fields = plan.group("order");
    let keys = OrderKey::all();
    let by = distinct_words(&fields, "by", &keys, OrderKey::name);
    let ties = distinct_words(&fields, "break_ties", &keys, OrderKey::name);
    for (key, at) in &ties {
        if let Some((_, first)) = by.iter().find(|(known, _)| known == key) {
            let key = key.name();
            let message = format!("`{key}` orders the segments already and leaves no tie to break");
            let help = "delete it from `break_ties`";
            let problem = Diagnostic::error("contradictory-policy", *at, message, help);
            plan.reader.report(problem.also(*first, "orders here"));
        }
    }
    let usual = [Criterion::Confidence, Criterion::Impact, Criterion::Ease];
    OrderPolicy {
        by: match by.is_empty() {
            true => vec![OrderKey::Score],
            false => without_places(by),
        },
        break_ties: match fields.entry("break_ties") {
            Some(_) => without_places(ties),
            None => usual.map(OrderKey::Criterion).to_vec(),
        },
        pins: pins(&fields, segments),
    }
}

fn without_places<T>(words: Vec<(T, Span)>) -> Vec<T> {
    words.into_iter().map(|(word, _)| word).collect()
}

/// The words of the list under a key, with their places, none twice.
fn distinct_words<T: Copy + PartialEq>(
    fields: &Fields<'_>,
    name: &'static str,
    all: &[T],
    name_of: fn(T) -> &'static str,
) -> Vec<(T, Span)> {
    let named = |text: &str| all.iter().copied().find(|one| name_of(*one) == text);
    let mut found: Vec<(T, Span)> = Vec::new();
    for (one, at) in fields.read_items(name, |value| value.word(named)) {
        let Some((_, first)) = found.iter().find(|(known, _)| *known == one) else {
            found.push((one, at));
            continue;
        };
        let message = format!("`{}` appears twice in `{name}`", name_of(one));
        let problem = Diagnostic::error("duplicate-word", at, message, "keep one of the two");
        fields.reader.report(problem.also(*first, "first here"));
    }
    found
}
