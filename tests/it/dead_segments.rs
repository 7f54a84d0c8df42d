//! What definitions alone prove of a plan with planted dead segments, from outside.

use std::fs;

use serde_json::Value;

use crate::common::{folder_with, root, segplan, segplan_in, yaml_files};

const PLAN: &str = "tests/data/awkward/dead.yaml";

/// The flags that are proven from definitions alone.
const PROVEN: [&str; 8] = [
    "always-matches",
    "dead-test",
    "impossible-value",
    "narrowed",
    "never-matches",
    "same-leads",
    "subset-below",
    "unreachable",
];

fn proven(file: &str) -> Vec<Value> {
    let check = segplan(&["check", file, "--format", "json", "--draws", "100"]).json();
    let findings = check["files"][0]["findings"].as_array().unwrap().clone();
    let is_proven = |one: &Value| PROVEN.contains(&one["flag"].as_str().unwrap());
    findings.into_iter().filter(is_proven).collect()
}

/// The text of a line of the plan, counted from 1.
fn line(text: &str, number: &Value) -> String {
    let number = usize::try_from(number.as_u64().unwrap()).unwrap();
    text.lines().nth(number - 1).unwrap().trim().to_owned()
}

#[test]
fn planted_dead_segments_are_told_with_the_lines_that_kill_them() {
    let text = fs::read_to_string(root().join(PLAN)).unwrap();
    let told: Vec<String> = proven(PLAN)
        .iter()
        .map(|one| {
            let also = one["also"].as_array().unwrap();
            let lines: Vec<String> = also
                .iter()
                .map(|other| line(&text, &other["line"]))
                .collect();
            format!(
                "{} {}: {}",
                one["flag"].as_str().unwrap(),
                one["segments"][0].as_str().unwrap(),
                lines.join(" | ")
            )
        })
        .collect();
    let (enterprise, retail, small) = (
        "where: employees >= 1500",
        "where: industry = 'Retail'",
        "where: employees < 50",
    );
    let sizes = format!("{enterprise} | {small} | where: employees between 10 and 5000");
    assert_eq!(
        told,
        [
            format!("subset-below retail_giants: {enterprise}"),
            format!("unreachable large_shops: {enterprise} | {retail}"),
            "never-matches mid_market: where: employees < 300 and employees > 1500 and industry = \
             'Software'"
                .to_owned(),
            "never-matches rivals: ".to_owned(),
            format!("narrowed growing_firms: {enterprise} | {small}"),
            format!("narrowed webinar_guests: {sizes}"),
            format!("narrowed no_shops: {sizes}"),
            "dead-test no_shops: ".to_owned(),
            "impossible-value impossible: ".to_owned(),
        ]
    );
}

#[test]
fn a_dead_segment_wins_the_lead_that_is_shown_once_it_is_mended() {
    let text = fs::read_to_string(root().join(PLAN)).unwrap();
    let helps: Vec<String> = proven(PLAN)
        .iter()
        .map(|one| one["help"].as_str().unwrap().to_owned())
        .collect();
    let pin = |segment: &str, rank: u8| {
        let pin =
            format!("order: {{pin: [{{segment: {segment}, rank: {rank}, because: test}}]}}\n");
        text.replace("attributes:\n", &(pin + "attributes:\n"))
    };
    for (place, help, mended, lead, wins) in [
        (
            0,
            "Rank it above Enterprise: then both can win leads. Ranked there, it would win a lead with \
             `industry = 'Retail' and employees = 10001`",
            pin("retail_giants", 1),
            "Retail,10001",
            "retail_giants",
        ),
        (
            1,
            "Rank it above Retail, narrow one of them, or drop it. Ranked there, it would win a lead \
             with `industry = 'Retail' and employees = 301`",
            pin("large_shops", 2),
            "Retail,301",
            "large_shops",
        ),
        (
            2,
            "Correct one of them: should an `and` be an `or`? Without `employees > 1500`, it would win \
             a lead with `industry = 'Software' and employees = 50`",
            text.replace("employees < 300 and employees > 1500", "employees < 300"),
            "Software,50",
            "mid_market",
        ),
    ] {
        assert_eq!(helps[place], help);
        let table = format!("industry,employees,is_competitor,visited_webinar\n{lead},,\n");
        let folder = folder_with(&[("plan.yaml", &mended), ("leads.csv", &table)]);
        let resolve = [
            "resolve",
            "plan.yaml",
            "leads.csv",
            "-o",
            "out.csv",
            "--quiet",
        ];
        segplan_in(folder.path(), &resolve).code(0);
        let out = fs::read_to_string(folder.path().join("out.csv")).unwrap();
        assert!(
            out.lines()
                .nth(1)
                .unwrap()
                .starts_with(&format!("1,{wins},")),
            "{out}"
        );
    }
}

