//! `segplan review`, from outside.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::common::{folder_with, segplan, segplan_in};

const QUARTER: [&str; 3] = ["review", "plans/quarterly.yaml", "plans/leads.csv"];

fn quarter(more: &[&str]) -> crate::common::Run {
    segplan(&[&QUARTER[..], more].concat()).code(0)
}

#[test]
fn without_a_control_group_nothing_is_said_of_effects() {
    let text = quarter(&["--width", "100"]).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[1],
        "2,000 leads in plans/leads.csv; the plan excludes 127. Outcome rate: 3.3 %, 61 of 1,824 leads."
    );
    assert!(lines[2].starts_with("There is no control group"), "{text}");
    assert!(!text.contains("plift"), "{text}");
    for told in [
        "2 goals: 2 not due yet.",
        "due 2027-03-31",
        "rank correlation 0.08 (95 % interval −0.55 to",
        "Trade fair contacts: share of the leads 51.3 % in March 2026",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(lines.len() <= 45, "{} lines", lines.len());
    for line in &lines {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let markdown = quarter(&["--format", "markdown"]).stdout;
    assert!(
        markdown.contains("| 2 | 5 | Active researchers |"),
        "{markdown}"
    );
}

#[test]
fn figures_are_those_of_the_audit() {
    let review = quarter(&["--format", "json"]).json();
    let audit = segplan(&[
        "audit",
        "plans/quarterly.yaml",
        "plans/leads.csv",
        "--format",
        "json",
    ]);
    let audit = audit.code(0).json();
    assert_eq!(review["schema"], "segplan/review/v1");
    let pairs = review["segments"].as_array().unwrap().iter();
    let pairs = pairs.zip(audit["segments"].as_array().unwrap());
    let mut rates = Vec::new();
    for (one, audited) in pairs {
        assert_eq!(one["segment"], audited["segment"]);
        assert_eq!(one["planned_rank"], audited["priority"]);
        assert_eq!(
            (&one["matched"], &one["won"]),
            (&audited["matched"], &audited["won"])
        );
        assert_eq!(one["matched_rate"]["at"], audited["matched_rate"]);
        assert_eq!(one["uplift"], Value::Null);
        rates.push((
            one["matched_rate"]["at"].as_f64().unwrap(),
            one["observed_rank"].as_u64().unwrap(),
        ));
    }
    rates.sort_by(|one, other| other.0.total_cmp(&one.0));
    assert!(
        rates
            .iter()
            .enumerate()
            .all(|(place, (_, rank))| *rank == place as u64 + 1)
    );
}

/// Gerber, Green and Larimer (2008), American Political Science Review 102:33, table 2: of 191,243
/// people in the control group 29.7 % voted, of 38,201 whose neighbors were told 37.8 %.
#[test]
fn a_published_experiment_comes_out_as_published() {
    let plan = "\
title: Turnout
leads: {key: id, outcome: voted = 1, control: arm = 'none'}
segments:
  - {name: voters, where: age >= 18, scores: {impact: 5, confidence: 5, ease: 5}}
";
    let people = |arm: &str, all: usize, voted: usize, from: usize| {
        let row = |id: usize| format!("{},{arm},40,{}\n", from + id, u8::from(id < voted));
        (0..all).map(row).collect::<String>()
    };
    let leads = "id,arm,age,voted\n".to_owned()
        + &people("none", 191_243, 56_799, 0)
        + &people("neighbors", 38_201, 14_440, 191_243);
    let folder = folder_with(&[("plan.yaml", plan), ("leads.csv", &leads)]);
    let run = |more: &[&str]| {
        segplan_in(
            folder.path(),
            &[&["review", "plan.yaml", "leads.csv"][..], more].concat(),
        )
        .code(0)
    };
    let text = run(&[]).stdout;
    assert!(
        text.contains(
            "The messages raised the outcome rate by 8.1 points (95 % interval 7.6 to 8.6): 37.8 % of \
             38,201 leads with a message, 29.7 % of 191,243 leads in the control group."
        ),
        "{text}"
    );
    let json = run(&["--format", "json"]).json();
    let uplift = json["segments"][0]["uplift"]["uplift"]["at"]
        .as_f64()
        .unwrap();
    assert!((uplift - (14_440.0 / 38_201.0 - 56_799.0 / 191_243.0)).abs() < 1e-12);
    assert_eq!(
        json["segments"][0]["uplift"]["ratio"],
        json["uplift"]["ratio"]
    );
}

/// A plan of a behavioral segment and one that isn't.
const PLAN: &str = "\
title: Plan
as_of: 2027-01-04
leads: {key: id, outcome: won, date: made}
attributes:
  visits: {type: integer, basis: behavioral}
  staff: {type: integer, basis: firmographic}
  won: {type: boolean}
segments:
  - {name: active, where: visits > 3, expected_lift: 0.5, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: large, where: staff > 100, expected_lift: 0.2, scores: {impact: 5, confidence: 5, ease: 5}}
default: {name: news}
";

/// 4,000 leads of last quarter; this quarter those with a message visited more, and won more often.
fn quarters() -> (String, impl Fn(&BTreeMap<String, String>) -> String) {
    let lead = |id: usize| format!("{id},{},{},2026-1{}-01", id % 7, 10 * (id % 31), id % 3);
    let then: String = (0..4000).map(|id| lead(id) + ",\n").collect();
    let now = move |groups: &BTreeMap<String, String>| {
        let row = |id: usize| {
            let has_message = groups[&id.to_string()] == "message";
            let visits = id % 7 + 3 * usize::from(has_message);
            let won = id.is_multiple_of(10) || has_message && id.is_multiple_of(13);
            format!(
                "{id},{visits},{},2026-1{}-01,{won}\n",
                10 * (id % 31),
                id % 3
            )
        };
        format!(
            "id,visits,staff,made,won\n{}",
            (0..4000).map(row).collect::<String>()
        )
    };
    (format!("id,visits,staff,made,won\n{then}"), now)
}

#[test]
fn a_holdout_of_one_quarter_is_measured_in_the_next() {
    let (then, now) = quarters();
    let folder = folder_with(&[("plan.yaml", PLAN), ("then.csv", &then)]);
    let here = folder.path();
    let resolve = [
        "resolve",
        "plan.yaml",
        "then.csv",
        "-o",
        "assigned.csv",
        "--holdout",
        "30%",
        "--salt",
        "q1",
        "--quiet",
    ];
    segplan_in(here, &resolve).code(0);
    let assigned = fs::read_to_string(here.join("assigned.csv")).unwrap();
    let mut groups = BTreeMap::new();
    let mut given = BTreeMap::new();
    for line in assigned.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        groups.insert(cells[0].to_owned(), cells[4].to_owned());
        given.insert(cells[0].to_owned(), cells[1].to_owned());
    }
    let now = now(&groups);
    fs::write(here.join("now.csv"), &now).unwrap();
    let arguments = [
        "review",
        "plan.yaml",
        "now.csv",
        "--assigned",
        "assigned.csv",
        "--share",
        "30%",
        "--format",
        "json",
    ];
    let json = segplan_in(here, &arguments).code(0).json();
    // By hand: the segment and the group of then, the outcome of now.
    let mut counts: BTreeMap<(String, String), [u64; 2]> = BTreeMap::new();
    for line in now.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let key = (given[cells[0]].clone(), groups[cells[0]].clone());
        let [known, won] = counts.entry(key).or_default();
        *known += 1;
        *won += u64::from(cells[4] == "true");
    }
    for (name, at) in [
        ("active", &json["segments"][0]),
        ("large", &json["segments"][1]),
    ] {
        for group in ["message", "control"] {
            let [known, won] = counts[&(name.to_owned(), group.to_owned())];
            let found = &at["uplift"][group];
            assert_eq!(
                (&found["known"], &found["outcomes"]),
                (&known.into(), &won.into()),
                "{name}"
            );
        }
        assert!(
            at["uplift"]["uplift"]["at"].as_f64().unwrap() > 0.03,
            "{at}"
        );
    }
    let all = |group: &str| {
        counts
            .iter()
            .filter(|one| one.0.1 == group)
            .map(|one| one.1[0])
            .sum::<u64>()
    };
    assert_eq!(json["uplift"]["message"]["known"], all("message"));
    assert_eq!(json["uplift"]["sample_ratio"]["expected"], 0.3);
    assert_eq!(
        json["assigned"],
        serde_json::json!({"file": "assigned.csv", "new": 0, "gone": 0, "elsewhere": 0})
    );

    // The columns that the plan names say the same as the file.
    let row = |line: &str| match given.get(line.split(',').next().unwrap()) {
        Some(segment) => format!(",{segment},{}\n", groups[line.split(',').next().unwrap()]),
        None => ",then,arm\n".to_owned(),
    };
    let joined: String = now
        .lines()
        .map(|line| line.to_owned() + &row(line))
        .collect();
    fs::write(here.join("joined.csv"), joined).unwrap();
    let said = "date: made, control: arm = 'control', control_share: 0.3, assigned: then}";
    fs::write(here.join("columns.yaml"), PLAN.replace("date: made}", said)).unwrap();
    let columns = ["review", "columns.yaml", "joined.csv", "--format", "json"];
    let columns = segplan_in(here, &columns).code(0).json();
    assert_eq!(
        columns["segments"][0]["uplift"],
        json["segments"][0]["uplift"]
    );
    assert_eq!(columns["uplift"], json["uplift"]);
    assert_eq!(columns["assigned"]["file"], "the column then");

    // Without what they were given, the behavioral segment has no effect.
    fs::write(
        here.join("plan.yaml"),
        PLAN.replace("date: made}", "date: made, control: arm = 'x'}"),
    )
    .unwrap();
    let arm = |line: &str| match groups
        .get(line.split(',').next().unwrap())
        .map(String::as_str)
    {
        Some("control") => ",x\n",
        Some(_) => ",y\n",
        None => ",arm\n",
    };
    let with_arm: String = now
        .lines()
        .map(|line| line.to_owned() + arm(line))
        .collect();
    fs::write(here.join("now.csv"), with_arm).unwrap();
    let text = segplan_in(here, &["review", "plan.yaml", "now.csv"])
        .code(0)
        .stdout;
    assert!(text.contains("Active: depends on visits"), "{text}");
    assert!(
        text.contains("Name the table that `segplan resolve` wrote then"),
        "{text}"
    );
}

