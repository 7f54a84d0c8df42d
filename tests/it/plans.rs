//! Every worked example and every starter plan, whole, through the program; `explain.rs`
//! explains all their segments, `init.rs` writes the starters.

use std::fs;

use crate::common::{root, segplan, yaml_files};
use serde_json::Value;

/// The one starter that shows a flag on purpose.
const FLAGGED_ON_PURPOSE: (&str, &str) = ("templates/b2b-software.yaml", "unsupported-confidence");

/// Enough where only the words count.
const FEW_DRAWS: [&str; 2] = ["--draws", "200"];

/// Runs a command on a plan, with few draws, and expects it to succeed.
fn run(command: &str, plan: &str, rest: &[&str]) -> String {
    let arguments = [&[command, plan], rest, &FEW_DRAWS].concat();
    segplan(&arguments).code(0).stdout
}

fn ranking(plan: &str) -> Value {
    serde_json::from_str(&run("rank", plan, &["--format", "json"])).unwrap()
}

fn all_plans() -> Vec<String> {
    [yaml_files("plans"), yaml_files("templates")].concat()
}

/// The names of a plan's segments, read off its text without the program.
fn written_segments(plan: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(plan)).unwrap();
    let (_, segments) = text.split_once("\nsegments:\n").unwrap();
    segments
        .lines()
        .filter_map(|line| line.strip_prefix("  - name: "))
        .map(|name| name.split_whitespace().next().unwrap().to_owned())
        .collect()
}

fn names(rows: &Value) -> Vec<&str> {
    let rows = rows.as_array().unwrap();
    rows.iter()
        .map(|row| row["segment"].as_str().unwrap())
        .collect()
}

fn row<'a>(rows: &'a Value, segment: &str) -> &'a Value {
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["segment"] == segment)
        .unwrap_or_else(|| panic!("no {segment}"))
}

#[test]
fn there_are_examples_and_starters_to_try() {
    assert!(yaml_files("plans").len() >= 3);
    assert!(yaml_files("templates").len() >= 5);
}

#[test]
fn no_plan_here_has_an_error() {
    let plans = all_plans();
    let mut arguments = vec!["check"];
    arguments.extend(plans.iter().map(String::as_str));
    segplan(&arguments).code(0);
}

#[test]
fn starters_carry_no_warning_but_the_one_they_announce() {
    for template in yaml_files("templates") {
        let run = segplan(&["check", &template, "--deny", "warning", "--format", "json"]);
        let report = run.json();
        let warnings: Vec<&str> = report["files"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["severity"] != "info" && finding["allowed"].is_null())
            .map(|finding| finding["flag"].as_str().unwrap())
            .collect();
        let (announcing, flag) = FLAGGED_ON_PURPOSE;
        if template == announcing {
            assert_eq!(warnings, [flag]);
            assert!(
                fs::read_to_string(root().join(&template))
                    .unwrap()
                    .contains(flag)
            );
            run.code(1);
        } else {
            assert_eq!(warnings, [""; 0], "{template}");
            run.code(0);
        }
    }
}

#[test]
fn every_segment_is_ranked_parked_or_unscored_once() {
    for plan in all_plans() {
        let ranking = ranking(&plan);
        assert_eq!(ranking["schema"], "segplan/ranking/v1");
        let mut placed = [
            names(&ranking["ranking"]),
            names(&ranking["parked"]),
            names(&ranking["unscored"]),
        ]
        .concat();
        placed.sort_unstable();
        let mut written = written_segments(&plan);
        written.sort_unstable();
        assert_eq!(placed, written, "{plan}");
        let ranks: Vec<u64> = ranking["ranking"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["rank"].as_u64().unwrap())
            .collect();
        assert_eq!(
            ranks,
            (1..=ranks.len() as u64).collect::<Vec<_>>(),
            "{plan}"
        );
        assert!(!ranks.is_empty(), "{plan}");
    }
}

