//! The pairs that the scores can't order, and what votes say of them.

use serde_json::{Value, json};

use super::document::Page;
use super::json::list;
use crate::plan::{Duel, SegmentId};
use crate::study::{Study, duel_in_words, duel_told};

/// The open pairs as questions, and what votes have decided.
pub(crate) fn section(page: &mut Page, study: &Study) {
    let open = study.duels();
    let questions = open.iter().map(|pair| study.duel_question(pair));
    let decided = study.decided_duels().into_iter();
    let decided = decided.map(|duel| duel_told(study.plan(), duel));
    page.section("Which first?", questions.chain(decided));
    if !open.is_empty() {
        page.line(
            "The scores can't order what is asked here: let each person choose one of the two, by a show of \
             hands or on ballots with --duels.",
        );
    }
}

/// The open pairs, highest first, then those with votes that are open no more.
pub(crate) fn json(study: &Study) -> Vec<Value> {
    let plan = study.plan();
    let told = |between: [SegmentId; 2], share: Option<f64>, duel: Option<&Duel>, open: bool| {
        let votes = duel.iter().flat_map(|duel| &duel.votes);
        json!({
            "between": between.map(|id| plan.name(id)),
            "open": open,
            "share": share,
            "votes": list(votes, |vote| json!({"scorer": vote.scorer, "first": plan.name(vote.first)})),
            "in_words": duel.map(|duel| duel_in_words(plan, duel)),
        })
    };
    let open = study.duels().into_iter();
    let open = open.map(|pair| told([pair.upper, pair.lower], pair.share, pair.duel, true));
    let decided = study.decided_duels().into_iter();
    let decided = decided.map(|duel| told(duel.between, None, Some(duel), false));
    open.chain(decided).collect()
}