#[test]
fn leads_that_came_and_went_since_then_are_counted_apart() {
    let assigned = "id,segment,priority,also_matches,group\n1,active,1,,control\n2,large,2,,message\n\
                    3,renamed,1,,message\n4,,,,\n5,news,,,message\n";
    let leads = "id,visits,staff,made,won\n1,0,0,2026-10-01,true\n2,9,0,2026-10-01,false\n\
                 3,9,9,2026-10-01,true\n4,9,9,2026-10-01,true\n6,9,9,2026-10-01,true\n";
    let folder = folder_with(&[
        ("plan.yaml", PLAN),
        ("then.csv", assigned),
        ("leads.csv", leads),
    ]);
    let arguments = ["review", "plan.yaml", "leads.csv", "--assigned", "then.csv"];
    let json = [&arguments[..], &["--format", "json"]].concat();
    let json = segplan_in(folder.path(), &json).code(0).json();
    let counted = serde_json::json!({"file": "then.csv", "new": 1, "gone": 1, "elsewhere": 1});
    assert_eq!(json["assigned"], counted);
    let active = &json["segments"][0]["uplift"];
    assert_eq!(active["control"]["outcomes"], 1);
    assert_eq!(active["message"]["leads"], 0);
    assert_eq!(json["uplift"]["message"]["leads"], 1);
    let text = segplan_in(folder.path(), &arguments).code(0).stdout;
    assert!(
        text.contains(
            "(1 no longer in the table; 1 new since then and not counted; 1 in no segment of this plan)"
        ),
        "{text}"
    );
}

