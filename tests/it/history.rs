//! `segplan history`, from outside.

use crate::common::{folder_with, git, segplan, segplan_in};

const QUARTERS: [&str; 3] = ["history", "plans/quarterly.yaml", "plans/last-quarter.yaml"];

#[test]
fn the_answer_the_picture_and_the_table_fit_80_columns() {
    let text = segplan(&[&QUARTERS[..], &["--width", "80"]].concat())
        .code(0)
        .stdout;
    let first: Vec<&str> = text.lines().take(3).collect();
    assert_eq!(
        first[2],
        "Key accounts is first now; before it was Trade fair contacts."
    );
    for told in [
        "Readers of trade magazines went",
        "  2026-09-18  ",
        " 1 Key accounts",
        "went 2026-12-18",
        "last review",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let markdown = segplan(&[&QUARTERS[..], &["--format", "markdown"]].concat());
    assert!(
        markdown
            .code(0)
            .stdout
            .contains("| Key accounts |  | 1 | came 2026-12-18 |")
    );
}

#[test]
fn the_data_and_the_picture_say_the_same() {
    let json = segplan(&[&QUARTERS[..], &["--format", "json"]].concat())
        .code(0)
        .json();
    assert_eq!(json["schema"], "segplan/history/v1");
    assert_eq!(json["plans"][0]["file"], "plans/last-quarter.yaml");
    assert_eq!(json["plans"][0]["date_from"], "reviewed");
    let segments = json["segments"].as_array().unwrap();
    let one = segments
        .iter()
        .find(|one| one["segment"] == "rival_users")
        .unwrap();
    assert_eq!(one["places"][0]["is"], "absent");
    assert_eq!(one["places"][1]["is"], "parked");
    for (at, plan) in ["plans/last-quarter.yaml", "plans/quarterly.yaml"]
        .iter()
        .enumerate()
    {
        let rank = segplan(&["rank", plan, "--draws", "200", "--format", "json"])
            .code(0)
            .json();
        for row in rank["ranking"].as_array().unwrap() {
            let mut all = segments.iter();
            let one = all.find(|one| one["segment"] == row["segment"]).unwrap();
            assert_eq!(one["places"][at]["rank"], row["rank"], "{row}");
        }
    }
    if cfg!(feature = "report") {
        let svg = segplan(&[&QUARTERS[..], &["--format", "svg"]].concat())
            .code(0)
            .stdout;
        assert!(
            svg.starts_with("<svg") && svg.contains("Trade fair contacts: 1, 7"),
            "{svg}"
        );
    }
}

#[test]
fn many_plans_are_told_apart_by_letters() {
    let plan = |month: usize| {
        let head = format!("title: Plan\nreviewed: 2026-{month:02}-01\nsegments:\n");
        let rest = "  - {name: a, scores: {impact: 5, confidence: 5, ease: 5}}\n";
        (format!("{month}.yaml"), head + rest)
    };
    let plans: Vec<_> = (1..=10).map(plan).collect();
    let files: Vec<_> = plans
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = folder_with(&files);
    let mut arguments = vec!["history", "--width", "80"];
    arguments.extend(files.iter().map(|one| one.0));
    let text = segplan_in(folder.path(), &arguments).code(0).stdout;
    assert!(text.contains("A was first in all 10 plans."), "{text}");
    assert!(text.contains("2 plans before these"), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn versions_of_a_plan_come_from_git_and_a_rename_is_followed() {
    let plan = |first: &str, second: &str| {
        format!(
            "title: Plan\nsegments:\n  - {{name: {first}, scores: {{impact: 9, confidence: 5, ease: 5}}}}\n  \
             - {{name: {second}, scores: {{impact: 8, confidence: 5, ease: 5}}}}\n"
        )
    };
    let folder = folder_with(&[("first plan.yaml", &plan("a", "b"))]);
    let at = folder.path();
    let history = |plan: &str| segplan_in(at, &["history", "--git", plan, "--format", "json"]);
    let none = history("first plan.yaml").code(2).stderr;
    assert!(none.contains("isn't in a git repository"), "{none}");
    git(at, "2026-09-01T12:00:00Z", &["init", "-q"]);
    let none = history("first plan.yaml").code(2).stderr;
    assert!(
        none.contains("git has no version of first plan.yaml"),
        "{none}"
    );
    git(at, "2026-09-01T12:00:00Z", &["add", "."]);
    git(at, "2026-09-01T12:00:00Z", &["commit", "-qm", "One"]);
    git(
        at,
        "2026-10-01T12:00:00Z",
        &["mv", "first plan.yaml", "plan.yaml"],
    );
    git(at, "2026-10-01T12:00:00Z", &["commit", "-qm", "Rename"]);
    std::fs::write(at.join("plan.yaml"), "title: [broken\n").unwrap();
    git(at, "2026-11-01T12:00:00Z", &["commit", "-qam", "Broken"]);
    std::fs::write(at.join("plan.yaml"), plan("b", "c")).unwrap();
    git(at, "2026-12-01T12:00:00Z", &["commit", "-qam", "Two"]);
    let run = history("plan.yaml").code(0);
    assert!(
        run.stderr.contains("the plan had mistakes then"),
        "{}",
        run.stderr
    );
    let json = run.json();
    let dates: Vec<_> = json["plans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["date"])
        .collect();
    assert_eq!(dates, ["2026-09-01", "2026-10-01", "2026-12-01"]);
    assert_eq!(json["plans"][0]["date_from"], "commit");
    assert_eq!(json["segments"][0]["segment"], "b");
    assert_eq!(json["segments"][2]["in"][0]["last"], 1);
    let two = segplan_in(at, &["history", "--git", "plan.yaml", "other.yaml"])
        .code(2)
        .stderr;
    assert!(
        two.contains("--git reads the versions of one plan"),
        "{two}"
    );
}
