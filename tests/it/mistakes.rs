//! What the program says of plans as people get them wrong. Each file of `tests/mistakes` holds
//! small plans, each after a line `=== what is wrong`; its snapshot shows what is said of them.

use std::fmt::Write;
use std::fs;

use crate::common::{root, segplan_in};

#[test]
fn plans_that_are_no_yaml() {
    insta::assert_snapshot!(said_of("syntax"));
}

#[test]
fn keys_that_are_unknown_missing_or_twice() {
    insta::assert_snapshot!(said_of("keys"));
}

#[test]
fn values_of_the_wrong_kind() {
    insta::assert_snapshot!(said_of("values"));
}

#[test]
fn policy_that_cannot_be() {
    insta::assert_snapshot!(said_of("policy"));
}

#[test]
fn conditions_however_they_are_written() {
    insta::assert_snapshot!(said_of("conditions"));
}

#[test]
fn what_was_pasted_or_written_as_elsewhere() {
    insta::assert_snapshot!(said_of("pasted"));
}

/// Each plan of a file, by what is wrong with it, and what `check` says of it at 80 columns.
fn said_of(file: &str) -> String {
    let cases = fs::read_to_string(root().join(format!("tests/mistakes/{file}.txt"))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut said = String::new();
    for case in cases.split("=== ").skip(1) {
        let (title, plan) = case.split_once('\n').unwrap();
        fs::write(folder.path().join("plan.yaml"), plan).unwrap();
        let run = segplan_in(folder.path(), &["check", "plan.yaml", "--width", "80"]);
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (1, ""),
            "{title}: {run:#?}"
        );
        assert!(run.stdout.starts_with("error["), "{title}: {run:#?}");
        writeln!(said, "=== {title}\n{}", run.stdout).unwrap();
    }
    said
}
