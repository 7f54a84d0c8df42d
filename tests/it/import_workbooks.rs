//! `segplan import` of workbooks: as teams make them, damaged ones, and the report's own that a client
//! sends back.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::{Run, folder_with, has_program, segplan_in};

fn import(folder: &Path, arguments: &[&str]) -> Run {
    let arguments = [
        &["import", "ideas.xlsx", "-o", "plan.yaml", "--width", "300"],
        arguments,
    ]
    .concat();
    segplan_in(folder, &arguments)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// A team's workbook: a title over merged cells, formulas, one score typed by hand, percentages, a
/// heading in between, a total.
fn team(folder: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ideas")?;
    let percent = Format::new().set_num_format("0%");
    sheet.merge_range(0, 0, 0, 5, "Spring campaign", &Format::new())?;
    for (column, text) in ["Idea", "Impact", "Confidence", "Ease", "ICE", "Owner"]
        .iter()
        .enumerate()
    {
        sheet.write_string(2, column as u16, *text)?;
    }
    sheet.merge_range(3, 0, 3, 5, "Customers", &Format::new())?;
    let ideas = [
        ("Plant managers", 8.0, 0.6, 7.0),
        ("Webinar guests", 5.0, 0.8, 9.0),
        ("Key accounts", 9.0, 0.9, 5.0),
        ("Lapsed trials", 7.0, 0.5, 8.0),
        ("Partners", 6.0, 0.3, 2.0),
    ];
    for (row, (name, impact, confidence, ease)) in (4..).zip(ideas) {
        sheet.write_string(row, 0, name)?;
        sheet.write_number(row, 1, impact)?;
        sheet.write_number_with_format(row, 2, confidence, &percent)?;
        sheet.write_number(row, 3, ease)?;
        let n = row + 1;
        if row == 8 {
            sheet.write_number(row, 4, 43.2)?;
        } else {
            let result = (impact * confidence * ease).to_string();
            sheet.write_formula(
                row,
                4,
                Formula::new(format!("B{n}*C{n}*D{n}")).set_result(result),
            )?;
        }
    }
    sheet.write_string(9, 0, "Total")?;
    sheet.write_formula(9, 4, Formula::new("SUM(E5:E9)").set_result("145.6"))?;
    book.save(folder.join("ideas.xlsx"))
}

#[test]
fn a_teams_workbook_is_a_ranked_table_two_commands_later() {
    let folder = tempfile::tempdir().unwrap();
    team(folder.path()).unwrap();
    let run = import(folder.path(), &[]).code(0);
    for says in [
        "5 segments from ideas.xlsx, sheet Ideas, rows 4 to 10",
        "Ideas!A4: \"Customers\" stands across the table: taken for a heading",
        "Ideas!E9: stated 43.2, Impact × Confidence × Ease gives 3.6",
        "Ideas!A10: sums up the others, so it is left out",
        "The cells of \"ICE\" calculate Impact × Confidence × Ease",
        "4 of 5 rows fit",
    ] {
        assert!(run.stdout.contains(says), "{says}: {run:#?}");
    }
    let plan = read(folder.path(), "plan.yaml");
    assert!(plan.contains("title: Spring campaign\n"), "{plan}");
    assert!(
        plan.contains("confidence: 9        # 90 % in Ideas!C7"),
        "{plan}"
    );
    let rank = segplan_in(folder.path(), &["rank", "plan.yaml", "--format", "csv"])
        .code(0)
        .stdout;
    let names: Vec<&str> = rank
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(2))
        .collect();
    assert_eq!(
        names,
        [
            "key_accounts",
            "webinar_guests",
            "plant_managers",
            "lapsed_trials",
            "partners"
        ]
    );
}

