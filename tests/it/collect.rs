//! `segplan collect`: filled ballots into a plan's panel.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::sheets::{answer, fill, rows};
use crate::common::{Run, folder_with, has_program, segplan_in};

const PLAN: &str = "\
# What we do in spring.
title: Spring   # of 2027
as_of: 2027-01-04

scorers:
  ana: {label: Ana (Sales)}
  bram: {criteria: [impact, confidence]}
  chidi: {}
  dora: {}
  emil: {}
  fay: {}

segments:
  # The largest.
  - name: partners
    message: 'Sell with us'   # agreed
  - name: webinar_guests
    panel:   # before the workshop
      ana: {impact: 4, confidence: 6, ease: 8}   # by mail
    qualifiers: {actionable: yes}
  - name: alumni
    owner: Priya
";

const SCORERS: [&str; 6] = ["ana", "bram", "chidi", "dora", "emil", "fay"];

fn collect(folder: &Path, arguments: &[&str]) -> Run {
    segplan_in(
        folder,
        &[&["collect", "plan.yaml", "--width", "100"], arguments].concat(),
    )
}

fn plan(folder: &Path) -> String {
    fs::read_to_string(folder.join("plan.yaml")).unwrap()
}

/// The plan with six ballots that are filled in.
fn filled() -> tempfile::TempDir {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    segplan_in(at, &["ballot", "plan.yaml", "--all", "-o", "ballots"]).code(0);
    for (place, scorer) in SCORERS.iter().enumerate() {
        let file = at.join(format!("ballots/{scorer}.xlsx"));
        let high = (9 - place).to_string();
        let both = format!("{high}||{}|roughly", place + 2);
        let three = format!("{both}|{}|unsure", place + 3);
        let own = if *scorer == "bram" { &both } else { &three };
        answer(
            &file,
            &[
                ("Partners", own),
                ("Webinar guests", "don't know||6|sure"),
                ("Alumni", "5"),
            ],
        );
    }
    folder
}

#[test]
fn six_filled_workbooks_become_a_panel_and_only_its_lines_differ() {
    let folder = filled();
    let at = folder.path();
    let run = collect(at, &["ballots"]).code(0);
    insta::assert_snapshot!(run.stdout);
    let after = plan(at);
    insta::assert_snapshot!("the_plan_with_six_ballots", after);
    // Without the panels that came, and with the answer that was there, it is the plan of before.
    let came = |line: &&str| {
        let ballot = SCORERS
            .iter()
            .any(|name| line.starts_with(&format!("      {name}: {{")));
        ballot || *line == "    panel:"
    };
    let rest: Vec<&str> = after.lines().filter(|line| !came(line)).collect();
    let before: Vec<&str> = PLAN.lines().filter(|line| !came(line)).collect();
    assert_eq!(rest, before);
    // The difference shown is the difference.
    for line in after.lines().filter(|line| !PLAN.contains(line)) {
        assert!(run.stdout.contains(&format!("+ {line}\n")), "{line}");
    }
    assert_eq!(run.stdout.matches("\n  - ").count(), 1, "{}", run.stdout);
}

#[test]
fn ballots_may_come_twice_late_and_in_any_order() {
    let folder = filled();
    let at = folder.path();
    collect(at, &["ballots"]).code(0);
    let all = plan(at);
    let again = collect(at, &["ballots"]).code(0);
    assert!(again.stdout.contains("nothing changes"), "{}", again.stdout);
    assert_eq!(plan(at), all);
    fs::write(at.join("plan.yaml"), PLAN).unwrap();
    for scorer in ["emil", "bram", "fay", "ana", "dora"] {
        let run = collect(at, &[&format!("ballots/{scorer}.xlsx")]).code(0);
        assert!(run.stdout.contains("Waiting for"), "{}", run.stdout);
    }
    collect(at, &["ballots/chidi.xlsx", "ballots/emil.xlsx"]).code(0);
    assert_eq!(plan(at), all);
}

