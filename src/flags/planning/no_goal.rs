//! `no-goal`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::yaml::Route;

pub(crate) const FLAG: Flag = Flag {
    name: "no-goal",
    detects: "The plan names no goal",
    options: &[],
    severity: Severity::Info,
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
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    if !facts.plan.goals.is_empty() {
        return Vec::new();
    }
    vec![Found::in_plan(
        Route::root().key("title"),
        "The plan names no goal that Impact could be judged by",
        "Add one under `goals`: a statement, its metric, baseline, target and due date",
    )]
}
