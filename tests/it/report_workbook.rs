//! The workbook of `segplan report`: an independent program (LibreOffice) recalculates it and must
//! come to segplan's own scores, ranks and order, as written and after a client's changes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{has_program, segplan};
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A segment of a made plan: its scores and its verdict on "actionable".
#[derive(Clone)]
struct Made {
    name: &'static str,
    scores: [f64; 3],
    actionable: &'static str,
}

const SEGMENTS: [Made; 6] = [
    Made {
        name: "alpha",
        scores: [8.0, 5.0, 2.0],
        actionable: "yes",
    },
    Made {
        name: "beta",
        scores: [3.0, 4.0, 8.0],
        actionable: "partly",
    },
    Made {
        name: "gamma",
        scores: [9.0, 7.0, 6.0],
        actionable: "unknown",
    },
    Made {
        name: "delta",
        scores: [6.0, 9.0, 7.0],
        actionable: "yes",
    },
    Made {
        name: "epsilon",
        scores: [9.0, 9.0, 9.0],
        actionable: "no",
    },
    Made {
        name: "zeta",
        scores: [7.0, 6.0, 9.0],
        actionable: "yes",
    },
];

/// Ways to score and to order; each is tried with the same segments.
const WAYS: &[(&str, &str)] = &[
    ("ease", "scoring: {formula: product}"),
    (
        "ease",
        "scoring: {formula: mean, weights: {impact: 2, confidence: 1, ease: 0.5}}",
    ),
    (
        "ease",
        "scoring: {formula: geometric_mean, weights: {impact: 1, confidence: 0, ease: 2}}",
    ),
    (
        "effort",
        "scoring: {formula: ratio, weights: {impact: 1.5, confidence: 1, effort: 1}}",
    ),
    ("effort", "scoring: {formula: product}"),
    (
        "ease",
        "order: {by: [actionable, score], break_ties: [ease]}",
    ),
    (
        "ease",
        "order: {by: [qualifiers_met, cycle_days, impact]}\nqualify: {at_least: 0.5}",
    ),
    (
        "ease",
        "order: {by: [impact], break_ties: [], pin: [{segment: beta, rank: 2, because: so}, {segment: zeta, rank: 6, because: so}]}",
    ),
];

fn plan(third: &str, way: &str, segments: &[Made]) -> String {
    let mut text = format!("title: '=1+1'\nas_of: 2027-01-04\n{way}\nsegments:\n");
    for one in segments {
        let [impact, confidence, ease] = one.scores;
        let _ = writeln!(
            text,
            "  - {{name: {}, scores: {{impact: {impact}, confidence: {confidence}, {third}: {ease}}}, \
             qualifiers: {{actionable: {}}}, cycle_days: {}, message: '=HYPERLINK(0)'}}",
            one.name,
            one.actionable,
            one.name.len() * 7
        );
    }
    text
}

/// What a client might try: three scores and a verdict.
fn changed() -> Vec<Made> {
    let mut segments = SEGMENTS.to_vec();
    segments[0].scores = [10.0, 9.5, 8.0];
    segments[3].scores[1] = 2.0;
    segments[2].actionable = "no";
    segments[4].actionable = "yes";
    segments
}

