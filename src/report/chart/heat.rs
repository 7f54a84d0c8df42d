//! How likely each rank is for each segment, as a heat map.

use std::fmt::Write;

use super::rows::{MOST_ROWS, Rows, TOP};
use super::svg::Anchor::{Middle, Start};
use super::svg::{Chart, N};
use super::{WIDTH, axis};
use crate::report::Report;
use crate::report::model::Segment;

/// Lower bounds of the shades; below the first a cell stays empty.
const SHADES: [f64; 6] = [0.01, 0.05, 0.15, 0.30, 0.50, 0.75];
/// From this shade on, numbers are written in the light color.
const DARK: usize = 3;

/// A cell that is not empty: its row, its column, the share and its shade.
struct Cell {
    row: usize,
    column: usize,
    share: f64,
    shade: usize,
}

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let rows = Rows::new(report, 24.0, |one| shares(one).is_some())?;
    let columns = report.ranked.len().min(MOST_ROWS);
    let words = report.locale.words;
    let mut chart = rows.chart("rank-shares", words.word("chart.shares"), 42.0);
    let (left, bottom, down) = (rows.left(), rows.bottom(), rows.down);
    let across = ((WIDTH - 8.0 - left) / columns as f64).min(46.0);

    chart.text("c-b", [left, 16.0], Start, words.word("chart.shares.rank"));
    for rank in axis::ranks(columns, (columns as f64 * across / 30.0) as usize) {
        let x = left + across * (rank as f64 - 0.5);
        chart.text("c-s", [x, TOP - 8.0], Middle, &rank.to_string());
    }
    let field = [left, TOP, across * columns as f64, bottom - TOP];
    chart.rect("c-field", field);
    let cells = cells(&rows);
    for shade in 0..SHADES.len() {
        // One path for all cells of a shade: short even where there are thousands.
        let mut way = String::new();
        for cell in cells.iter().filter(|cell| cell.shade == shade) {
            let x = left + across * cell.column as f64 + 0.5;
            let y = TOP + down * cell.row as f64 + 0.5;
            let (wide, high) = (N(across - 1.0), N(down - 1.0));
            let _ = write!(way, "M{} {}h{wide}v{high}h-{wide}z", N(x), N(y)); // a String takes all
        }
        chart.path(&format!("c-h{shade}"), &way);
    }
    for cell in cells.iter().filter(|_| across >= 30.0) {
        let class = if cell.shade >= DARK { "c-on" } else { "c-t" };
        let x = left + across * (cell.column as f64 + 0.5);
        let number = report.locale.number(cell.share * 100.0, 0);
        chart.text(class, [x, rows.middle(cell.row) + 4.0], Middle, &number);
    }
    legend(&mut chart, left, bottom + 14.0);
    let all = report.ranked.len();
    if all > MOST_ROWS {
        let parts = [("n", &*MOST_ROWS.to_string()), ("all", &all.to_string())];
        let first = words.say("chart.shares.first", &parts);
        chart.small_print([left, bottom + 44.0], &[&first]);
    }
    let said = rows.in_words(|one| {
        // The first of the most frequent.
        let shares = shares(one)?.iter().enumerate().rev();
        let (place, share) = shares.max_by(|a, b| a.1.total_cmp(b.1))?;
        let (rank, share) = ((place + 1).to_string(), report.locale.percent(*share, 0));
        let parts = [
            ("label", one.plan.label.as_str()),
            ("rank", &rank),
            ("share", &share),
        ];
        Some(words.say("chart.shares.row", &parts))
    });
    chart.description = format!("{said}. {}", report.certainty.caption);
    Some(chart)
}

/// The share of simulated rankings at each rank; `None` if that was not kept.
fn shares(segment: &Segment) -> Option<&[f64]> {
    segment.certainty.as_ref()?.draws.ranks.as_deref()
}

fn cells(rows: &Rows) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (row, one) in rows.shown.iter().enumerate() {
        let shares = shares(one).unwrap_or_default().iter().take(MOST_ROWS);
        cells.extend(shares.enumerate().filter_map(|(column, share)| {
            Some(Cell {
                row,
                column,
                share: *share,
                shade: SHADES.iter().rposition(|least| share >= least)?,
            })
        }));
    }
    cells
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
