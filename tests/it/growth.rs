//! Inputs that grow: time grows with them, not with their square. Each is so large that the square
//! would take minutes.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::common::{folder_with, segplan_in};

/// A machine that is busy gets its time.
const MOST: Duration = Duration::from_secs(30);

#[track_caller]
fn soon(plan: &str, commands: &[&[&str]]) {
    let folder = folder_with(&[("plan.yaml", plan)]);
    for command in commands {
        let start = Instant::now();
        segplan_in(folder.path(), command).code(0);
        assert!(start.elapsed() < MOST, "{command:?}: {:?}", start.elapsed());
    }
}

const TEXTS: [&[&str]; 5] = [
    &["rank", "plan.yaml"],
    &["rank", "plan.yaml", "--width", "80"],
    &["rank", "plan.yaml", "--format", "markdown"],
    &["check", "plan.yaml"],
    &["explain", "plan.yaml", "b"],
];

#[test]
fn a_word_of_a_million_letters() {
    let word = "x".repeat(1_000_000);
    let scores = "scores: {impact: 5, confidence: 5, ease: 5}";
    let plan = format!(
        "title: {word}\nsegments:\n  - name: a\n    label: {word}\n    {scores}\n  - {{name: b, {scores}}}\n"
    );
    soon(&plan, &TEXTS);
}

/// What every value needs to know of its line is not searched for in the whole line.
#[test]
fn a_line_of_many_values() {
    let mut line = String::new();
    for place in 0..100_000 {
        write!(line, "{{channel: c{place}, content: é}}, ").unwrap();
    }
    let plan = format!(
        "title: T\nsegments: [{{name: b, touchpoints: [{line}], scores: {{impact: 5, confidence: 5, ease: 5}}}}]\n"
    );
    soon(&plan, &[&["rank", "plan.yaml"]]);
}

#[test]
fn findings_on_one_line() {
    let mut line = String::new();
    for place in 0..3_000 {
        write!(line, "{{name: s{place}, label: ä{place}}}, ").unwrap();
    }
    soon(
        &format!("title: T\nsegments: [{line}]\n"),
        &[
            &["check", "plan.yaml"],
            &["check", "plan.yaml", "--format", "json"],
        ],
    );
}

#[test]
fn names_that_may_be_slips() {
    let (mut declared, mut tests) = (String::new(), String::new());
    for place in 0..5_000 {
        writeln!(declared, "  column_number_{place}: {{type: integer}}").unwrap();
        write!(tests, "other_attribute_{place} = 1 or ").unwrap();
    }
    let plan = format!(
        "title: T\nattributes:\n{declared}segments:\n  - name: b\n    \
         where: {tests}n = 1\n    scores: {{impact: 5, confidence: 5, ease: 5}}\n"
    );
    soon(&plan, &[&["check", "plan.yaml"]]);
}
