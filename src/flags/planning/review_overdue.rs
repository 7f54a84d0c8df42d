//! `review-overdue`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{FlagDefault, FlagOption};
use crate::text::words;
use crate::yaml::Route;

const DAYS: FlagOption = FlagOption {
    name: "days",
    meaning: "days after the last review when the next is due, where `review_by` names no day",
    default: FlagDefault::Number(92.0),
    min: 0.0,
    max: 36500.0,
};

pub(crate) const FLAG: Flag = Flag {
    name: "review-overdue",
    detects: "The day for the next review has passed, or the last was more than {days} days ago",
    options: &[DAYS],
    severity: Severity::Warning,
    several: "plans are due for review",
    matters: "A quarter is long enough for a segment to shrink to two leads or to swallow the \
              list, and for the evidence to say something else.",
    act: "Review the plan: scores, evidence, sizes. Then set `reviewed` and the next `review_by`.",
    example: "\
as_of: 2027-01-04
reviewed: 2026-06-01
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let days = facts.option(FLAG.name, DAYS);
    let overdue = match (plan.review_by, plan.reviewed) {
        (Some(due), _) => {
            let late = days_since(facts, due);
            (late > 0).then(|| {
                let late = words::count(late.unsigned_abs() as usize, "day");
                (
                    "review_by",
                    format!("The review of {due} is {late} overdue"),
                )
            })
        }
        (None, Some(last)) => {
            let age = days_since(facts, last);
            (f64::from(age) > days).then(|| {
                let age = words::count(age.unsigned_abs() as usize, "day");
                (
                    "reviewed",
                    format!("The last review, of {last}, was {age} ago"),
                )
            })
        }
        (None, None) => None,
    };
    let overdue = overdue.map(|(key, message)| {
        let help = "Go through scores, evidence and sizes, then set `reviewed` and `review_by`";
        Found::in_plan(Route::root().key(key), message, help)
    });
    overdue.into_iter().collect()
}

fn days_since(facts: &Facts, day: jiff::civil::Date) -> i32 {
    say::days_between(day, facts.plan.as_of.date)
}