#[test]
fn groups_that_are_not_those_that_were_drawn_are_told() {
    let row = |id: usize| {
        let group = if id.is_multiple_of(4) {
            "control"
        } else {
            "message"
        };
        let sector = if id.is_multiple_of(4) {
            "Retail"
        } else {
            "Other"
        };
        format!(
            "{id},{},{},2026-10-01,{},{group},{sector}\n",
            id % 9,
            id % 300,
            id.is_multiple_of(5)
        )
    };
    let leads = format!(
        "id,visits,staff,made,won,group,sector\n{}",
        (0..2000).map(row).collect::<String>()
    );
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &leads)]);
    let arguments = |share: &'static str| {
        [
            "review",
            "plan.yaml",
            "leads.csv",
            "--control",
            "group = 'control'",
            "--share",
            share,
        ]
    };
    let text = segplan_in(folder.path(), &arguments("10%")).code(0).stdout;
    assert!(
        text.contains("Don't trust the effects below: 25.0 % of the leads"),
        "{text}"
    );
    assert!(
        text.contains("Not alike") && text.contains("sector = Retail"),
        "{text}"
    );
    let text = segplan_in(folder.path(), &arguments("25%")).code(0).stdout;
    assert!(!text.contains("Don't trust"), "{text}");
    // The plan may say both.
    let said = "date: made, control: group = 'control', control_share: 0.25}";
    fs::write(
        folder.path().join("plan.yaml"),
        PLAN.replace("date: made}", said),
    )
    .unwrap();
    let again = segplan_in(folder.path(), &["review", "plan.yaml", "leads.csv"])
        .code(0)
        .stdout;
    assert_eq!(again, text);
}

#[test]
fn what_cannot_be_reviewed_is_told() {
    let leads = "id,visits,staff,made,won\n1,0,0,2026-10-01,true\n";
    let odd = "id,segment,group\n1,active,treated\n";
    let keyless = PLAN.replace("key: id, ", "");
    let files = [
        ("plan.yaml", PLAN),
        ("keyless.yaml", &keyless),
        ("leads.csv", leads),
        ("odd.csv", odd),
    ];
    let folder = folder_with(&files);
    for (arguments, told) in [
        (&["plan.yaml", "-"][..], "read more than once"),
        (
            &["plan.yaml", "leads.csv", "--control", "arm ="],
            "plan.yaml with --control",
        ),
        (
            &["plan.yaml", "leads.csv", "--control", "arm = 'x'"],
            "there is no column arm",
        ),
        (
            &["plan.yaml", "leads.csv", "--share", "10"],
            "write a percentage",
        ),
        (
            &["plan.yaml", "leads.csv", "--assigned", "odd.csv"],
            "should be control or message, but here is treated",
        ),
        (
            &["keyless.yaml", "leads.csv", "--assigned", "odd.csv"],
            "--assigned, and the plan names none",
        ),
        (
            &["plan.yaml", "leads.csv", "--group-column", "arm"],
            "--assigned",
        ),
    ] {
        let run = segplan_in(folder.path(), &[&["review"], arguments].concat());
        assert!(run.stderr.contains(told), "{told}: {run:?}");
        assert_eq!(run.code, 2);
    }
}
