//! When the plan was reviewed, and when it will be.

use crate::condition;
use crate::flags::{Facts, Flag, Found, Search, spec};
use crate::text::words;
use crate::yaml::Route;

pub(in crate::flags) const NEVER_REVIEWED: Flag = Flag {
    spec: spec::NEVER_REVIEWED,
    several: "plans were never reviewed",
    matters: "Segmentation is trial and error. Scores that are never reviewed describe the quarter \
              in which they were given.",
    act: "Go through the plan with the team, then write the day as `reviewed`. A new plan is \
          reviewed on the day it is agreed.",
    example: "\
title: Q1 nurture
review_by: 2027-03-15
",
    search: Search::Plan(|facts| {
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
    }),
};

pub(in crate::flags) const REVIEW_OVERDUE: Flag = Flag {
    spec: spec::REVIEW_OVERDUE,
    several: "plans are due for review",
    matters: "In a quarter a segment can shrink to two leads or grow to most of the list, and the \
              evidence can change.",
    act: "Review the plan: scores, evidence, sizes. Then set `reviewed` and the next `review_by`.",
    example: "\
as_of: 2027-01-04
reviewed: 2026-06-01
",
    search: Search::Plan(|facts| overdue(facts).into_iter().collect()),
};

fn overdue(facts: &Facts) -> Option<Found> {
    let plan = facts.plan;
    let (key, day, limit) = match (plan.review_by, plan.reviewed) {
        (Some(due), _) => ("review_by", due, 0.0),
        (None, Some(last)) => {
            let days = facts.threshold(&spec::REVIEW_OVERDUE, "days");
            ("reviewed", last, days)
        }
        (None, None) => return None,
    };
    let age = condition::days_since(day, plan.as_of.date);
    (age as f64 > limit).then(|| {
        let age = words::count(age.unsigned_abs() as usize, "day");
        let message = match key {
            "review_by" => format!("The review of {day} is {age} overdue"),
            _ => format!("The last review, of {day}, was {age} ago"),
        };
        let help = "Review scores, evidence and sizes, then set `reviewed` and `review_by`";
        Found::in_plan(Route::root().key(key), message, help)
    })
}
