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

#[test]
fn gits_own_reason_is_passed_on_and_one_version_gets_no_advice_that_it_followed() {
    let plan =
        "title: Plan\nsegments:\n  - {name: a, scores: {impact: 5, confidence: 5, ease: 5}}\n";
    let folder = folder_with(&[("plan.yaml", plan)]);
    let at = folder.path();
    let day = "2026-09-01T12:00:00Z";
    git(at, day, &["init", "-q"]);
    git(at, day, &["add", "."]);
    git(at, day, &["commit", "-qm", "One"]);
    let one = segplan_in(at, &["history", "--git", "plan.yaml"])
        .code(0)
        .stdout;
    assert!(
        one.contains("without `--git`") && !one.contains("add `--git`"),
        "{one}"
    );
    std::fs::write(at.join(".git/config"), "[broken\n").unwrap();
    let broken = segplan_in(at, &["history", "--git", "plan.yaml"])
        .code(2)
        .stderr;
    assert!(
        broken.contains("git can't read the versions of plan.yaml: bad config line 1"),
        "{broken}"
    );
    assert!(broken.contains("git -C . status"), "{broken}");
}

#[test]
fn scores_that_three_reviews_left_alone_are_told_everywhere() {
    let plan = |month: usize, impact: usize| {
        let head = format!("title: Plan\nreviewed: 2026-{month:02}-01\nsegments:\n");
        let rest = format!(
            "  - {{name: copied, scores: {{impact: 5, confidence: 5, ease: 5}}}}\n  \
             - {{name: rescored, scores: {{impact: {impact}, confidence: 5, ease: 5}}}}\n  \
             - {{name: idea}}\n"
        );
        head + &rest
    };
    let plans = [plan(3, 5), plan(6, 6), plan(9, 7)];
    let folder = folder_with(&[("1", &plans[0]), ("2", &plans[1]), ("3", &plans[2])]);
    let history = |format: &str| {
        let run = segplan_in(
            folder.path(),
            &["history", "3", "1", "2", "--format", format],
        );
        run.code(0)
    };
    let told = "Copied: Its scores have been the same in the last 3 reviews, since 2026-03-01.";
    for format in ["table", "markdown"] {
        let text = history(format).stdout;
        assert!(
            text.contains(told) && text.contains("What to look at again"),
            "{text}"
        );
    }
    let json = history("json").json();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(
        [
            &findings[0]["flag"],
            &findings[0]["segments"][0],
            &findings[0]["route"]
        ],
        ["unrevised", "copied", "segments[0].scores.impact"]
    );
    assert_eq!(
        (&findings[0]["line"], &findings[0]["severity"]),
        (&4.into(), &"info".into())
    );
}

#[cfg(feature = "report")]
#[test]
fn a_picture_of_many_segments_ends_and_says_so() {
    let plan = |month: usize| {
        let rows = |at: usize| {
            format!("  - {{name: s{at}, scores: {{impact: 5, confidence: 5, ease: 5}}}}\n")
        };
        let rows: String = (1..=130).map(rows).collect();
        format!("title: Plan\nreviewed: 2026-{month:02}-01\nsegments:\n{rows}")
    };
    let folder = folder_with(&[("1", &plan(3)), ("2", &plan(6))]);
    let svg = segplan_in(folder.path(), &["history", "1", "2", "--format", "svg"]);
    let svg = svg.code(0).stdout;
    assert!(
        svg.contains("30 ranks below these aren&#39;t drawn")
            || svg.contains("30 ranks below these aren't drawn"),
        "no note"
    );
    assert_eq!(svg.matches("class=\"c-bubble\"").count(), 200);
}
