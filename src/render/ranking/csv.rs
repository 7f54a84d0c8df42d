//! The ranking as CSV: one row a candidate, ranked, parked and unscored ones alike.

use serde_json::Value;

use super::candidate;
use super::json::facts;
use crate::plan::{Criterion, Qualifier};
use crate::render::csv::{Formulas, of_json, write};
use crate::study::Study;

/// The ranking as CSV with a header; numbers are full precision.
pub(crate) fn ranking(study: &Study, top: Option<usize>, formulas: Formulas) -> String {
    let mut header = vec!["status", "rank", "segment", "label", "score"];
    let scoring = &study.plan().scoring;
    header.extend(Criterion::ALL.iter().map(|one| scoring.name_of(*one)));
    header.extend(Qualifier::ALL.iter().map(|one| one.name()));
    header.extend([
        "qualifiers_met",
        "weak",
        "flags",
        "because",
        "tie_broken_by",
        "pinned",
        "first",
        "beats_next",
        "expected_rank",
        "rank_low",
        "rank_high",
    ]);
    if study.cut_line().is_some() {
        header.extend(["cost", "cut_in", "cut_share"]);
    }
    if study.audit.is_some() {
        header.extend(["matched", "won", "won_so_far"]);
    }
    let candidates = candidate::ranked(study, top)
        .chain(candidate::parked(study))
        .chain(candidate::unscored(study));
    let rows: Vec<Vec<String>> = candidates
        .map(|one| {
            let facts = facts(&one);
            let cell = |name: &&str| cell(&facts, name, formulas);
            header.iter().map(cell).collect()
        })
        .collect();
    write(&header, rows)
}

/// A fact of a candidate, of its qualifiers, its rank or its cut; empty if there is none.
fn cell(facts: &Value, name: &str, formulas: Formulas) -> String {
    let within = |part: &str| facts.get(part)?.get(name);
    let fact = facts.get(name).or_else(|| within("qualifiers"));
    let fact = fact.or_else(|| within("certainty"));
    let fact = fact.or_else(|| facts.get("cut")?.get(name.strip_prefix("cut_")?));
    of_json(fact.unwrap_or(&Value::Null), formulas)
}
