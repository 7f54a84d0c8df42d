//! Many files as one table: paths, folders and patterns, in every command that reads leads.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{Run, folder_with, segplan_in, write_texts};

const PLAN: &str = "\
title: Many
as_of: 2027-01-04
leads: {key: id, outcome: won, value: worth}
attributes:
  staff: {type: integer}
  worth: {type: number}
  won: {type: boolean}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: south, where: region = 'South', scores: {impact: 7, confidence: 7, ease: 7}}
";

const HEADER: &str = "id,staff,worth,won,region\n";

/// A lead of the invented table.
fn lead(row: usize) -> [String; 5] {
    let staff = if row % 7 == 3 {
        String::new()
    } else {
        (row * 37 % 2000).to_string()
    };
    let won = if row.is_multiple_of(3) { "yes" } else { "no" };
    let region = ["North", "South"][row / 40 % 2];
    [
        format!("L-{row}"),
        staff,
        format!("{}.5", row % 11),
        won.to_owned(),
        region.to_owned(),
    ]
}

fn csv(rows: impl IntoIterator<Item = usize>) -> String {
    let lines = rows.into_iter().map(|row| lead(row).join(",") + "\n");
    HEADER.to_owned() + &lines.collect::<String>()
}

/// The same leads with other columns first, without the region.
fn turned(rows: impl IntoIterator<Item = usize>, separator: char) -> String {
    let mut text = format!("won{separator}id{separator}worth{separator}staff\n");
    for row in rows {
        let [id, staff, worth, won, _] = lead(row);
        writeln!(
            text,
            "{won}{separator}{id}{separator}{worth}{separator}{staff}"
        )
        .unwrap();
    }
    text
}

/// 200 leads in one file, and in five of different forms in folders, in the same order.
fn folders() -> TempDir {
    let folder = folder_with(&[("plan.yaml", PLAN), ("all.csv", &csv(0..200))]);
    let path = folder.path();
    for one in [
        "q/1/region=North",
        "q/1/region=South",
        "q/2",
        "q/3/region=South/deep",
        "q/.hidden",
    ] {
        fs::create_dir_all(path.join(one)).unwrap();
    }
    fs::write(path.join("q/1/region=North/a.csv"), turned(0..40, ';')).unwrap();
    write_texts(
        &path.join("q/1/region=South/b.parquet"),
        &turned(40..80, ','),
        ',',
    );
    fs::write(path.join("q/2/c.csv"), csv(80..120)).unwrap();
    write_texts(
        &path.join("q/3/region=South/deep/d"),
        &turned(120..160, ','),
        ',',
    );
    fs::write(path.join("q/4.csv"), csv(160..200)).unwrap();
    fs::write(path.join("q/_SUCCESS"), "").unwrap();
    fs::write(path.join("q/.hidden/x.csv"), "no,table").unwrap();
    folder
}

fn audit(folder: &Path, leads: &[&str]) -> Run {
    let command = [
        &["audit", "plan.yaml"],
        leads,
        &["--draws", "10", "--format", "json"],
    ];
    segplan_in(folder, &command.concat())
}

fn resolved(folder: &Path, leads: &[&str], rest: &[&str]) -> String {
    let to = ["-o", "out.csv", "--quiet"];
    segplan_in(
        folder,
        &[&["resolve", "plan.yaml"], leads, &to, rest].concat(),
    )
    .code(0);
    fs::read_to_string(folder.join("out.csv")).unwrap()
}

