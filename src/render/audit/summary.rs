//! What stands above and below the table: how many leads there are, and what the columns mean.

use super::Audited;
use super::grid::share;
use super::words::{count_leads, have, label, of};
use crate::text::words::{count, list, thousands};

/// How many go to the default because an attribute is missing, where any do.
fn because_unknown(at_least: u64, at_most: u64) -> String {
    let many = match (at_least, at_most) {
        (_, 0) => return String::new(),
        (0, most) => format!("at most {}", thousands(most)),
        (least, most) if least < most => {
            format!("{} to {}", thousands(least), thousands(most))
        }
        (_, most) => thousands(most),
    };
    format!(", {many} of them because an attribute is missing")
}

/// How many leads there are and where they go.
pub(super) fn summary(audited: &Audited) -> Vec<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let counted = audit.leads - audit.excluded;
    let mut lines = Vec::new();
    lines.push(format!(
        "{} in {}; {} excluded. {} ({}) {} a segment of their own, {} {} to {}{}.",
        count_leads(audit.leads),
        audited.source,
        thousands(audit.excluded),
        thousands(audit.covered),
        of(audit.covered, counted),
        if audit.covered == 1 { "gets" } else { "get" },
        thousands(audit.default.leads),
        if audit.default.leads == 1 {
            "goes"
        } else {
            "go"
        },
        plan.default.label,
        because_unknown(
            audit.default.because_unknown_at_least,
            audit.default.because_unknown
        ),
    ));
    if plan.leads.outcome.is_some() {
        let known = counted - audit.outcome_unknown;
        let rate = if known == 0 {
            0.0
        } else {
            audit.outcomes as f64 / known as f64
        };
        lines.push(format!(
            "Outcome: {} of {} with a known outcome, {}; the outcome of {} is not known.",
            thousands(audit.outcomes),
            count_leads(known),
            share(rate),
            thousands(audit.outcome_unknown),
        ));
    }
    if let Some(line) = audited.ragged.first_line {
        lines.push(format!(
            "Left out: {} without as many cells as the header, the first on line {line}.",
            count(
                usize::try_from(audited.ragged.rows).unwrap_or(usize::MAX),
                "row"
            ),
        ));
    }
    if let Some(keys) = audited.keys {
        lines.push(match (keys.repeated, keys.missing) {
            (0, 0) => "Every lead has a key of its own.".to_owned(),
            (repeated, missing) => format!(
                "Keys: {} a key that an earlier lead has; {} no key.",
                have(repeated),
                have(missing)
            ),
        });
    }
    lines
}

/// Ranked segments that the table cannot have.
pub(super) fn not_counted(audited: &Audited) -> Option<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let labels: Vec<&str> = audit
        .not_resolved
        .iter()
        .map(|id| label(plan, *id))
        .collect();
    (!labels.is_empty()).then(|| {
        format!(
            "Ranked and not counted, for want of a definition (where): {}.",
            list(&labels)
        )
    })
}

/// What the columns of the table mean.
pub(super) fn legend(audited: &Audited) -> Vec<String> {
    let leads = &audited.study.plan().leads;
    let mut legend = vec![
        "Fits: leads that the definition fits. Wins: leads for whom the segment is the first that fits."
            .to_owned(),
    ];
    if leads.outcome.is_some() {
        legend.push(
            "Rate: outcomes among leads won, so it depends on the order. 95 % interval: how far chance \
             alone could move it (Wilson)."
                .to_owned(),
        );
        legend.push(
            "To the rest: percentage points above or below all other leads. p: how likely chance \
             alone makes so large a difference, with all segments looked at (pooled test, \
             Holm-adjusted). It was observed, not tested: nobody knows yet what the message did."
                .to_owned(),
        );
    }
    if leads.reachable.is_some() {
        legend.push("Reach: share of leads won that may be contacted.".to_owned());
    }
    legend
}
