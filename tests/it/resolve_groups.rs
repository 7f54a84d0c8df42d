//! Control groups of `segplan resolve`, from outside.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, folder_with, segplan_in};

const PLAN: &str = "\
title: By hand
as_of: 2027-01-04
leads: {key: id, outcome: won, exclude: staff > 9000}
attributes:
  won: {type: boolean}
segments:
  - {name: plant_managers, where: staff > 1000, expected_lift: 0.9, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: small, where: staff < 10, scores: {impact: 7, confidence: 7, ease: 7}}
default: {name: rest}
";

/// `L-7` is held out by the salt q1-2027, `L-15` where each segment draws its own group.
const LEADS: &str = "\
id,staff,won
L-1,2000,yes
L-7,2000,no
L-7,5,no
L-15,2000,no
,5,no
L-9,9500,no
";

fn resolve(folder: &Path, rest: &[&str]) -> Run {
    let arguments = [
        &["resolve", "plan.yaml", "leads.csv"],
        rest,
        &["--draws", "100"],
    ]
    .concat();
    segplan_in(folder, &arguments)
}

fn hold_out(folder: &Path, rest: &[&str]) -> Run {
    resolve(
        folder,
        &[&["--holdout", "10%", "--salt", "q1-2027"], rest].concat(),
    )
}

#[test]
fn leads_with_a_key_and_a_segment_are_drawn() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", LEADS)]);
    let run = hold_out(folder.path(), &["--output", "out.csv"]).code(0);
    assert_eq!(
        fs::read_to_string(folder.path().join("out.csv")).unwrap(),
        "id,segment,priority,also_matches,group\n\
         L-1,plant_managers,1,,message\n\
         L-7,plant_managers,1,,control\n\
         L-7,small,2,,control\n\
         L-15,plant_managers,1,,message\n\
         ,small,2,,\n\
         L-9,,,,\n"
    );
    for said in [
        "2 of 4 leads (50 %) are held out; 2 leads get the message. The column group says who.",
        "1 lead has no key, so it is in neither group.",
        "The salt q1-2027 gives the same groups again",
        "199999999999a.",
        "\n  leads:\n    control: group = 'control'\n    control_share: 0.1\n",
    ] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    let long = hold_out(folder.path(), &["-o", "-", "--long", "--per-segment"]).code(0);
    assert_eq!(
        long.stdout,
        "id,segment,priority,primary,group\n\
         L-1,plant_managers,1,true,message\n\
         L-7,plant_managers,1,true,message\n\
         L-7,small,2,true,message\n\
         L-15,plant_managers,1,true,control\n\
         ,small,2,true,\n"
    );
}

/// However the table grows and in whatever order, and in whatever form it is written.
#[test]
fn the_same_salt_gives_the_same_groups() {
    let table = |keys: &mut dyn Iterator<Item = u32>| {
        let mut text = "id,staff,won\n".to_owned();
        for key in keys {
            writeln!(text, "L-{key},{},yes", key % 3 * 1000).unwrap();
        }
        text
    };
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let path = folder.path();
    let groups = |leads: &str| {
        fs::write(path.join("leads.csv"), leads).unwrap();
        let run = hold_out(path, &["-o", "-", "--primary-only"]).code(0);
        let mut lines: Vec<String> = run.stdout.lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let few = groups(&table(&mut (0..500)));
    let many = groups(&table(&mut (0..2000).rev()));
    assert!(few.iter().all(|line| many.binary_search(line).is_ok()));
    let held = many
        .iter()
        .filter(|line| line.ends_with(",control"))
        .count();
    assert!((150..250).contains(&held), "{held}");
    hold_out(path, &["-o", "out.parquet", "--primary-only"]).code(0);
    let plan = PLAN.replace("key: id,", "key: id, control: group = 'control',");
    fs::write(path.join("marked.yaml"), plan).unwrap();
    let audit = ["audit", "marked.yaml", "out.csv", "--format", "json"];
    hold_out(path, &["-o", "out.csv", "--keep-columns"]).code(0);
    let counted = segplan_in(path, &audit).code(0).json();
    assert_eq!(counted["control"], held);
}

#[test]
fn the_plan_s_own_control_group_is_marked() {
    let plan = PLAN.replace("key: id,", "key: id, control: arm = 'none',");
    let leads = "id,staff,won,arm\na,2000,yes,none\nb,2000,yes,all\nc,2000,yes,\nd,9500,yes,none\n";
    let folder = folder_with(&[("plan.yaml", &plan), ("leads.csv", leads)]);
    let written = |rest: &[&str]| resolve(folder.path(), rest).code(0).stdout;
    assert_eq!(
        written(&["-o", "-", "--primary-only"]),
        "id,segment,priority,group\n\
         a,plant_managers,1,control\n\
         b,plant_managers,1,message\n\
         c,plant_managers,1,\n\
         d,,,\n"
    );
    let titled = written(&["-o", "-", "--keep-columns", "--group-column", "test group"]);
    assert!(titled.starts_with("id,staff,won,arm,segment,priority,also_matches,test group\n"));
}

#[test]
fn what_cannot_be_drawn_is_refused_with_what_to_write() {
    let leads = LEADS
        .replace("won\n", "won,group\n")
        .replace("yes\n", "yes,x\n");
    let leads = leads.replace("no\n", "no,x\n");
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &leads)]);
    let path = folder.path();
    let refused = |run: Run, part: &str| {
        let run = run.code(2);
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    };
    refused(
        hold_out(path, &["-o", "out.csv", "--keep-columns"]),
        "--group-column test_group",
    );
    let renamed = ["-o", "out.csv", "--keep-columns", "--group-column", "q1"];
    hold_out(path, &renamed).code(0);
    refused(
        hold_out(path, &["-o", "out.csv", "--group-column", "segment"]),
        "a column segment",
    );
    refused(
        resolve(path, &["-o", "out.csv", "--group-column", "q1"]),
        "--holdout 10% --salt",
    );
    refused(
        resolve(path, &["-o", "out.csv", "--holdout", "10%"]),
        "--salt",
    );
    for share in ["10", "0%", "100%", "ten%"] {
        let run = resolve(path, &["-o", "out.csv", "--holdout", share, "--salt", "x"]);
        refused(run, "as in 10%");
    }
    fs::write(path.join("plan.yaml"), PLAN.replace("key: id, ", "")).unwrap();
    refused(hold_out(path, &["-o", "out.csv"]), "leads: {key: lead_id}");
}

/// Half the leads would show a lift of 90 %; a twentieth of them does not.
#[test]
fn a_group_too_small_for_the_expected_lift_is_named() {
    let mut leads = "id,staff,won\n".to_owned();
    for key in 0..2000 {
        writeln!(
            leads,
            "L-{key},2000,{}",
            if key % 20 == 0 { "yes" } else { "no" }
        )
        .unwrap();
    }
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &leads)]);
    let said = |share: &str| {
        let draw = ["-o", "out.csv", "--holdout", share, "--salt", "q1-2027"];
        resolve(folder.path(), &draw).code(0).stdout
    };
    let few = said("5%");
    let line = "Plant managers: 111 held out can show a lift of 165 % or more; 90 % is expected";
    assert!(few.contains(line), "{few}");
    let many = said("50%");
    assert!(!many.contains("Too few are held out"), "{many}");
}