#[test]
fn explain_says_who_takes_the_leads_of_a_dead_segment() {
    let text = segplan(&["explain", PLAN, "large_shops"]).code(0).stdout;
    for told in [
        "A lead that fits but goes to Retail, for example: industry is 'Retail' and employees is 301",
        "All leads that fit go to Enterprise or Retail.",
    ] {
        assert!(text.contains(told), "{text}");
    }
    assert!(!text.contains("It takes leads"), "{text}");
    let json = segplan(&["explain", PLAN, "large_shops", "--format", "json"]).json();
    let example = &json["definition"]["example"];
    assert_eq!(
        (&example["wins"], &example["taken_by"]),
        (&false.into(), &"retail".into())
    );
    let text = segplan(&["explain", PLAN, "mid_market"]).code(0).stdout;
    assert!(text.contains("No lead can fit it."), "{text}");
}

#[test]
fn no_example_and_no_starter_plan_has_a_dead_segment() {
    for plan in [yaml_files("plans"), yaml_files("templates")].concat() {
        assert_eq!(proven(&plan), [] as [Value; 0], "{plan}");
    }
}

#[test]
fn audit_counts_the_leads_that_break_what_the_plan_declares() {
    let leads = PLAN.replace(".yaml", ".csv");
    let text = segplan(&["audit", PLAN, &leads]).stdout;
    let told = "Not as the plan declares: industry of 2 leads and employees of 2 leads.";
    assert!(text.contains(told), "{text}");
    let json = segplan(&["audit", PLAN, &leads, "--format", "json"]).json();
    let undeclared = json["undeclared"].as_array().unwrap();
    assert_eq!(undeclared[1]["attribute"], "employees");
    assert_eq!(undeclared[1]["leads"], 2);
}

const GAP: &str = "\
title: Gaps
leads: {exclude: rival}
attributes:
  industry: {type: text, values: [Retail, Software, Logistics, Healthcare, Finance]}
  employees: {type: integer, min: 1}
  rival: {type: boolean}
segments:
  - {name: shops, where: industry = 'Retail', scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: large, where: employees > 300, scores: {impact: 8, confidence: 9, ease: 9}}
  - {name: other, where: \"industry = 'Software' and employees > 9\", scores: {impact: 7, confidence: 9, ease: 9}}
default: {name: newsletter, label: General newsletter}
";

#[test]
fn the_default_is_explained_by_the_largest_group_that_no_segment_takes() {
    let rest = "  - {name: rest, where: industry is not null, scores: {impact: 6, confidence: 9, ease: 9}}\ndefault:";
    let closed = GAP.replace("default:", rest);
    let leads = "industry,employees,rival\nLogistics,5,no\n,5,no\nRetail,5,no\n";
    let folder = folder_with(&[
        ("gap.yaml", GAP),
        ("closed.yaml", &closed),
        ("leads.csv", leads),
    ]);
    let explain = |plan, more: &[&str]| {
        let all = [&["explain", plan, "General newsletter"], more].concat();
        segplan_in(folder.path(), &all).code(0)
    };
    let text = explain("gap.yaml", &["--leads", "leads.csv"]).stdout;
    let told = "\
Some leads go here although nothing about them is missing: they fit no ranked segment.

The largest group of them found: leads for which all of this is true
  industry is none of 'Retail', 'Software'
  employees is at most 300
";
    assert!(text.contains(told), "{text}");
    assert!(
        text.contains("2 leads go here, 1 of them because an attribute is empty."),
        "{text}"
    );
    let json = explain("gap.yaml", &["--format", "json"]).json();
    assert_eq!(json["schema"], "segplan/explain-default/v1");
    let known = &json["known"];
    assert_eq!(known["is"], "region");
    assert_eq!(
        known["where"],
        "industry not in ('Retail', 'Software') and employees <= 300"
    );
    let text = explain("closed.yaml", &[]).stdout;
    let told = "Only leads with a missing value go here: all others fit a ranked segment.";
    assert!(text.contains(told), "{text}");
    let json = explain("closed.yaml", &["--format", "json"]).json();
    assert_eq!(
        (&json["known"]["is"], &json["known"]["where"]),
        (&"nothing".into(), &Value::Null)
    );
    let wrong = segplan_in(folder.path(), &["explain", "gap.yaml", "newsleter"]).code(2);
    assert!(wrong.stderr.contains("newsletter"), "{}", wrong.stderr);
}
