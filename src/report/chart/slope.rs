//! Two orders of the same segments side by side: ranks then and now, ranks planned and observed.

use super::svg::Anchor::{End, Middle, Start};
use super::svg::Chart;
use super::{WIDTH, lettering};
use crate::report::Report;

/// Where ranks begin, below the headings.
const TOP: f64 = 34.0;
/// The height of a rank.
const DOWN: f64 = 26.0;
/// So many ranks are drawn.
const RANKS: usize = 60;

/// A segment with its place in both orders, from 1, and the rank that it has there; `None` where it is
/// not ranked.
struct Line<'a> {
    label: &'a str,
    places: [Option<usize>; 2],
    ranks: [Option<usize>; 2],
}

/// Ranks in the last plan and in this one; `None` if there is no last plan.
pub(super) fn since(report: &Report) -> Option<Chart> {
    let since = report.since.as_ref()?;
    let all = since.comparison.segments.iter();
    let lines = all.map(|one| {
        let ranks = [one.was.rank(), one.is.rank()];
        Line {
            label: &one.label,
            places: ranks,
            ranks,
        }
    });
    draw(report, "since", lines.collect())
}

/// Ranks of the plan among the segments that were reviewed, and ranks by outcome rate.
pub(super) fn observed(report: &Report) -> Option<Chart> {
    let review = report.review.as_ref()?;
    // Equal ranks stand one below the other.
    let order = review.by_observed_rank();
    let place = |id| {
        order
            .iter()
            .position(|one| one.segment == id)
            .map(|at| at + 1)
    };
    let lines = review.segments.iter().zip(1..).map(|(one, planned)| Line {
        label: report.study.label(one.segment),
        places: [Some(planned), place(one.segment)],
        ranks: [Some(one.planned_rank), one.observed_rank],
    });
    draw(report, "observed", lines.collect())
}

fn draw(report: &Report, id: &str, mut lines: Vec<Line<'_>>) -> Option<Chart> {
    let words = report.locale.words;
    let word = |key: &str| words.say(&format!("chart.{id}{key}"), &[]);
    lines.retain(|line| line.places.iter().flatten().any(|place| *place <= RANKS));
    let most = lines.iter().flat_map(|line| line.places).flatten().max()?;
    let rows = most.min(RANKS);
    let labels = |side: usize| {
        let ranked = lines.iter().filter(move |line| line.ranks[side].is_some());
        ranked.map(|line| line.label)
    };
    let left = lettering::column(labels(0), 60.0, 230.0) + 34.0;
    let right = WIDTH - lettering::column(labels(1), 60.0, 230.0) - 34.0;
    let x = [left, right];
    let height = |place: usize| TOP + DOWN * (place as f64 - 0.5);
    let bottom = TOP + DOWN * rows as f64 + 12.0;
    let mut chart = Chart::new(id, word(""), WIDTH, bottom);
    chart.text("c-b", [x[0], 16.0], Middle, &word(".left"));
    chart.text("c-b", [x[1], 16.0], Middle, &word(".right"));
    let mut ends = Vec::new();
    for line in &lines {
        let heights: [Option<f64>; 2] = [0, 1].map(|side| {
            let at = line.places[side].filter(|at| *at <= RANKS)?;
            Some(height(at))
        });
        if let [Some(from), Some(to)] = heights {
            let (class, width) = match line.places[0] == line.places[1] {
                true => ("c-grid", 1.0),
                false => ("c-range", 4.0),
            };
            let way = format!("M{:.1} {from:.1}L{:.1} {to:.1}", x[0], x[1]);
            chart.stroke(class, width, &way);
        }
        ends.push((line, heights));
    }
    for (line, heights) in ends {
        for (side, height) in heights.into_iter().enumerate() {
            let (Some(y), Some(rank)) = (height, line.ranks[side]) else {
                continue;
            };
            chart.circle("c-bubble", [x[side], y], 9.5);
            chart.text("c-on", [x[side], y + 4.0], Middle, &rank.to_string());
            let (at, anchor) = match side {
                0 => (x[0] - 16.0, End),
                _ => (x[1] + 16.0, Start),
            };
            chart.fitted("c-t", [at, y + 4.0], anchor, line.label, 230.0);
        }
    }
    let rank = |rank: Option<usize>| {
        rank.map_or_else(|| words.word("none").to_owned(), |rank| rank.to_string())
    };
    let told = lines.iter().map(|line| {
        let [then, now] = line.ranks.map(rank);
        words.say(
            "chart.slope.row",
            &[("label", line.label), ("left", &then), ("right", &now)],
        )
    });
    chart.description = told.collect::<Vec<_>>().join("; ");
    Some(chart)
}
