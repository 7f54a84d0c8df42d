//! A panel as JSON, `segplan/panel/v1`; numbers are full precision.

use serde_json::{Map, Value, json};

use super::duels;
use super::json::{document, list};
use crate::panel::{Agreement, Panel, PanelScorer, Talk};
use crate::plan::{ByCriterion, Criterion, SegmentId};
use crate::study::{Accord, Study};

pub(crate) fn panel(study: &Study, panel: &Panel) -> String {
    let plan = study.plan();
    let criterion = |one: Criterion| plan.scoring.name_of(one);
    let contested = list(&panel.contested, |one| {
        json!({"segment": plan.name(one.segment), "criterion": criterion(one.criterion),
            "low": one.low, "high": one.high})
    });
    let unknown = list(&panel.unknown, |one| {
        json!({"segment": plan.name(one.segment), "criterion": criterion(one.criterion),
            "scorers": one.scorers, "scored": one.scored})
    });
    document(&json!({
        "schema": "segplan/panel/v1",
        "plan": {
            "title": plan.title,
            "scale": [plan.scoring.scale.min, plan.scoring.scale.max],
            "panel": plan.scoring.panel.name(),
            "as_of": plan.as_of.date.to_string(),
            "draws": panel.talk.draws,
            "seed": study.certainty().seed,
        },
        "summary": study.panel_summary(panel),
        "talk": list(&panel.talk.scores, |one| talk(study, one)),
        "not_tried": panel.talk.not_tried,
        "agreement": by_criterion(study, &panel.agreement, agreement),
        "concordance": panel.concordance.map(|one| json!({
            "w": one.w, "chi_squared": one.chi_squared, "degrees_of_freedom": one.degrees,
            "p": one.p, "scorers": one.scorers, "segments": one.segments,
        })),
        "order": names(study, &panel.order),
        "scorers": list(&panel.scorers, |one| scorer(study, one)),
        "contested": contested,
        "unknown": unknown,
        "duels": duels::json(study),
    }))
}

/// One value for each criterion, by the names that the plan has for them.
fn by_criterion<T>(study: &Study, all: &ByCriterion<T>, value: fn(&T) -> Value) -> Value {
    let scoring = &study.plan().scoring;
    let entries = Criterion::ALL.iter().map(|one| {
        let name = scoring.name_of(*one).to_owned();
        (name, value(all.get(*one)))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

fn agreement(one: &Agreement) -> Value {
    json!({
        "alpha": one.alpha,
        "low": one.interval.map(|ends| ends.0),
        "high": one.interval.map(|ends| ends.1),
        "in_words": Accord::of(one).word(),
        "segments": one.segments,
        "scores": one.scores,
    })
}

fn talk(study: &Study, one: &Talk) -> Value {
    let plan = study.plan();
    let settled = one.settled.map(|settled| {
        json!({
            "at": settled.score, "gain": settled.gain, "cut_gain": settled.cut_gain,
        })
    });
    json!({
        "segment": plan.name(one.segment),
        "label": study.label(one.segment),
        "criterion": plan.scoring.name_of(one.criterion),
        "low": one.low.0,
        "lowest": one.low.1,
        "high": one.high.0,
        "highest": one.high.1,
        "scorers": one.scorers,
        "gain": one.gain,
        "cut_gain": one.cut_gain,
        "matters": one.matters(),
        "settled": settled,
        "against": one.against.map(|(other, before, after)| json!({
            "segment": plan.name(other), "before": before, "after": after,
        })),
    })
}

fn names(study: &Study, ids: &[SegmentId]) -> Value {
    list(ids, |id| study.plan().name(*id))
}

fn scorer(study: &Study, one: &PanelScorer) -> Value {
    json!({
        "scorer": one.name,
        "scores": one.scores,
        "unknown": one.unknown,
        "lowest": one.range.map(|range| range.0),
        "highest": one.range.map(|range| range.1),
        "flat": one.flat,
        "severity": by_criterion(study, &one.severity, |one| match one {
            Some(one) => json!({"difference": one.difference, "scores": one.scores}),
            None => Value::Null,
        }),
        "spread": by_criterion(study, &one.spread, |one| json!(one)),
        "alone": one.alone.as_ref().map(|alone| json!({
            "order": names(study, &alone.order), "tau": alone.tau,
        })),
        "without": {
            "first": one.without.first.map(|id| study.plan().name(id)),
            "reordered_pairs": one.without.reordered,
            "pairs": one.without.pairs,
            "unranked": names(study, &one.without.unranked),
        },
    })
}
