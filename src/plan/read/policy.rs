//! Period, reviews, goals, `qualify` and `order`.

use jiff::civil::Date;

use super::fields::Fields;
use super::pins::pins;
use super::reader::Reader;
use super::segments::Segments;
use crate::diagnostic::Diagnostic;
use crate::plan::format::GOAL;
use crate::plan::model::{
    Criterion, Goal, OrderKey, OrderPolicy, Period, Qualifier, QualifyPolicy,
};
use crate::text::Span;

/// The period of the plan; its end is not before its start.
pub(super) fn period(reader: &mut Reader<'_>, plan: &Fields<'_>) -> Option<Period> {
    let fields = reader.group(plan, "period")?;
    let start = reader.date(&fields, "start");
    let end = reader.date(&fields, "end");
    let (start, end) = (start?, end?);
    if end < start {
        let message = format!("the period ends on {end}, before it starts on {start}");
        reader.report(
            Diagnostic::error("inverted-range", fields.place("end"), message)
                .also(fields.place("start"), "the start")
                .help("write the first day as `start` and the last as `end`"),
        );
        return None;
    }
    Some(Period { start, end })
}

/// The day of the last review and that of the next one, which comes after it.
pub(super) fn reviews(reader: &mut Reader<'_>, plan: &Fields<'_>) -> (Option<Date>, Option<Date>) {
    let reviewed = reader.date(plan, "reviewed");
    let review_by = reader.date(plan, "review_by");
    if let (Some(last), Some(next)) = (reviewed, review_by)
        && next <= last
    {
        let message = format!("the next review, {next}, is not after the last one, {last}");
        reader.report(
            Diagnostic::error("inverted-range", plan.place("review_by"), message)
                .also(plan.place("reviewed"), "the last one")
                .help("write the day of the next review as `review_by`, or delete it"),
        );
    }
    (reviewed, review_by)
}

/// The goals of the plan.
pub(super) fn goals(reader: &mut Reader<'_>, plan: &Fields<'_>) -> Vec<Goal> {
    let groups = reader.groups(plan, "goals", &GOAL);
    let goal = |fields: &Fields<'_>| Goal {
        statement: reader.text(fields, "statement").unwrap_or_default(),
        metric: reader.text(fields, "metric"),
        baseline: reader.number(fields, "baseline"),
        target: reader.number(fields, "target"),
        due: reader.date(fields, "due"),
    };
    groups.iter().map(goal).collect()
}

/// What the qualifiers decide.
pub(super) fn qualify(reader: &mut Reader<'_>, plan: &Fields<'_>) -> QualifyPolicy {
    let mut policy = QualifyPolicy {
        required: vec![Qualifier::Actionable],
        at_least: 0.0,
    };
    if let Some(fields) = reader.group(plan, "qualify") {
        if fields.entry("required").is_some() {
            let all = Qualifier::ALL;
            let required = distinct_words(reader, &fields, "required", all, Qualifier::name);
            policy.required = without_places(required);
        }
        policy.at_least = reader.number(&fields, "at_least").unwrap_or(0.0);
    }
    policy
}

/// What the order rests on.
pub(super) fn order(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    segments: &Segments,
) -> OrderPolicy {
    let ties = [Criterion::Confidence, Criterion::Impact, Criterion::Ease];
    let mut policy = OrderPolicy {
        by: vec![OrderKey::Score],
        break_ties: ties.map(OrderKey::Criterion).to_vec(),
        pins: Vec::new(),
    };
    let Some(fields) = reader.group(plan, "order") else {
        return policy;
    };
    let keys = OrderKey::all();
    let by = distinct_words(reader, &fields, "by", &keys, OrderKey::name);
    let ties = distinct_words(reader, &fields, "break_ties", &keys, OrderKey::name);
    for (key, at) in &ties {
        if let Some((_, first)) = by.iter().find(|(known, _)| known == key) {
            let key = key.name();
            let message = format!("`{key}` orders the segments already and leaves no tie to break");
            reader.report(
                Diagnostic::error("contradictory-policy", *at, message)
                    .also(*first, "orders here")
                    .help("delete it from `break_ties`"),
            );
        }
    }
    if !by.is_empty() {
        policy.by = without_places(by);
    }
    if fields.entry("break_ties").is_some() {
        policy.break_ties = without_places(ties);
    }
    policy.pins = pins(reader, &fields, segments);
    policy
}

fn without_places<T>(words: Vec<(T, Span)>) -> Vec<T> {
    words.into_iter().map(|(word, _)| word).collect()
}

/// The words of a list out of a fixed set, with their places, none twice.
fn distinct_words<T: Copy + PartialEq>(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    name: &str,
    all: &[T],
    name_of: fn(T) -> &'static str,
) -> Vec<(T, Span)> {
    let list: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
    let named = |text: &str| all.iter().copied().find(|one| name_of(*one) == text);
    let mut found: Vec<(T, Span)> = Vec::new();
    for node in reader.list(fields, name) {
        let Some(one) = reader.word_of(node, name, &list, named) else {
            continue;
        };
        if let Some((_, first)) = found.iter().find(|(known, _)| *known == one) {
            let message = format!("`{}` appears twice in `{name}`", name_of(one));
            reader.report(
                Diagnostic::error("duplicate-word", node.span, message)
                    .also(*first, "first here")
                    .help("keep one of the two"),
            );
        } else {
            found.push((one, node.span));
        }
    }
    found
}
