//! What stands above and below the table: how many leads there are, and what the columns mean.

use super::Audited;
use super::table::share;
use crate::count::KeyCheck;
use crate::render::document::Table;
use crate::study::LeadTotals;
use crate::table::Ragged;
use crate::text::words::{capitalized, count, leads, leads_verb, list, percent, thousands};

/// How many go to the default because an attribute is missing, where any do.
fn because_unknown(leads: u64) -> String {
    match leads {
        0 => String::new(),
        leads => format!(
            ", {} of them because an attribute is missing",
            thousands(leads)
        ),
    }
}

/// How many leads there are and where they go.
pub(super) fn lines(audited: &Audited) -> Vec<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let totals = LeadTotals::of(audit);
    let mut lines = Vec::new();
    lines.push(format!(
        "{} in {}; {} excluded. {} ({}) {} a segment of their own, {} {} to {}{}.",
        leads(audit.leads),
        audited.source,
        thousands(audit.excluded),
        thousands(audit.covered),
        percent(totals.coverage.unwrap_or(0.0)),
        if audit.covered == 1 { "gets" } else { "get" },
        thousands(audit.default.leads),
        if audit.default.leads == 1 {
            "goes"
        } else {
            "go"
        },
        plan.default.label,
        because_unknown(audit.default.because_unknown),
    ));
    if plan.leads.outcome.is_some() {
        lines.push(format!(
            "Outcome: {} of {} with a known outcome, {}; the outcome of {} is not known.",
            thousands(audit.outcomes),
            leads(totals.outcome_known),
            share(totals.rate.unwrap_or(0.0)),
            thousands(audit.outcome_unknown),
        ));
    }
    let notes = reading_notes(audited.ragged, audited.keys);
    lines.extend(notes.iter().map(|note| format!("{}.", capitalized(note))));
    lines
}

/// What there is to say of how a lead table was read, without a final stop: rows that were left
/// out, and whether each lead has a key of its own where that was asked for.
pub(crate) fn reading_notes(ragged: Ragged, keys: Option<KeyCheck>) -> Vec<String> {
    let left_out = ragged.first_line.map(|line| {
        let rows = count(usize::try_from(ragged.rows).unwrap_or(usize::MAX), "row");
        format!("left out {rows} without as many cells as the header, the first on line {line}")
    });
    let keys = keys.map(|keys| match (keys.repeated, keys.missing) {
        (0, 0) => "every lead has a key of its own".to_owned(),
        (repeated, missing) => format!(
            "keys: {} a key that an earlier lead has; {} no key",
            leads_verb(repeated, "has", "have"),
            leads_verb(missing, "has", "have")
        ),
    });
    left_out.into_iter().chain(keys).collect()
}

/// What stands below the table: segments that it cannot have, and what its columns mean.
pub(super) fn explain(table: &mut Table, audited: &Audited) {
    let plan = audited.study.plan();
    let not_counted = audited.audit.not_resolved.iter();
    let labels: Vec<&str> = not_counted.map(|id| plan.label(*id)).collect();
    if !labels.is_empty() {
        table.note(format!(
            "Ranked but not counted (no definition): {}.",
            list(&labels)
        ));
    }
    let wins = "Wins: leads for whom the segment is the first that fits.";
    table.note(match audited.primary_only {
        false => format!("Fits: leads that the definition fits. {wins}"),
        true => wins.to_owned(),
    });
    if plan.leads.outcome.is_some() {
        table.note(
            "Rate: outcomes among leads won, so it depends on the order. 95 % interval: how far chance \
             alone could move it (Wilson).",
        );
        table.note(
            "vs. others: percentage points above or below all other leads. p: how likely chance \
             alone makes so large a difference, with all segments looked at (pooled test, \
             Holm-adjusted). Observational: says nothing about the message's effect.",
        );
    }
    if plan.leads.reachable.is_some() {
        table.note("Reach: share of leads won that may be contacted.");
    }
}
