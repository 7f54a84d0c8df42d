//! What two plans do to leads.

use super::Compared;
use crate::compare::{AttributeDrift, Handed, JointId, LeadsCompared, Won};
use crate::render::document::{Cell, Column, Page, Table, Tone};
use crate::render::figures::{excluded, interval, share};
use crate::text::words::{self, compact, leads, percent, thousands};

/// So many rows show whom leads go to.
const HANDED: usize = 12;
/// So many new values are named.
const VALUES: usize = 5;

pub(super) fn sections(
    page: &mut Page,
    compared: &Compared<'_>,
    found: &LeadsCompared,
    tables: &[String],
) {
    if let Some(handed) = &found.handed {
        handovers(page, compared, (found, handed), tables);
    } else {
        page.heading("Leads then and now");
        for (side, table) in tables.iter().enumerate() {
            page.line(totals(found, side, table));
        }
    }
    page.table(sizes(compared, found));
    page.section(
        "What is different about the leads",
        found.drift.iter().map(drift),
    );
}

/// How many leads there are under one of the plans, and how many fit a segment.
fn totals(found: &LeadsCompared, side: usize, table: &str) -> String {
    let when = ["Then", "Now"][side];
    let excluded = excluded(found.excluded[side]);
    let rest = found.leads[side].saturating_sub(found.excluded[side]);
    let coverage = words::share(found.covered[side], rest);
    let coverage = coverage.map_or_else(String::new, |share| format!(" ({})", percent(share)));
    format!(
        "{when}: {} in {table}{excluded}; {}{coverage} fit a segment.",
        leads(found.leads[side]),
        thousands(found.covered[side])
    )
}

fn handovers(
    page: &mut Page,
    compared: &Compared<'_>,
    (found, handed): (&LeadsCompared, &[Handed]),
    tables: &[String],
) {
    page.heading("Leads that change hands");
    let moved = found.moved().unwrap_or(0);
    let table = words::list(tables);
    let share = words::share(moved, found.leads[1]);
    let share = share.map_or_else(String::new, |share| format!(" ({})", percent(share)));
    page.line(match moved {
        0 => format!("None of {} in {table}.", leads(found.leads[1])),
        some => format!(
            "{}{share} of {} in {table}, counted once under both plans.",
            thousands(some),
            leads(found.leads[1])
        ),
    });
    if handed.is_empty() {
        return;
    }
    let plan = compared.new.plan();
    let has_outcome = plan.leads.outcome.is_some();
    let has_value = plan.leads.value.is_some();
    let unit = plan.leads.currency.as_ref();
    let unit = unit.map_or_else(String::new, |currency| format!(" ({currency})"));
    let mut columns = vec![
        Column::names("From"),
        Column::names("To"),
        Column::numbers("Leads"),
    ];
    columns.extend(has_outcome.then(|| Column::numbers("Outcomes")));
    columns.extend(has_value.then(|| Column::numbers(&format!("Value{unit}"))));
    let row = |one: &Handed| {
        let mut row = vec![
            Cell::from(name(compared, 0, one.from)),
            Cell::from(name(compared, 1, one.to)),
            Cell::from(thousands(one.leads)).tone(Tone::Strong),
        ];
        row.extend(has_outcome.then(|| Cell::from(thousands(one.outcomes))));
        row.extend(has_value.then(|| Cell::from(compact(one.value))));
        row
    };
    page.table(Table::of(columns).rows(handed.iter().take(HANDED).map(row)));
    if handed.len() > HANDED {
        let rest: u64 = handed[HANDED..].iter().map(|one| one.leads).sum();
        page.line(format!(
            "And {} between {}: `--format json`.",
            leads(rest),
            words::count(handed.len() - HANDED, "other pair")
        ));
    }
    if compared.old.plan().leads.outcome.is_some() && has_outcome {
        let text = |study: &crate::study::Study| {
            study
                .plan()
                .leads
                .outcome
                .as_ref()
                .map(|one| one.text.clone())
        };
        if text(compared.old) != text(compared.new) {
            page.line("Outcomes are counted as the new plan defines them.");
        }
    }
}

/// Who has leads under one of the plans.
pub(super) fn name(compared: &Compared<'_>, side: usize, id: JointId) -> String {
    let study = [compared.old, compared.new][side];
    match id {
        JointId::Excluded => "excluded".to_owned(),
        JointId::Default => study.plan().default.label.clone(),
        JointId::Segment(place) => compared.comparison.segments[place].label.clone(),
    }
}

/// What each segment wins under both plans.
fn sizes(compared: &Compared<'_>, found: &LeadsCompared) -> Table {
    let has_rate = found
        .segments
        .iter()
        .flatten()
        .flatten()
        .any(|one| one.rate.is_some());
    let mut columns = vec![
        Column::names("Segment"),
        Column::numbers("Wins then"),
        Column::numbers("Wins now"),
    ];
    if has_rate {
        columns.push(Column::numbers("Rate then"));
        columns.push(Column::numbers("Rate now"));
        columns.push(Column::numbers("95 % interval").optional(true));
    }
    let count =
        |won: Option<Won>| Cell::from(won.map_or_else(String::new, |one| thousands(one.leads)));
    let rate = |won: Option<Won>| {
        let rate = won.and_then(|one| one.rate);
        Cell::from(rate.map_or_else(String::new, |rate| share(rate.rate)))
    };
    let rows = compared.comparison.segments.iter().zip(&found.segments);
    let rows = rows.filter(|(_, [was, is])| was.is_some() || is.is_some());
    let rows = rows.map(|(one, [was, is])| {
        let mut row = vec![Cell::from(one.label.clone()), count(*was), count(*is)];
        if has_rate {
            row.extend([rate(*was), rate(*is)]);
            let interval = is.and_then(|one| one.rate).map(interval);
            row.push(interval.unwrap_or_default().into());
        }
        row
    });
    let mut table = Table::of(columns).rows(rows);
    table.note("Wins: leads that fit and that no segment above takes. Rate: of the leads won, with a known outcome.");
    table
}

fn drift(one: &AttributeDrift) -> String {
    let mut told = Vec::new();
    if let Some([was, is]) = one.missing {
        told.push(format!(
            "empty for {} of leads, {} before",
            percent(is),
            percent(was)
        ));
    }
    if !one.new_values.is_empty() {
        let named = one.new_values.iter().take(VALUES);
        let mut named: Vec<String> = named
            .map(|(value, count)| format!("“{value}” ({})", leads(*count)))
            .collect();
        if one.new_values.len() > VALUES {
            named.push(words::count(one.new_values.len() - VALUES, "other"));
        }
        told.push(format!("new values {}", words::list(&named)));
    }
    format!("{}: {}.", one.name, told.join("; "))
}
