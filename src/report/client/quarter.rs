//! What changed since the last plan, and what the leads say of this one: two chapters that both editions
//! have.

use super::model::{Block, Chapter, Column, Row, Table};
use crate::audit::Difference;
use crate::compare::{Class, LeadsCompared, PlanComparison, SegmentComparison};
use crate::order::Place;
use crate::plan::Measure;
use crate::report::Report;
use crate::review::{EffectJudgement, GoalReview, GoalState, Measurement, Review, SegmentReview};

/// The last plan beside this one.
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    /// The title of the last plan.
    pub title: String,
    /// What changed, and what it moved.
    pub comparison: PlanComparison,
    /// What each plan does to its leads, where tables of then and now were read.
    pub leads: Option<LeadsCompared>,
}

/// What changed since the last plan.
pub(in crate::report) fn since(report: &Report, since: &Since) -> Chapter {
    let words = report.locale.words;
    let all = &since.comparison.segments;
    let list = |is: &dyn Fn(&SegmentComparison) -> bool| {
        let labels = all
            .iter()
            .filter(|one| is(one))
            .map(|one| one.label.as_str());
        words.list(labels)
    };
    let mut told = vec![words.say("since.compared", &[("title", &since.title)])];
    let lists = [
        ("since.new", list(&|one| one.old.is_none())),
        ("since.gone", list(&|one| one.new.is_none())),
        ("since.moved", list(&|one| one.moved.is_some())),
    ];
    let lists = lists.iter().filter(|(_, labels)| !labels.is_empty());
    told.extend(lists.map(|(key, labels)| words.say(key, &[("labels", labels)])));
    if told.len() == 1 {
        told.push(words.word("since.same").to_owned());
    }
    let mut blocks: Vec<Block> = told.into_iter().map(Block::text).collect();
    blocks.push(Block::picture("since", ""));
    blocks.push(Block::table(changed(report, since)));
    Chapter::new(report, "since", blocks)
}

/// Ranks then and now, why they changed, and leads won then and now.
fn changed(report: &Report, since: &Since) -> Table {
    let (words, locale) = (report.locale.words, report.locale);
    let mut columns = vec![
        Column::figures(words.word("since.then")),
        Column::text(words.word("ranking.segment")),
        Column::figures(words.word("since.now")),
        Column::text(words.word("since.why")),
    ];
    if since.leads.is_some() {
        columns.push(Column::figures(words.word("since.won-then")));
        columns.push(Column::figures(words.word("since.won-now")));
    }
    let place = |place: Place| match place {
        Place::Ranked(rank) => rank.to_string(),
        Place::Absent => words.word("none").to_owned(),
        Place::Parked | Place::Unscored => {
            words.word(&format!("since.{}", place.name())).to_owned()
        }
    };
    let rows = since
        .comparison
        .segments
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let mut cells = vec![
                place(one.was),
                one.label.clone(),
                place(one.is),
                why(report, one),
            ];
            if let Some(leads) = &since.leads {
                let won = leads.segments[at];
                cells.extend(won.map(|won| {
                    won.map_or_else(
                        || words.word("none").to_owned(),
                        |won| locale.whole(won.leads),
                    )
                }));
            }
            Row::new(cells, page(report, one))
        });
    Table {
        caption: words.word("since.caption").to_owned(),
        columns,
        rows: rows.collect(),
    }
}

/// The place of a ranked segment that has a page of its own.
fn page(report: &Report, one: &SegmentComparison) -> Option<usize> {
    let id = one.new.filter(|_| one.is.rank().is_some())?;
    report
        .names
        .get(id.0)
        .filter(|named| named.page)
        .map(|_| id.0)
}

/// What moved a segment, in a few words.
fn why(report: &Report, one: &SegmentComparison) -> String {
    let words = report.locale.words;
    let word = |key: &str| words.word(key).to_owned();
    match (one.old, one.new, &one.moved) {
        (None, ..) => word("since.is-new"),
        (_, None, _) => word("since.is-gone"),
        (.., Some(moved)) => {
            let classes = moved.cause.classes().iter();
            let causes: Vec<String> = classes.map(|class| cause(report, *class)).collect();
            let causes = words.list(&causes);
            match moved.within_noise {
                Some(true) => words.say("since.noise", &[("causes", &causes)]),
                _ => causes,
            }
        }
        _ if one.is_shifted() => word("since.shifted"),
        _ => String::new(),
    }
}

fn cause(report: &Report, class: Class) -> String {
    report
        .locale
        .words
        .word(&format!("since.by.{}", class.name()))
        .to_owned()
}

