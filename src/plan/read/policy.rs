//! Period, reviews, goals, `qualify` and `order`.

use jiff::civil::Date;

use super::fields::Fields;
use super::pins::pins;
use super::reader::{Reader, Want};
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
    let usual = QualifyPolicy {
        required: vec![Qualifier::Actionable],
        at_least: 0.0,
    };
    let Some(fields) = reader.group(plan, "qualify") else {
        return usual;
    };
    let required = match fields.entry("required") {
        Some(_) => distinct_words(reader, &fields, "required", Qualifier::ALL, Qualifier::name)
            .into_iter()
            .map(|(one, _)| one)
            .collect(),
        None => usual.required,
    };
    QualifyPolicy {
        required,
        at_least: reader.number(&fields, "at_least").unwrap_or(0.0),
    }
}

/// What decides between equals where the plan does not say.
const USUAL_TIE_BREAKS: [OrderKey; 3] = [
    OrderKey::Criterion(Criterion::Confidence),
    OrderKey::Criterion(Criterion::Impact),
    OrderKey::Criterion(Criterion::Ease),
];

/// What the order rests on.
pub(super) fn order(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    segments: &Segments,
) -> OrderPolicy {
    let usual = OrderPolicy {
        by: vec![OrderKey::Score],
        break_ties: USUAL_TIE_BREAKS.to_vec(),
        pins: Vec::new(),
    };
    let Some(fields) = reader.group(plan, "order") else {
        return usual;
    };
    let keys = OrderKey::all();
    let by = distinct_words(reader, &fields, "by", &keys, OrderKey::name);
    let ties = distinct_words(reader, &fields, "break_ties", &keys, OrderKey::name);
    for (key, at) in &ties {
        if let Some((_, first)) = by.iter().find(|(known, _)| known == key) {
            let message = format!(
                "`{}` orders the segments already and leaves no tie to break",
                key.name()
            );
            reader.report(
                Diagnostic::error("contradictory-policy", *at, message)
                    .also(*first, "orders here")
                    .help("delete it from `break_ties`"),
            );
        }
    }
    let without_places =
        |keys: Vec<(OrderKey, Span)>| keys.into_iter().map(|(key, _)| key).collect();
    OrderPolicy {
        by: if by.is_empty() {
            usual.by
        } else {
            without_places(by)
        },
        break_ties: match fields.entry("break_ties") {
            Some(_) => without_places(ties),
            None => usual.break_ties,
        },
        pins: pins(reader, &fields, segments),
    }
}

/// A list of words out of a fixed set with their places, none twice.
fn distinct_words<T: Copy + PartialEq>(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    name: &str,
    all: &[T],
    name_of: fn(T) -> &'static str,
) -> Vec<(T, Span)> {
    let list: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
    let mut found: Vec<(T, Span)> = Vec::new();
    for node in reader.list(fields, name) {
        let Some((text, _)) = reader.scalar(node, name, Want::Word) else {
            continue;
        };
        let Some(one) = all.iter().copied().find(|one| name_of(*one) == text) else {
            reader.word_of(node, name, &list, |_| None::<T>);
            continue;
        };
        match found.iter().find(|(known, _)| *known == one) {
            Some((_, first)) => {
                let message = format!("`{text}` stands twice in `{name}`");
                reader.report(
                    Diagnostic::error("duplicate-word", node.span, message)
                        .also(*first, "first here")
                        .help("keep one of the two"),
                );
            }
            None => found.push((one, node.span)),
        }
    }
    found
}
