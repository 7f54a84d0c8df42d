//! What the flags on goals, reviews, sizes and counts say.

use super::sound::{SOUND, one};

#[test]
fn goals_are_to_be_smart() {
    one("    baseline: 0.037\n    target: 0.045\n", "")
        .raises("goal-not-smart")
        .saying("The goal has no baseline or target")
        .at("Raise conversion from 3.7 % to 4.5 %");
    let start = SOUND.find("goals:").unwrap();
    let end = SOUND.find("attributes:").unwrap();
    one(&SOUND[start..end], "")
        .raises("no-goal")
        .saying("The plan has no goal that Impact could be judged by")
        .at("Nurture program");
}

#[test]
fn reviews_are_due() {
    one("reviewed: 2026-12-18\n", "")
        .raises("never-reviewed")
        .saying("The plan does not say when it was last reviewed")
        .at("Nurture program");
    one("2027-03-15", "2027-01-03")
        .raises("review-overdue")
        .saying("The review of 2027-01-03 is 1 day overdue")
        .at("2027-01-03");
    one("2026-12-18\nreview_by: 2027-03-15", "2026-10-03")
        .raises("review-overdue")
        .saying("The last review, of 2026-10-03, was 93 days ago")
        .at("2026-10-03");
    one("2027-03-15", "2027-01-04").raises_nothing();
}

#[test]
fn sizes_are_held_against_all_expected() {
    one("expected_size: 200", "expected_size: 10")
        .raises("expected-too-small")
        .saying("It is expected to hold 10 leads, 1.4 % of all expected leads")
        .at("10");
    one("expected_size: 400", "expected_size: 1500")
        .raises("expected-too-large")
        .saying("It is expected to hold 1,500 leads, 75 % of all expected leads")
        .at("1500");
}

#[test]
fn segments_can_be_too_few_or_too_many() {
    let second =
        &SOUND[SOUND.find("  - name: second").unwrap()..SOUND.find("  - name: third").unwrap()];
    one(second, "")
        .raises("too-few-segments")
        .saying("Only 2 segments are ranked")
        .at("segments");
    one("title:", "flags: {too-many-segments: {above: 2}}\ntitle:")
        .raises("too-many-segments")
        .saying("3 segments are ranked, more than the 2 that a team can usually serve")
        .at("segments");
}
