//! The client edition from outside: what a client is not to see is in none of its files.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::common::{root, segplan, segplan_in};
use tempfile::TempDir;
use zip::ZipArchive;

/// A plan in which everything that a team keeps to itself has a word of its own.
const PLAN: &str = "\
title: Spring program
client: Northwind
as_of: 2027-01-04
goals: [{statement: Win back a third of the lapsed, metric: zmetric}]
order: {pin: [{segment: zname_pinned, rank: 1, because: The board has promised it}]}
flags:
  allow: [{flag: low-impact, segment: zname_second, because: zallowed}]
leads: {outcome: converted = 1}
attributes:
  zsize: {type: number, column: Number of staff}
segments:
  - name: zname_pinned
    label: Key accounts
    where: zsize >= 100 and zregion in ('North', 'West')
    scores: {impact: 6, confidence: 9, ease: 5}
    panel: {zscorer: {impact: 2}, zsecond: {impact: 10}}
    evidence: [{kind: opinion, note: znote, date: 2024-01-01}]
    qualifiers: {stable: {verdict: no, because: Half of them move each year}}
  - name: zname_second
    label: Lapsed buyers
    where: days_since(zlast) > 90
    scores: {impact: 1, confidence: 6, ease: 7}
";

/// The texts of a file, those within a workbook or slides among them.
fn text(file: &Path) -> String {
    let name = file.to_str().unwrap();
    if !name.ends_with('x') {
        return fs::read_to_string(file).unwrap();
    }
    let mut parts = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..parts.len() {
        parts
            .by_index(at)
            .unwrap()
            .read_to_string(&mut all)
            .unwrap();
    }
    all
}

/// The client edition in a format and a language.
fn client(folder: &Path, end: &str, language: &str) -> String {
    let [plan, theme, file] =
        ["plan.yaml", "theme.yaml", &format!("report.{end}")].map(|name| folder.join(name));
    fs::write(&plan, PLAN).unwrap();
    fs::write(&theme, format!("language: {language}\n")).unwrap();
    let [plan, theme, to] = [&plan, &theme, &file].map(|path| path.to_str().unwrap());
    let run = segplan(&["report", plan, "--theme", theme, "-o", to]).code(0);
    assert!(
        run.stderr.contains("client edition, for Northwind"),
        "{}",
        run.stderr
    );
    text(&file)
}

#[test]
fn nothing_internal_is_in_a_client_edition_of_any_format() {
    let folder = TempDir::new().unwrap();
    for end in ["html", "md", "xlsx", "pptx"] {
        for language in ["en", "de"] {
            let text = client(folder.path(), end, language);
            let internal = [
                "zscorer",
                "zsecond",
                "znote",
                "zallowed",
                "zmetric",
                "zsize",
                "low-impact",
                "stale-evidence",
                "not-stable",
                "no-owner",
                "segments[",
                "days_since",
                " in (",
                "plan.yaml",
                "&gt;= 100",
                ">= 100",
                "SHA-256",
            ];
            for part in internal {
                assert!(!text.contains(part), "{end} in {language} has {part}");
            }
            // Slides have no page for each segment.
            assert!(
                end == "pptx" || text.contains("Half of them move each year"),
                "{end}"
            );
            // The workbook keeps names in a hidden column, so that it can come back.
            let names = text.matches("zname_").count();
            assert_eq!(
                names,
                if end == "xlsx" { 2 } else { 0 },
                "{end} in {language}"
            );
            for part in ["The board has promised it", "Key accounts"] {
                assert!(text.contains(part), "{end} in {language} lacks {part}");
            }
        }
    }
}

#[test]
fn the_team_gets_everything_and_is_asked_for_by_name() {
    let folder = TempDir::new().unwrap();
    let plan = folder.path().join("plan.yaml");
    fs::write(&plan, PLAN).unwrap();
    let plan = plan.to_str().unwrap();
    let run = segplan(&["report", plan, "--edition", "team"]).code(0);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    for part in ["zscorer", "znote", "zallowed", "stale-evidence", "SHA-256"] {
        assert!(run.stdout.contains(part), "{part}");
    }
}

#[test]
fn a_theme_leaves_chapters_out_of_both_editions() {
    let folder = TempDir::new().unwrap();
    let theme = folder.path().join("theme.yaml");
    fs::write(&theme, "sections: {method: off, parked: on}\n").unwrap();
    let theme = theme.to_str().unwrap();
    for (edition, gone) in [("client", "id=\"method\""), ("team", "id=\"method\"")] {
        let plan = "plans/consultant.yaml";
        let run = segplan(&["report", plan, "--edition", edition, "--theme", theme]).code(0);
        assert!(!run.stdout.contains(gone), "{edition}");
        assert!(run.stdout.contains("id=\"parked\""), "{edition}");
    }
    fs::write(theme, "sections: {method: maybe}\n").unwrap();
    let run = segplan(&["report", "plans/consultant.yaml", "--theme", theme]).code(2);
    assert!(run.stderr.contains("write method: off"), "{}", run.stderr);
}

#[test]
fn slides_say_that_they_show_no_drawn_logo() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report.pptx");
    let theme = [
        "--theme",
        "docs/samples/kestrel.yaml",
        "-o",
        file.to_str().unwrap(),
    ];
    let run = segplan_in(
        root(),
        &[&["report", "plans/consultant.yaml"], &theme[..]].concat(),
    );
    let run = run.code(0);
    assert!(
        run.stderr.contains("slides can't show an SVG logo"),
        "{}",
        run.stderr
    );
}
