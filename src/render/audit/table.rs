//! The table of segments: their sizes, rates, reach and value.

use super::Audited;
use crate::audit::SegmentAudit;
use crate::render::document::{Cell, Column, Table};
use crate::render::figures::{self, chance, difference, known, share, signed, signed_range};
use crate::study::Study;
use crate::text::words::{self, compact, percent, thousands};

/// What a column holds of a segment.
type Say = fn(&Study, &SegmentAudit) -> Cell;

/// One row a segment, in priority order; columns that the plan has nothing for are left out.
pub(super) fn table(audited: &Audited) -> Table {
    let shown = columns(audited).into_iter().filter(|(shown, ..)| *shown);
    of_columns(audited, shown.map(|(_, column, cell)| (column, cell)))
}

/// How sure the rates are: one row a segment.
pub(super) fn rates(audited: &Audited) -> Table {
    let numbers = Column::numbers;
    let columns: [(Column, Say); 5] = [
        (Column::names("Segment"), label),
        (numbers("Rate of wins"), rate_of_wins),
        (numbers("95 % interval"), interval),
        (numbers("vs. others (95 % interval)"), |_, one| {
            known(
                one.difference
                    .map(|one| format!("{} ({})", signed(one.difference), signed_range(&one))),
            )
        }),
        (numbers("p"), |_, one| {
            known(one.difference.and_then(|one| one.p_adjusted).map(chance))
        }),
    ];
    let mut table = of_columns(audited, columns.into_iter());
    table.note_on("p", "p: from a pooled test of two rates, Holm-adjusted.");
    table
}

fn of_columns(audited: &Audited, columns: impl Iterator<Item = (Column, Say)>) -> Table {
    let study = audited.study;
    let (columns, cells): (Vec<Column>, Vec<Say>) = columns.unzip();
    let row = |one| -> Vec<Cell> { cells.iter().map(|cell| cell(study, one)).collect() };
    Table::of(columns).rows(audited.audit.segments.iter().map(row))
}

/// Each column with whether it is shown.
fn columns(audited: &Audited) -> Vec<(bool, Column, Say)> {
    let leads = &audited.study.plan().leads;
    let (outcome, value) = (leads.outcome.is_some(), leads.value.is_some());
    let fits = !audited.primary_only;
    let numbers = Column::numbers;
    // Titles shorten in two steps: a long one loses words, then all are broken into lines.
    let broken = Column::broken;
    let unit = leads.currency.as_ref();
    let unit = unit.map_or_else(String::new, |currency| format!(" ({currency})"));
    let amount = |title: &str, line: &str| {
        broken(
            &format!("{title}{unit}"),
            &format!("{line}{unit}").replace(' ', "\n"),
        )
    };
    vec![
        (true, numbers("#"), |_, one| one.priority.to_string().into()),
        (true, Column::names("Segment"), label),
        (fits, numbers("Fits"), |_, one| {
            thousands(one.matched).into()
        }),
        (
            fits && outcome,
            broken("Rate of fits", "Rate\nof fits"),
            |_, one| known(one.matched_rate.map(|rate| share(rate.rate))),
        ),
        (true, numbers("Wins"), |_, one| thousands(one.won).into()),
        (
            outcome,
            broken("Rate of wins", "Rate\nof wins"),
            rate_of_wins,
        ),
        (
            outcome,
            broken("95 % interval", "95 %\ninterval").optional(true),
            interval,
        ),
        (outcome, broken("vs. others", "vs.\nothers"), |_, one| {
            difference(one.difference.as_ref())
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
                let reach = |reachable| words::share(reachable, one.won);
                known(one.reachable.and_then(reach).map(percent))
            },
        ),
        (
            audited.audit.control.is_some(),
            broken("Held out", "Held\nout").optional(true),
            |_, one| known(one.control.map(thousands)),
        ),
        (value, amount("Value", "Value"), |_, one| {
            known(one.value.filter(|_| one.valued > 0).map(compact))
        }),
        (
            value,
            amount("Mean value", "Mean").optional(true),
            |_, one| known(one.mean_value().map(compact)),
        ),
        (true, numbers("So far").optional(true), |study, one| {
            known(study.share_so_far(one.segment).map(percent))
        }),
    ]
}

fn label(study: &Study, one: &SegmentAudit) -> Cell {
    study.label(one.segment).into()
}

fn rate_of_wins(_: &Study, one: &SegmentAudit) -> Cell {
    known(one.rate.map(|rate| share(rate.rate)))
}

fn interval(_: &Study, one: &SegmentAudit) -> Cell {
    known(one.rate.map(figures::interval))
}
