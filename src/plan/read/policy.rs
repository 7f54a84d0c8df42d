//! Period, reviews, goals, `qualify` and `order`.

use std::collections::HashMap;

use jiff::civil::Date;

use super::reader::Fields;
use super::segments::Segments;
use super::single::{Single, Wrong};
use crate::diagnostic::Diagnostic;
use crate::plan::model::{
    Criterion, Goal, Measure, OrderKey, OrderPolicy, Period, Pin, Qualifier, QualifyPolicy,
    SegmentId,
};
use crate::text::{Span, words};

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
        measure: fields.read("measure", |value| value.word(Measure::from_name)),
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
            let message =
                format!("the segments are already ordered by `{key}`, so it can't break a tie");
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
pub(super) fn distinct_words<T: Copy + PartialEq>(
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

/// Reads the pins of `order`: no segment and no rank twice, no rank past the end.
pub(super) fn pins(order: &Fields<'_>, segments: &Segments) -> Vec<Pin> {
    let mut pins = Vec::new();
    let mut segments_pinned: HashMap<SegmentId, Span> = HashMap::new();
    let mut ranks_taken: HashMap<usize, Span> = HashMap::new();
    for fields in order.groups("pin") {
        let segment = segments.named(&fields);
        let rank = fields.read("rank", |value| rank(value, segments.listed));
        let because = fields.text("because").unwrap_or_default();
        if let Some(segment) = segment {
            let at = fields.place("segment");
            let first = *segments_pinned.entry(segment).or_insert(at);
            refuse_second(&fields, at, first, "this segment is pinned twice");
        }
        if let Some(rank) = rank {
            let at = fields.place("rank");
            let first = *ranks_taken.entry(rank).or_insert(at);
            refuse_second(&fields, at, first, "two pins take this rank");
        }
        if let (Some(segment), Some(rank)) = (segment, rank) {
            pins.push(Pin {
                segment,
                rank,
                because,
            });
        }
    }
    pins
}

fn refuse_second(pin: &Fields<'_>, at: Span, first: Span, message: &str) {
    if at != first {
        let help = "keep one of the two pins, or change one of them";
        let problem = Diagnostic::error("contradictory-pins", at, message, help);
        pin.reader.report(problem.also(first, "first here"));
    }
}

fn rank(value: Single<'_>, segments: usize) -> Result<usize, Wrong> {
    let number = value.any_number()?;
    if number.fract() == 0.0 && (1.0..=segments as f64).contains(&number) {
        return Ok(number as usize);
    }
    let written = words::number(number, 6);
    let message = if number > segments as f64 {
        let segments = words::count(segments, "segment");
        format!("there is no rank {written}: the plan has {segments}")
    } else {
        format!("there is no rank {written}")
    };
    let help = format!("write a whole number from 1 to {}", segments.max(1));
    Err(value.wrong("out-of-range", message, help))
}
