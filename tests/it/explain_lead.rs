//! `segplan explain --lead`: what it says of a lead is what `resolve` does with it.

use std::fs;

use crate::common::{Run, folder_with, root, segplan_in};

fn explain(folder: &std::path::Path, key: &str, leads: &str, rest: &[&str]) -> Run {
    let command = [
        "explain",
        "plan.yaml",
        "--lead",
        key,
        leads,
        "--draws",
        "10",
    ];
    segplan_in(folder, &[&command[..], rest].concat())
}

/// Every 40th lead of the example, as CSV and as Parquet, against the file that `resolve` writes.
#[test]
fn a_lead_gets_what_resolve_gives_it() {
    let folder = folder_with(&[]);
    let path = folder.path();
    let plans = root().join("plans");
    fs::copy(plans.join("quarterly.yaml"), path.join("plan.yaml")).unwrap();
    fs::copy(plans.join("leads.csv"), path.join("leads.csv")).unwrap();
    let resolve = ["resolve", "plan.yaml", "leads.csv", "--quiet"];
    let keep = ["-o", "leads.parquet", "--keep-columns"];
    segplan_in(path, &[&resolve[..], &keep].concat()).code(0);
    segplan_in(path, &[&resolve[..], &["-o", "resolved.csv"]].concat()).code(0);
    let resolved = fs::read_to_string(path.join("resolved.csv")).unwrap();
    let mut excluded = 0;
    for row in resolved.lines().skip(1).step_by(40) {
        let cells: Vec<&str> = row.split(',').collect();
        let [key, segment, _, also] = cells[..] else {
            panic!("{row}");
        };
        for table in ["leads.csv", "leads.parquet"] {
            let told = explain(path, key, table, &["--format", "json"])
                .code(0)
                .json();
            assert_eq!(told["schema"], "segplan/explain-lead/v1");
            assert_eq!(told["segment"].as_str().unwrap_or(""), segment, "{row}");
            if segment.is_empty() {
                assert_eq!(told["exclude"]["excluded"], true, "{row}");
                excluded += 1;
                continue;
            }
            let fits = told["segments"].as_array().unwrap().iter();
            let fits = fits.filter(|one| one["fits"] == true);
            let fits: Vec<&str> = fits.map(|one| one["segment"].as_str().unwrap()).collect();
            let also = also.split(';').filter(|name| !name.is_empty());
            let expected: Vec<&str> = [segment].into_iter().chain(also).collect();
            match fits.is_empty() {
                true => assert_eq!(segment, told["segment"], "{row}"),
                false => assert_eq!(fits, expected, "{row} in {table}"),
            }
        }
    }
    assert!(excluded > 0);
}

const PLAN: &str = "\
title: Few
as_of: 2027-01-04
leads: {exclude: staff = 0}
attributes:
  seen: {type: date, format: '%d.%m.%Y'}
  staff: {type: integer, missing: ['-1']}
segments:
  - {name: late, where: days_since(seen) > 30, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: large, where: staff > 100 or city = 'Oslo', scores: {impact: 8, confidence: 8, ease: 8}}
";

const LEADS: &str = "\
seen,staff,city
01.12.2026,200,Bergen
01.01.2027,200,Bergen
,-1,Bergen
01.01.2027,0,Oslo
01.01.2027,many,Oslo
";

#[test]
fn a_lead_is_explained_test_by_test() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", LEADS)]);
    let path = folder.path();
    let told = |row: &str| explain(path, row, "leads.csv", &[]).code(0).stdout;
    insta::assert_snapshot!([told("1"), told("2"), told("3"), told("4")].join("\n"));
    let wrong = explain(path, "5", "leads.csv", &[]).code(2).stderr;
    assert!(
        wrong.contains(
            "leads.csv, the lead 5: column staff should hold a whole number but holds 'many'"
        ),
        "{wrong}"
    );
    let nobody = explain(path, "6", "leads.csv", &[]).code(2).stderr;
    assert!(nobody.contains("leads.csv: there is no row 6"), "{nobody}");
    let plan = explain(path, "1", "plan.yaml", &[]).code(2).stderr;
    assert!(
        plan.contains("write `segplan explain plan.yaml --lead 1 LEADS`"),
        "{plan}"
    );
}

#[test]
fn the_first_of_several_rows_with_a_key_is_explained() {
    let plan = PLAN.replace("leads: {", "leads: {key: city, ");
    let folder = folder_with(&[("plan.yaml", &plan), ("leads.csv", LEADS)]);
    let told = explain(folder.path(), "Bergen", "leads.csv", &[])
        .code(0)
        .stdout;
    assert!(told.contains("3 rows have this key"), "{told}");
    assert!(told.contains("(leads.csv, row 1)"), "{told}");
}
