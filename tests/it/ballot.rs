//! `segplan ballot`: what a scorer gets to fill in.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use crate::common::sheets::rows;
use crate::common::{folder_with, segplan_in};

const PLAN: &str = "\
title: Spring
scoring: {scale: {min: 1, max: 5}}
scorers:
  ana: {label: Ana (Sales)}
  bram: {criteria: [effort]}
segments:
  - {name: partners, description: Firms that resell, scores: {impact: 5, confidence: 4, effort: 2}}
  - {name: guests, label: '=Guests', panel: {ana: {impact: 3, confidence: 3, effort: 3}}}
  - {name: alumni, scores: {impact: 4, confidence: 4, effort: 1}}
  - {name: founders, scores: {impact: 2, confidence: 2, effort: 5}}
";

/// The text of a file inside a workbook.
fn part(file: &Path, name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn everyone_gets_a_ballot_of_what_they_score_and_of_nobody_elses_scores() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    let run = segplan_in(at, &["ballot", "plan.yaml", "--all", "-o", "ballots"]).code(0);
    assert_eq!(
        run.stdout,
        "2 ballots are in ballots: ana.xlsx and bram.xlsx\n\
         Next, when they are filled in: segplan collect plan.yaml ballots\n"
    );
    let rows = rows(&at.join("ballots/bram.xlsx"), 0);
    let texts: Vec<&str> = rows.iter().flatten().map(String::as_str).collect();
    assert!(texts.contains(&"Effort") && !texts.contains(&"Impact"));
    assert!(texts.contains(
        &"How much time, effort and tooling would it take?\n1 = hardly any\n5 = a great deal"
    ));
    assert!(texts.contains(&"Firms that resell") && texts.contains(&"=Guests"));
    assert!(
        texts.iter().all(|text| text.parse::<f64>().is_err()),
        "{texts:?}"
    );
}

#[test]
fn only_the_answers_of_a_workbook_can_be_changed_and_they_are_chosen_from_lists() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    segplan_in(
        at,
        &[
            "ballot",
            "plan.yaml",
            "--scorer",
            "bram",
            "-o",
            "b.xlsx",
            "--duels",
        ],
    )
    .code(0);
    let sheet = part(&at.join("b.xlsx"), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""));
    assert!(
        sheet.contains("<formula1>\"1,2,3,4,5,don't know\"</formula1>"),
        "{sheet}"
    );
    assert!(sheet.contains("<formula1>\"sure,roughly,unsure\"</formula1>"));
    let styles = part(&at.join("b.xlsx"), "xl/styles.xml");
    assert_eq!(styles.matches("<protection locked=\"0\"/>").count(), 1);
    let duels = part(&at.join("b.xlsx"), "xl/worksheets/sheet2.xml");
    assert!(duels.contains("<formula1>$A$6:$B$6</formula1>"), "{duels}");
}

#[test]
fn the_order_is_each_scorers_own_and_the_same_again() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    let ballot = |scorer: &str, seed: &str, file: &str| {
        let run = [
            "ballot",
            "plan.yaml",
            "--scorer",
            scorer,
            "--seed",
            seed,
            "-o",
            file,
        ];
        segplan_in(at, &run).code(0);
        fs::read(at.join(file)).unwrap()
    };
    let order = |text: Vec<u8>| -> Vec<String> {
        let text = String::from_utf8(text).unwrap();
        let rows = text
            .lines()
            .skip_while(|line| !line.starts_with("Segment"))
            .skip(1);
        rows.map(|row| row.split(',').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ballot("ana", "1", "a.xlsx"), ballot("ana", "1", "b.xlsx"));
    let orders = [("ana", "1"), ("bram", "1"), ("ana", "2")]
        .map(|(scorer, seed)| order(ballot(scorer, seed, &format!("{scorer}{seed}.csv"))));
    assert_ne!(orders[0], orders[1]);
    assert_ne!(orders[0], orders[2]);
    assert!(
        orders[0].contains(&"'=Guests".to_owned()),
        "a formula is disarmed: {orders:?}"
    );
    for mut order in orders {
        order.sort();
        assert_eq!(order, ["'=Guests", "Alumni", "Founders", "Partners"]);
    }
}

#[test]
fn a_ballot_that_may_be_filled_in_is_not_overwritten() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    fs::create_dir(at.join("ballots")).unwrap();
    fs::write(at.join("ballots/bram.xlsx"), "filled in").unwrap();
    let run = segplan_in(at, &["ballot", "plan.yaml", "--all", "-o", "ballots"]).code(2);
    assert!(run.stderr.contains("ballots/bram.xlsx exists"), "{run:#?}");
    assert!(!at.join("ballots/ana.xlsx").exists(), "all or none");
    assert_eq!(
        fs::read(at.join("ballots/bram.xlsx")).unwrap(),
        b"filled in"
    );
}

#[test]
fn who_is_no_scorer_gets_none() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("free.yaml", crate::common::TWO)]);
    let at = folder.path();
    let told = |arguments: &[&str]| segplan_in(at, arguments).code(2).stderr;
    let unknown = told(&["ballot", "plan.yaml", "--scorer", "Anna", "-o", "a.xlsx"]);
    assert!(
        unknown.contains("\"Anna\" is not one of the plan's scorers"),
        "{unknown}"
    );
    assert!(unknown.contains("did you mean ana?"), "{unknown}");
    let nobody = told(&["ballot", "free.yaml", "--all", "-o", "x"]);
    assert!(nobody.contains("the plan names no scorers"), "{nobody}");
    let ending = told(&["ballot", "free.yaml", "--scorer", "ana", "-o", "ana.pdf"]);
    assert!(ending.contains("write -o ana.xlsx"), "{ending}");
    segplan_in(
        at,
        &[
            "ballot",
            "plan.yaml",
            "--scorer",
            "ana (sales)",
            "-o",
            "a.xlsx",
        ],
    )
    .code(0);
}
