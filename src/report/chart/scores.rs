//! The three scores of one segment on their scale, with what was given or assumed about them.

use super::svg::{Anchor, Chart};
use crate::report::Report;
use crate::report::model::Segment;

const WIDTH: f64 = 420.0;
const DOWN: f64 = 24.0;

/// The three scores of a segment: dots with their ranges; none where it has no score at all.
#[must_use]
pub fn scores(report: &Report, segment: &Segment) -> Option<Chart> {
    segment.criteria.iter().find(|one| one.value.is_some())?;
    let id = format!("scores-{}", segment.name);
    let title = format!("Scores of {}", segment.label);
    let mut chart = Chart::new(&id, title, WIDTH, DOWN * 3.0 + 20.0);
    let (left, right) = (96.0, WIDTH - 48.0);
    let (min, max) = (report.method.min, report.method.max);
    let at = |value: f64| left + (right - left) * (value - min) / (max - min);
    let number = |value: f64| report.locale.number(value, 2);

    let mut words = Vec::new();
    for (place, one) in segment.criteria.iter().enumerate() {
        let y = DOWN * (place as f64 + 0.5);
        chart.text("c-t", [0.0, y + 4.0], Anchor::Start, one.name);
        chart.line("c-grid", [left, y, right, y]);
        let Some(value) = one.value else {
            chart.text("c-s", [left, y - 4.0], Anchor::Start, "no score");
            words.push(format!("{}: no score", one.name));
            continue;
        };
        if let (Some(low), Some(high)) = (one.low, one.high) {
            let way = format!("M{:.1} {y:.1}L{:.1} {y:.1}", at(low), at(high));
            chart.stroke("c-range", 7.0, &way);
            words.push(format!(
                "{}: {}, {} to {}",
                one.name,
                number(value),
                number(low),
                number(high)
            ));
        }
        chart.circle("c-dot", [at(value), y], 6.0);
        chart.text(
            "c-b",
            [right + 14.0, y + 4.0],
            Anchor::Start,
            &number(value),
        );
    }
    let base = DOWN * 3.0 + 12.0;
    chart.text("c-s", [left, base], Anchor::Middle, &number(min));
    chart.text("c-s", [right, base], Anchor::Middle, &number(max));
    chart.description = format!("{}.", words.join("; "));
    Some(chart)
}