/// Rank, score and name of every ranked segment, best first, as segplan says.
fn ranking(plan: &Path) -> Vec<(f64, f64, String)> {
    let json = segplan(&[
        "rank",
        plan.to_str().unwrap(),
        "--draws",
        "50",
        "--format",
        "json",
    ])
    .code(0)
    .json();
    let rows = json["ranking"].as_array().unwrap();
    let number = |row: &Value, key: &str| row[key].as_f64().unwrap();
    rows.iter()
        .map(|row| {
            (
                number(row, "rank"),
                number(row, "score"),
                row["segment"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

/// The same as a workbook says, and the names on its sheet Order.
fn read_back(workbook: &Path) -> (Vec<(f64, f64, String)>, Vec<String>) {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let sheet = book.worksheet_range("Ranking").unwrap();
    let mut rows: Vec<(f64, f64, String)> = sheet
        .rows()
        .filter_map(|row| match (&row[0], &row[5], &row[14]) {
            (Data::Float(rank), Data::Float(score), Data::String(name)) => {
                Some((*rank, *score, name.clone()))
            }
            _ => None,
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let order = book.worksheet_range("Order").unwrap();
    let names = order.rows().filter_map(|row| match (&row[0], &row[2]) {
        (Data::Float(_), Data::String(name)) if !name.is_empty() => Some(name.clone()),
        _ => None,
    });
    (rows, names.collect())
}

/// The workbook with other values in its shaded cells, as a client would type them.
fn type_in(workbook: &Path, segments: &[Made], into: &Path) {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let places = |book: &mut Xlsx<_>, sheet: &str, column: usize| -> BTreeMap<String, usize> {
        let range = book.worksheet_range(sheet).unwrap();
        let rows = range.rows().enumerate();
        rows.map(|(at, row)| (row[column].to_string(), at + 1))
            .collect()
    };
    let ranking = places(&mut book, "Ranking", 14);
    let verdicts = places(&mut book, "Qualifiers", 10);

    let bytes = fs::read(workbook).unwrap();
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(fs::File::create(into).unwrap());
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name.ends_with("sheet1.xml") || name.ends_with("sheet2.xml") {
            let mut xml = String::from_utf8(bytes).unwrap();
            for one in segments {
                if name.ends_with("sheet1.xml") {
                    for (letter, score) in ["C", "D", "E"].into_iter().zip(one.scores) {
                        let cell = format!("{letter}{}", ranking[one.name]);
                        xml = with_cell(&xml, &cell, "", &format!("<v>{score}</v>"));
                    }
                } else {
                    let cell = format!("D{}", verdicts[one.name]);
                    let text = format!("<is><t>{}</t></is>", one.actionable);
                    xml = with_cell(&xml, &cell, " t=\"inlineStr\"", &text);
                }
            }
            bytes = xml.into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap();
}

/// The sheet with another value in one cell; its format stays.
fn with_cell(xml: &str, cell: &str, kind: &str, value: &str) -> String {
    let start = xml
        .find(&format!("<c r=\"{cell}\""))
        .unwrap_or_else(|| panic!("no cell {cell}"));
    let end = start + xml[start..].find("</c>").unwrap() + "</c>".len();
    let style = xml[start..end]
        .split(" s=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    format!(
        "{}<c r=\"{cell}\" s=\"{style}\"{kind}>{value}</c>{}",
        &xml[..start],
        &xml[end..]
    )
}

/// Recalculates workbooks with LibreOffice, into a folder within this one.
fn recalculated(folder: &Path, workbooks: &[PathBuf]) -> PathBuf {
    let out = folder.join("recalculated");
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(
        profile.join("user/registrymodifications.xcu"),
        ALWAYS_RECALCULATE,
    )
    .unwrap();
    let run = Command::new("soffice")
        .arg("--headless")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(workbooks)
        .output()
        .unwrap();
    assert!(run.status.success(), "soffice failed: {run:?}");
    out
}

const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

#[test]
fn a_client_who_changes_a_score_or_a_verdict_sees_what_segplan_would_say() {
    let folder = TempDir::new().unwrap();
    let mut workbooks = Vec::new();
    let mut wanted = Vec::new();
    for (at, (third, way)) in WAYS.iter().enumerate() {
        let before = folder.path().join(format!("before{at}.yaml"));
        let after = folder.path().join(format!("after{at}.yaml"));
        fs::write(&before, plan(third, way, &SEGMENTS)).unwrap();
        fs::write(&after, plan(third, way, &changed())).unwrap();
        let written = folder.path().join(format!("before{at}.xlsx"));
        let typed = folder.path().join(format!("after{at}.xlsx"));
        let arguments = [
            "report",
            before.to_str().unwrap(),
            "-o",
            written.to_str().unwrap(),
        ];
        segplan(&arguments).code(0);
        type_in(&written, &changed(), &typed);
        wanted.push((ranking(&before), ranking(&after)));
        assert_ne!(wanted[at].0, wanted[at].1, "{way}: the change must matter");
        workbooks.extend([written, typed]);
    }
    if !has_program("soffice") {
        return;
    }
    let out = recalculated(folder.path(), &workbooks);
    for (at, (before, after)) in wanted.iter().enumerate() {
        for (file, wanted) in [("before", before), ("after", after)] {
            let (rows, order) = read_back(&out.join(format!("{file}{at}.xlsx")));
            let way = WAYS[at].1;
            assert_eq!(
                rows.len(),
                wanted.len(),
                "{file}: {way}\n{rows:?}\n{wanted:?}"
            );
            for (found, wanted) in rows.iter().zip(wanted) {
                assert!(
                    (found.1 - wanted.1).abs() <= 1e-9 * wanted.1.abs(),
                    "{file}: {way}: {found:?} {wanted:?}"
                );
                assert_eq!((found.0, &found.2), (wanted.0, &wanted.2), "{file}: {way}");
            }
            let names: Vec<&String> = wanted.iter().map(|row| &row.2).collect();
            assert_eq!(order.iter().collect::<Vec<_>>(), names, "{file}: {way}");
        }
    }
}

#[test]
fn a_viewer_that_does_not_calculate_shows_the_same() {
    for name in ["workshop", "quarterly", "consultant"] {
        let folder = TempDir::new().unwrap();
        let plan = format!("plans/{name}.yaml");
        let book = folder.path().join("book.xlsx");
        let to = book.to_str().unwrap();
        segplan(&["report", &plan, "--edition", "team", "-o", to]).code(0);
        let (rows, order) = read_back(&book);
        let wanted = ranking(&crate::common::root().join(&plan));
        assert_eq!(rows, wanted, "{name}");
        assert_eq!(
            order,
            wanted.into_iter().map(|row| row.2).collect::<Vec<_>>(),
            "{name}"
        );
    }
}

#[test]
fn a_text_that_looks_like_a_formula_stays_text() {
    let folder = TempDir::new().unwrap();
    let plan_file = folder.path().join("plan.yaml");
    fs::write(&plan_file, plan("ease", "", &SEGMENTS)).unwrap();
    let file = folder.path().join("book.xlsx");
    segplan(&[
        "report",
        plan_file.to_str().unwrap(),
        "-o",
        file.to_str().unwrap(),
    ])
    .code(0);
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let cells = book.worksheet_range("Ranking").unwrap();
    assert_eq!(cells.get((0, 0)), Some(&Data::String("=1+1".to_owned())));
    assert_eq!(
        cells.get((4, 12)),
        Some(&Data::String("=HYPERLINK(0)".to_owned()))
    );
    let formulas = book.worksheet_formula("Ranking").unwrap();
    assert!(
        formulas
            .rows()
            .flatten()
            .all(|formula| !formula.contains("HYPERLINK"))
    );
}

/// With each rank looking at a thousand others, a spreadsheet would calculate for minutes.
#[test]
fn with_more_than_a_thousand_segments_figures_stand_for_formulas() {
    let folder = TempDir::new().unwrap();
    let [plan, workbook] = ["plan.yaml", "report.xlsx"].map(|name| folder.path().join(name));
    let formulas = |segments: usize| {
        let mut text = "title: Many\nsegments:\n".to_owned();
        for place in 0..segments {
            let scores = [place % 10 + 1, place / 10 % 10 + 1, place / 100 % 10 + 1];
            let [impact, confidence, ease] = scores;
            writeln!(
                text,
                "  - {{name: s{place}, scores: {{impact: {impact}, confidence: {confidence}, ease: {ease}}}}}"
            )
            .unwrap();
        }
        fs::write(&plan, text).unwrap();
        fs::remove_file(&workbook).ok();
        let [plan, workbook] = [&plan, &workbook].map(|path| path.to_str().unwrap());
        segplan(&["report", plan, "--draws", "10", "-o", workbook]).code(0);
        let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
        let ranking = book.worksheet_range("Ranking").unwrap();
        let about = ranking.get_value((1, 0)).unwrap().to_string();
        assert_eq!(ranking.get_value((4, 0)), Some(&Data::Float(1.0)));
        assert_eq!(ranking.get_value((4, 5)), Some(&Data::Float(1000.0)));
        let order = book.worksheet_range("Order").unwrap();
        assert_eq!(order.get_value((4, 1)), Some(&Data::String("S999".into())));
        let formulas = book.worksheet_formula("Ranking").unwrap();
        (formulas.used_cells().count(), about)
    };
    let (live, about) = formulas(1_000);
    assert!(
        live > 1_000 && about.contains("Change a shaded cell"),
        "{about}"
    );
    let (still, about) = formulas(1_001);
    assert!(
        still == 0 && about.contains("figures, not formulas"),
        "{about}"
    );
}
