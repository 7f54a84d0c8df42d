//! Which segments meet in the same leads: the largest combinations, as bars over a grid of dots.

use super::svg::Anchor::{End, Middle, Start};
use super::svg::Chart;
use super::{WIDTH, axis, lettering};
use crate::audit::Combination;
use crate::plan::SegmentId;
use crate::report::Report;

const TOP: f64 = 24.0;
const BARS: f64 = 130.0;
const DOWN: f64 = 22.0;
const MOST_COLUMNS: usize = 18;
const MOST_SEGMENTS: usize = 30;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let words = report.locale.words;
    let audit = report.study.audit.as_ref()?;
    let columns = columns(&audit.combinations);
    let most = columns.iter().map(|one| one.leads).max()?;
    let ranked = report.ranked.iter();
    let rows: Vec<(SegmentId, &str)> = ranked
        .filter(|one| {
            columns
                .iter()
                .any(|column| column.segments.contains(&one.id))
        })
        .map(|one| (one.id, one.plan.label.as_str()))
        .collect();
    let names = lettering::column(rows.iter().map(|(_, label)| *label), 60.0, 210.0);
    let left = names + 46.0;
    let across = ((WIDTH - 6.0 - left) / columns.len() as f64).min(44.0);
    let grid = TOP + BARS + 14.0;
    let bottom = grid + DOWN * rows.len() as f64;
    let mut chart = Chart::new("overlap", words.word("chart.overlap"), WIDTH, bottom + 28.0);

    let ticks = axis::ticks(most as f64, 3);
    let top = ticks.last().copied().unwrap_or(1.0);
    chart.text("c-b", [0.0, 14.0], Start, words.word("chart.overlap.leads"));
    for tick in &ticks {
        let y = TOP + BARS * (1.0 - tick / top);
        chart.line("c-grid", [left, y, left + across * columns.len() as f64, y]);
        chart.text(
            "c-s",
            [left - 6.0, y + 4.0],
            End,
            &report.locale.number(*tick, 0),
        );
    }
    for (place, (_, label)) in rows.iter().enumerate() {
        let y = grid + DOWN * place as f64;
        if place % 2 == 0 {
            chart.rect(
                "c-band",
                [0.0, y, left + across * columns.len() as f64, DOWN],
            );
        }
        chart.fitted("c-t", [left - 10.0, y + 15.0], End, label, names + 1.0);
    }
    for (place, column) in columns.iter().enumerate() {
        let x = left + across * (place as f64 + 0.5);
        draw_column(&mut chart, report, column, &rows, [x, across, top, grid]);
    }
    let all = audit.masks.max(audit.combinations.len());
    let parts = [
        ("n", &*columns.len().to_string()),
        ("all", &all.to_string()),
    ];
    let shown = words.say("chart.overlap.shown", &parts);
    chart.text("c-s", [0.0, bottom + 18.0], Start, &shown);
    chart.description = describe(report, &columns);
    Some(chart)
}

/// The largest combinations, as many as their segments leave rows for.
fn columns(combinations: &[Combination]) -> Vec<&Combination> {
    let mut shown: Vec<&Combination> = Vec::new();
    let mut rows: Vec<SegmentId> = Vec::new();
    for one in combinations.iter().filter(|one| one.leads > 0) {
        let fresh = one.segments.iter().filter(|id| !rows.contains(id));
        let fresh: Vec<SegmentId> = fresh.copied().collect();
        if shown.len() == MOST_COLUMNS || rows.len() + fresh.len() > MOST_SEGMENTS {
            break;
        }
        rows.extend(fresh);
        shown.push(one);
    }
    shown
}

fn draw_column(
    chart: &mut Chart,
    report: &Report,
    column: &Combination,
    rows: &[(SegmentId, &str)],
    [x, across, top, grid]: [f64; 4],
) {
    let high = BARS * column.leads as f64 / top;
    let wide = (across * 0.62).min(22.0);
    chart.rect("c-bar", [x - wide / 2.0, TOP + BARS - high, wide, high]);
    let figure = report.locale.whole(column.leads);
    if lettering::width(&figure, 11.0) < across {
        chart.text("c-s", [x, TOP + BARS - high - 4.0], Middle, &figure);
    }
    let dots = rows.iter().enumerate();
    let dots = dots.map(|(place, (id, _))| {
        let y = grid + DOWN * (place as f64 + 0.5);
        (y, column.segments.contains(id))
    });
    let (held, free): (Vec<_>, Vec<_>) = dots.partition(|(_, is_held)| *is_held);
    for (y, _) in free {
        chart.circle("c-empty", [x, y], 3.0);
    }
    if let (Some((first, _)), Some((last, _))) = (held.first(), held.last()) {
        chart.line("c-join", [x, *first, x, *last]);
    }
    for (y, _) in held {
        chart.circle("c-dot", [x, y], 5.5);
    }
}

fn describe(report: &Report, columns: &[&Combination]) -> String {
    let words = report.locale.words;
    let rows: Vec<String> = columns
        .iter()
        .take(10)
        .map(|one| {
            let labels = one.segments.iter();
            let labels: Vec<&str> = labels.map(|id| report.names[id.0].label.as_str()).collect();
            let leads = report.locale.whole(one.leads);
            match labels.as_slice() {
                [label] => words.say("chart.overlap.alone", &[("n", &leads), ("label", label)]),
                labels => words.say(
                    "chart.overlap.row",
                    &[("n", &leads), ("labels", &words.list(labels))],
                ),
            }
        })
        .collect();
    words.say("chart.overlap.about", &[("rows", &rows.join("; "))])
}
