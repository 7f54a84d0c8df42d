//! From matched to won: how many leads each segment keeps, and who takes the others.

use super::WIDTH;
use super::rows::{Rows, TOP};
use super::svg::Anchor::{End, Start};
use super::svg::Chart;
use crate::audit::SegmentAudit;
use crate::lists;
use crate::report::Report;
use crate::report::model::Segment;

/// More arcs than these would be a tangle; the table has them all.
const MOST_ARCS: usize = 40;

/// Leads that a lower segment (its row) loses to a higher one.
struct Arc {
    from: usize,
    to: usize,
    leads: u64,
}

pub(super) fn draw(report: &Report) -> Option<Chart> {
    let whole = |leads| report.locale.whole(leads);
    let rows = Rows::new(report, 28.0, |one| one.leads.is_some())?;
    let matched = rows
        .shown
        .iter()
        .filter_map(|one| Some(figures(one)?.matched));
    let most = matched.max().filter(|most| *most > 0)?;
    let words = report.locale.words;
    let mut chart = rows.chart("lead-flow", words.word("chart.flow"), 34.0);
    let (left, down) = (rows.left(), rows.down);
    let arcs_from = WIDTH - 170.0;
    let room = arcs_from - left - 118.0; // for the figures behind the bars
    let long = |leads: u64| room * leads as f64 / most as f64;

    let heading = words.word("chart.flow.fits");
    chart.text("c-b", [left, 16.0], Start, heading);
    let heading = words.word("chart.flow.taken");
    chart.text("c-b", [WIDTH - 4.0, 16.0], End, heading);
    for (place, one) in rows.shown.iter().enumerate() {
        let Some(SegmentAudit { matched, won, .. }) = figures(one) else {
            continue;
        };
        let y = rows.middle(place);
        let (end, reach) = (left + long(*won), left + long(*matched));
        let (top, high) = (y - down * 0.32, down * 0.64);
        chart.rect("c-bar", [left, top, end - left, high]);
        chart.rect("c-lost", [end, top, reach - end, high]);
        let figure = match matched == won {
            true => whole(*won),
            false => words.say("of", &[("n", &whole(*won)), ("all", &whole(*matched))]),
        };
        chart.text("c-t", [reach + 6.0, y + 4.0], Start, &figure);
    }
    let mut arcs = arcs(&rows);
    let tangle = match arcs.len() > MOST_ARCS {
        true => words.say(
            "chart.flow.widest",
            &[
                ("n", &MOST_ARCS.to_string()),
                ("all", &arcs.len().to_string()),
            ],
        ),
        false => String::new(),
    };
    arcs.truncate(MOST_ARCS);
    draw_arcs(&mut chart, &arcs, most, [arcs_from, down]);
    let note = words.word("chart.flow.note");
    rows.small_print(&mut chart, report, &[note, &tangle]);
    let kept = rows.in_words(|one| {
        let figures = figures(one)?;
        let (won, matched) = (whole(figures.won), whole(figures.matched));
        let parts = [
            ("label", one.plan.label.as_str()),
            ("won", &won),
            ("matched", &matched),
        ];
        Some(words.say("chart.flow.row", &parts))
    });
    let label = |row: usize| &rows.shown[row].plan.label;
    let largest = arcs.iter().take(8);
    let taken: Vec<String> = largest
        .map(|arc| {
            let leads = whole(arc.leads);
            let parts = [
                ("taker", label(arc.to).as_str()),
                ("n", &leads),
                ("label", label(arc.from)),
            ];
            words.say("chart.flow.takes", &parts)
        })
        .collect();
    chart.description = match taken.is_empty() {
        true => words.say("chart.flow.nobody", &[("rows", &kept)]),
        false => words.say(
            "chart.flow.largest",
            &[("rows", &kept), ("takers", &taken.join("; "))],
        ),
    };
    Some(chart)
}

fn figures(segment: &Segment) -> Option<&SegmentAudit> {
    Some(&segment.leads.as_ref()?.figures)
}

/// The losses between segments that are shown, most leads first.
fn arcs(rows: &Rows) -> Vec<Arc> {
    let mut arcs = Vec::new();
    for (from, one) in rows.shown.iter().enumerate() {
        for (taker, leads) in figures(one).iter().flat_map(|one| &one.lost_to) {
            let to = rows.shown.iter().position(|other| other.id == *taker);
            arcs.extend(to.filter(|_| *leads > 0).map(|to| Arc {
                from,
                to,
                leads: *leads,
            }));
        }
    }
    lists::sort_by_key(&mut arcs, |arc| {
        (std::cmp::Reverse(arc.leads), arc.from, arc.to)
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
