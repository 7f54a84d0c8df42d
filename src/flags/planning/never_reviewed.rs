//! `never-reviewed`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::yaml::Route;

pub(crate) const FLAG: Flag = Flag {
    name: "never-reviewed",
    detects: "The plan does not say when it was last reviewed",
    options: &[],
    severity: Severity::Info,
    several: "plans were never reviewed",
    matters: "Segments are trial and error. Scores that nobody looks at again describe the \
              quarter in which they were given.",
    act: "Go through the plan with the team, then write the day as `reviewed`. A new plan is \
          reviewed on the day it is agreed.",
    example: "\
title: Q1 nurture
review_by: 2027-03-15
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    if facts.plan.reviewed.is_some() {
        return Vec::new();
    }
    vec![Found::in_plan(
        Route::root().key("title"),
        "The plan does not say when it was last reviewed",
        format!(
            "Write the day of the last review, for example `reviewed: {}`",
            facts.plan.as_of.date
        ),
    )]
}