#[test]
fn a_ballot_that_nobody_has_filled_in_changes_nothing() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    segplan_in(
        at,
        &["ballot", "plan.yaml", "--scorer", "dora", "-o", "d.xlsx"],
    )
    .code(0);
    let run = collect(at, &["d.xlsx"]).code(0);
    assert!(run.stdout.contains("dora"), "{}", run.stdout);
    assert!(
        run.stdout
            .contains("Waiting for Bram, Chidi, Dora, Emil and Fay"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("The plan stays as it is"),
        "{}",
        run.stdout
    );
    let run = segplan_in(at, &["collect", "-", "d.xlsx"]).code(2);
    assert!(
        run.stderr.contains("name the plan's file"),
        "{}",
        run.stderr
    );
}

#[test]
fn panel_and_explain_say_what_the_votes_say() {
    let folder = folder_with(&[("plan.yaml", EVEN)]);
    let at = folder.path();
    let panel = segplan_in(at, &["panel", "plan.yaml", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(
        panel["duels"][0]["between"],
        serde_json::json!(["webinar_guests", "partners"])
    );
    assert_eq!(panel["duels"][0]["in_words"], serde_json::Value::Null);
    for (scorer, second) in [("ana", true), ("bram", true), ("cleo", false)] {
        vote(at, scorer, second);
    }
    let said = "2 of 3 put Webinar guests first";
    let told = |arguments: &[&str]| {
        let run = segplan_in(at, arguments).code(0);
        assert!(run.stdout.contains(said), "{arguments:?}: {}", run.stdout);
    };
    told(&["collect", "plan.yaml", "ana.xlsx", "bram.xlsx", "cleo.xlsx"]);
    told(&["panel", "plan.yaml"]);
    told(&["panel", "plan.yaml", "--format", "json"]);
    told(&["explain", "plan.yaml", "partners"]);
    told(&["explain", "plan.yaml", "partners", "--format", "json"]);
    told(&["collect", "plan.yaml", "ana.xlsx", "--pin"]);
    told(&["rank", "plan.yaml", "--format", "json"]);
    told(&["panel", "plan.yaml"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = filled();
    let run = collect(folder.path(), &["ballots", "--dry-run"]).code(0);
    assert!(run.stdout.contains("Nothing is written (--dry-run)"));
    assert_eq!(plan(folder.path()), PLAN);
}

#[test]
fn columns_may_be_moved_and_renamed_and_numbers_have_commas() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let at = folder.path();
    let sheet = "\
Bewerter: Dora;;;;;
;;;;;
Was fällt auf?;Wirkung (1-10);Zuversicht;Einfachheit;Sicher?;Zielgruppe
gut;7,5;weiß nicht;4;ungefähr;Webinar guests
;8;;;;alumni
;;;;;Partners
";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(sheet);
    fs::write(at.join("her scores.csv"), bytes).unwrap();
    let refused = collect(at, &["her scores.csv"]).code(2);
    assert!(
        refused
            .stderr
            .contains("her scores.csv: this file is not in UTF-8; it reads 'Was fällt auf?' and"),
        "{refused:#?}"
    );
    collect(at, &["her scores.csv", "--encoding", "windows-1252"]).code(0);
    let after = plan(at);
    for line in [
        "      dora: {impact: 7.5, confidence: unknown, ease: 3..5}",
        "      dora: {impact: 8}",
    ] {
        assert!(after.contains(line), "{after}");
    }
}

#[test]
fn a_ballot_saved_by_libreoffice_is_read() {
    if !has_program("soffice") {
        return;
    }
    let folder = filled();
    let at = folder.path();
    let home = format!("-env:UserInstallation=file://{}/office", at.display());
    let made = Command::new("soffice")
        .args([
            &home,
            "--headless",
            "--convert-to",
            "ods",
            "ballots/fay.xlsx",
        ])
        .current_dir(at)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    collect(at, &["ballots/fay.xlsx"]).code(0);
    let by_workbook = plan(at);
    fs::write(at.join("plan.yaml"), PLAN).unwrap();
    collect(at, &["fay.ods"]).code(0);
    assert_eq!(plan(at), by_workbook);
}

#[test]
fn what_does_not_suit_the_plan_is_named_by_cell_and_nothing_is_written() {
    let folder = filled();
    let at = folder.path();
    let sheets = [
        (
            "a.csv",
            "Scorer,ana\nSegment,Impact,How sure of Impact?,Confidence\nPartners,11,,high\nPartner,7,,\nAlumni,7,maybe,0\n,5,,\n",
        ),
        ("b.csv", "Scorer,Bram\nSegment,Impact,Ease\nAlumni,6,5\n"),
        (
            "c.csv",
            "Scorer,Anna\nSegment,Impact,Confidence\nAlumni,6,5\n",
        ),
        ("d.csv", "Segment,Impact,Confidence\nAlumni,6,5\n"),
        ("e.csv", "Scorer,emil\nSegment,Impact,Effort\nAlumni,6,5\n"),
        ("f.csv", "Scorer,fay\nSegment,Impact,Rating\nAlumni,6,5\n"),
        ("g.csv", "name,value\nx,1\n"),
        ("h.csv", "Scorer,dora\nSegment,Impact\nAlumni,9\n"),
        (
            "i.csv",
            "Scorer,dora\nSegment,Impact\nAlumni,8\n\nWhich first?\nOne,The other,Put first\nAlumni,Partners,Guests\nAlumni,Nobody,Alumni\n",
        ),
    ];
    for (name, text) in sheets {
        fs::write(at.join(name), text).unwrap();
    }
    let names: Vec<&str> = sheets.iter().map(|(name, _)| *name).collect();
    let run = collect(at, &[&["ballots"], names.as_slice()].concat()).code(2);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr);
    assert_eq!(plan(at), PLAN);
}

/// Three segments that the scores can't order.
const EVEN: &str = "\
title: Even
as_of: 2027-01-04
segments:
  - {name: partners, scores: {impact: 7, confidence: 6, ease: 7}}
  - {name: webinar_guests, scores: {impact: 6, confidence: 7, ease: 7}}
  - {name: alumni, label: 'Alumni, old and new', scores: {impact: 7, confidence: 6, ease: 6}}
";

/// A ballot of someone who puts the second of each pair first, or the first.
fn vote(folder: &Path, scorer: &str, second: bool) {
    let file = format!("{scorer}.xlsx");
    segplan_in(
        folder,
        &[
            "ballot",
            "plan.yaml",
            "--scorer",
            scorer,
            "--duels",
            "-o",
            &file,
        ],
    )
    .code(0);
    let rows = rows(&folder.join(&file), 1);
    let header = rows.iter().position(|row| row[0] == "One").unwrap();
    let asked = rows.iter().enumerate().skip(header + 1);
    let answers = asked.map(|(row, cells)| {
        // The one whose name comes first, or the other.
        let (low, high) = (
            cells[0].clone().min(cells[1].clone()),
            cells[0].clone().max(cells[1].clone()),
        );
        (format!("C{}", row + 1), if second { high } else { low })
    });
    fill(&folder.join(&file), 1, &answers.collect::<Vec<_>>());
}

#[test]
fn votes_are_counted_stored_and_pinned_and_late_ones_count_again() {
    let folder = folder_with(&[("plan.yaml", EVEN)]);
    let at = folder.path();
    for (scorer, second) in [("ana", true), ("bram", true), ("cleo", false)] {
        vote(at, scorer, second);
    }
    let run = collect(at, &["ana.xlsx", "bram.xlsx", "cleo.xlsx"]).code(0);
    assert!(
        run.stdout.contains("2 of 3 put Webinar guests first"),
        "{}",
        run.stdout
    );
    let without_pins = plan(at);
    assert!(
        without_pins.contains("votes: {ana: webinar_guests, bram: webinar_guests, cleo: partners}"),
        "{without_pins}"
    );
    assert!(!without_pins.contains("pin"));
    let pinned = collect(at, &["ana.xlsx", "--pin"]).code(0);
    insta::assert_snapshot!("votes_as_pins", format!("{}\n{}", pinned.stdout, plan(at)));
    segplan_in(at, &["check", "plan.yaml"]).code(0);
    // Two late ballots turn both majorities, and the pins with them.
    for scorer in ["dora", "emil"] {
        vote(at, scorer, false);
    }
    collect(at, &["dora.xlsx", "emil.xlsx"]).code(0);
    insta::assert_snapshot!("late_votes", plan(at));
    let all = plan(at);
    collect(at, &["emil.xlsx", "cleo.xlsx", "ana.xlsx", "--pin"]).code(0);
    assert_eq!(plan(at), all);
}
