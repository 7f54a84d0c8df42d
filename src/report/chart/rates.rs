//! Outcome rates of the leads won, each with its interval.

use super::svg::Anchor::{End, Middle, Start};
use super::svg::Chart;
use super::{MOST_ROWS, axis, beyond, lettering};
use crate::report::Report;
use crate::report::model::{Interval, SegmentLeads};

const WIDTH: f64 = 720.0;
const TOP: f64 = 44.0;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let all: Vec<(&str, &SegmentLeads, Interval)> = report
        .ranked
        .iter()
        .filter_map(|one| {
            let leads = one.leads.as_ref()?;
            Some((one.plan.label.as_str(), leads, leads.rate?))
        })
        .collect();
    let rows = &all[..all.len().min(MOST_ROWS)];
    if rows.is_empty() {
        return None;
    }
    let overall = report.leads.as_ref().and_then(|leads| leads.rate);
    let down = if rows.len() > 30 { 17.0 } else { 24.0 };
    let bottom = TOP + down * rows.len() as f64;
    let mut chart = Chart::new(
        "rates",
        "Outcome rates of the leads won",
        WIDTH,
        bottom + 34.0,
    );

    let names = lettering::column(rows.iter().map(|(label, ..)| *label), 60.0, 200.0);
    let left = names + 16.0;
    let right = WIDTH - 160.0;
    let most = rows
        .iter()
        .map(|(.., rate)| rate.high)
        .fold(overall.unwrap_or(0.0), f64::max);
    let ticks = axis::ticks(most.min(1.0), 5);
    let end = ticks.last().copied().unwrap_or(1.0);
    let at = |share: f64| left + (right - left) * share / end;

    chart.text("c-b", [0.0, 16.0], Start, "Outcome rate, 95 % interval");
    chart.text("c-b", [WIDTH - 4.0, 16.0], End, "Outcomes of known");
    for tick in ticks {
        chart.line("c-grid", [at(tick), TOP - 4.0, at(tick), bottom]);
        let text = format!("{}\u{a0}%", report.locale.number(tick * 100.0, 1));
        chart.text("c-s", [at(tick), TOP - 10.0], Middle, &text);
    }
    if let Some(overall) = overall {
        chart.line(
            "c-mean",
            [at(overall), TOP - 4.0, at(overall), bottom + 4.0],
        );
        let text = format!("all leads: {}", report.locale.percent(overall, 1));
        chart.text("c-t", [at(overall), bottom + 20.0], Middle, &text);
    }
    for (place, (label, leads, rate)) in rows.iter().enumerate() {
        let y = TOP + down * (place as f64 + 0.5);
        chart.fitted("c-t", [0.0, y + 4.0], Start, label, names + 1.0);
        let way = format!("M{:.1} {y:.1}L{:.1} {y:.1}", at(rate.low), at(rate.high));
        chart.stroke("c-range", down * 0.26, &way);
        chart.circle("c-dot", [at(rate.at), y], 5.0);
        let figure = format!(
            "{}  ({} of {})",
            report.locale.percent(rate.at, 1),
            report.locale.whole(leads.outcomes),
            report.locale.whole(leads.known)
        );
        chart.text("c-t", [WIDTH - 4.0, y + 4.0], End, &figure);
    }
    let more = beyond(all.len(), rows.len());
    chart.small_print([0.0, bottom + 38.0], &[&more]);
    chart.description = describe(report, rows);
    Some(chart)
}

fn describe(report: &Report, rows: &[(&str, &SegmentLeads, Interval)]) -> String {
    let share = |value| report.locale.percent(value, 1);
    let rows: Vec<String> = rows
        .iter()
        .take(12)
        .map(|(label, _, rate)| {
            format!(
                "{label}: {} ({} to {})",
                share(rate.at),
                share(rate.low),
                share(rate.high)
            )
        })
        .collect();
    format!(
        "Share of the leads won with a true outcome, with the 95 % Wilson interval. {}.",
        rows.join("; ")
    )
}
