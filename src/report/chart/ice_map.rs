//! The ICE map: Impact against Ease, size by Confidence.

use super::WIDTH;
use super::lettering::{self, SIZE};
use super::rows::{MOST_ROWS, beyond};
use super::svg::Anchor::{self, End, Middle, Start};
use super::svg::Chart;
use crate::plan::{Scale, Third};
use crate::report::Report;
use crate::report::model::Segment;

/// Left, top, right and bottom edge of the field.
type Field = [f64; 4];

const WIDE: Field = [54.0, 14.0, 706.0, 484.0];
/// Beside the sentences of a client's summary, so that letters stay large.
const NARROW: Field = [34.0, 6.0, 454.0, 320.0];
const SMALLEST: f64 = 10.5;
const LARGEST: f64 = 19.0;
/// How far the ends of the scale are from the edges, so that a bubble has room there.
const INSET: f64 = LARGEST + 2.0;

struct Bubble<'a> {
    segment: &'a Segment,
    rank: usize,
    /// Whether it has an open warning.
    weak: bool,
    at: [f64; 2],
    radius: f64,
}

pub(super) fn draw(report: &Report) -> Option<Chart> {
    if report.ranked.is_empty() {
        return None;
    }
    let title = report.locale.words.word("chart.map");
    let is_narrow = report.client.is_some();
    let field = if is_narrow { NARROW } else { WIDE };
    let [_, _, right, bottom] = field;
    let width = if is_narrow { right + 6.0 } else { WIDTH };
    let mut chart = Chart::new("ice-map", title, width, bottom + 56.0);
    let first = report.ranked.iter().take(MOST_ROWS);
    let mut bubbles: Vec<Bubble> = first.filter_map(|one| bubble(report, field, one)).collect();
    part(&mut bubbles, field);
    grid(&mut chart, report, field);
    let labels = place_labels(&bubbles, field);
    for bubble in &bubbles {
        let class = match bubble.weak {
            true => "c-bubble c-weak",
            false => "c-bubble",
        };
        chart.circle(class, bubble.at, bubble.radius);
    }
    for bubble in &bubbles {
        let [x, y] = bubble.at;
        let class = if bubble.weak { "c-b" } else { "c-on" };
        chart.text(class, [x, y + 4.0], Middle, &bubble.rank.to_string());
    }
    for label in labels.iter().flatten() {
        let [left, top, right, _] = label.rect;
        let x = match label.anchor {
            Start => left,
            Middle => f64::midpoint(left, right),
            End => right,
        };
        let (at, width) = ([x, top + SIZE - 1.0], right - left + 1.0);
        chart.fitted("c-t", at, label.anchor, label.text, width);
    }
    let more = beyond(report, report.ranked.len(), bubbles.len());
    chart.small_print([4.0, bottom + 58.0], &[&more]);
    chart.description = describe(report, &bubbles, labels.iter().flatten().count());
    Some(chart)
}

fn bubble<'a>(report: &Report, field: Field, segment: &'a Segment) -> Option<Bubble<'a>> {
    let score = segment.score?.favorable;
    let Scale { min, max, .. } = report.study.plan().scoring.scale;
    let share = |value: f64| ((value - min) / (max - min)).clamp(0.0, 1.0);
    Some(Bubble {
        segment,
        rank: segment.rank?,
        weak: report.study.is_weak(segment.id),
        at: place(field, share(score.ease), share(score.impact)),
        radius: SMALLEST + (LARGEST - SMALLEST) * share(score.confidence).sqrt(),
    })
}

/// The point of the field at a share of the way along both scales.
fn place([left, top, right, bottom]: Field, across: f64, up: f64) -> [f64; 2] {
    [
        left + INSET + across * (right - left - 2.0 * INSET),
        bottom - INSET - up * (bottom - top - 2.0 * INSET),
    ]
}

/// Moves bubbles that cover each other apart, a little at a time and always alike.
fn part(bubbles: &mut [Bubble], field: Field) {
    for _ in 0..120 {
        let mut still = true;
        for first in 0..bubbles.len() {
            for second in first + 1..bubbles.len() {
                still &= !push(bubbles, field, first, second);
            }
        }
        if still {
            return;
        }
    }
}

fn push(bubbles: &mut [Bubble], field: Field, first: usize, second: usize) -> bool {
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
            (bubble.at[0] + sign * dx * step).clamp(field[0] + radius, field[2] - radius);
        bubble.at[1] =
            (bubble.at[1] + sign * dy * step).clamp(field[1] + radius, field[3] - radius);
    }
    true
}

