//! `segplan review --suggest` and `--apply`, from outside.

use std::fs;
use std::path::Path;

use crate::common::{folder_with, segplan_in};

/// A plan full of comments, with a segment for each kind of suggestion.
const PLAN: &str = "\
# The board's wording.
title: Plan          # fourth quarter
as_of: 2027-01-04
leads: {key: id, outcome: won, control: arm = 'none'}  # drawn in October

order:
  pin:               # by decision
    - {segment: tiny, rank: 5, because: Too few}   # they are few

segments:
  # First by scores.
  - name: broad
    where: size > 1    # nearly everyone
    scores: {impact: 9, confidence: 9, ease: 9}  # workshop
  - name: sharp
    where: visits > 5
    notes: From the March workshop.   # kept
    scores: {impact: 8, confidence: 8, ease: 8}
  - name: hyped
    where: sector = 'Hyped'
    expected_lift: 3                  # a bold hope
    scores: {impact: 7, confidence: 9, ease: 7}
    evidence:
      - {kind: opinion, note: The agency said so}
  - name: steady
    where: sector = 'Steady'
    expected_lift: 0.1
    scores: {impact: 6, confidence: 6, ease: 6}
  # Never more than a handful.
  - name: tiny
    where: sector = 'Tiny'
    scores: {impact: 1, confidence: 1, ease: 1}
";

fn leads() -> String {
    let mut rows = vec!["id,size,visits,sector,arm,won".to_owned()];
    let mut add = |count: usize, cells: &str, won: usize| {
        for at in 0..count {
            rows.push(format!("{},{cells},{}", rows.len(), at < won));
        }
    };
    // Everyone in `broad`: those who visit often win more.
    add(400, "5,1,Other,mail", 8);
    add(300, "5,9,Other,mail", 60);
    // `hyped`: no lift at all; `steady`: a lift of its own.
    add(2000, "0,1,Hyped,mail", 200);
    add(2000, "0,1,Hyped,none", 200);
    add(3000, "0,1,Steady,mail", 600);
    add(3000, "0,1,Steady,none", 300);
    add(5, "0,1,Tiny,mail", 0);
    rows.join("\n")
}

/// A folder with the plan, the leads and the list of suggestions.
fn suggested() -> (tempfile::TempDir, String) {
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &leads())]);
    let arguments = ["review", "plan.yaml", "leads.csv", "--suggest", "next.yaml"];
    let run = segplan_in(folder.path(), &arguments).code(0);
    let told = "segplan review plan.yaml --apply next.yaml";
    assert!(run.stderr.contains(told), "{run:?}");
    let list = fs::read_to_string(folder.path().join("next.yaml")).unwrap();
    (folder, list)
}

/// The list with an item filled in: the first that begins so.
fn accepted(list: &str, beginning: &str, because: &str) -> String {
    let at = list
        .find(beginning)
        .unwrap_or_else(|| panic!("{beginning}: {list}"));
    let (before, item) = list.split_at(at);
    let item = item.replacen("accept: no", "accept: yes", 1);
    before.to_owned() + &item.replacen("because:", &format!("because: {because}"), 1)
}

fn apply(folder: &Path, list: &str, more: &[&str]) -> crate::common::Run {
    fs::write(folder.join("filled.yaml"), list).unwrap();
    let arguments = [&["review", "plan.yaml", "--apply", "filled.yaml"], more].concat();
    segplan_in(folder, &arguments)
}

#[test]
fn each_kind_is_suggested_with_its_figures() {
    let (_folder, list) = suggested();
    let list = list.replace("\n  # ", " "); // comments wrap
    for told in [
        "change: swap\n    segment: sharp\n    ahead_of: broad\n    rank: 1\n    accept: no\n    because:",
        "(20 % of 300) than the others of Broad (2 %",
        "300 leads change hands.",
        "change: drop\n    segment: tiny\n",
        "It wins 5 leads, none of them with the outcome",
        "change: evidence\n    segment: hyped\n    kind: test\n    note: Lift of −17 % to +20 % over a control group of 2,000",
        "change: evidence\n    segment: steady\n    kind: test\n    note: Lift of +76 % to",
        "change: confidence\n    segment: hyped\n    score:   # the new Confidence, 1 to 10\n",
        "and 300 % was expected. Confidence is 9 now.",
    ] {
        assert!(list.contains(told), "{told}\n{list}");
    }
    assert!(
        !list.contains("change: confidence\n    segment: steady"),
        "its lift is larger: {list}"
    );
}