#[test]
fn a_folder_of_files_is_one_table_in_every_command() {
    let folder = folders();
    let path = folder.path();
    let expected = audit(path, &["all.csv"]).code(0).json();
    let named = [
        "q/1/region=North/a.csv",
        "q/1/region=South/b.parquet",
        "q/2/c.csv",
        "q/3",
        "q/4.csv",
    ];
    for leads in [
        &["q"][..],
        &named,
        &["q/[12]", "q/3", "q/*.csv"],
        &["q/**/[a-d]*", "q/4.csv"],
    ] {
        for threads in ["1", "4"] {
            let run = audit(path, &[leads, &["--threads", threads]].concat()).code(0);
            assert_eq!(run.json(), expected, "{leads:?}");
        }
    }
    let said = audit(path, &["q"]).stderr;
    assert!(
        said.contains("note: q: left out 2 hidden files (.hidden and _SUCCESS)"),
        "{said}"
    );

    let plain = resolved(path, &["all.csv"], &[]);
    for threads in ["1", "3"] {
        let many = resolved(path, &["q"], &["--threads", threads]);
        assert_eq!(many.replace(';', ","), plain.replace(';', ","));
    }
    let without_key = PLAN.replace("key: id, ", "");
    fs::write(path.join("plan.yaml"), &without_key).unwrap();
    let numbered = resolved(path, &["q"], &["--threads", "3"]);
    assert_eq!(
        numbered.replace(';', ","),
        resolved(path, &["all.csv"], &[])
    );
    fs::write(path.join("plan.yaml"), PLAN).unwrap();

    let kept = |leads| resolved(path, &[leads], &["--keep-columns"]);
    let sorted = |text: &str, separator| {
        let mut lines = text
            .lines()
            .map(|line| line.split(separator).collect::<Vec<_>>());
        let names = lines.next().unwrap();
        let place = |name| names.iter().position(|one| *one == name).unwrap();
        let order = ["id", "staff", "worth", "won", "region", "segment"].map(place);
        lines
            .map(|line| order.map(|at| line[at].to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(sorted(&kept("q"), ';'), sorted(&kept("all.csv"), ','));

    for command in [
        &["rank", "plan.yaml", "--leads"][..],
        &["check", "plan.yaml", "--leads"],
    ] {
        let said = |leads| {
            let rest = [leads, "--draws", "10", "--format", "json"];
            let run = segplan_in(path, &[command, &rest].concat()).code(0);
            run.stdout
        };
        assert_eq!(said("q"), said("all.csv"), "{command:?}");
    }
    let spelled = [
        "rank",
        "plan.yaml",
        "--leads",
        "q/4.csv",
        "q/2/c.csv",
        "--format",
        "json",
    ];
    let told = segplan_in(path, &spelled).code(0).json();
    assert_eq!(told["ranking"].as_array().unwrap().len(), 2);
    let spelled = ["check", "plan.yaml", "--leads", "q/4.csv", "q/2/c.csv"];
    segplan_in(path, &spelled).code(0);
    for (leads, key) in [("q", "L-130"), ("all.csv", "L-130")] {
        let explain = [
            "explain",
            "plan.yaml",
            "--lead",
            key,
            leads,
            "--format",
            "json",
        ];
        let told = segplan_in(path, &explain).code(0).json();
        assert_eq!(
            (&told["row"], &told["segment"]),
            (&Value::from(131), &Value::from("south"))
        );
    }
    let report = [
        "report",
        "plan.yaml",
        "--leads",
        "q",
        "--draws",
        "10",
        "-o",
        "report.md",
    ];
    segplan_in(path, &report).code(0);
    assert!(
        fs::read_to_string(path.join("report.md"))
            .unwrap()
            .contains("200")
    );
}

#[test]
fn a_column_that_some_files_lack_is_an_error_or_missing_there() {
    let folder = folders();
    let path = folder.path();
    for name in ["e", "f"] {
        let text = turned(0..5, ',').replace("L-", name);
        fs::write(path.join(format!("q/{name}.csv")), text).unwrap();
    }
    let error = audit(path, &["q"]).code(2).stderr;
    let told = "error: q: 2 of 7 files lack the column region: q/e.csv and q/f.csv\n  help: ";
    assert!(error.contains(told), "{error}");
    let union = audit(path, &["q", "--union"]).code(0).json();
    assert_eq!(union["leads"], 210);
    let south = |told: &Value| told["segments"][1]["unknown"].clone();
    assert_eq!(south(&audit(path, &["all.csv"]).code(0).json()), 0);
    assert_eq!(south(&union), 10);
    // What no condition asks for may be missing.
    let short = PLAN.split_once("  - {name: south").unwrap().0;
    fs::write(path.join("plan.yaml"), short).unwrap();
    assert_eq!(audit(path, &["q"]).code(0).json()["leads"], 210);
}

#[test]
fn mistakes_are_told_with_their_file() {
    let folder = folders();
    let path = folder.path();
    let says = |leads: &[&str], parts: &[&str]| {
        let error = audit(path, leads).code(2).stderr;
        for part in parts {
            assert!(error.contains(part), "{part}: {error}");
        }
        for threads in ["1", "4"] {
            assert_eq!(
                audit(path, &[leads, &["--threads", threads]].concat()).stderr,
                error
            );
        }
    };
    says(&["nothing/*.csv"], &["error: no file fits nothing/*.csv"]);
    fs::create_dir(path.join("empty")).unwrap();
    says(&["empty"], &["error: empty: the folder has no files"]);
    says(
        &["q", "q/4.csv"],
        &["error: q/4.csv: the file is named twice"],
    );
    says(
        &["q", "-"],
        &["standard input cannot be one of several lead tables"],
    );
    audit(path, &["all.csv", "absent.csv"]).code(3);

    fs::write(
        path.join("q/4.csv"),
        csv(160..200).replace(",4.5,", ",four,"),
    )
    .unwrap();
    says(
        &["q"],
        &[
            "error: q/4.csv: 3 cells can't be read\n",
            "lines 11, 22 and 33: 'four'",
        ],
    );
    fs::write(
        path.join("q/2/c.csv"),
        csv(80..120).replace("L-90,", "L-90,x"),
    )
    .unwrap();
    says(
        &["q"],
        &[
            "q/2/c.csv, line 12: 'x1330'",
            "q/4.csv, lines 11, 22 and 33: 'four'",
        ],
    );
    fs::write(path.join("q/4.csv"), csv(160..200) + "short\n").unwrap();
    says(
        &["q"],
        &[
            "error: q/2/c.csv: 1 cell can't be read",
            "line 12: 'x1330'",
            "q/4.csv, line 42: this row has 1 cell and the header 5",
        ],
    );
    fs::write(path.join("q/2/c.csv"), csv(80..120)).unwrap();
    let left_out = audit(path, &["q", "--lenient"]).code(0);
    assert_eq!(left_out.json()["left_out"], 1);
    let rank = [
        "rank",
        "plan.yaml",
        "--leads",
        "q",
        "--lenient",
        "--draws",
        "10",
    ];
    let said = segplan_in(path, &rank).code(0).stderr;
    assert!(said.contains("the first on line 42 of q/4.csv"), "{said}");

    let inside = ["resolve", "plan.yaml", "q", "-o", "q/2/out.csv"];
    let refused = segplan_in(path, &inside).code(2).stderr;
    assert!(
        refused.contains("q/2/out.csv would be in q, all of whose files are read"),
        "{refused}"
    );
}

#[test]
fn a_mask_table_knows_each_file_that_was_counted() {
    let folder = folders();
    let path = folder.path();
    let save = |leads: &str, masks: &str| audit(path, &[leads, "--masks", masks]).code(0).json();
    let counted = save("q", "q.masks");
    let masks = fs::read_to_string(path.join("q.masks")).unwrap();
    let parts: Vec<&str> = masks
        .lines()
        .filter(|line| line.starts_with("# part "))
        .collect();
    assert_eq!(parts.len(), 5, "{parts:?}");
    assert!(parts[1].contains("q/1/region=South/b.parquet"), "{parts:?}");
    let again = audit(path, &["--from-masks", "q.masks"]).code(0).json();
    assert_eq!(again["segments"], counted["segments"]);
    save("q/4.csv", "four.masks");
    let twice = audit(path, &["--from-masks", "q.masks", "four.masks"])
        .code(2)
        .stderr;
    assert!(
        twice.contains("the leads of q/4.csv are counted twice"),
        "{twice}"
    );
    // Two files without leads, of the same content, can be read again as well.
    for name in ["q/y.csv", "q/z.csv"] {
        fs::write(path.join(name), HEADER).unwrap();
    }
    save("q", "q.masks");
    audit(path, &["--from-masks", "q.masks"]).code(0);
    fs::copy(path.join("q/4.csv"), path.join("q/copy.csv")).unwrap();
    let said = audit(path, &["q"]).code(0).stderr;
    assert!(
        said.contains("note: q/4.csv and q/copy.csv hold the same: their leads count twice"),
        "{said}"
    );
}

const GERMAN: &str = "\
title: Nordwind
as_of: 2027-01-04
leads: {key: Nr, outcome: gewonnen, value: Umsatz, date: erstellt, reachable: Einwilligung}
attributes:
  Nr: {type: integer}
  Umsatz: {type: number, decimal: ','}
  Mitarbeiter: {type: integer, decimal: ','}
  Einwilligung: {type: boolean, true: [ja], false: [nein]}
  gewonnen: {type: boolean, true: [ja], false: [nein]}
  erstellt: {type: date, format: '%d.%m.%Y'}
segments:
  - {name: large, where: Mitarbeiter > 1500, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: cologne, where: Ort = 'Köln' and Umsatz >= 1000.5, scores: {impact: 7, confidence: 7, ease: 7}}
  - {name: recent, where: days_since(erstellt) < 100, scores: {impact: 5, confidence: 5, ease: 5}}
";

/// A number as a German export writes it: `1.234,50`.
fn german(cents: usize) -> String {
    let (whole, cents) = (cents / 100, cents % 100);
    match whole {
        0..1000 => format!("{whole},{cents:02}"),
        _ => format!("{}.{:03},{cents:02}", whole / 1000, whole % 1000),
    }
}

/// A lead of the year 2026 as its cells in a German export.
fn german_lead(row: usize) -> [String; 7] {
    let yes = |is: bool| if is { "ja" } else { "Nein" }.to_owned();
    [
        (row + 1).to_string(),
        ["Köln", "Münster", "Öhringen"][row % 3].to_owned(),
        if row % 5 == 4 {
            String::new()
        } else {
            german(row * 7919 % 500_000)
        },
        german(row * 101 % 3000 * 100),
        yes(row.is_multiple_of(2)),
        yes(row.is_multiple_of(7)),
        format!("{:02}.{:02}.2026", row % 28 + 1, row / 50 + 1),
    ]
}

/// One export, its twin as a workbook, and as twelve Parquet files in a folder.
#[test]
fn a_german_export_a_workbook_and_twelve_parquet_files_give_one_audit() {
    let folder = folder_with(&[("plan.yaml", GERMAN)]);
    let path = folder.path();
    let header = [
        "Nr",
        "Ort",
        "Umsatz",
        "Mitarbeiter",
        "Einwilligung",
        "gewonnen",
        "erstellt",
    ];
    let text = |rows: std::ops::Range<usize>| {
        let lines = rows.map(|row| german_lead(row).join(";") + "\n");
        header.join(";") + "\n" + &lines.collect::<String>()
    };
    let export = text(0..600);
    let (latin, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(&export);
    assert!(!is_lossy);
    fs::write(path.join("export.csv"), &latin).unwrap();

    let mut workbook = rust_xlsxwriter::Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Leads 2026").unwrap();
    sheet.write_row(2, 0, header).unwrap();
    for row in 0..600 {
        let line = row as u32 + 3;
        sheet.write(line, 0, row as u32 + 1).unwrap();
        for column in [1, 4, 5] {
            sheet
                .write(line, column, &german_lead(row)[usize::from(column)])
                .unwrap();
        }
        if row % 5 != 4 {
            sheet
                .write(line, 2, (row * 7919 % 500_000) as f64 / 100.0)
                .unwrap();
        }
        sheet.write(line, 3, (row * 101 % 3000) as u32).unwrap();
        let (month, day) = (row / 50 + 1, row % 28 + 1);
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, month as u8, day as u8).unwrap();
        sheet.write_with_format(line, 6, &day, &date).unwrap();
    }
    workbook.save(path.join("export.xlsx")).unwrap();

    fs::create_dir(path.join("months")).unwrap();
    for month in 0..12 {
        let file = path.join(format!("months/{:02}.parquet", month + 1));
        write_texts(&file, &text(month * 50..month * 50 + 50), ';');
    }

    let expected = audit(path, &["export.csv", "--encoding", "windows-1252"])
        .code(0)
        .json();
    assert_eq!(expected["leads"], 600);
    let matched = |told: &Value, place: usize| told["segments"][place]["matched"].as_u64().unwrap();
    assert!(
        (0..3).all(|place| matched(&expected, place) > 50),
        "{expected}"
    );
    for leads in ["export.xlsx", "months", "months/*.parquet"] {
        assert_eq!(audit(path, &[leads]).code(0).json(), expected, "{leads}");
    }
}

/// More files than are kept open, in which leads come in any number.
#[test]
fn hundreds_of_small_files_are_read_in_their_order() {
    let folder = folder_with(&[("plan.yaml", PLAN), ("all.csv", &csv(0..900))]);
    let path = folder.path();
    fs::create_dir(path.join("parts")).unwrap();
    let mut row = 0;
    for file in 0.. {
        let rows = row..900.min(row + file % 7);
        row = rows.end;
        fs::write(path.join(format!("parts/{file:04}.csv")), csv(rows)).unwrap();
        if row == 900 {
            break;
        }
    }
    let expected = resolved(path, &["all.csv"], &[]);
    assert_eq!(resolved(path, &["parts"], &["--threads", "4"]), expected);
    assert_eq!(resolved(path, &["parts"], &["--threads", "1"]), expected);
}
