//! Goals, ranks planned and found, and what messages did, as tables.

use super::Reviewing;
use crate::audit::{Rate, Uplift};
use crate::plan::{Criterion, Goal, Measure};
use crate::render::document::{Cell, Column, Page, Table, Tone};
use crate::render::figures::{difference, interval, known, lift_range, range, share, signed_range};
use crate::review::{GoalReview, GoalState, Measured, Measurement, SegmentReview};
use crate::text::words::{self, compact, thousands};

pub(super) fn goals(page: &mut Page, reviewing: &Reviewing<'_>) {
    let goals = &reviewing.study.plan().goals;
    if goals.is_empty() {
        return;
    }
    page.heading("Goals");
    let rows = reviewing.review.goals.iter().map(|review| {
        let goal = &goals[review.goal];
        let figure = |value: Option<f64>| known(value.map(|value| written(goal, value)));
        let found = review.found;
        let ends = found.and_then(|one| one.interval);
        [
            Cell::from(&goal.statement),
            figure(goal.baseline),
            figure(goal.target),
            figure(found.map(|one| one.value)).tone(Tone::Strong),
            known(ends.map(|(low, high)| range(low, high))),
            state(goal, review),
        ]
    });
    let mut table = Table::of([
        Column::names("Goal"),
        Column::numbers("Baseline"),
        Column::numbers("Target"),
        Column::numbers("Now"),
        Column::numbers("95 % interval").optional(true),
        Column::names("State"),
    ])
    .rows(rows);
    if reviewing.review.goals.iter().any(|one| one.found.is_none()) {
        let names = Measure::ALL.iter().map(|one| one.name());
        table.note(format!(
            "A goal is measured where it says what by: `measure:` with {}.",
            words::choice(names)
        ));
    }
    page.table(table);
}

/// A figure of a goal as people write it.
fn written(goal: &Goal, value: f64) -> String {
    match goal.measure {
        Some(measure) if measure.is_share() => share(value),
        Some(Measure::Value) => compact(value),
        _ => words::grouped(value, 3),
    }
}

fn state(goal: &Goal, review: &GoalReview) -> Cell {
    let due = goal.due.map(|due| due.to_string());
    let (tone, told) = match review.state {
        GoalState::Met => (Tone::Good, "met".to_owned()),
        GoalState::Missed => (Tone::Bad, "missed".to_owned()),
        GoalState::CannotTell => (Tone::Warning, "cannot tell: within chance".to_owned()),
        GoalState::NotDue => (Tone::Plain, format!("due {}", due.unwrap_or_default())),
        GoalState::NotMeasured => (Tone::Plain, not_measured(goal, review.found).to_owned()),
    };
    Cell::from(told).tone(tone)
}

fn not_measured(goal: &Goal, found: Option<Measured>) -> &'static str {
    match (goal.measure, found) {
        (None, _) => "no measure",
        (Some(_), Some(_)) => "no target",
        (Some(_), None) => "not in the leads",
    }
}

/// Planned ranks beside those that the leads would give.
pub(super) fn ranks(page: &mut Page, reviewing: &Reviewing<'_>) {
    let study = reviewing.study;
    if reviewing.review.segments.is_empty() {
        page.gap();
        page.line("No ranked segment has a definition, so no lead can be counted for one.");
        return;
    }
    page.heading("Planned and observed");
    let audits = &reviewing.audit.segments;
    let rows = reviewing
        .review
        .segments
        .iter()
        .zip(audits)
        .map(|(review, audit)| {
            let impact = study.assessment.candidate(review.segment).scores;
            let impact = impact
                .get(Criterion::Impact)
                .map(|one| words::number(one.value, 1));
            let rate = |rate: Option<Rate>| known(rate.map(|rate| share(rate.rate)));
            let gap = |observed: usize| {
                let gap = review.planned_rank.abs_diff(observed);
                if gap >= 3 { Tone::Warning } else { Tone::Plain }
            };
            let observed = known(review.observed_rank.map(|rank| rank.to_string()));
            vec![
                Cell::from(review.planned_rank.to_string()),
                observed.tone(review.observed_rank.map_or(Tone::Plain, gap)),
                Cell::from(study.label(review.segment)),
                known(impact),
                Cell::from(thousands(audit.matched)),
                rate(audit.matched_rate),
                known(audit.matched_rate.map(interval)),
                Cell::from(thousands(audit.won)),
                rate(audit.rate),
                difference(audit.difference.as_ref()),
            ]
        });
    let mut table = Table::of([
        Column::broken("Planned", "Plan"),
        Column::broken("Observed", "Obs."),
        Column::names("Segment"),
        Column::broken("Impact", "Imp."),
        Column::numbers("Fits"),
        Column::broken("Rate of fits", "Rate\nof fits"),
        Column::broken("95 % interval", "95 %\ninterval").optional(true),
        Column::numbers("Wins"),
        Column::broken("Rate of wins", "Rate\nof wins"),
        Column::broken("vs. others", "vs.\nothers"),
    ])
    .rows(rows);
    table.note("Observed: rank by the outcome rate of the leads that fit.");
    table.note(
        "vs. others: rate of wins against all other leads, in percentage points (* p below 0.05, \
         Holm-adjusted). Observational: says nothing about the message's effect.",
    );
    page.table(table);
}

/// What messages did, segment by segment.
pub(super) fn uplift(page: &mut Page, reviewing: &Reviewing<'_>) {
    let Some(found) = &reviewing.review.uplift else {
        return;
    };
    page.heading("What the messages did");
    let plan = reviewing.study.plan();
    let measured = |one: &SegmentReview| {
        let uplift = one.uplift.as_ref().and_then(Measurement::uplift)?;
        let expected = plan.segment(one.segment).expected_lift;
        Some(row(plan.label(one.segment), uplift, expected))
    };
    let rest = [
        row(&plan.default.label, &found.default, None),
        row("All leads", &found.overall, None),
    ];
    let rows = reviewing.review.segments.iter().filter_map(measured);
    let mut table = Table::of([
        Column::names("Segment"),
        Column::broken("Message", "Message"),
        Column::broken("Control", "Control"),
        Column::broken("Uplift", "Uplift"),
        Column::broken("95 % interval", "95 %\ninterval"),
        Column::broken("Lift found", "Lift\nfound"),
        Column::broken("95 % interval", "95 %\ninterval").optional(true),
        Column::broken("Expected", "Ex-\npected"),
    ])
    .rows(rows.chain(rest));
    table.note(
        "Message, Control: outcome rate and leads with a known outcome. Uplift: their difference in \
         percentage points (* p below 0.05, Holm-adjusted over the segments). Lift found: relative to the \
         control group.",
    );
    page.table(table);
    if found.unknown > 0 {
        page.line(format!(
            "For {} the group is not known; they count for neither.",
            words::leads(found.unknown)
        ));
    }
}

fn row(label: &str, uplift: &Uplift, expected: Option<f64>) -> Vec<Cell> {
    let group = |rate: Option<Rate>, known_leads: u64| {
        known(rate.map(|rate| format!("{} of {}", share(rate.rate), thousands(known_leads))))
    };
    let lift = words::signed_percent;
    vec![
        label.into(),
        group(uplift.message.rate, uplift.message.known),
        group(uplift.control.rate, uplift.control.known),
        difference(uplift.uplift.as_ref()),
        known(uplift.uplift.as_ref().map(signed_range)),
        known(uplift.ratio.map(|one| lift(one.ratio - 1.0))),
        known(uplift.ratio.map(lift_range)),
        known(expected.map(lift)),
    ]
}
