//! The pairs that the scores can't order, and what votes say of them.

use serde_json::{Value, json};

use super::document::Page;
use crate::plan::{Duel, SegmentId};
use crate::study::{Study, duel_in_words};
use crate::text::words;

/// The open pairs as questions, and what votes have decided.
pub(crate) fn section(page: &mut Page, study: &Study) {
    let open = study.duels();
    let questions = open.iter().map(|pair| study.duel_question(pair));
    let decided = study.decided_duels().into_iter().map(|duel| {
        let [one, other] = duel.between.map(|id| study.label(id));
        let votes = words::capitalized(&duel_in_words(study.plan(), duel));
        format!("{one} or {other}? {votes}")
    });
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
    let name = |id: SegmentId| plan.segment(id).name.as_str();
    let votes = |duel: Option<&Duel>| -> Vec<Value> {
        let votes = duel.iter().flat_map(|duel| &duel.votes);
        let vote =
            |vote: &crate::plan::Vote| json!({"scorer": vote.scorer, "first": name(vote.first)});
        votes.map(vote).collect()
    };
    let in_words = |duel: Option<&Duel>| duel.map(|duel| duel_in_words(plan, duel));
    let open = study.duels().into_iter().map(|pair| {
        json!({
            "between": [name(pair.upper), name(pair.lower)],
            "open": true,
            "share": pair.share,
            "votes": votes(pair.duel),
            "in_words": in_words(pair.duel),
        })
    });
    let decided = study.decided_duels().into_iter().map(|duel| {
        json!({
            "between": duel.between.map(name),
            "open": false,
            "share": null,
            "votes": votes(Some(duel)),
            "in_words": in_words(Some(duel)),
        })
    });
    open.chain(decided).collect()
}
