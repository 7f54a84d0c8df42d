//! From matched to won: how many leads each segment keeps, and who takes the others.

use super::svg::Anchor::{End, Start};
use super::svg::Chart;
use super::{MOST_ROWS, beyond, lettering};
use crate::report::Report;
use crate::report::model::SegmentLeads;

const WIDTH: f64 = 720.0;
const TOP: f64 = 44.0;
/// More arcs than these would be a tangle; the table has them all.
const MOST_ARCS: usize = 40;

struct Row<'a> {
    rank: usize,
    name: &'a str,
    label: &'a str,
    leads: &'a SegmentLeads,
}

/// Leads that a lower segment (its row) loses to a higher one.
struct Arc {
    from: usize,
    to: usize,
    leads: u64,
}

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let all: Vec<Row> = report
        .ranked
        .iter()
        .filter_map(|one| {
            let leads = one.leads.as_ref()?;
            Some(Row {
                rank: one.rank?,
                name: &one.plan.name,
                label: &one.plan.label,
                leads,
            })
        })
        .collect();
    let rows = &all[..all.len().min(MOST_ROWS)];
    let most = rows
        .iter()
        .map(|row| row.leads.matched)
        .max()
        .filter(|most| *most > 0)?;
    let down = if rows.len() > 30 { 18.0 } else { 28.0 };
    let bottom = TOP + down * rows.len() as f64;
    let mut chart = Chart::new(
        "lead-flow",
        "Where overlapping leads go",
        WIDTH,
        bottom + 34.0,
    );

    let names = lettering::column(rows.iter().map(|row| row.label), 60.0, 200.0);
    let left = 30.0 + names + 12.0;
    let figures = 118.0;
    let arcs_from = WIDTH - 170.0;
    let room = arcs_from - left - figures;
    let long = |leads: u64| room * leads as f64 / most as f64;

    chart.text(
        "c-b",
        [left, 16.0],
        Start,
        "Leads that fit, and of those won",
    );
    chart.text("c-b", [WIDTH - 4.0, 16.0], End, "Taken by a higher one");
    for (place, row) in rows.iter().enumerate() {
        let y = TOP + down * (place as f64 + 0.5);
        let (matched, won) = (row.leads.matched, row.leads.won);
        chart.text("c-s", [22.0, y + 4.0], End, &row.rank.to_string());
        chart.fitted("c-t", [30.0, y + 4.0], Start, row.label, names + 1.0);
        let (top, high) = (y - down * 0.32, down * 0.64);
        chart.rect("c-bar", [left, top, long(won), high]);
        chart.rect(
            "c-lost",
            [left + long(won), top, long(matched) - long(won), high],
        );
        let figure = if matched == won {
            report.locale.whole(won)
        } else {
            format!(
                "{} of {}",
                report.locale.whole(won),
                report.locale.whole(matched)
            )
        };
        chart.text("c-t", [left + long(matched) + 6.0, y + 4.0], Start, &figure);
    }
    let mut arcs = arcs(rows);
    let tangle = match arcs.len() > MOST_ARCS {
        true => format!("The {MOST_ARCS} widest curves of {}.", arcs.len()),
        false => String::new(),
    };
    arcs.truncate(MOST_ARCS);
    draw_arcs(&mut chart, &arcs, most, [arcs_from, down]);
    let note =
        "Solid: won. Pale: fits, but goes to a segment higher in the order, along the curve.";
    let more = beyond(all.len(), rows.len());
    chart.small_print([30.0, bottom + 22.0], &[note, &tangle, &more]);
    chart.description = describe(report, rows, &arcs);
    Some(chart)
}

fn arcs(rows: &[Row]) -> Vec<Arc> {
    let mut arcs: Vec<Arc> = rows
        .iter()
        .enumerate()
        .flat_map(|(from, row)| {
            row.leads.lost_to.iter().filter_map(move |(taker, leads)| {
                let to = rows.iter().position(|other| other.name == taker.name)?;
                (*leads > 0).then_some(Arc {
                    from,
                    to,
                    leads: *leads,
                })
            })
        })
        .collect();
    arcs.sort_by(|a, b| {
        b.leads
            .cmp(&a.leads)
            .then((a.from, a.to).cmp(&(b.from, b.to)))
    });
    arcs
}

fn draw_arcs(chart: &mut Chart, arcs: &[Arc], most: u64, [left, down]: [f64; 2]) {
    let farthest = arcs
        .iter()
        .map(|arc| arc.from.abs_diff(arc.to))
        .max()
        .unwrap_or(1) as f64;
    for arc in arcs {
        let from = TOP + down * (arc.from as f64 + 0.5) + 2.0;
        let to = TOP + down * (arc.to as f64 + 0.5) + 2.0;
        let wide = (14.0 * arc.leads as f64 / most as f64).clamp(0.8, 14.0);
        let reach = left + 26.0 + 150.0 * arc.from.abs_diff(arc.to) as f64 / farthest;
        let tip = left + 7.0;
        let way = format!(
            "M{left:.1} {from:.1}C{reach:.1} {from:.1} {reach:.1} {to:.1} {tip:.1} {to:.1}"
        );
        chart.stroke("c-arc", wide, &way);
        let head = format!("M{left:.1} {to:.1}l8 -4v8z");
        chart.path("c-head", &head);
    }
}

fn describe(report: &Report, rows: &[Row], arcs: &[Arc]) -> String {
    let whole = |leads| report.locale.whole(leads);
    let kept: Vec<String> = rows
        .iter()
        .take(12)
        .map(|row| {
            format!(
                "{} wins {} of {}",
                row.label,
                whole(row.leads.won),
                whole(row.leads.matched)
            )
        })
        .collect();
    let taken: Vec<String> = arcs
        .iter()
        .take(8)
        .map(|arc| {
            format!(
                "{} takes {} from {}",
                rows[arc.to].label,
                whole(arc.leads),
                rows[arc.from].label
            )
        })
        .collect();
    match taken.is_empty() {
        true => format!("{}. Nobody takes a lead from another.", kept.join("; ")),
        false => format!("{}. Largest: {}.", kept.join("; "), taken.join("; ")),
    }
}
