//! Why a lead gets its segment: the segments in priority order, each with the tests of its
//! condition, the lead's values and the answers.

use serde_json::json;

use super::document::{Cell, Column, Page, Table, Tone};
use super::json::{document, list};
use crate::condition::{Condition, Literal, Operand, Test, days_since};
use crate::plan::Plan;
use crate::study::{Answered, Fate, LeadTrace, SegmentTrace};
use crate::text::words;

/// The page of a lead of this table.
pub(crate) fn page(plan: &Plan, trace: &LeadTrace, table: &str) -> Page {
    let lead = &trace.lead;
    let mut page = Page::titled(&format!("Lead {} ({table}, row {})", lead.key, lead.row));
    page.line(verdict(plan, trace));
    if lead.rows > 1 {
        page.line(format!(
            "{} rows have this key; this is the first of them.",
            words::thousands(lead.rows)
        ));
    }
    let mut rows = Table::of([
        Column::numbers("#"),
        Column::names("Segment and its tests"),
        Column::names("The lead has"),
        Column::names("Answer"),
    ]);
    if let Some(exclude) = &trace.exclude {
        let answer = match exclude.answer {
            Some(true) => "yes: gets no message",
            answer => word(answer),
        };
        let heading = ["", "Excluded by the plan", answer];
        add(&mut rows, plan, trace, exclude, heading);
    }
    let winner = match trace.fate() {
        Fate::Wins(segment) => Some(segment),
        _ => None,
    };
    for one in &trace.segments {
        let answer = match (one.answered.answer, winner) {
            (Some(true), Some(winner)) if winner == one.segment => "yes: gets the lead".to_owned(),
            (Some(true), Some(winner)) => {
                format!("yes, but {} comes first", plan.label(winner))
            }
            (answer, _) => word(answer).to_owned(),
        };
        let heading = [&one.priority.to_string(), plan.label(one.segment), &answer];
        add(&mut rows, plan, trace, &one.answered, heading);
    }
    page.table(rows);
    page
}

/// What becomes of the lead, and why, in a sentence or two.
fn verdict(plan: &Plan, trace: &LeadTrace) -> String {
    match trace.fate() {
        Fate::Excluded => "The plan excludes this lead, so it gets no message.".to_owned(),
        Fate::Wins(segment) => format!(
            "Gets {}, the highest-ranked segment that it fits.",
            plan.label(segment)
        ),
        Fate::Default => {
            let default = &plan.default.label;
            let segments = trace.segments.iter();
            let undecided = segments.filter(|one| one.answered.answer.is_none());
            let undecided: Vec<&str> = undecided.map(|one| plan.label(one.segment)).collect();
            let why = match undecided.as_slice() {
                [] => String::new(),
                some => format!(
                    " {} can't be decided, because a value is missing.",
                    words::list(some)
                ),
            };
            format!("Gets {default}, because it fits no segment.{why}")
        }
    }
}

fn word(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "can't be decided",
    }
}

/// The row of a condition and those of its tests.
fn add(
    rows: &mut Table,
    plan: &Plan,
    trace: &LeadTrace,
    answered: &Answered,
    [priority, name, answer]: [&str; 3],
) {
    let tone = match answered.answer {
        Some(true) => Tone::Strong,
        _ => Tone::Plain,
    };
    let cells = [priority, name, "", answer].map(|text| Cell::from(text).tone(tone));
    rows.rows.push(cells.into());
    for (test, answer) in &answered.tests {
        let cells = [
            Cell::default(),
            format!("– {}", written(plan, test)).into(),
            shown(plan, trace, test).into(),
            word(*answer).into(),
        ];
        rows.rows.push(cells.into());
    }
}

/// A test as plans have it.
fn written(plan: &Plan, test: &Test) -> String {
    plan.print(&Condition::Test(test.clone()))
}

/// What the lead has where a test asks.
fn shown(plan: &Plan, trace: &LeadTrace, test: &Test) -> String {
    match (test.operand, trace.lead.value(test.operand.attribute())) {
        (_, None) => String::new(),
        (_, Some((cell, None))) if cell.trim().is_empty() => "nothing".to_owned(),
        (_, Some((cell, None))) => format!("{cell} (missing)"),
        (Operand::DaysSince(_), Some((cell, Some(Literal::Date(date))))) => {
            let days = days_since(*date, plan.as_of.date);
            format!("{cell} ({days} days)")
        }
        (_, Some((cell, _))) => cell.to_owned(),
    }
}

/// The same as JSON, `segplan/explain-lead/v1`.
pub(crate) fn json(plan: &Plan, trace: &LeadTrace) -> String {
    let answered = |one: &Answered| {
        let test = |(test, answer): &(Test, Option<bool>)| {
            let attribute = test.operand.attribute();
            let value = trace.lead.value(attribute);
            json!({
                "test": written(plan, test),
                "attribute": plan.attribute(attribute).name,
                "value": value.map(|(cell, _)| cell),
                "missing": value.is_none_or(|(_, value)| value.is_none()),
                "answer": answer,
            })
        };
        list(&one.tests, test)
    };
    let segment = |one: &SegmentTrace| {
        json!({
            "segment": plan.name(one.segment),
            "fits": one.answered.answer,
            "tests": answered(&one.answered),
        })
    };
    let exclude = trace.exclude.as_ref();
    document(&json!({
        "schema": "segplan/explain-lead/v1",
        "lead": trace.lead.key,
        "row": trace.lead.row,
        "rows": trace.lead.rows,
        "segment": match trace.fate() {
            Fate::Excluded => None,
            Fate::Wins(id) => Some(plan.name(id)),
            Fate::Default => Some(plan.default.name.as_str()),
        },
        "exclude": exclude.map(|one| json!({"excluded": one.answer, "tests": answered(one)})),
        "segments": list(&trace.segments, segment),
    }))
}
