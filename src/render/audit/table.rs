//! The table of segments: their sizes, rates, reach and value.

use super::Audited;
use crate::audit::{Difference, SegmentAudit};
use crate::plan::Plan;
use crate::render::document::{Cell, Column, Table, Tone};
use crate::text::words::{compact, number, percent, thousands};

/// What a column holds of a segment.
type Say = fn(&Plan, &SegmentAudit) -> Cell;

/// One row a segment, in priority order; columns that the plan has nothing for are left out.
pub(super) fn table(audited: &Audited) -> Table {
    let plan = audited.study.plan();
    let shown = columns(audited).into_iter().filter(|(shown, ..)| *shown);
    let (columns, cells): (Vec<Column>, Vec<Say>) =
        shown.map(|(_, column, cell)| (column, cell)).unzip();
    let row = |one| cells.iter().map(|cell| cell(plan, one)).collect();
    Table {
        columns,
        rows: audited.audit.segments.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// Each column with whether it is shown.
fn columns(audited: &Audited) -> Vec<(bool, Column, Say)> {
    let leads = &audited.study.plan().leads;
    let (outcome, value) = (leads.outcome.is_some(), leads.value.is_some());
    let fits = !audited.primary_only;
    let numbers = Column::numbers;
    vec![
        (true, numbers("#"), |_, one| one.priority.to_string().into()),
        (true, Column::names("Segment"), |plan, one| {
            plan.label(one.segment).to_owned().into()
        }),
        (fits, numbers("Fits"), |_, one| {
            thousands(one.matched).into()
        }),
        (
            fits && outcome,
            numbers("Rate of fits")
                .or("Rate of fits")
                .or("Rate\nof fits"),
            |_, one| known(one.matched_rate.map(|rate| share(rate.rate))),
        ),
        (true, numbers("Wins"), |_, one| thousands(one.won).into()),
        (
            outcome,
            numbers("Rate of wins")
                .or("Rate of wins")
                .or("Rate\nof wins"),
            |_, one| known(one.rate.map(|rate| share(rate.rate))),
        ),
        (
            outcome,
            numbers("95 % interval")
                .or("95 % interval")
                .or("95 %\ninterval")
                .optional(true),
            |_, one| {
                let interval = |low, high| format!("{}–{}", points(low), share(high));
                known(one.rate.map(|rate| interval(rate.low, rate.high)))
            },
        ),
        (
            outcome,
            numbers("vs. others").or("vs. others").or("vs.\nothers"),
            |_, one| one.difference.as_ref().map_or_else(nothing, difference),
        ),
        (outcome && audited.verbose, numbers("p"), |_, one| {
            known(one.difference.and_then(|one| one.p_adjusted).map(chance))
        }),
        (
            outcome,
            numbers("Smallest detectable lift")
                .or("Smallest lift")
                .or("Smallest\nlift"),
            |_, one| known(one.smallest_detectable_lift.map(percent)),
        ),
        (
            leads.reachable.is_some(),
            numbers("Reach").optional(true),
            |_, one| {
                let reach = |reachable| crate::text::words::share(reachable, one.won);
                known(one.reachable.and_then(reach).map(percent))
            },
        ),
        (value, numbers("Value"), |_, one| {
            known(one.value.filter(|_| one.valued > 0).map(compact))
        }),
        (
            value,
            numbers("Mean value")
                .or("Mean value")
                .or("Mean\nvalue")
                .optional(true),
            |_, one| known(one.mean_value().map(compact)),
        ),
    ]
}

/// A dash where there is nothing to say.
fn known(text: Option<String>) -> Cell {
    text.map_or_else(nothing, Cell::from)
}

fn nothing() -> Cell {
    "–".to_owned().into()
}

/// With a star where it is more than chance.
fn difference(one: &Difference) -> Cell {
    let points = signed(one.difference);
    match one.is_beyond_chance() {
        false => points.into(),
        true if one.difference > 0.0 => Cell::from(format!("{points} *")).tone(Tone::Good),
        true => Cell::from(format!("{points} *")).tone(Tone::Warning),
    }
}

/// A share in percent with one decimal: `7.6 %`.
pub(super) fn share(share: f64) -> String {
    format!("{} %", points(share))
}

fn points(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A difference of shares in percentage points, with its sign: `+4.9`, `−1.5`, `0.0`.
fn signed(difference: f64) -> String {
    let points = format!("{:+.1}", difference * 100.0).replace('-', "−");
    match points.trim_start_matches(['+', '−']) {
        "0.0" => "0.0".to_owned(),
        _ => points,
    }
}

/// A p: `0.032`, `< 0.001`.
fn chance(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        number(p, 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_difference_has_no_sign() {
        assert_eq!(
            [0.049, -0.015, -0.0004].map(signed),
            ["+4.9", "−1.5", "0.0"]
        );
    }
}