/// What the leads say of the plan.
pub(in crate::report) fn observed(report: &Report, review: &Review) -> Chapter {
    let words = report.locale.words;
    let mut blocks = Vec::new();
    blocks.extend(effect(report, review).map(Block::text));
    blocks.extend(impact(report, review).map(Block::text));
    let goals: Vec<String> = review
        .goals
        .iter()
        .filter_map(|one| goal(report, one))
        .collect();
    blocks.extend(goals.into_iter().map(Block::text));
    blocks.push(Block::picture("observed", words.word("observed.caption")));
    blocks.push(Block::table(ranks(report, review)));
    Chapter::new(report, "observed", blocks)
}

/// What the messages did; `None` if that was not measured.
fn effect(report: &Report, review: &Review) -> Option<String> {
    let (words, locale) = (report.locale.words, report.locale);
    let Some(uplift) = &review.uplift else {
        return Some(words.word("observed.no-control").to_owned());
    };
    let overall = &uplift.overall;
    let difference = overall.uplift?;
    let Difference { low, high, .. } = difference;
    let key = match () {
        () if overall.sample_ratio.is_some_and(|ratio| ratio.is_alarm()) => "observed.broken",
        () if low > 0.0 => "observed.raised",
        () if high < 0.0 => "observed.lowered",
        () => "observed.unclear",
    };
    let at = locale.points(difference.difference);
    let [low, high] = [low, high].map(|end| locale.number(end * 100.0, 1));
    let message = locale.percent(overall.message.rate?.rate, 1);
    let control = locale.percent(overall.control.rate?.rate, 1);
    Some(words.say(
        key,
        &[
            ("points", &at),
            ("low", &low),
            ("high", &high),
            ("message", &message),
            ("control", &control),
        ],
    ))
}

/// Whether planned Impact goes with what was found; `None` if that can't be told.
fn impact(report: &Report, review: &Review) -> Option<String> {
    let found = review.impact?;
    let key = match () {
        () if found.low > 0.0 => "observed.impact.with",
        () if found.high < 0.0 => "observed.impact.against",
        () => "observed.impact.unclear",
    };
    let rho = report.locale.number(found.rho, 2);
    let segments = report.locale.whole(found.pairs as u64);
    Some(
        report
            .locale
            .words
            .say(key, &[("rho", &rho), ("n", &segments)]),
    )
}

fn goal(report: &Report, review: &GoalReview) -> Option<String> {
    let goal = report.study.plan().goals.get(review.goal)?;
    let found = review.found?;
    let figure = |value: f64| match goal.measure {
        Some(measure) if measure.is_share() => report.locale.percent(value, 1),
        Some(Measure::Value) => report.locale.number(value, 0),
        _ => report.locale.number(value, 1),
    };
    let key = match review.state {
        GoalState::Met => "observed.goal.met",
        GoalState::Missed => "observed.goal.missed",
        GoalState::CannotTell => "observed.goal.open",
        GoalState::NotDue => "observed.goal.not-due",
        GoalState::NotMeasured => return None,
    };
    let parts = [
        ("goal", goal.statement.as_str()),
        ("now", &figure(found.value)),
    ];
    Some(report.locale.words.say(key, &parts))
}

fn ranks(report: &Report, review: &Review) -> Table {
    let (words, locale) = (report.locale.words, report.locale);
    let mut columns = vec![
        Column::figures(words.word("observed.planned")),
        Column::text(words.word("ranking.segment")),
        Column::figures(words.word("observed.found")),
        Column::figures(words.word("observed.rate")),
    ];
    let measured = review.uplift.is_some();
    if measured {
        columns.push(Column::figures(words.word("observed.uplift")));
        columns.push(Column::text(words.word("observed.confidence")));
    }
    let none = || words.word("none").to_owned();
    let row = |one: &SegmentReview| {
        let segment = report
            .ranked
            .iter()
            .find(|segment| segment.id == one.segment)?;
        let figures = &segment.leads.as_ref()?.figures;
        let rate = figures
            .matched_rate
            .map(|rate| locale.percent(rate.rate, 1));
        let mut cells = vec![
            one.planned_rank.to_string(),
            segment.plan.label.clone(),
            one.observed_rank.map_or_else(none, |rank| rank.to_string()),
            rate.unwrap_or_else(none),
        ];
        if measured {
            let uplift = one.uplift.as_ref().and_then(Measurement::uplift);
            let uplift = uplift.and_then(|uplift| uplift.uplift);
            cells.push(uplift.map_or_else(none, |one| locale.points(one.difference)));
            cells.push(
                match one.judgement {
                    EffectJudgement::Supported | EffectJudgement::Exceeded => {
                        words.word("observed.supported")
                    }
                    EffectJudgement::Contradicted => words.word("observed.contradicted"),
                    EffectJudgement::Open { .. } => words.word("observed.open"),
                    EffectJudgement::NotMeasured | EffectJudgement::NothingExpected => "",
                }
                .to_owned(),
            );
        }
        Some(Row::new(cells, segment.page.then_some(one.segment.0)))
    };
    Table {
        caption: words.word("observed.table").to_owned(),
        columns,
        rows: review.segments.iter().filter_map(row).collect(),
    }
}
