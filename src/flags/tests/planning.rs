//! What the flags on goals, reviews, sizes and counts say.

use super::scene::Scene;
use super::sound::{SOUND, one};

#[test]
fn goals_are_to_be_smart() {
    one(
        "    baseline: 0.037\n    target: 0.045\n",
        "",
        "goal-not-smart",
        "The goal has no baseline or target",
        "Raise conversion from 3.7 % to 4.5 %",
    );
    let start = SOUND.find("goals:").unwrap();
    let end = SOUND.find("attributes:").unwrap();
    one(
        &SOUND[start..end],
        "",
        "no-goal",
        "The plan has no goal that Impact could be judged by",
        "Nurture program",
    );
}

#[test]
fn reviews_are_due() {
    one(
        "reviewed: 2026-12-18\n",
        "",
        "never-reviewed",
        "The plan does not say when it was last reviewed",
        "Nurture program",
    );
    one(
        "2027-03-15",
        "2027-01-03",
        "review-overdue",
        "The review of 2027-01-03 is 1 day overdue",
        "2027-01-03",
    );
    one(
        "2026-12-18\nreview_by: 2027-03-15",
        "2026-10-03",
        "review-overdue",
        "The last review, of 2026-10-03, was 93 days ago",
        "2026-10-03",
    );
    assert!(
        Scene::of(&SOUND.replace("2027-03-15", "2027-01-04"))
            .raised()
            .is_empty()
    );
}

#[test]
fn sizes_are_held_against_all_expected() {
    one(
        "expected_size: 200",
        "expected_size: 10",
        "expected-too-small",
        "It is expected to hold 10 leads, 1.4 % of all expected leads",
        "10",
    );
    one(
        "expected_size: 400",
        "expected_size: 1500",
        "expected-too-large",
        "It is expected to hold 1,500 leads, 75 % of all expected leads",
        "1500",
    );
}

#[test]
fn segments_can_be_too_few_or_too_many() {
    let second =
        &SOUND[SOUND.find("  - name: second").unwrap()..SOUND.find("  - name: third").unwrap()];
    one(
        second,
        "",
        "too-few-segments",
        "Only 2 segments are ranked",
        "segments",
    );
    one(
        "title:",
        "flags: {too-many-segments: {above: 2}}\ntitle:",
        "too-many-segments",
        "3 segments are ranked, more than the 2 that a team can usually serve",
        "segments",
    );
}
