//! The ICE map: Impact against Ease, size by Confidence.

use super::lettering::{self, SIZE};
use super::svg::Anchor::{self, End, Middle, Start};
use super::svg::Chart;
use super::{MOST_ROWS, beyond};
use crate::report::Report;
use crate::report::model::Segment;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 540.0;
/// Left, top, right and bottom edge of the field.
const FIELD: [f64; 4] = [54.0, 14.0, 706.0, 484.0];
const SMALLEST: f64 = 10.5;
const LARGEST: f64 = 19.0;

struct Bubble<'a> {
    segment: &'a Segment,
    rank: usize,
    at: [f64; 2],
    radius: f64,
}

pub(super) fn draw(report: &Report) -> Option<Chart> {
    if report.ranked.is_empty() {
        return None;
    }
    let mut chart = Chart::new("ice-map", "ICE map: Impact against Ease", WIDTH, HEIGHT);
    let scale = (report.method.min, report.method.max);
    let mut bubbles: Vec<Bubble> = report
        .ranked
        .iter()
        .take(MOST_ROWS)
        .filter_map(|segment| bubble(segment, scale))
        .collect();
    part(&mut bubbles);
    grid(&mut chart, report);
    let labels = place_labels(&bubbles);
    for bubble in &bubbles {
        let class = if bubble.segment.weak {
            "c-bubble c-weak"
        } else {
            "c-bubble"
        };
        chart.circle(class, bubble.at, bubble.radius);
    }
    for bubble in &bubbles {
        let [x, y] = bubble.at;
        let class = if bubble.segment.weak { "c-b" } else { "c-on" };
        chart.text(class, [x, y + 4.0], Middle, &bubble.rank.to_string());
    }
    for label in labels.iter().flatten() {
        let [left, top, right, _] = label.rect;
        let x = match label.anchor {
            Start => left,
            Middle => f64::midpoint(left, right),
            End => right,
        };
        chart.fitted(
            "c-t",
            [x, top + SIZE - 1.0],
            label.anchor,
            &label.text,
            right - left + 1.0,
        );
    }
    let more = beyond(report.ranked.len(), bubbles.len());
    chart.small_print([4.0, FIELD[3] + 58.0], &[&more]);
    chart.description = describe(report, &bubbles, labels.iter().flatten().count());
    Some(chart)
}

fn bubble(segment: &Segment, scale: (f64, f64)) -> Option<Bubble<'_>> {
    let [impact, confidence, ease] = &segment.criteria;
    let share = |value: f64| ((value - scale.0) / (scale.1 - scale.0)).clamp(0.0, 1.0);
    let (left, top, right, bottom) = (FIELD[0], FIELD[1], FIELD[2], FIELD[3]);
    let inset = LARGEST + 2.0;
    Some(Bubble {
        segment,
        rank: segment.rank?,
        at: [
            left + inset + share(ease.favorable?) * (right - left - 2.0 * inset),
            bottom - inset - share(impact.favorable?) * (bottom - top - 2.0 * inset),
        ],
        radius: SMALLEST + (LARGEST - SMALLEST) * share(confidence.favorable?).sqrt(),
    })
}

/// Moves bubbles that cover each other apart, a little at a time and always alike.
fn part(bubbles: &mut [Bubble]) {
    for _ in 0..120 {
        let mut still = true;
        for first in 0..bubbles.len() {
            for second in first + 1..bubbles.len() {
                still &= !push(bubbles, first, second);
            }
        }
        if still {
            return;
        }
    }
}

fn push(bubbles: &mut [Bubble], first: usize, second: usize) -> bool {
    let [ax, ay] = bubbles[first].at;
    let [bx, by] = bubbles[second].at;
    let wanted = bubbles[first].radius + bubbles[second].radius + 1.5;
    let (mut dx, mut dy) = (bx - ax, by - ay);
    let far = dx.hypot(dy);
    if far >= wanted - 0.05 {
        return false;
    }
    if far < 0.01 {
        // On one spot: part in a direction of the pair's own.
        let angle = (first * 7 + second * 3) as f64;
        (dx, dy) = (angle.cos(), angle.sin());
    } else {
        (dx, dy) = (dx / far, dy / far);
    }
    let step = (wanted - far) / 2.0;
    for (place, sign) in [(first, -1.0), (second, 1.0)] {
        let bubble = &mut bubbles[place];
        let radius = bubble.radius;
        bubble.at[0] =
            (bubble.at[0] + sign * dx * step).clamp(FIELD[0] + radius, FIELD[2] - radius);
        bubble.at[1] =
            (bubble.at[1] + sign * dy * step).clamp(FIELD[1] + radius, FIELD[3] - radius);
    }
    true
}