#[test]
fn all_formats_of_rank_tell_of_the_same_segments() {
    for plan in all_plans() {
        let ranking = ranking(&plan);
        let table = run("rank", &plan, &[]);
        let markdown = run("rank", &plan, &["--format", "markdown"]);
        for group in ["ranking", "parked", "unscored"] {
            for row in ranking[group].as_array().unwrap() {
                let label = row["label"].as_str().unwrap();
                assert!(table.contains(label), "{plan}: {label}\n{table}");
                assert!(markdown.contains(label), "{plan}: {label}\n{markdown}");
            }
        }
        let csv = run("rank", &plan, &["--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let at = reader
            .headers()
            .unwrap()
            .iter()
            .position(|title| title == "segment")
            .unwrap();
        let in_csv: Vec<String> = reader
            .records()
            .map(|record| record.unwrap()[at].to_owned())
            .collect();
        let ranked = names(&ranking["ranking"]);
        assert_eq!(in_csv[..ranked.len()], ranked, "{plan}");
    }
}

#[test]
fn the_order_is_the_ranking_and_ends_in_the_default() {
    for plan in all_plans() {
        let ranking = ranking(&plan);
        let ranked = names(&ranking["ranking"]);
        let default = ranking["default"]["segment"].as_str().unwrap();
        let order = segplan(&["order", &plan, "--format", "json"])
            .code(0)
            .json();
        assert_eq!(order["schema"], "segplan/order/v1");
        assert_eq!(names(&order["order"]), ranked, "{plan}");
        assert_eq!(order["default"]["segment"], default, "{plan}");
        for format in ["yaml", "csv", "text"] {
            let text = segplan(&["order", &plan, "--format", format])
                .code(0)
                .stdout;
            let mut rest = text.as_str();
            for name in ranked.iter().chain([&default]) {
                let at = rest.find(name);
                let at = at.unwrap_or_else(|| panic!("{plan}, {format}: {name} in\n{text}"));
                rest = &rest[at + name.len()..];
            }
        }
    }
}

#[test]
fn the_workshop_ends_in_a_toss_up_and_a_parked_favorite() {
    let ranking = segplan(&["rank", "plans/workshop.yaml", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(
        names(&ranking["ranking"])[..2],
        ["new_managers", "training_buyers"]
    );
    let sure = ranking["ranking"][0]["certainty"]["beats_next"]
        .as_f64()
        .unwrap();
    assert!((0.5..0.6).contains(&sure), "{sure}");
    let favorite = row(&ranking["parked"], "public_sector");
    assert_eq!(favorite["because"], serde_json::json!(["not-actionable"]));
    assert!(favorite["score"].as_f64() > ranking["ranking"][0]["score"].as_f64());
    assert_eq!(
        row(&ranking["unscored"], "hospital_leaders")["missing"],
        serde_json::json!(["ease"])
    );
    let flags = |segment| row(&ranking["ranking"], segment)["flags"].to_string();
    assert!(flags("career_changers").contains("contested"));
    assert!(flags("recent_graduates").contains("outside-panel"));
}

#[test]
fn the_quarterly_plan_keeps_its_pin_and_names_its_tie() {
    let ranking = segplan(&["rank", "plans/quarterly.yaml", "--format", "json"])
        .code(0)
        .json();
    let first = &ranking["ranking"][0];
    assert_eq!(first["segment"], "key_accounts");
    assert_eq!(first["pinned"], "Board commitment of 12 November");
    let lower = row(&ranking["ranking"], "operations_leaders");
    assert_eq!(
        lower["score"],
        row(&ranking["ranking"], "referrals")["score"]
    );
    assert_eq!(lower["tie_broken_by"], "confidence");
    let allowed = ranking["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| !finding["allowed"].is_null());
    assert_eq!(allowed.count(), 3);
    assert_eq!(names(&ranking["parked"]), ["rival_users"]);
}

#[test]
fn the_consultant_counts_effort_and_divides_by_it() {
    let ranking = segplan(&["rank", "plans/consultant.yaml", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(ranking["plan"]["third_score"], "effort");
    assert_eq!(ranking["plan"]["formula"], "ratio");
    let guides = row(&ranking["ranking"], "mountain_guides");
    assert_eq!(guides["effort"].as_f64(), Some(6.0));
    assert_eq!(guides["ease"].as_f64(), Some(5.0)); // 1 + 10 − 6
    assert_eq!(guides["score"].as_f64(), Some(7.0)); // 7 · 6 / 6
    let club = row(&ranking["parked"], "alpine_club");
    assert_eq!(club["score"].as_f64(), Some(31.5)); // 9 · 7 / 2, and nobody may write to them
}
