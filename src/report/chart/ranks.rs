//! The ranking as bars, each with the middle 90 % of its ranks.

use super::svg::Anchor::{End, Middle, Start};
use super::svg::Chart;
use super::{MOST_ROWS, axis, beyond, lettering};
use crate::report::Report;

const WIDTH: f64 = 720.0;
const TOP: f64 = 44.0;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let rows: Vec<_> = report.ranked.iter().take(MOST_ROWS).collect();
    if rows.is_empty() {
        return None;
    }
    let row = if rows.len() > 30 { 17.0 } else { 24.0 };
    let bottom = TOP + row * rows.len() as f64;
    let mut chart = Chart::new(
        "ranks",
        "Scores, and how sure each rank is",
        WIDTH,
        bottom + 34.0,
    );

    let names = lettering::column(rows.iter().map(|one| one.plan.label.as_str()), 60.0, 210.0);
    let bars = 30.0 + names + 12.0;
    let values = 52.0;
    let spread = bars + (WIDTH - bars) * 0.48;
    let right = WIDTH - 14.0;
    let bar_room = spread - bars - values - 20.0;
    let most = rows
        .iter()
        .filter_map(|one| one.score.map(|score| score.percent))
        .fold(1.0, f64::max);
    let last = report.ranked.len();
    let at = |rank: f64| match last {
        1 => f64::midpoint(spread, right),
        _ => spread + (right - spread) * (rank - 1.0) / (last as f64 - 1.0),
    };

    chart.text("c-b", [bars, 16.0], Start, "Score");
    chart.text("c-b", [spread, 16.0], Start, "Rank, and likely ranks");
    for rank in axis::ranks(last, 12) {
        let x = at(rank as f64);
        chart.line("c-grid", [x, TOP - 4.0, x, bottom]);
        chart.text("c-s", [x, TOP - 10.0], Middle, &rank.to_string());
    }
    for (place, one) in rows.iter().enumerate() {
        let y = TOP + row * (place as f64 + 0.5);
        let base = y + 4.0;
        chart.text("c-s", [22.0, base], End, &(place + 1).to_string());
        chart.fitted("c-t", [30.0, base], Start, &one.plan.label, names + 1.0);
        if let Some(score) = one.score {
            let long = (bar_room * score.percent / most).max(1.5);
            chart.rect("c-bar", [bars, y - row * 0.33, long, row * 0.66]);
            let value = report.locale.number(score.value, 2);
            chart.text("c-t", [bars + long + 5.0, base], Start, &value);
        }
        if let Some(sure) = &one.certainty {
            let (low, high) = (
                at(sure.draws.rank_low as f64),
                at(sure.draws.rank_high as f64),
            );
            chart.stroke(
                "c-range",
                row * 0.3,
                &format!("M{low:.1} {y:.1}L{high:.1} {y:.1}"),
            );
            chart.circle("c-dot", [at(place as f64 + 1.0), y], (row * 0.22).min(5.0));
        }
    }
    let more = beyond(report.ranked.len(), rows.len());
    let caption = "Dot: rank in the plan. Line: the middle 90 % of its ranks in the simulation.";
    chart.small_print([30.0, bottom + 22.0], &[caption, &more]);
    chart.description = describe(report);
    Some(chart)
}

fn describe(report: &Report) -> String {
    let rows: Vec<String> = report
        .ranked
        .iter()
        .take(12)
        .filter_map(|one| {
            let sure = one.certainty.as_ref()?;
            let score = report.locale.number(one.score?.value, 2);
            let (low, high) = (sure.draws.rank_low, sure.draws.rank_high);
            let ranks = if low == high {
                format!("rank {low}")
            } else {
                format!("ranks {low} to {high}")
            };
            Some(format!("{}: score {score}, {ranks}", one.plan.label))
        })
        .collect();
    format!("{}. {}", rows.join("; "), report.certainty.caption)
}
