//! The audit as CSV: one row a segment, in priority order.

use super::Audited;
use super::json::segment;
use crate::plan::SegmentId;
use crate::render::csv::{Formulas, cell, of_json, write};

/// The columns, the keys of a segment in the JSON. All are there, whatever the plan declares.
const COLUMNS: &[&str] = &[
    "priority",
    "segment",
    "label",
    "matched",
    "matched_outcomes",
    "matched_known",
    "matched_rate",
    "won",
    "won_so_far",
    "outcomes",
    "outcome_known",
    "rate",
    "rate_low",
    "rate_high",
    "difference",
    "difference_low",
    "difference_high",
    "p_adjusted",
    "smallest_detectable_lift",
    "value",
    "valued",
    "value_mean",
    "reachable",
    "unknown",
    "shared",
    "lost_to",
    "flags",
    "control",
];

/// A row a segment, numbers in full precision; empty cells for what is not known. `lost_to` names
/// each taker with its leads, `flags` the flags that read leads, both joined by `;`.
pub(crate) fn audit(audited: &Audited, formulas: Formulas) -> String {
    let (study, plan) = (audited.study, audited.study.plan());
    let rows = audited.audit.segments.iter().map(|one| {
        let facts = segment(study, one);
        let taker = |(id, leads): &(SegmentId, u64)| format!("{}:{leads}", plan.name(*id));
        let takers: Vec<String> = one.lost_to.iter().map(taker).collect();
        let about = study.lead_findings();
        let about = about.filter(|finding| finding.found.segments == [one.segment]);
        let mut flags: Vec<&str> = about.map(|finding| finding.flag).collect();
        flags.dedup();
        let text = |name: &&str| match *name {
            "label" => cell(plan.label(one.segment), formulas),
            "lost_to" => takers.join(";"),
            "flags" => flags.join(";"),
            name => of_json(&facts[name], formulas),
        };
        COLUMNS.iter().map(text).collect::<Vec<String>>()
    });
    write(COLUMNS, rows)
}
