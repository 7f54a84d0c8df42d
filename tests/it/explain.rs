//! `segplan explain`, from outside.

use std::fmt::Write;
use std::fs;

use crate::common::{segplan, segplan_in};

#[test]
fn a_candidate_is_known_by_name_and_by_label() {
    let by_name = segplan(&["explain", "plans/quarterly.yaml", "operations_leaders"]).code(0);
    let by_label = segplan(&["explain", "plans/quarterly.yaml", "Operations leaders"]).code(0);
    assert_eq!(by_name.stdout, by_label.stdout);
    let unknown = segplan(&["explain", "plans/quarterly.yaml", "operation_leaders"]).code(2);
    assert!(
        unknown.stderr.contains("did you mean operations_leaders?"),
        "{unknown:#?}"
    );
}

#[test]
fn the_numbers_are_shown_with_where_they_come_from() {
    let text = segplan(&["explain", "plans/quarterly.yaml", "operations_leaders"]).stdout;
    assert!(
        text.contains("8 × 6 × 7 = 336 of 1,000, equivalent to 7.0 on every score"),
        "{text}"
    );
    assert!(text.contains("Who fits"));
    let panel = segplan(&["explain", "plans/workshop.yaml", "career_changers"]).stdout;
    assert!(panel.contains("the median of 5 scorers (ana 9, bram 3, chidi 8, dora 3, emil 9)"));
    let effort = segplan(&["explain", "plans/consultant.yaml", "vip"]).stdout;
    assert!(effort.contains(" / "), "{effort}");
}

/// "I don't know" is no score: the others' median counts, and who said it is named.
#[test]
fn a_scorer_who_does_not_know_is_named() {
    let folder = tempfile::TempDir::new().unwrap();
    let plan = "title: t\nsegments:\n  - name: a\n    scores: {confidence: 5, ease: 5}\n    panel:\n      \
                ana: {impact: 4}\n      bram: {impact: 8}\n      chidi: {impact: Unknown}\n";
    fs::write(folder.path().join("plan.yaml"), plan).unwrap();
    let text = segplan_in(folder.path(), &["explain", "plan.yaml", "a"]).code(0);
    let told = "6, the median of 2 scorers (ana 4, bram 8, chidi doesn't know)";
    assert!(text.stdout.contains(told), "{text:#?}");
}

#[test]
fn every_candidate_of_a_plan_can_be_explained_ranked_or_not() {
    let few = ["--draws", "200"]; // enough where only the words count
    for plan in [
        crate::common::yaml_files("plans"),
        crate::common::yaml_files("templates"),
    ]
    .concat()
    {
        let rank = ["rank", &plan, "--format", "json"];
        let json = segplan(&[&rank[..], &few].concat()).code(0).json();
        for (list, words) in [
            ("ranking", "Rank "),
            ("parked", "Parked"),
            ("unscored", "Not ranked"),
        ] {
            for row in json[list].as_array().unwrap() {
                let name = row["segment"].as_str().unwrap();
                let explain = ["explain", &plan, name];
                let text = segplan(&[&explain[..], &few].concat()).code(0).stdout;
                assert!(text.lines().nth(1).unwrap().starts_with(words), "{text}");
            }
        }
    }
}

#[test]
fn a_segment_without_a_definition_meets_nobody_in_the_overlap() {
    let text = |segment| {
        segplan(&["explain", "plans/quarterly.yaml", segment])
            .code(0)
            .stdout
    };
    assert!(!text("key_accounts").contains("In the overlap"));
    let second = text("active_researchers");
    assert!(second.contains("It wins every lead that fits"), "{second}");
}

/// Only segments that a lead can fit as well are named, so nobody looks for leads that cannot be.
#[test]
fn segments_that_share_no_lead_are_not_said_to_share_some() {
    let folder = tempfile::TempDir::new().unwrap();
    let plan = "\
title: Neighbors
segments:
  - {name: shops, where: industry = 'Retail', scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: makers, where: industry = 'Manufacturing', scores: {impact: 8, confidence: 8, ease: 8}}
  - {name: large, where: employees > 300, scores: {impact: 7, confidence: 7, ease: 7}}
  - {name: hospitals, where: industry = 'Healthcare', scores: {impact: 6, confidence: 6, ease: 6}}
";
    fs::write(folder.path().join("plan.yaml"), plan).unwrap();
    let overlap = |segment| {
        let text = segplan_in(folder.path(), &["explain", "plan.yaml", segment]).code(0);
        let (_, overlap) = text.stdout.split_once("In the overlap\n").unwrap();
        let lines: Vec<&str> = overlap.lines().take(2).map(str::trim).collect();
        lines.join(" ")
    };
    assert_eq!(
        overlap("shops"),
        "It wins every lead that fits. It takes leads that also fit Large."
    );
    assert_eq!(
        overlap("makers"),
        "It wins every lead that fits: no lead can fit it and a segment above it. It takes leads that \
         also fit Large."
    );
    assert_eq!(
        overlap("large"),
        "Leads that also fit Shops or Makers go there. It takes leads that also fit Hospitals."
    );
    assert_eq!(
        overlap("hospitals"),
        "Leads that also fit Large go there. It takes no leads from others."
    );
}