fn grid(chart: &mut Chart, report: &Report, field: Field) {
    let [left, top, right, bottom] = field;
    let scoring = &report.study.plan().scoring;
    let Scale { min, max, .. } = scoring.scale;
    chart.rect("c-field", [left, top, right - left, bottom - top]);
    let is_coarse = (max - min).fract() == 0.0 && max - min <= 10.0;
    let steps = if is_coarse { max - min } else { 4.0 };
    for step in 0..=(steps as usize) {
        let share = step as f64 / steps;
        let value = report.locale.number(min + share * (max - min), 1);
        let [x, y] = place(field, share, share);
        chart.line("c-grid", [x, top, x, bottom]);
        chart.line("c-grid", [left, y, right, y]);
        chart.text("c-s", [x, bottom + 16.0], Middle, &value);
        chart.text("c-s", [left - 7.0, y + 4.0], End, &value);
    }
    let words = report.locale.words;
    let base = bottom + 38.0;
    if field == NARROW {
        let across = match scoring.third {
            Third::Effort => words.word("chart.map.effort-short"),
            Third::Ease => words.word("chart.map.ease-short"),
        };
        chart.text("c-t", [right, base], End, across);
        chart.text(
            "c-t",
            [left, base],
            Start,
            words.word("chart.map.impact-short"),
        );
        return;
    }
    let across = match scoring.third {
        Third::Effort => words.word("chart.map.turned"),
        Third::Ease => words.word("chart.map.ease"),
    };
    chart.text("c-t", [f64::midpoint(left, right), base], Middle, across);
    chart.text("c-t", [right, base], End, words.word("chart.map.size"));
    chart.text("c-t", [4.0, base], Start, words.word("chart.map.impact"));
}

struct Label<'a> {
    text: &'a str,
    /// The side that is next to the bubble.
    anchor: Anchor,
    /// Left, top, right, bottom.
    rect: [f64; 4],
}

/// A place for each name where it covers no bubble and no other name, best ranked first; none
/// where there is no such place: the number in the bubble stands for it.
fn place_labels<'a>(bubbles: &[Bubble<'a>], field: Field) -> Vec<Option<Label<'a>>> {
    let mut taken: Vec<[f64; 4]> = bubbles
        .iter()
        .map(|bubble| {
            let ([x, y], radius) = (bubble.at, bubble.radius);
            [x - radius, y - radius, x + radius, y + radius]
        })
        .collect();
    bubbles
        .iter()
        .map(|bubble| {
            let label = [190.0, 110.0]
                .into_iter()
                .find_map(|most| free_place(bubble, field, most, &taken))?;
            taken.push(label.rect);
            Some(label)
        })
        .collect()
}

fn free_place<'a>(
    bubble: &Bubble<'a>,
    field: Field,
    most: f64,
    taken: &[[f64; 4]],
) -> Option<Label<'a>> {
    let text = &bubble.segment.plan.label;
    let wide = lettering::width(text, SIZE).min(most);
    let high = SIZE + 3.0;
    let [x, y] = bubble.at;
    let off = bubble.radius + 4.5;
    let slant = off * 0.74;
    let places = [
        (Start, x + off, y - high / 2.0),
        (End, x - off - wide, y - high / 2.0),
        (Middle, x - wide / 2.0, y - off - high),
        (Middle, x - wide / 2.0, y + off),
        (Start, x + slant, y - slant - high),
        (Start, x + slant, y + slant),
        (End, x - slant - wide, y - slant - high),
        (End, x - slant - wide, y + slant),
    ];
    places.into_iter().find_map(|(anchor, left, top)| {
        let rect = [left, top, left + wide, top + high];
        let is_free = inside(&rect, field) && !taken.iter().any(|other| meet(&rect, other));
        is_free.then_some(Label { text, anchor, rect })
    })
}

fn inside(rect: &[f64; 4], field: Field) -> bool {
    rect[0] >= field[0] + 1.0
        && rect[1] >= field[1]
        && rect[2] <= field[2] - 1.0
        && rect[3] <= field[3]
}

fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn describe(report: &Report, bubbles: &[Bubble], named: usize) -> String {
    let words = report.locale.words;
    let number = |value| report.locale.number(value, 1);
    let first = bubbles.iter().take(12);
    let shown: Vec<String> = first
        .filter_map(|bubble| {
            let score = bubble.segment.score?.favorable;
            Some(words.say(
                "chart.map.row",
                &[
                    ("rank", &bubble.rank.to_string()),
                    ("label", &bubble.segment.plan.label),
                    ("impact", &number(score.impact)),
                    ("confidence", &number(score.confidence)),
                    ("ease", &number(score.ease)),
                ],
            ))
        })
        .collect();
    let rest = match report.ranked.len() - shown.len() {
        0 => String::new(),
        more => words.say("chart.map.rest", &[("n", &more.to_string())]),
    };
    let numbered = match named < bubbles.len() {
        true => words.word("chart.map.numbered"),
        false => "",
    };
    let shown = words.say("chart.map.about", &[("rows", &shown.join("; "))]);
    let said = [shown.as_str(), &rest, numbered].into_iter();
    let said: Vec<&str> = said.filter(|one| !one.is_empty()).collect();
    said.join(" ")
}
