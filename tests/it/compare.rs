//! `segplan compare`, from outside.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{folder_with, git, root, segplan, segplan_in};

const QUARTERS: [&str; 3] = ["compare", "plans/last-quarter.yaml", "plans/quarterly.yaml"];

fn quarters(more: &[&str]) -> Vec<&'static str> {
    let more: Vec<&'static str> = more
        .iter()
        .map(|one| &*Box::leak((*one).to_owned().into_boxed_str()))
        .collect();
    [&QUARTERS[..], &more].concat()
}

/// A plan with these lines of segments after the usual beginning.
fn plan(head: &str, segments: &[&str]) -> String {
    let lines: Vec<String> = segments.iter().map(|one| format!("  - {one}\n")).collect();
    format!(
        "title: Plan\nas_of: 2027-01-04\n{head}segments:\n{}",
        lines.concat()
    )
}

/// What `compare` says of two plans as JSON.
fn json_of(old: &str, new: &str, more: &[&str]) -> Value {
    let folder = folder_with(&[("old.yaml", old), ("new.yaml", new)]);
    let arguments = [
        &["compare", "old.yaml", "new.yaml", "--format", "json"],
        more,
    ]
    .concat();
    segplan_in(folder.path(), &arguments).code(0).json()
}

fn segment<'a>(json: &'a Value, name: &str) -> &'a Value {
    let all = json["segments"].as_array().unwrap();
    all.iter().find(|one| one["segment"] == name).unwrap()
}