/// Each change that is told is made in the plan, and the plan is ranked again.
#[test]
fn the_changes_it_names_do_what_it_says() {
    let scores = [
        ("a", [8, 6, 7]),
        ("b", [7, 6, 7]),
        ("c", [5, 5, 5]),
        ("d", [9, 2, 2]),
    ];
    let write = |scores: &[(&str, [u32; 3])]| {
        let mut text = String::from("title: t\nas_of: 2027-01-04\nsegments:\n");
        for (name, [i, c, e]) in scores {
            writeln!(
                text,
                "  - {{name: {name}, scores: {{impact: {i}, confidence: {c}, ease: {e}}}}}"
            )
            .unwrap();
        }
        text
    };
    let folder = tempfile::tempdir().unwrap();
    let order = |scores: &[(&str, [u32; 3])]| -> Vec<String> {
        fs::write(folder.path().join("p.yaml"), write(scores)).unwrap();
        let json = segplan_in(folder.path(), &["order", "p.yaml", "--format", "json"])
            .code(0)
            .json();
        let rows = json["order"].as_array().unwrap().iter();
        rows.map(|row| row["segment"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut tried = 0;
    for (name, _) in scores {
        order(&scores);
        let text = segplan_in(folder.path(), &["explain", "p.yaml", name])
            .code(0)
            .stdout;
        for line in text
            .lines()
            .filter(|line| line.contains(" and ") && line.contains("overtakes"))
        {
            // "Raise Impact of B from 7 to 9 and it overtakes A"
            let words: Vec<&str> = line.split_whitespace().collect();
            let criterion = ["Impact", "Confidence", "Ease"]
                .iter()
                .position(|one| *one == words[1])
                .unwrap();
            let changed = words[3].to_lowercase();
            let to: u32 = words[7].parse().unwrap();
            let other = words.last().unwrap().to_lowercase();
            let mut after = scores;
            let row = after.iter_mut().find(|(name, _)| *name == changed).unwrap();
            row.1[criterion] = to;
            let (before, after) = (order(&scores), order(&after));
            let place =
                |order: &[String], name: &str| order.iter().position(|one| one == name).unwrap();
            let (upper, lower) = if line.contains("and it overtakes") {
                (other.clone(), changed.clone())
            } else {
                (changed.clone(), words[9].to_lowercase())
            };
            assert!(place(&before, &upper) < place(&before, &lower), "{line}");
            assert!(place(&after, &lower) < place(&after, &upper), "{line}");
            tried += 1;
        }
    }
    assert!(tried >= 6, "only {tried} changes were told");
}

#[test]
fn programs_read_the_same_of_a_candidate() {
    let plan = "plans/quarterly.yaml";
    let rank = segplan(&["rank", plan, "--format", "json"]).code(0).json();
    let explained = |more: &[&str]| {
        let words = ["explain", plan, "dormant", "--format", "json"];
        segplan(&[&words[..], more].concat()).code(0).json()
    };
    let json = explained(&[]);
    assert_eq!(json["schema"], "segplan/explain/v1");
    let row = &rank["ranking"][10];
    for key in [
        "segment",
        "rank",
        "score",
        "certainty",
        "qualifiers_met",
        "flags",
    ] {
        assert_eq!(json["candidate"][key], row[key], "{key}");
    }
    assert!(
        json["workings"]
            .as_str()
            .unwrap()
            .contains(" = 162 of 1,000")
    );
    assert_eq!(json["qualifiers"].as_array().unwrap().len(), 5);
    assert!(json["definition"]["where"].is_string() && json["leads"].is_null());
    let leads = &explained(&["--leads", "plans/leads.csv"])["leads"];
    assert_eq!(
        (&leads["matched"], &leads["won"]),
        (&219.into(), &31.into())
    );
}