#[test]
fn a_sheet_for_each_scorer_becomes_a_panel_without_the_summary() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    for (name, scores) in [
        ("Ana", [8.0, 6.0, 7.0]),
        ("Bram", [6.0, 7.0, 7.0]),
        ("Summary", [7.0, 6.5, 7.0]),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, text) in ["Segment", "I", "C", "E"].iter().enumerate() {
            sheet.write_string(0, column as u16, *text).unwrap();
        }
        sheet.write_string(1, 0, "VIP").unwrap();
        for (column, score) in (1..).zip(scores) {
            sheet.write_number(1, column, score).unwrap();
        }
    }
    book.save(folder.path().join("ideas.xlsx")).unwrap();
    import(folder.path(), &[]).code(0);
    let plan = read(folder.path(), "plan.yaml");
    let panel = "    panel:\n      Ana: {impact: 8, confidence: 6, ease: 7}\n      Bram: {impact: 6, confidence: 7, ease: 7}\n";
    assert!(plan.ends_with(panel), "{plan}");
    fs::remove_file(folder.path().join("plan.yaml")).unwrap();
    import(folder.path(), &["--sheet", "bram"]).code(0);
    assert!(
        read(folder.path(), "plan.yaml").contains("scores: {impact: 6, confidence: 7, ease: 7}")
    );
    fs::remove_file(folder.path().join("plan.yaml")).unwrap();
    let run = import(folder.path(), &["--sheet", "Cleo"]).code(2);
    assert!(
        run.stderr.contains("its sheets are Ana, Bram and Summary"),
        "{run:#?}"
    );
}

/// A workbook with one idea whose score is a formula, as a program left it that calculates nothing.
fn with_formula(folder: &Path, formula: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Q1 ideas").unwrap();
    for (column, text) in ["Idea", "Impact", "Confidence", "Ease", "Score"]
        .iter()
        .enumerate()
    {
        sheet.write_string(0, column as u16, *text).unwrap();
    }
    for row in 1..4 {
        sheet.write_string(row, 0, format!("Idea {row}")).unwrap();
        for column in 1..4 {
            sheet
                .write_number(row, column, f64::from(row) + f64::from(column))
                .unwrap();
        }
        sheet
            .write_formula(
                row,
                4,
                formula.replace('#', &(row + 1).to_string()).as_str(),
            )
            .unwrap();
    }
    book.save(folder.join("ideas.xlsx")).unwrap();
}

#[test]
fn a_formula_states_the_direction_though_it_was_never_calculated() {
    let folder = tempfile::tempdir().unwrap();
    with_formula(folder.path(), "=(B#*C#)/D#");
    let run = import(folder.path(), &[]).code(0);
    assert!(
        run.stdout
            .contains("The cells of \"Score\" calculate Impact × Confidence / Ease"),
        "{run:#?}"
    );
    assert!(run.stdout.contains("\"Ease\" is effort"), "{run:#?}");
    assert!(!run.stdout.contains("stated 0"), "{run:#?}");
}

#[test]
fn formulas_are_never_executed_and_links_never_followed() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    for formula in [
        format!("=WEBSERVICE(\"http://127.0.0.1:{port}/\")"),
        format!("=HYPERLINK(\"http://127.0.0.1:{port}/\",B#)"),
        "=[other.xlsx]Sheet1!B#*C#*D#".to_owned(),
        "=cmd|'/c touch run'!A1".to_owned(),
    ] {
        let folder = tempfile::tempdir().unwrap();
        with_formula(folder.path(), &formula);
        let run = import(folder.path(), &[]).code(0);
        assert!(
            run.stdout
                .contains("3 segments from ideas.xlsx, sheet Q1 ideas"),
            "{run:#?}"
        );
        assert!(read(folder.path(), "plan.yaml").contains("# 'Q1 ideas'!A2"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "{formula}");
    }
    assert!(listener.accept().is_err(), "somebody called");
}

#[test]
fn a_bomb_and_damaged_workbooks_are_refused_without_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    team(folder.path()).unwrap();
    let whole = fs::read(folder.path().join("ideas.xlsx")).unwrap();
    let mut bomb = whole.clone();
    for at in memchr::memmem::find_iter(&whole, b"PK\x01\x02") {
        // What the entry claims to unpack to.
        bomb[at + 24..at + 28].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    }
    fs::write(folder.path().join("ideas.xlsx"), bomb).unwrap();
    let run = import(folder.path(), &[]).code(2);
    assert!(run.stderr.contains("more than 1 GB"), "{run:#?}");
    for step in 1..20 {
        let mut damaged = whole.clone();
        damaged.truncate(whole.len() * step / 20);
        fs::write(folder.path().join("ideas.xlsx"), &damaged).unwrap();
        let run = import(folder.path(), &[]).code(2);
        assert!(
            run.stderr.starts_with("error: ") && run.stderr.contains("help: "),
            "{run:#?}"
        );
        let mut damaged = whole.clone();
        let at = whole.len() * step / 20;
        damaged[at] ^= 0xff;
        fs::write(folder.path().join("ideas.xlsx"), &damaged).unwrap();
        let run = import(folder.path(), &[]);
        assert!([0, 2].contains(&run.code), "{run:#?}");
        let _ = fs::remove_file(folder.path().join("plan.yaml"));
    }
}

