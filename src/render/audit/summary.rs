//! What stands around the table: how many leads there are, and what the columns mean.

use super::Audited;
use crate::audit::Audit;
use crate::count::KeyCheck;
use crate::render::document::Table;
use crate::render::figures::{excluded, share};
use crate::study::LeadTotals;
use crate::table::Ragged;
use crate::text::words::{capitalized, count, leads, leads_verb, list, percent, thousands};

/// How many leads there are and where they go.
pub(super) fn lines(audited: &Audited) -> Vec<String> {
    let audit = audited.audit;
    let totals = LeadTotals::of(audit);
    let covered = totals.coverage.map(|coverage| {
        format!(
            " {} ({}) {} a segment{}.",
            thousands(audit.covered),
            percent(coverage),
            if audit.covered == 1 { "fits" } else { "fit" },
            to_default(audited),
        )
    });
    let mut lines = vec![format!(
        "{} in {}{}.{}",
        leads(audit.leads),
        audited.source,
        excluded(audit.excluded),
        covered.unwrap_or_default()
    )];
    if audited.study.plan().leads.outcome.is_some() {
        let unknown = match audit.outcome_unknown {
            0 => String::new(),
            unknown => format!("; unknown for {}", thousands(unknown)),
        };
        lines.extend(totals.rate.map(|rate| {
            format!(
                "Outcome rate: {}, {} of {} with a known outcome{unknown}.",
                share(rate),
                thousands(audit.outcomes),
                leads(totals.outcome_known),
            )
        }));
    }
    lines.extend(control_group(audit));
    lines.extend(undeclared(audited));
    let notes = reading_notes(audited.ragged, audited.keys);
    lines.extend(notes.iter().map(|note| format!("{}.", capitalized(note))));
    lines
}

/// How many leads are held out; `None` if the plan has no control group.
fn control_group(audit: &Audit) -> Option<String> {
    let held_out = leads_verb(audit.control?, "gets a segment", "get a segment");
    let unknown = match audit.control_unknown {
        0 => String::new(),
        1 => "; for 1 other lead the group is not known".to_owned(),
        some => format!("; for {} others the group is not known", thousands(some)),
    };
    Some(format!(
        "Control group: {held_out} but no message{unknown}."
    ))
}

/// How many leads have values that the plan's `values`, `min` and `max` don't allow; `None` if none do.
fn undeclared(audited: &Audited) -> Option<String> {
    let plan = audited.study.plan();
    let broken: Vec<String> = audited
        .audit
        .undeclared()
        .map(|(id, some)| format!("{} of {}", plan.attribute(id).name, leads(some)))
        .collect();
    (!broken.is_empty()).then(|| format!("Not as the plan declares: {}.", list(&broken)))
}

/// How many leads go to the default segment, as it ends a sentence.
fn to_default(audited: &Audited) -> String {
    let default = &audited.audit.default;
    let whom = &audited.study.plan().default.label;
    let because = match default.because_unknown {
        0 => String::new(),
        all if all == default.leads => " because an attribute is empty".to_owned(),
        some => format!(" ({} because an attribute is empty)", thousands(some)),
    };
    match default.leads {
        0 => format!("; none is left for {whom}"),
        1 => format!(", 1 goes to {whom}{because}"),
        leads => format!(", {} go to {whom}{because}", thousands(leads)),
    }
}

/// What there is to say of how a lead table was read, without a final stop: rows that were left
/// out, and whether each lead has a key of its own where that was asked for.
pub(crate) fn reading_notes(ragged: &Ragged, keys: Option<KeyCheck>) -> Vec<String> {
    let left_out = ragged.first_line.map(|line| {
        let rows = count(usize::try_from(ragged.rows).unwrap_or(usize::MAX), "row");
        let file = ragged.first_file.as_ref();
        let file = file.map_or(String::new(), |file| format!(" of {file}"));
        format!(
            "left out {rows} without as many cells as the header, the first on line {line}{file}"
        )
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

/// Ranked segments that the table cannot have; `None` if it has all.
pub(super) fn not_counted(audited: &Audited) -> Option<String> {
    let plan = audited.study.plan();
    let not_counted = audited.audit.not_resolved.iter();
    let labels: Vec<&str> = not_counted.map(|id| plan.label(*id)).collect();
    (!labels.is_empty())
        .then(|| format!("Ranked but not counted (no definition): {}.", list(&labels)))
}

/// What the columns mean.
pub(super) fn explain(table: &mut Table, audited: &Audited) {
    let leads = &audited.study.plan().leads;
    table.note(match audited.primary_only {
        false => {
            "Fits: leads that fit the definition. Wins: those it gets, as the highest-ranked \
             segment that fits."
        }
        true => "Wins: leads that it gets, as the highest-ranked segment that fits.",
    });
    if leads.outcome.is_some() {
        table.note_on(
            "95 % interval",
            "95 % interval: how far chance alone could move the rate of wins.",
        );
        table.note(
            "vs. others: rate of wins against all other leads, in percentage points (* p below \
             0.05, Holm-adjusted). Observational: says nothing about the message's effect. Smallest \
             detectable lift: the smallest relative lift that a test on the wins could show; – for \
             too few leads or outcomes.",
        );
    }
    if leads.reachable.is_some() {
        table.note_on(
            "Reach",
            match leads.control {
                None => "Reach: share of wins that may be contacted.",
                Some(_) => {
                    "Reach: share of wins that may be contacted and are not in the control group."
                }
            },
        );
    }
    if audited.audit.control.is_some() {
        table.note_on(
            "Held out",
            "Held out: wins in the control group, which get no message.",
        );
    }
    if leads.value.is_some() {
        table.note("Value, mean value: of wins that have a value (k thousand, M million).");
    }
    table.note_on(
        "So far",
        "So far: wins of this segment and those above it, as a share of the leads.",
    );
}
