//! How likely each rank is for each segment, as a heat map.

use std::fmt::Write;

use super::svg::Anchor::{End, Middle, Start};
use super::svg::{Chart, N};
use super::{MOST_ROWS, axis, lettering};
use crate::report::Report;

const WIDTH: f64 = 720.0;
const TOP: f64 = 44.0;
/// Lower bounds of the shades; below the first a cell stays empty.
const SHADES: [f64; 6] = [0.01, 0.05, 0.15, 0.30, 0.50, 0.75];
/// From this shade on, numbers are written in the light color.
const DARK: usize = 3;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let rows: Vec<(&str, &[f64])> = report
        .ranked
        .iter()
        .take(MOST_ROWS)
        .filter_map(|one| {
            Some((
                one.plan.label.as_str(),
                one.certainty.as_ref()?.draws.ranks.as_deref()?,
            ))
        })
        .collect();
    let columns = rows
        .iter()
        .map(|(_, ranks)| ranks.len().min(MOST_ROWS))
        .max()?;
    let names = lettering::column(rows.iter().map(|(name, _)| *name), 60.0, 210.0);
    let left = 30.0 + names + 10.0;
    let across = ((WIDTH - 8.0 - left) / columns as f64).min(46.0);
    let down = if rows.len() > 30 { 15.0 } else { 24.0 };
    let bottom = TOP + down * rows.len() as f64;
    let mut chart = Chart::new(
        "rank-shares",
        "How likely each rank is",
        WIDTH,
        bottom + 42.0,
    );

    chart.text("c-b", [left, 16.0], Start, "Rank");
    for rank in axis::ranks(columns, (columns as f64 * across / 30.0) as usize) {
        let x = left + across * (rank as f64 - 0.5);
        chart.text("c-s", [x, TOP - 8.0], Middle, &rank.to_string());
    }
    for (place, (name, _)) in rows.iter().enumerate() {
        let base = TOP + down * (place as f64 + 0.5) + 4.0;
        chart.text("c-s", [22.0, base], End, &(place + 1).to_string());
        chart.fitted("c-t", [30.0, base], Start, name, names + 1.0);
    }
    chart.rect(
        "c-field",
        [left, TOP, across * columns as f64, bottom - TOP],
    );
    for shade in 0..SHADES.len() {
        chart.path(
            &format!("c-h{shade}"),
            &cells(&rows, shade, [left, across, down]),
        );
    }
    if across >= 30.0 {
        numbers(&mut chart, report, &rows, [left, across, down]);
    }
    legend(&mut chart, left, bottom + 14.0);
    if report.ranked.len() > rows.len() {
        let all = report.ranked.len();
        let first =
            format!("The first {MOST_ROWS} segments at the first {MOST_ROWS} ranks, of {all}.");
        chart.small_print([left, bottom + 44.0], &[&first]);
    }
    chart.description = describe(report);
    Some(chart)
}

fn shade(share: f64) -> Option<usize> {
    SHADES.iter().rposition(|least| share >= *least)
}

/// One path for all cells of a shade: short even where there are thousands.
fn cells(rows: &[(&str, &[f64])], wanted: usize, [left, across, down]: [f64; 3]) -> String {
    let mut way = String::new();
    for (place, (_, shares)) in rows.iter().enumerate() {
        for (rank, share) in shares.iter().take(MOST_ROWS).enumerate() {
            if shade(*share) == Some(wanted) {
                let (x, y) = (left + across * rank as f64, TOP + down * place as f64);
                let (wide, high) = (N(across - 1.0), N(down - 1.0));
                let _ = write!(way, "M{} {}h{wide}v{high}h-{wide}z", N(x + 0.5), N(y + 0.5));
            }
        }
    }
    way
}

fn numbers(
    chart: &mut Chart,
    report: &Report,
    rows: &[(&str, &[f64])],
    [left, across, down]: [f64; 3],
) {
    for (place, (_, shares)) in rows.iter().enumerate() {
        for (rank, share) in shares.iter().take(MOST_ROWS).enumerate() {
            let Some(shade) = shade(*share) else { continue };
            let class = if shade >= DARK { "c-on" } else { "c-t" };
            let at = [
                left + across * (rank as f64 + 0.5),
                TOP + down * (place as f64 + 0.5) + 4.0,
            ];
            chart.text(class, at, Middle, &report.locale.number(share * 100.0, 0));
        }
    }
}

fn legend(chart: &mut Chart, left: f64, top: f64) {
    let step = ((WIDTH - 8.0 - left) / SHADES.len() as f64).min(74.0);
    for (place, least) in SHADES.iter().enumerate() {
        let x = left + step * place as f64;
        chart.rect(&format!("c-h{place}"), [x, top, 12.0, 12.0]);
        let text = format!("≥ {:.0} %", least * 100.0);
        chart.text("c-s", [x + 16.0, top + 10.0], Start, &text);
    }
}

fn describe(report: &Report) -> String {
    let rows: Vec<String> = report
        .ranked
        .iter()
        .take(12)
        .filter_map(|one| {
            let ranks = one.certainty.as_ref()?.draws.ranks.as_ref()?;
            let (place, share) =
                ranks
                    .iter()
                    .enumerate()
                    .fold((0, -1.0), |best, (place, share)| {
                        if *share > best.1 {
                            (place, *share)
                        } else {
                            best
                        }
                    });
            Some(format!(
                "{}: most often rank {}, in {} of simulated rankings",
                one.plan.label,
                place + 1,
                report.locale.percent(share, 0)
            ))
        })
        .collect();
    format!("{}. {}", rows.join("; "), report.certainty.caption)
}