#[test]
fn an_opendocument_sheet_says_the_same_as_a_workbook() {
    if !has_program("soffice") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    team(folder.path()).unwrap();
    import(folder.path(), &[]).code(0);
    let home = format!(
        "-env:UserInstallation=file://{}/home",
        folder.path().display()
    );
    for kind in ["ods", "xls"] {
        let run = std::process::Command::new("soffice")
            .args([&home, "--headless", "--convert-to", kind, "ideas.xlsx"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{run:?}");
        let (sheet, plan) = (format!("ideas.{kind}"), format!("{kind}.yaml"));
        let run = segplan_in(folder.path(), &["import", &sheet, "-o", &plan]).code(0);
        assert!(run.stdout.contains("Ideas!E9: stated 43.2"), "{run:#?}");
        // Merged cells are not read in every format: a heading may be an idea without scores.
        let ranks = |plan: &str| {
            let csv = segplan_in(folder.path(), &["rank", plan, "--format", "csv"]).code(0);
            let ranked = csv.stdout.lines().filter(|line| line.starts_with("ranked"));
            ranked.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(ranks(&plan), ranks("plan.yaml"), "{kind}");
    }
}

const PLAN: &str = "\
title: Q1
as_of: 2027-01-04
segments:
  - name: plant_managers
    label: Plant managers
    scores: {impact: 8, confidence: 6, ease: 7}   # March
  - name: webinar_guests
    label: Guests
    scores: {impact: 5..6, confidence: 8, ease: 9}
";

/// The same workbook with a number in another cell of its first sheet, as a client types it.
fn typed(bytes: Vec<u8>, cell: &str, value: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name.ends_with("sheet1.xml") {
            let xml = String::from_utf8(bytes).unwrap();
            let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
            let from = start + xml[start..].find("<v>").unwrap() + 3;
            let to = from + xml[from..].find("</v>").unwrap();
            bytes = format!("{}{value}{}", &xml[..from], &xml[to..]).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn the_reports_workbook_that_a_client_changed_comes_back_in() {
    for edition in ["team", "client"] {
        let folder = folder_with(&[("plan.yaml", PLAN)]);
        segplan_in(
            folder.path(),
            &["report", "plan.yaml", "--edition", edition, "-o", "x.xlsx"],
        )
        .code(0);
        let back = |options: &[&str]| {
            let arguments = [&["import", "x.xlsx", "--into", "plan.yaml"], options].concat();
            segplan_in(folder.path(), &arguments)
        };
        let run = back(&[]).code(0);
        assert!(
            run.stdout
                .contains("No score changes: 6 are as in the plan"),
            "{run:#?}"
        );
        // The first row of the ranking is webinar_guests; its Impact is 5.5, from a range.
        let sent = fs::read(folder.path().join("x.xlsx")).unwrap();
        fs::write(folder.path().join("x.xlsx"), typed(sent.clone(), "E6", "3")).unwrap();
        let run = back(&[]).code(0);
        assert!(
            run.stdout.contains("1 score changes, 5 are as before"),
            "{run:#?}"
        );
        assert!(run.stdout.contains("Ranking!E6"), "{run:#?}");
        assert_eq!(
            read(folder.path(), "plan.yaml"),
            PLAN.replace("ease: 7}   # March", "ease: 3}   # March")
        );
        let before = read(folder.path(), "plan.yaml");
        fs::write(folder.path().join("x.xlsx"), typed(sent, "E6", "30")).unwrap();
        let run = back(&[]).code(2);
        assert!(
            run.stderr
                .contains("Ranking!E6: 30 is off the plan's scale of 1 to 10"),
            "{run:#?}"
        );
        assert_eq!(read(folder.path(), "plan.yaml"), before);
    }
}
