//! Orders of plans, and what is told of their segments.

use jiff::civil::date;

use super::*;
use crate::plan::{Document, ReadOptions};
use crate::yaml::Source;

/// A plan of segments with the same scores, ranked as they stand.
fn version(file: &str, head: &str, segments: &[&str]) -> Version {
    let scores = |(at, name): (usize, &&str)| {
        format!(
            "  - {{name: {name}, scores: {{impact: {}, confidence: 5, ease: 5}}}}\n",
            9 - at
        )
    };
    let segments: String = segments.iter().enumerate().map(scores).collect();
    let text = format!("title: Plan\n{head}segments:\n{segments}");
    let options = ReadOptions::on(date(2027, 1, 4));
    Version {
        plan: Document::read(Source::new(file, text), &options)
            .unwrap()
            .plan,
        file: file.to_owned(),
        commit: None,
    }
}

fn files(history: &History) -> Vec<&str> {
    history
        .reviews
        .iter()
        .map(|one| one.file.as_str())
        .collect()
}

#[test]
fn plans_are_sorted_by_date_and_those_without_stay_where_they_were_given() {
    let history = History::new(vec![
        version("c", "reviewed: 2026-12-18\nas_of: 2026-01-01\n", &["x"]),
        version("d", "", &["x"]),
        version("a", "as_of: 2026-03-01\n", &["x"]),
        version("b", "reviewed: 2026-03-01\n", &["x"]),
    ]);
    assert_eq!(files(&history), ["a", "b", "c", "d"]);
    let sources = history.reviews.iter().map(|one| one.date.map(|one| one.1));
    let sources: Vec<_> = sources.collect();
    assert_eq!(
        sources,
        [
            Some(DateSource::AsOf),
            Some(DateSource::Reviewed),
            Some(DateSource::Reviewed),
            None
        ]
    );
}

#[test]
fn of_versions_of_a_file_the_last_of_a_date_counts() {
    let committed = |commit: &str, day, head: &str, segments: &[&str]| Version {
        commit: Some((commit.to_owned(), date(2027, 1, day))),
        ..version("plan.yaml", head, segments)
    };
    let history = History::of_file(vec![
        committed("a", 1, "", &["x"]),
        committed("b", 2, "", &["x", "y"]),
        committed("c", 2, "", &["y", "x"]),
    ]);
    let commits: Vec<_> = history
        .reviews
        .iter()
        .map(|one| one.commit.as_deref())
        .collect();
    assert_eq!(commits, [Some("a"), Some("c")]);
}

#[test]
fn it_is_told_when_segments_came_and_went() {
    let history = History::new(vec![
        version("a", "reviewed: 2026-03-01\n", &["old", "stays", "back"]),
        version("b", "reviewed: 2026-06-01\n", &["stays", "new"]),
        version("c", "reviewed: 2026-09-01\n", &["new", "stays", "back"]),
    ]);
    let told = |name: &str| {
        let course = history.courses.iter().find(|one| one.name == name).unwrap();
        course.came_and_went(&history.reviews)
    };
    assert_eq!(told("stays"), "");
    assert_eq!(told("old"), "went 2026-06-01");
    assert_eq!(told("new"), "came 2026-06-01");
    assert_eq!(told("back"), "went 2026-06-01; came 2026-09-01");
    let names: Vec<_> = history
        .courses
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["new", "stays", "back", "old"]);
    assert_eq!(
        history.summary(),
        [
            "New is first now; before it was Stays.",
            "Since 2026-06-01: Back came; 2 segments changed rank.",
        ]
    );
}

#[test]
fn one_plan_and_an_unranked_one_are_told() {
    let none = version("a", "", &["x"]);
    assert_eq!(History::new(vec![none]).summary().len(), 1);
    assert!(History::new(Vec::new()).summary().len() == 1);
}