#[test]
fn what_is_accepted_becomes_an_edit_that_keeps_all_else() {
    let (folder, list) = suggested();
    let mut list = accepted(&list, "change: swap", "those who visit win more");
    list = accepted(&list, "change: evidence\n    segment: hyped", "");
    list = accepted(&list, "change: confidence", "no lift was found");
    list = list.replacen("score:   # the new", "score: 4   # the new", 1);
    list = list.replacen(
        "segment: tiny\n    accept: no\n    because:",
        "segment: tiny\n    accept: no\n    because: the board likes them",
        1,
    );
    let shown = apply(folder.path(), &list, &["--dry-run"]).code(0).stdout;
    assert!(shown.contains("Nothing is written (--dry-run)."), "{shown}");
    let plan = || fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    assert_eq!(plan(), PLAN);
    let told = apply(folder.path(), &list, &[]).code(0).stdout;
    assert!(
        told.starts_with("3 suggestions accepted, 2 declined"),
        "{told}"
    );
    assert!(told.contains("Declined: drop Tiny."), "{told}");
    let edited = plan();
    let expected = PLAN
        .replace(
            "because: Too few}   # they are few\n",
            "because: Too few}   # they are few\n    - {segment: sharp, rank: 1, because: Those who visit win more.}\n",
        )
        .replace(
            "notes: From the March workshop.   # kept",
            "notes: \"From the March workshop. 2027-01-04, put Sharp ahead of Broad, at rank 1: Those who \
             visit win more.\" # kept",
        )
        .replace("impact: 7, confidence: 9,", "impact: 7, confidence: 4,");
    let lost: Vec<&str> = expected
        .lines()
        .filter(|line| !edited.contains(line))
        .collect();
    assert_eq!(lost, Vec::<&str>::new(), "{edited}");
    for told in [
        "kind: test, note: \"Lift of −17 % to +20 % over a control group of 2,000 leads; 2,000 got the message",
        "2027-01-04, Confidence 4 for Hyped: No lift was found.",
        "2027-01-04, declined: drop Tiny: The board likes them.",
    ] {
        assert!(edited.contains(told), "{told}\n{edited}");
    }
    let order = segplan_in(folder.path(), &["order", "plan.yaml", "--format", "text"]).code(0);
    assert!(
        order.stdout.trim_start().contains("sharp"),
        "{}",
        order.stdout
    );
    // The list was made for the plan of before.
    let again = apply(folder.path(), &list, &[]).code(2).stderr;
    assert!(
        again.contains("the plan has changed since this list was made"),
        "{again}"
    );
    assert_eq!(plan(), edited);
}

#[test]
fn a_dropped_segment_takes_its_pin_and_its_comment_along() {
    let (folder, list) = suggested();
    let list = accepted(&list, "change: drop", "");
    apply(folder.path(), &list, &[]).code(0);
    let edited = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    assert!(
        !edited.contains("tiny") && !edited.contains("Never more than a handful"),
        "{edited}"
    );
    assert!(
        edited.contains("# First by scores.") && edited.contains("# a bold hope"),
        "{edited}"
    );
    segplan_in(folder.path(), &["check", "plan.yaml"]).code(0);
}

#[test]
fn mistakes_in_a_list_are_told_at_their_lines_and_nothing_is_written() {
    let (folder, list) = suggested();
    let swap = accepted(&list, "change: swap", "");
    for (wrong, told) in [
        (
            accepted(&list, "change: confidence", ""),
            "the new Confidence is missing",
        ),
        (
            accepted(&list, "change: confidence", "").replacen("score:   #", "score: 12   #", 1),
            "`12` is no score of this plan",
        ),
        (
            swap.replacen("    accept: yes", "    accept: maybe", 1),
            "`accept` should be yes or no",
        ),
        (
            swap.replacen("segment: sharp", "segment: shrap", 1),
            "did you mean sharp?",
        ),
        (
            swap.replacen("rank: 1", "rank: 0", 1),
            "`rank` should be a rank of the plan",
        ),
        (
            list.replacen("change: drop", "change: delete", 1),
            "write swap, drop, evidence or confidence",
        ),
        (
            list.replacen("kind: test", "kind: rumor", 1),
            "`kind` is no kind of evidence",
        ),
        (
            "title: no list\n".to_owned(),
            "this is no list of suggestions",
        ),
    ] {
        let run = apply(folder.path(), &wrong, &[]).code(2);
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
        let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
        assert_eq!(plan, PLAN);
    }
    let taken = ["review", "plan.yaml", "leads.csv", "--suggest", "next.yaml"];
    let run = segplan_in(folder.path(), &taken).code(2);
    assert!(
        run.stderr
            .contains("next.yaml exists already, perhaps with decisions"),
        "{run:?}"
    );
}
