//! Outcome rates of the leads won, each with its interval.

use super::rows::{Rows, TOP};
use super::svg::Anchor::{End, Middle, Start};
use super::svg::Chart;
use super::{WIDTH, axis};
use crate::audit::Rate;
use crate::report::Report;
use crate::report::model::Segment;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let percent = |share| report.locale.percent(share, 1);
    let rows = Rows::new(report, 24.0, |one| rate(one).is_some())?;
    let words = report.locale.words;
    let mut chart = rows.chart("rates", words.word("chart.rates"), 34.0);
    let (left, right, bottom) = (rows.left(), WIDTH - 160.0, rows.bottom());
    let overall = report.leads.as_ref().and_then(|leads| leads.rate);
    let highest = rows.shown.iter().filter_map(|one| Some(rate(one)?.high));
    let most = highest.fold(overall.unwrap_or(0.0), f64::max);
    let ticks = axis::ticks(most.min(1.0), 5);
    let end = ticks.last().copied().unwrap_or(1.0);
    let at = |share: f64| left + (right - left) * share / end;

    let [rate_heading, known] = [
        words.word("chart.rates.interval"),
        words.word("chart.rates.known"),
    ];
    chart.text("c-b", [0.0, 16.0], Start, rate_heading);
    chart.text("c-b", [WIDTH - 4.0, 16.0], End, known);
    for tick in ticks {
        chart.line("c-grid", [at(tick), TOP - 4.0, at(tick), bottom]);
        let text = format!("{}\u{a0}%", report.locale.number(tick * 100.0, 1));
        chart.text("c-s", [at(tick), TOP - 10.0], Middle, &text);
    }
    if let Some(overall) = overall {
        let x = at(overall);
        chart.line("c-mean", [x, TOP - 4.0, x, bottom + 4.0]);
        let text = words.say("chart.rates.all", &[("share", &percent(overall))]);
        chart.text("c-t", [x, bottom + 20.0], Middle, &text);
    }
    for (place, one) in rows.shown.iter().enumerate() {
        let (Some(leads), Some(rate)) = (&one.leads, rate(one)) else {
            continue;
        };
        let y = rows.middle(place);
        let way = format!("M{:.1} {y:.1}L{:.1} {y:.1}", at(rate.low), at(rate.high));
        chart.stroke("c-range", rows.down * 0.26, &way);
        chart.circle("c-dot", [at(rate.rate), y], 5.0);
        let figure = words.say(
            "chart.rates.figure",
            &[
                ("share", &percent(rate.rate)),
                ("n", &report.locale.whole(leads.figures.outcomes)),
                ("all", &report.locale.whole(leads.figures.outcome_known)),
            ],
        );
        chart.text("c-t", [WIDTH - 4.0, y + 4.0], End, &figure);
    }
    rows.small_print(&mut chart, report, &[]);
    let said = rows.in_words(|one| {
        let rate = rate(one)?;
        let [at, low, high] = [rate.rate, rate.low, rate.high].map(percent);
        let parts = [
            ("label", one.plan.label.as_str()),
            ("share", &at),
            ("low", &low),
            ("high", &high),
        ];
        Some(words.say("chart.rates.row", &parts))
    });
    chart.description = words.say("chart.rates.about", &[("rows", &said)]);
    Some(chart)
}

fn rate(segment: &Segment) -> Option<Rate> {
    segment.leads.as_ref()?.figures.rate
}
