//! The three scores of one segment on their scale, with what was given or assumed about them.

use std::fmt::Write;

use super::svg::Anchor::{Middle, Start};
use super::svg::{Chart, N};
use crate::plan::Scale;
use crate::report::Report;
use crate::report::model::Segment;

const WIDTH: f64 = 420.0;
const DOWN: f64 = 24.0;

/// The three scores of a segment: dots with their ranges; `None` if it has no score at all.
pub(crate) fn scores(report: &Report, segment: &Segment) -> Option<Chart> {
    segment.criteria.iter().find(|one| one.value.is_some())?;
    let id = format!("scores-{}", segment.plan.name);
    let words = report.locale.words;
    let title = words.say("chart.scores", &[("label", &segment.plan.label)]);
    let mut chart = Chart::new(&id, title, WIDTH, DOWN * 3.0 + 20.0);
    let (left, right) = (96.0, WIDTH - 48.0);
    let Scale { min, max, .. } = report.study.plan().scoring.scale;
    let at = |value: f64| left + (right - left) * (value - min) / (max - min);
    let number = |value: f64| report.locale.number(value, 2);

    let lines = || segment.criteria.iter().zip([0.5, 1.5, 2.5]);
    for (one, place) in lines() {
        let y = DOWN * place;
        chart.text("c-t", [0.0, y + 4.0], Start, &one.name);
        chart.line("c-grid", [left, y, right, y]);
    }
    let base = DOWN * 3.0 + 12.0;
    chart.text("c-s", [left, base], Middle, &number(min));
    chart.text("c-s", [right, base], Middle, &number(max));
    chart.share();

    let mut said = Vec::new();
    let (mut ranges, mut dots) = (String::new(), String::new());
    for (one, place) in lines() {
        let y = DOWN * place;
        let Some(value) = one.value else {
            chart.text(
                "c-s",
                [left, y - 4.0],
                Start,
                words.word("chart.scores.none"),
            );
            said.push(words.say("chart.scores.missing", &[("name", &one.name)]));
            continue;
        };
        if let (Some(low), Some(high)) = (one.low, one.high) {
            let _ = write!(ranges, "M{} {}H{}", N(at(low)), N(y), N(at(high)));
            said.push(words.say(
                "chart.scores.row",
                &[
                    ("name", &one.name),
                    ("value", &number(value)),
                    ("low", &number(low)),
                    ("high", &number(high)),
                ],
            ));
        }
        // A line without length, its ends round: all dots are one path.
        let _ = write!(dots, "M{} {}h.01", N(at(value)), N(y));
        let beside = [right + 14.0, y + 4.0];
        chart.text("c-b", beside, Start, &number(value));
    }
    chart.path("c-range c-thick", &ranges);
    chart.path("c-dots", &dots);
    chart.description = format!("{}.", said.join("; "));
    Some(chart)
}
