//! `segplan review --design`, from outside.

use crate::common::{folder_with, segplan, segplan_in};

const DESIGN: [&str; 4] = [
    "review",
    "plans/quarterly.yaml",
    "plans/leads.csv",
    "--design",
];

fn design(rest: &[&str]) -> crate::common::Run {
    segplan(&[&DESIGN[..], rest].concat())
}

#[test]
fn the_page_says_what_can_be_shown_and_what_to_type_next() {
    let text = design(&["--width", "80", "--share", "20%"]).code(0).stdout;
    for told in [
        "With 20 % held out, all segments together show a lift of ",
        "Of 5 segments with an expected lift, none has enough leads today to show it.",
        "What the expected lifts take",
        "Leads needed for a lift of",
        "-o assigned.csv --holdout 20% --salt q1-2027",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let markdown = design(&["--format", "markdown"]).code(0).stdout;
    assert!(
        markdown.contains("| All segments together | 1,613 |"),
        "{markdown}"
    );
    assert!(
        markdown.contains("--holdout 10%"),
        "the usual share: {markdown}"
    );
}

#[test]
fn the_data_has_every_figure() {
    let json = design(&["--format", "json", "--share", "50%"])
        .code(0)
        .json();
    assert_eq!(json["schema"], "segplan/design/v1");
    let one = &json["segments"][0];
    assert_eq!(
        (&one["segment"], &one["won"]),
        (&"active_researchers".into(), &408.into())
    );
    // power.prop.test(p1 = 24/399, p2 = 1.2 * 24/399, power = .8): n = 6700.4 a group
    assert_eq!(one["expected"]["leads_needed"], 2 * 6701);
    let lifts = one["lifts"].as_array().unwrap();
    let needed: Vec<u64> = lifts
        .iter()
        .map(|one| one["leads_needed"].as_u64().unwrap())
        .collect();
    assert!(needed.is_sorted_by(|less, more| less > more), "{needed:?}");
    assert_eq!(lifts[2]["leads_needed"], one["expected"]["leads_needed"]);
}

#[test]
fn without_known_outcomes_it_says_what_to_name() {
    let plan = "title: T\nsegments:\n  - {name: a, where: x > 1, scores: {impact: 5, confidence: 5, ease: 5}}\n";
    let folder = folder_with(&[("plan.yaml", plan), ("leads.csv", "x\n2\n3\n")]);
    let run = |rest: &[&str]| {
        let arguments = [&["review", "plan.yaml", "leads.csv", "--design"], rest].concat();
        segplan_in(folder.path(), &arguments)
    };
    let text = run(&[]).code(0).stdout;
    assert!(
        text.contains("no lead that a segment wins has a known outcome"),
        "{text}"
    );
    assert_eq!(
        run(&["--format", "json"]).code(0).json()["overall"]["rate"],
        serde_json::Value::Null
    );
    let both = run(&["--assigned", "leads.csv"]).code(2).stderr;
    assert!(both.contains("--assigned"), "{both}");
}
