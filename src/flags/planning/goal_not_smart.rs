//! `goal-not-smart`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::Goal;
use crate::text::words;
use crate::yaml::Route;

pub(crate) const FLAG: Flag = Flag {
    name: "goal-not-smart",
    detects: "A goal lacks its metric, baseline, target or due date",
    options: &[],
    severity: Severity::Info,
    several: "goals are not SMART",
    matters: "A goal that is specific, measurable, achievable, relevant and time-bound can be \
              missed, and so it can be reached. Of the others nobody can say at the review \
              whether they were.",
    act: "Add what is missing: the metric, where it stands today, where it should be, by when.",
    example: "\
goals:
  - statement: Win more deals
    metric: conversion rate
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let goals = facts.plan.goals.iter().enumerate();
    let vague = goals.filter_map(|(place, goal)| {
        let missing = missing(goal);
        if missing.is_empty() {
            return None;
        }
        let route = Route::root().key("goals").item(place).key("statement");
        Some(Found::in_plan(
            route,
            format!("The goal has no {}", words::choice(&missing)),
            format!("Add its {}", words::list(&missing)),
        ))
    });
    vague.collect()
}

fn missing(goal: &Goal) -> Vec<&'static str> {
    let parts = [
        ("metric", goal.metric.is_none()),
        ("baseline", goal.baseline.is_none()),
        ("target", goal.target.is_none()),
        ("due date", goal.due.is_none()),
    ];
    parts
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(part, _)| part)
        .collect()
}
