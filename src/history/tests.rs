//! Orders of plans, and what is told of their segments.

use jiff::civil::date;

use super::*;
use crate::testing;

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
    Version {
        document: testing::document(&text),
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

/// What the flags that need several plans say of the last one.
fn unrevised(versions: Vec<Version>) -> Vec<String> {
    let history = History::new(versions);
    let found = history.findings.iter();
    found.map(|one| one.found.message.clone()).collect()
}

#[test]
fn scores_that_no_review_changed_are_told() {
    let reviewed = |month: usize, segments: &[&str]| {
        version("p", &format!("reviewed: 2026-{month:02}-01\n"), segments)
    };
    let told =
        |since| format!("Its scores have been the same in the last 3 reviews, since {since}");
    let three = [3, 6, 9].map(|month| reviewed(month, &["x", "y"]));
    assert_eq!(
        unrevised(three.to_vec()),
        [told("2026-03-01"), told("2026-03-01")]
    );
    let [first, second, third] = three;
    let changed = reviewed(2, &["y", "x"]);
    let four = vec![
        changed.clone(),
        first.clone(),
        second.clone(),
        third.clone(),
    ];
    assert_eq!(unrevised(four)[0], told("2026-03-01"));
    // One that a review changed, and one that came only later.
    assert!(unrevised(vec![changed, second.clone(), third.clone()]).is_empty());
    let came = reviewed(3, &["x"]);
    assert_eq!(
        unrevised(vec![came, second.clone(), third.clone()]).len(),
        1
    );
    // The same review twice is one review.
    assert!(unrevised(vec![second.clone(), second, third]).is_empty());
}

#[test]
fn a_commit_is_no_review() {
    let committed = |day| Version {
        commit: Some(("c".to_owned(), date(2027, 1, day))),
        ..version("plan.yaml", "", &["x"])
    };
    assert!(unrevised([1, 2, 3, 4].map(committed).to_vec()).is_empty());
    let files = ["a", "b", "c"].map(|file| version(file, "", &["x"]));
    assert_eq!(unrevised(files.to_vec()).len(), 1);
}

#[test]
fn a_plan_sets_how_many_reviews_count_and_what_is_allowed() {
    let with = |flags: &str| {
        let plan = |month| {
            let head = format!("reviewed: 2026-{month:02}-01\n{flags}");
            version("p", &head, &["x", "y"])
        };
        History::new([3, 6, 9].map(plan).to_vec())
    };
    assert_eq!(
        with("").told_findings(),
        [
            "2 segments have scores that no review has changed: X and Y. Rescore \
             with last quarter's results, or allow this and say why the scores still hold."
        ]
    );
    assert!(
        with("flags: {unrevised: {reviews: 4}}\n")
            .findings
            .is_empty()
    );
    let allowed = with("flags: {allow: [{flag: unrevised, segment: x, because: Agreed}]}\n");
    assert_eq!(allowed.findings.len(), 2);
    assert!(allowed.told_findings()[0].starts_with("Y: Its scores have been the same"));
}
