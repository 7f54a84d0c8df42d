//! A history for people and as JSON, `segplan/history/v1`.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::diagnostics::json::finding;
use super::document::{Cell, Column, Page, Table, Tone};
use super::json::{document, list};
use crate::history::{Course, History, PastReview, Place};
use crate::text::words;

mod bump;

/// So many plans are shown, the last ones.
const PLANS: usize = 8;
/// In so many columns the picture is drawn where nothing narrower is asked for.
const WIDTH: usize = 100;

/// The page for people, its picture in so many columns.
pub(crate) fn history(history: &History, width: usize) -> Page {
    let shown = history.reviews.len().saturating_sub(PLANS)..history.reviews.len();
    let title = history.reviews.last().map_or("", |one| one.title.as_str());
    let plans = words::count(history.reviews.len(), "plan");
    let mut page = Page::titled(&format!("{title}: ranks over {plans}"));
    page.gap();
    for sentence in history.summary() {
        page.line(sentence);
    }
    if history.reviews.len() > 1 {
        page.heading("Ranks over time");
        // A code block is set in two columns.
        page.code(&bump::bump(history, shown.clone(), width.min(WIDTH) - 2));
    }
    page.table(ranks(history, shown.clone()));
    if shown.start > 0 {
        page.line(format!(
            "{} before these: `--format json`.",
            words::count(shown.start, "plan")
        ));
    }
    page.section("What to look at again", history.told_findings());
    page.heading("The plans");
    page.table(plans_read(&history.reviews[shown]));
    page
}

/// The rank of each segment in each plan, and when it came and went.
fn ranks(history: &History, shown: std::ops::Range<usize>) -> Table {
    let reviews = &history.reviews;
    let mut columns = vec![Column::names("Segment")];
    columns.extend(shown.clone().map(|at| {
        let letter = bump::letter(at - shown.start);
        Column::numbers(&heading(&reviews[at], &letter)).or(&letter)
    }));
    columns.push(Column::names("Came and went"));
    let row = |course: &Course| {
        let mut row = vec![Cell::from(course.label.clone()).tone(Tone::Strong)];
        row.extend(shown.clone().map(|at| cell(course.places[at])));
        row.push(course.came_and_went(reviews).into());
        row
    };
    let there = history.courses.iter();
    let there = there.filter(|one| shown.clone().any(|at| one.places[at].is_there()));
    let mut table = Table::of(columns).rows(there.map(row));
    let mut all = history.courses.iter().flat_map(|one| &one.places);
    if all.any(|place| *place == Place::Unscored) {
        table.note("–: in the plan, without a score.");
    }
    table.note(
        "A segment is known by its name in the plan: under another label it is the same, under another \
         name a new one.",
    );
    table
}

fn heading(review: &PastReview, letter: &str) -> String {
    let date = review.date.map(|(date, _)| date.to_string());
    date.unwrap_or_else(|| letter.to_owned())
}

fn cell(place: Place) -> Cell {
    match place {
        Place::Ranked(rank) => rank.to_string().into(),
        Place::Absent => Cell::default(),
        Place::Parked => {
            let parked = Cell::from("parked").or("p".to_owned());
            parked.tone(Tone::Warning)
        }
        Place::Unscored => "–".into(),
    }
}

fn plans_read(reviews: &[PastReview]) -> Table {
    let row = |(at, review): (usize, &PastReview)| {
        let (date, source) = match review.date {
            Some((date, source)) => (date.to_string(), source.in_words()),
            None => (String::new(), "no date, in the order given"),
        };
        let file = match &review.commit {
            Some(commit) => format!("{} at {}", review.file, short(commit)),
            None => review.file.clone(),
        };
        [
            bump::letter(at),
            date,
            source.to_owned(),
            review.title.clone(),
            file,
        ]
    };
    Table::of([
        Column::words(""),
        Column::words("Date"),
        Column::words("Date from"),
        Column::names("Plan"),
        Column::names("File"),
    ])
    .rows(reviews.iter().enumerate().map(row))
}

/// A commit's name as people write it.
fn short(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}

/// How many columns a text takes on a terminal.
fn columns(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The history as JSON.
pub(crate) fn json(history: &History) -> String {
    let plan = |review: &PastReview| {
        json!({
            "file": review.file,
            "commit": review.commit,
            "title": review.title,
            "date": review.date.map(|(date, _)| date.to_string()),
            "date_from": review.date.map(|(_, source)| source.name()),
            "ranked": review.ranked,
        })
    };
    document(&json!({
        "schema": "segplan/history/v1",
        "summary": history.summary(),
        "plans": list(&history.reviews, plan),
        "segments": list(&history.courses, segment),
        "findings": findings(history),
    }))
}

fn findings(history: &History) -> Value {
    let latest = history.latest.iter();
    let all = latest.flat_map(|latest| history.findings.iter().map(move |one| (latest, one)));
    list(all, |(latest, one)| {
        finding(&latest.source, &one.diagnostic(latest))
    })
}

fn segment(course: &Course) -> Value {
    let place = |place: &Place| json!({"is": place.name(), "rank": place.rank()});
    json!({
        "segment": course.name,
        "label": course.label,
        "places": list(&course.places, place),
        "in": list(course.stretches(), |(first, last)| json!({"first": first, "last": last})),
    })
}
