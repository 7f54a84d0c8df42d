//! Numbers and answers as other countries write them: `decimal`, `true` and `false` of an attribute.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{folder_with, segplan_in, write_texts};

const PLAN: &str = "\
title: Nordwind
as_of: 2027-01-04
leads: {key: id, value: worth, reachable: mail}
attributes:
  staff: {type: integer}
  worth: {type: number, missing: ['0']}
  mail: {type: boolean}
segments:
  - {name: large, where: staff >= 1000 or worth > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: listed, where: 'staff in (5, 12) and mail', scores: {impact: 7, confidence: 7, ease: 7}}
";

const LEADS: &str = "\
id,staff,worth,mail
a,1200,1234.5,yes
b,5,999.25,no
c,12,0,yes
d,,-1200000.75,yes
e,1000,.5,
";

/// The same leads as a German export has them.
const GERMAN: &str = "\
id;staff;worth;mail
a;1.200;1.234,50;ja
b;5;999,25;NEIN
c;12,0;0,00; Ja
d;;-1.200.000,75;ja
e;1.000;,5;
";

fn german_plan() -> String {
    PLAN.replace("integer}", "integer, decimal: ','}")
        .replace("number,", "number, decimal: ',',")
        .replace("boolean}", "boolean, true: [ja], false: [nein]}")
}

fn audit(folder: &Path, plan: &str, leads: &str) -> Value {
    let audit = ["audit", plan, leads, "--draws", "10", "--format", "json"];
    segplan_in(folder, &audit).code(0).json()
}

#[test]
fn a_german_table_says_what_its_english_twin_says() {
    let german = german_plan();
    let folder = folder_with(&[
        ("plan.yaml", PLAN),
        ("german.yaml", &german),
        ("leads.csv", LEADS),
        ("german.csv", GERMAN),
    ]);
    let path = folder.path();
    write_texts(&path.join("german.parquet"), GERMAN, ';');
    let expected = audit(path, "plan.yaml", "leads.csv");
    assert_eq!(expected["segments"][0]["matched"], 2);
    assert_eq!(expected["segments"][1]["matched"], 1);
    for table in ["german.csv", "german.parquet"] {
        assert_eq!(audit(path, "german.yaml", table), expected, "{table}");
        for key in ["a", "b", "c", "d", "e"] {
            let explain = |plan, table| {
                let explain = ["explain", plan, "--lead", key, table, "--draws", "10"];
                let told = segplan_in(path, &[&explain[..], &["--format", "json"]].concat());
                let told = told.code(0).json();
                let tests = |one: &Value| one["tests"].as_array().unwrap().clone();
                let tests = told["segments"].as_array().unwrap().iter().flat_map(tests);
                let answers = tests.map(|test| (test["missing"].clone(), test["answer"].clone()));
                answers.collect::<Vec<_>>()
            };
            assert_eq!(
                explain("german.yaml", table),
                explain("plan.yaml", "leads.csv"),
                "{key} of {table}"
            );
        }
        segplan_in(
            path,
            &["resolve", "german.yaml", table, "-o", "out.csv", "--quiet"],
        )
        .code(0);
        let resolved = fs::read_to_string(path.join("out.csv")).unwrap();
        assert!(
            resolved.replace(';', ",").contains("c,listed,2,"),
            "{resolved}"
        );
    }
    let masks = ["audit", "german.yaml", "german.csv", "--masks", "masks.csv"];
    segplan_in(path, &masks).code(0);
    let again = ["audit", "plan.yaml", "--from-masks", "masks.csv"];
    let refused = segplan_in(path, &again).code(2).stderr;
    assert!(
        refused.contains("the words for true in `mail` are now none"),
        "{refused}"
    );
}

#[test]
fn a_number_that_could_be_two_is_refused_with_both() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", LEADS)]);
    let path = folder.path();
    let says = |plan: &str, cell: &str, expected: &str| {
        fs::write(path.join("plan.yaml"), plan).unwrap();
        let cell = format!("\"{cell}\"");
        fs::write(path.join("leads.csv"), LEADS.replace("1234.5", &cell)).unwrap();
        let refused = segplan_in(path, &["audit", "plan.yaml", "leads.csv"])
            .code(2)
            .stderr;
        assert!(refused.contains(expected), "{refused}");
    };
    says(
        PLAN,
        "1,500",
        "write `decimal: \".\"` under worth if it means 1500, or `decimal: \",\"` under worth if it means 1.5",
    );
    says(
        PLAN,
        "1.234,50",
        "write `decimal: \",\"` under worth if it means 1234.5",
    );
    says(
        PLAN,
        "1.23.4",
        "write a number; if the word means that the value is missing",
    );
    says(
        &PLAN.replace("number,", "number, decimal: ',',"),
        "1,234.50",
        "write `decimal: \".\"` under worth if it means 1234.5",
    );
    says(
        &PLAN.replace("  worth: {type: number, missing: ['0']}\n", ""),
        "1.234,50",
        "write `worth: {type: number, decimal: \",\"}` under `attributes` if it means 1234.5",
    );
    let folder = folder_with(&[
        ("plan.yaml", PLAN),
        ("leads.csv", &LEADS.replace("yes", "ja")),
    ]);
    let refused = segplan_in(folder.path(), &["audit", "plan.yaml", "leads.csv"])
        .code(2)
        .stderr;
    let help = "write true or false, or list it under `true` or `false` of mail";
    assert!(refused.contains(help), "{refused}");
}

/// A stated sign answers the question that the flag asks.
#[test]
fn a_stated_decimal_sign_settles_what_three_digits_mean() {
    let leads = "id,staff,worth,mail\na,1,1.500,yes\nb,2,2.250,no\n";
    let folder = folder_with(&[("leads.csv", leads)]);
    let path = folder.path();
    let total = |plan: &str| {
        fs::write(path.join("plan.yaml"), plan).unwrap();
        let told = audit(path, "plan.yaml", "leads.csv");
        let flags = told["findings"].as_array().unwrap().iter();
        let warned = flags.filter(|one| one["flag"] == "thousands-point").count();
        (
            warned,
            told["default"]["value"].clone(),
            told["segments"][0]["matched"].clone(),
        )
    };
    let with = |sign: &str| PLAN.replace("number,", &format!("number, decimal: '{sign}',"));
    assert_eq!(total(PLAN).0, 1);
    assert_eq!((total(&with(".")).0, total(&with(".")).2), (0, 0.into()));
    assert_eq!((total(&with(",")).0, total(&with(",")).2), (0, 2.into()));
}
