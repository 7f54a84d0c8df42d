//! What the plan is to achieve.

use crate::flags::{Flag, Found, Search, spec};
use crate::plan::Goal;
use crate::text::words;
use crate::yaml::Route;

pub(in crate::flags) const NO_GOAL: Flag = Flag {
    spec: spec::NO_GOAL,
    several: "plans have no goal",
    matters: "Impact asks how much a segment adds to the goals. Without one, every scorer has a \
              goal of their own in mind.",
    act: "Write one goal before scoring: what is measured, where it stands, where it should be \
          and by when.",
    example: "\
title: Q1 nurture
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        if !facts.plan.goals.is_empty() {
            return Vec::new();
        }
        vec![Found::in_plan(
            Route::root().key("title"),
            "The plan has no goal that Impact could be judged by",
            "Add one under `goals`: a statement, its metric, baseline, target and due date",
        )]
    }),
};

pub(in crate::flags) const GOAL_NOT_SMART: Flag = Flag {
    spec: spec::GOAL_NOT_SMART,
    several: "goals are not SMART",
    matters: "Only a goal that is specific, measurable, achievable, relevant and time-bound can be \
              checked at the review. Of any other, no one can say whether it was reached.",
    act: "Add what is missing: the metric, where it stands today, where it should be, by when.",
    example: "\
goals:
  - statement: Win more deals
    metric: conversion rate
",
    search: Search::Plan(|facts| {
        let goals = facts.plan.goals.iter().enumerate();
        goals
            .filter_map(|(place, goal)| vague(place, goal))
            .collect()
    }),
};

/// The finding about a goal that lacks a part; `place` is its place among the goals.
fn vague(place: usize, goal: &Goal) -> Option<Found> {
    let parts = [
        ("metric", goal.metric.is_none()),
        ("baseline", goal.baseline.is_none()),
        ("target", goal.target.is_none()),
        ("due date", goal.due.is_none()),
    ];
    let missing = parts.into_iter().filter(|(_, missing)| *missing);
    let missing: Vec<&str> = missing.map(|(part, _)| part).collect();
    (!missing.is_empty()).then(|| {
        Found::in_plan(
            Route::root().key("goals").item(place).key("statement"),
            format!("The goal has no {}", words::choice(&missing)),
            format!("Add its {}", words::list(&missing)),
        )
    })
}