#[test]
fn the_answer_comes_first_and_each_move_has_its_cause() {
    let text = segplan(&quarters(&["--width", "100"])).code(0).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], "4 added, 1 dropped, 4 moved by scores.");
    for told in [
        "~  7 → 10  Firms up to 300 staff",
        "Impact 5 → 4 (drops it behind",
        "-  9       Readers of trade magazines",
        "Heads of procurement 8 → 9 and Dormant leads 10 → 11.",
        "+  parked  Users of the rival system",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    for line in &lines {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let markdown = segplan(&quarters(&["--format", "markdown"])).code(0).stdout;
    assert!(
        markdown.starts_with("# Nurture program, first quarter 2027, compared"),
        "{markdown}"
    );
}

#[test]
fn ranks_are_those_that_rank_gives() {
    let json = segplan(&quarters(&["--format", "json"])).code(0).json();
    assert_eq!(json["schema"], "segplan/compare/v1");
    for (file, side) in [
        ("plans/last-quarter.yaml", "before"),
        ("plans/quarterly.yaml", "now"),
    ] {
        let ranking = segplan(&["rank", file, "--format", "json"]).code(0).json();
        for row in ranking["ranking"].as_array().unwrap() {
            let name = row["segment"].as_str().unwrap();
            let place = &segment(&json, name)[side];
            assert_eq!(place["rank"], row["rank"], "{name}");
            if place["certainty"] != "pinned" && !place["beats_next"].is_null() {
                assert_eq!(
                    place["beats_next"], row["certainty"]["beats_next"],
                    "{name}"
                );
            }
        }
        for row in ranking["parked"].as_array().unwrap() {
            let name = row["segment"].as_str().unwrap();
            assert_eq!(segment(&json, name)[side]["is"], "parked");
        }
    }
}

#[test]
fn labels_notes_and_comments_are_listed_and_never_count() {
    let old = plan(
        "",
        &["{name: a, label: Old, notes: x, scores: {impact: 5, confidence: 5, ease: 5}}"],
    );
    let new = "# a remark\n".to_owned()
        + &plan(
            "owner: Ana\n",
            &["{name: a, label: New, notes: y, scores: {impact: 5, confidence: 5, ease: 5}}"],
        );
    let folder = folder_with(&[
        ("old.yaml", &old),
        ("new.yaml", &new),
        ("noted.yaml", &format!("# b\n{old}")),
    ]);
    let run = |new: &str| {
        segplan_in(folder.path(), &["compare", "old.yaml", new, "--exit-code"])
            .code(0)
            .stdout
    };
    let text = run("new.yaml");
    assert!(text.contains("Same segments in the same order."), "{text}");
    assert!(
        text.contains("New: label “Old” → “New” and notes."),
        "{text}"
    );
    let noted = run("noted.yaml");
    assert!(noted.contains("The plan: comments (1 new)."), "{noted}");
    assert!(
        noted.contains("Same segments in the same order."),
        "{noted}"
    );
}

#[test]
fn a_difference_is_exit_code_1_where_that_is_asked_for() {
    let old = plan(
        "",
        &["{name: a, where: x > 1, scores: {impact: 5, confidence: 5, ease: 5}}"],
    );
    let cases = [
        (
            old.replace("x > 1", "x >= 2"),
            "an equal condition over numbers differs",
            1,
        ),
        (
            old.replace("x > 1", "not (x <= 1)"),
            "the same in other words",
            0,
        ),
        (
            old.replace("impact: 5", "impact: 6"),
            "a score that moves nothing",
            0,
        ),
        (
            old.replace("segments:", "scoring: {margin: 2}\nsegments:"),
            "policy",
            1,
        ),
        (old.replace("name: a", "name: b"), "membership", 1),
    ];
    for (new, why, code) in cases {
        let folder = folder_with(&[("old.yaml", &old), ("new.yaml", &new)]);
        let compare = ["compare", "old.yaml", "new.yaml"];
        segplan_in(folder.path(), &compare).code(0);
        let run = segplan_in(folder.path(), &[&compare[..], &["--exit-code"]].concat());
        assert_eq!(run.code, code, "{why}: {run:?}");
    }
    let folder = folder_with(&[
        ("old.yaml", &old),
        ("new.yaml", &old.replace("x > 1", "x > 5")),
    ]);
    let only = |what| {
        let arguments = [
            "compare",
            "old.yaml",
            "new.yaml",
            "--exit-code",
            "--only",
            what,
        ];
        segplan_in(folder.path(), &arguments).code
    };
    assert_eq!(
        [only("scores"), only("definitions"), only("policy")],
        [0, 1, 0]
    );
}

/// The leads that each segment wins, by `audit`.
fn won(folder: &Path, plan: &str, leads: &str) -> Vec<(String, u64)> {
    let audit = segplan_in(folder, &["audit", plan, leads, "--format", "json"])
        .code(0)
        .json();
    let segments = audit["segments"].as_array().unwrap();
    let won = |one: &Value| {
        let name = one["segment"].as_str().unwrap().to_owned();
        (name, one["won"].as_u64().unwrap())
    };
    segments.iter().map(won).collect()
}

#[test]
fn leads_are_counted_once_as_both_audits_count_them() {
    // Ages are counted to other days, attributes are read otherwise, other leads are excluded.
    let old = plan(
        "leads: {key: id, exclude: staff = 7, outcome: sold}\nattributes:\n  sold: {type: boolean}\n  sector: {type: text}\n",
        &[
            "{name: fresh, where: days_since(seen) <= 10, scores: {impact: 9, confidence: 9, ease: 9}}",
            "{name: large, where: staff > 100, scores: {impact: 8, confidence: 8, ease: 8}}",
            "{name: retail, where: sector = 'Retail', scores: {impact: 7, confidence: 7, ease: 7}}",
            "{name: unknown, where: sector is null, scores: {impact: 3, confidence: 3, ease: 3}}",
        ],
    );
    let new = old
        .replace("as_of: 2027-01-04", "as_of: 2027-01-14")
        .replace("staff = 7", "staff = 8")
        .replace(
            "sector: {type: text}",
            "sector: {type: text, missing: ['?']}",
        )
        .replace("impact: 8, confidence: 8", "impact: 2, confidence: 2");
    let row = |id: usize| {
        let sector = ["Retail", "Other", "?", ""][id % 4];
        let staff = [7, 8, 50, 500, 1000][id % 5];
        let day = 1 + id % 13;
        format!(
            "{id},{staff},{sector},2027-01-{day:02},{}\n",
            id.is_multiple_of(7)
        )
    };
    let rows: String = (0..400).map(row).collect();
    let leads = format!("id,staff,sector,seen,sold\n{rows}");
    let folder = folder_with(&[
        ("old.yaml", &old),
        ("new.yaml", &new),
        ("leads.csv", &leads),
    ]);
    let arguments = [
        "compare",
        "old.yaml",
        "new.yaml",
        "--leads",
        "leads.csv",
        "--format",
        "json",
    ];
    let json = segplan_in(folder.path(), &arguments).code(0).json();
    let found = &json["leads"];
    let mut totals = [0, 0];
    for (at, (file, side)) in [("old.yaml", "before"), ("new.yaml", "now")]
        .iter()
        .enumerate()
    {
        for (name, won) in won(folder.path(), file, "leads.csv") {
            let segments = found["segments"].as_array().unwrap();
            let one = segments.iter().find(|one| one["segment"] == name).unwrap();
            assert_eq!(one[side]["won"], won, "{name} {side}");
            totals[at] += won;
        }
        assert_eq!(found[side]["covered"], totals[at]);
        assert_eq!(found[side]["excluded"], 80);
    }
    // What changes hands is the difference of what each segment wins.
    let handovers = found["handovers"].as_array().unwrap();
    for one in found["segments"].as_array().unwrap() {
        let sum = |key: &str| -> i64 {
            let own = handovers
                .iter()
                .filter(|hand| hand[key]["segment"] == one["segment"]);
            own.map(|hand| hand["leads"].as_i64().unwrap()).sum()
        };
        let won = |side: &str| one[side]["won"].as_i64().unwrap();
        assert_eq!(won("now") - won("before"), sum("to") - sum("from"), "{one}");
    }
    let excluded = handovers
        .iter()
        .filter(|hand| hand["from"]["is"] == "excluded");
    assert_eq!(
        excluded
            .map(|hand| hand["leads"].as_u64().unwrap())
            .sum::<u64>(),
        80
    );
}

#[test]
fn two_tables_show_sizes_then_and_now_and_what_drifted() {
    let text = plan(
        "leads: {key: id}\n",
        &[
            "{name: retail, where: sector = 'Retail' or size > 9, scores: {impact: 9, confidence: 9, ease: 9}}",
        ],
    );
    let table = |sectors: [&str; 4], full: usize| {
        let rows = (0..100).map(|id| {
            let size = if id < full { "5" } else { "" };
            format!("{id},{},{size}\n", sectors[id % 4])
        });
        format!("id,sector,size\n{}", rows.collect::<String>())
    };
    let then = table(["Retail", "Other", "Other", "Other"], 100);
    let now = table(["Retail", "Retail", "Garden", "Other"], 50);
    let files = [
        ("a.yaml", &*text),
        ("b.yaml", &text),
        ("then.csv", &then),
        ("now.csv", &now),
    ];
    let folder = folder_with(&files);
    let leads = ["--old-leads", "then.csv", "--new-leads", "now.csv"];
    let arguments = [&["compare", "a.yaml", "b.yaml"][..], &leads].concat();
    let text = segplan_in(folder.path(), &arguments).code(0).stdout;
    for told in [
        "Then: 100 leads in then.csv; 25 (25 %) fit a segment.",
        "Now: 100 leads in now.csv; 50 (50 %) fit a segment.",
        "sector: new values “Garden” (25 leads).",
        "size: empty for 50 % of leads, 0 % before.",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let alone = segplan_in(
        folder.path(),
        &["compare", "a.yaml", "b.yaml", "--old-leads", "then.csv"],
    );
    assert!(alone.code(2).stderr.contains("--new-leads"));
}

#[test]
fn moves_that_the_simulation_does_not_favor_are_held_back() {
    let line = |name: &str, ease: &str| {
        format!("{{name: {name}, scores: {{impact: 7, confidence: 7, ease: {ease}}}}}")
    };
    let old = plan("", &[&line("a", "7"), &line("b", "6"), &line("c", "2")]);
    let new = plan("", &[&line("a", "7"), &line("b", "7.5"), &line("c", "10")]);
    let json = json_of(&old, &new, &["--hold"]);
    assert_eq!(segment(&json, "b")["now"]["rank"], 2);
    assert_eq!(json["held"]["order"], serde_json::json!(["c", "a", "b"]));
    let held = &json["held"]["held"][0];
    assert_eq!(
        (&held["ahead"], &held["behind"]),
        (&"a".into(), &"b".into())
    );
    assert!(held["share"].as_f64().unwrap() < 0.8);
    assert!(json_of(&old, &new, &[])["held"].is_null());
}

#[test]
fn a_rename_is_asked_for_and_confirmed() {
    let old = plan(
        "",
        &["{name: ops_leads, where: x > 1, scores: {impact: 5, confidence: 5, ease: 5}}"],
    );
    let new = old.replace("ops_leads", "operations_leaders");
    let json = json_of(&old, &new, &[]);
    assert_eq!(json["possible_renames"][0]["from"], "ops_leads");
    assert_eq!(
        json["summary"][0],
        "1 added, 1 dropped, no other segment moved."
    );
    let renamed = json_of(&old, &new, &["--renamed", "ops_leads=operations_leaders"]);
    assert_eq!(renamed["summary"][0], "1 renamed, no other segment moved.");
    assert_eq!(renamed["differs"], false);
    let folder = folder_with(&[("old.yaml", &old), ("new.yaml", &new)]);
    for (given, told) in [
        ("ops=operations_leaders", "the old plan has no segment ops"),
        ("ops_leads=ops", "the new plan has no segment ops"),
        ("ops_leads", "write the old name and the new one"),
    ] {
        let run = segplan_in(
            folder.path(),
            &["compare", "old.yaml", "new.yaml", "--renamed", given],
        );
        assert!(run.code(2).stderr.contains(told), "{told}");
    }
}

#[test]
fn a_plan_is_compared_with_what_git_has() {
    let text = fs::read_to_string(root().join("plans/last-quarter.yaml")).unwrap();
    let folder = folder_with(&[("q4.yaml", &text)]);
    let here = folder.path();
    let day = "2026-10-01T12:00:00Z";
    git(here, day, &["init", "--quiet"]);
    git(here, day, &["add", "."]);
    git(here, day, &["commit", "--quiet", "-m", "Last quarter"]);
    git(here, day, &["mv", "q4.yaml", "plan.yaml"]);
    git(here, day, &["commit", "--quiet", "-m", "Rename"]);
    fs::copy(root().join("plans/quarterly.yaml"), here.join("plan.yaml")).unwrap();
    let compare = |revision: &str, plan: &str| {
        let revision = format!("--git={revision}");
        segplan_in(here, &["compare", &revision, plan])
    };
    for revision in ["HEAD", "HEAD~1"] {
        let out = compare(revision, "plan.yaml").code(0).stdout;
        let summary = "4 added, 1 dropped, 4 moved by scores.";
        assert!(out.contains(summary), "{revision}: {out}");
    }
    for revision in ["nowhere", "--all", "HEAD:plan.yaml"] {
        let told = compare(revision, "plan.yaml").code(2).stderr;
        let expected = format!("git knows no revision {revision} here");
        assert!(told.contains(&expected), "{told}");
    }
    fs::write(here.join("other.yaml"), &text).unwrap();
    let told = compare("HEAD", "other.yaml").code(2).stderr;
    assert!(told.contains("git has no version of other.yaml"), "{told}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    for (arguments, told) in [
        (
            &["compare", "plans/quarterly.yaml"][..],
            "two plans are needed",
        ),
        (
            &["compare", "-", "-"],
            "cannot both come from standard input",
        ),
        (
            &[
                "compare",
                "--git",
                "HEAD",
                "plans/bank.yaml",
                "plans/quarterly.yaml",
            ],
            "--git compares one plan",
        ),
        (
            &[
                "compare",
                "plans/bank.yaml",
                "plans/quarterly.yaml",
                "--delimiter",
                ";",
            ],
            "--leads",
        ),
        (
            &[
                "compare",
                "plans/last-quarter.yaml",
                "plans/quarterly.yaml",
                "--leads",
                "plans/bank.yaml",
            ],
            "is a plan, not a lead table",
        ),
    ] {
        let run = segplan(arguments);
        assert!(run.code(2).stderr.contains(told), "{told}");
    }
}
