//! The ranking as bars, each with the middle 90 % of its ranks.

use super::rows::{Rows, TOP};
use super::svg::Anchor::{Middle, Start};
use super::svg::Chart;
use super::{WIDTH, axis};
use crate::report::Report;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    // Lower beside the sentences of a client's summary, which share a page with it.
    let down = if report.client.is_some() { 19.0 } else { 24.0 };
    let rows = Rows::new(report, down, |_| true)?;
    let words = report.locale.words;
    let mut chart = rows.chart("ranks", words.word("chart.ranks"), 34.0);
    let (bars, down) = (rows.left(), rows.down);
    let values = 52.0;
    let spread = bars + (WIDTH - bars) * 0.48;
    let right = WIDTH - 14.0;
    let bar_room = spread - bars - values - 20.0;
    let scores = rows.shown.iter().filter_map(|one| one.score);
    let most = scores.map(|score| score.percent).fold(1.0, f64::max);
    let last = report.ranked.len();
    let at = |rank: f64| match last {
        1 => f64::midpoint(spread, right),
        _ => spread + (right - spread) * (rank - 1.0) / (last as f64 - 1.0),
    };

    chart.text("c-b", [bars, 16.0], Start, words.word("chart.ranks.score"));
    let heading = words.word("chart.ranks.spread");
    chart.text("c-b", [spread, 16.0], Start, heading);
    for rank in axis::ranks(last, 12) {
        let x = at(rank as f64);
        chart.line("c-grid", [x, TOP - 4.0, x, rows.bottom()]);
        chart.text("c-s", [x, TOP - 10.0], Middle, &rank.to_string());
    }
    for (place, one) in rows.shown.iter().enumerate() {
        let y = rows.middle(place);
        if let Some(score) = one.score {
            let long = (bar_room * score.percent / most).max(1.5);
            chart.rect("c-bar", [bars, y - down * 0.33, long, down * 0.66]);
            let value = report.locale.number(score.value, 2);
            chart.text("c-t", [bars + long + 5.0, y + 4.0], Start, &value);
        }
        if let Some(sure) = &one.certainty {
            let [low, high] =
                [sure.draws.rank_low, sure.draws.rank_high].map(|rank| at(rank as f64));
            let way = format!("M{low:.1} {y:.1}L{high:.1} {y:.1}");
            chart.stroke("c-range", down * 0.3, &way);
            chart.circle("c-dot", [at(place as f64 + 1.0), y], (down * 0.22).min(5.0));
        }
    }
    rows.small_print(&mut chart, report, &[words.word("chart.ranks.note")]);
    let said = rows.in_words(|one| {
        let score = report.locale.number(one.score?.value, 2);
        let sure = &one.certainty.as_ref()?.draws;
        let ranks = match (sure.rank_low, sure.rank_high) {
            (low, high) if low == high => words.say("chart.rank", &[("n", &low.to_string())]),
            (low, high) => words.say(
                "chart.rank-range",
                &[("from", &low.to_string()), ("to", &high.to_string())],
            ),
        };
        let parts = [
            ("label", one.plan.label.as_str()),
            ("score", &score),
            ("ranks", &ranks),
        ];
        Some(words.say("chart.ranks.row", &parts))
    });
    chart.description = format!("{said}. {}", report.certainty.caption);
    Some(chart)
}