fn grid(chart: &mut Chart, report: &Report) {
    let [left, top, right, bottom] = FIELD;
    let (min, max) = (report.method.min, report.method.max);
    chart.rect("c-field", [left, top, right - left, bottom - top]);
    let inset = LARGEST + 2.0;
    let steps = if (max - min).fract() == 0.0 && max - min <= 10.0 {
        max - min
    } else {
        4.0
    };
    for step in 0..=(steps as usize) {
        let share = step as f64 / steps;
        let value = report.locale.number(min + share * (max - min), 1);
        let x = left + inset + share * (right - left - 2.0 * inset);
        let y = bottom - inset - share * (bottom - top - 2.0 * inset);
        chart.line("c-grid", [x, top, x, bottom]);
        chart.line("c-grid", [left, y, right, y]);
        chart.text("c-s", [x, bottom + 16.0], Middle, &value);
        chart.text("c-s", [left - 7.0, y + 4.0], End, &value);
    }
    let turned = if report.method.third == "effort" {
        " (effort, turned round)"
    } else {
        ""
    };
    let across = format!("Ease{turned}: to the right is easier");
    chart.text(
        "c-t",
        [f64::midpoint(left, right), bottom + 38.0],
        Middle,
        &across,
    );
    chart.text(
        "c-t",
        [right, bottom + 38.0],
        End,
        "larger: more Confidence",
    );
    chart.text(
        "c-t",
        [4.0, bottom + 38.0],
        Start,
        "↑ Impact: higher up is more",
    );
}

struct Label {
    text: String,
    /// The side that is next to the bubble.
    anchor: Anchor,
    /// Left, top, right, bottom.
    rect: [f64; 4],
}

/// A place for each name where it covers no bubble and no other name, best ranked first; none
/// where there is no such place: the number in the bubble stands for it.
fn place_labels(bubbles: &[Bubble]) -> Vec<Option<Label>> {
    let mut taken: Vec<[f64; 4]> = bubbles
        .iter()
        .map(|b| {
            [
                b.at[0] - b.radius,
                b.at[1] - b.radius,
                b.at[0] + b.radius,
                b.at[1] + b.radius,
            ]
        })
        .collect();
    bubbles
        .iter()
        .map(|bubble| {
            let label = [190.0, 110.0]
                .into_iter()
                .find_map(|most| free_place(bubble, most, &taken))?;
            taken.push(label.rect);
            Some(label)
        })
        .collect()
}

fn free_place(bubble: &Bubble, most: f64, taken: &[[f64; 4]]) -> Option<Label> {
    let text = &bubble.segment.plan.label;
    let wide = lettering::width(text, SIZE).min(most);
    let high = SIZE + 3.0;
    let [x, y] = bubble.at;
    let off = bubble.radius + 4.5;
    let slant = off * 0.74;
    let middle = (Middle, x - wide / 2.0);
    [
        (Start, x + off, y - high / 2.0),
        (End, x - off - wide, y - high / 2.0),
        (middle.0, middle.1, y - off - high),
        (middle.0, middle.1, y + off),
        (Start, x + slant, y - slant - high),
        (Start, x + slant, y + slant),
        (End, x - slant - wide, y - slant - high),
        (End, x - slant - wide, y + slant),
    ]
    .into_iter()
    .map(|(anchor, left, top)| (anchor, [left, top, left + wide, top + high]))
    .find(|(_, rect)| inside(rect) && !taken.iter().any(|other| meet(rect, other)))
    .map(|(anchor, rect)| Label {
        text: text.clone(),
        anchor,
        rect,
    })
}

fn inside(rect: &[f64; 4]) -> bool {
    rect[0] >= FIELD[0] + 1.0
        && rect[1] >= FIELD[1]
        && rect[2] <= FIELD[2] - 1.0
        && rect[3] <= FIELD[3]
}

fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn describe(report: &Report, bubbles: &[Bubble], named: usize) -> String {
    let locale = report.locale;
    let shown: Vec<String> = bubbles
        .iter()
        .take(12)
        .map(|bubble| {
            let [impact, confidence, ease] = &bubble.segment.criteria;
            let value = |one: &crate::report::model::Criterion| {
                one.favorable
                    .map_or_else(|| "–".to_owned(), |value| locale.number(value, 1))
            };
            format!(
                "{} {}: Impact {}, Confidence {}, Ease {}",
                bubble.rank,
                bubble.segment.plan.label,
                value(impact),
                value(confidence),
                value(ease)
            )
        })
        .collect();
    let rest = match report.ranked.len() - shown.len() {
        0 => String::new(),
        more => format!(" And {more} more: the ranking has their figures."),
    };
    let numbered = if named < bubbles.len() {
        " Where there is no room for a name, the number in the circle is the rank."
    } else {
        ""
    };
    format!(
        "Each circle is a segment with its rank. {}.{rest}{numbered}",
        shown.join("; ")
    )
}
