//! Lead tables as they come: workbooks, JSON lines, packed, in any encoding.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::common::{folder_with, segplan_in};

const PLAN: &str = "\
title: Nordwind
as_of: 2027-01-04
leads: {key: id, value: worth, outcome: won}
attributes:
  company: {type: text}
  staff: {type: integer, decimal: ','}
  worth: {type: number, decimal: ','}
  won: {type: boolean, true: [ja], false: [nein]}
  since: {type: date, format: '%d.%m.%Y'}
segments:
  - {name: large, where: staff >= 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: known, where: \"company in ('Müller', 'Öl & Söhne')\", scores: {impact: 7, confidence: 7, ease: 7}}
  - {name: new, where: since >= date '2026-07-01', scores: {impact: 5, confidence: 5, ease: 5}}
";

const CSV: &str = "\
id;company;staff;worth;won;since;remark
1;Müller;1.200;1.234,50;ja;30.06.2026;a
2;Öl & Söhne;40;;nein;01.07.2026;
3;Acme;;0,5;;02.08.2026;\"b;c\"
4;;999;-3;ja;;
";

/// The same leads: a cell has its type, but where a text stands in the sheet.
fn fill(sheet: &mut Worksheet, row: u32) {
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let names = ["id", "company", "staff", "worth", "won", "since", "remark"];
    sheet.write_row(row, 1, names).unwrap();
    sheet
        .write_row(row + 1, 1, [1, 2, 3, 4].map(|_| ""))
        .unwrap();
    let companies = [Some("Müller"), Some("Öl & Söhne"), Some("Acme"), None];
    let staff = [Some(1200), Some(40), None, Some(999)];
    let worth = [Some(1234.5), None, Some(0.5), Some(-3.0)];
    let won = [Some(true), Some(false), None, Some(true)];
    let since = [Some((2026, 6, 30)), Some((2026, 7, 1)), None, None];
    for place in 0..4 {
        let row = row + 1 + place as u32;
        sheet.write(row, 1, place as u32 + 1).unwrap();
        companies[place].map(|text| sheet.write(row, 2, text).unwrap());
        staff[place].map(|number| sheet.write(row, 3, number).unwrap());
        worth[place].map(|number| sheet.write(row, 4, number).unwrap());
        won[place].map(|value| sheet.write(row, 5, value).unwrap());
        if let Some((year, month, day)) = since[place] {
            let day = ExcelDateTime::from_ymd(year, month, day).unwrap();
            sheet.write_with_format(row, 6, &day, &date).unwrap();
        }
    }
    sheet.write(row + 3, 6, "02.08.2026").unwrap();
}

/// A workbook with notes on its first sheet, and the leads on its second, below a title.
fn write_workbook(path: &Path) {
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet().set_name("Read me").unwrap();
    notes.write(0, 0, "Exported by Olga").unwrap();
    let leads = workbook.add_worksheet().set_name("Leads").unwrap();
    leads.write(0, 1, "Leads of the third quarter").unwrap();
    fill(leads, 2);
    let others = workbook.add_worksheet().set_name("Old leads").unwrap();
    fill(others, 0);
    others.write(2, 3, "#N/A").unwrap();
    workbook.save(path).unwrap();
}

const JSON: &str = r#"{"id":1,"company":"M\u00fcller","staff":1200,"worth":1234.5,"won":true,"since":"30.06.2026","remark":"a"}
{"id":2,"company":"Öl & Söhne","staff":40,"worth":null,"won":"nein","since":"01.07.2026"}
{"id":"3","company":"Acme","worth":"0,5","since":"02.08.2026","remark":"b;c"}
{"id":4,"staff":"999","worth":-3,"won":"ja"}
"#;

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|sign| sign as u8).collect()
}

#[test]
fn one_table_in_all_its_forms_gives_one_audit() {
    let folder = folder_with(&[
        ("plan.yaml", PLAN),
        ("utf8.csv", CSV),
        ("leads.jsonl", JSON),
    ]);
    let path = |name: &str| folder.path().join(name);
    fs::write(path("export.csv"), windows_1252(CSV)).unwrap();
    let mark = std::iter::once(0xfeff);
    let wide: Vec<u8> = mark
        .chain(CSV.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(path("unicode.txt"), wide).unwrap();
    fs::write(path("marked.csv"), format!("\u{feff}{CSV}")).unwrap();
    write_workbook(&path("leads.xlsx"));
    fs::write(
        path("packed"),
        zstd::encode_all(JSON.as_bytes(), 3).unwrap(),
    )
    .unwrap();
    let audit = |arguments: &[&str]| {
        let begin = ["audit", "plan.yaml", "--format", "json"];
        segplan_in(folder.path(), &[&begin, arguments].concat())
            .code(0)
            .stdout
    };
    let expected = audit(&["utf8.csv"]);
    for other in [
        &["export.csv", "--encoding", "windows-1252"][..],
        &["export.csv", "--encoding", "latin1"],
        // Its mark is certain, whatever is named.
        &["marked.csv", "--encoding", "latin1"],
        &["unicode.txt"],
        &["leads.xlsx"],
        &["leads.xlsx", "--sheet", "leads"],
        &["leads.jsonl"],
        &["packed"],
    ] {
        assert_eq!(audit(other), expected, "{other:?}");
    }
}

#[test]
fn a_workbook_s_sheets_and_cells_are_named() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    write_workbook(&folder.path().join("leads.xlsx"));
    let audit = |more: &[&str]| {
        let begin = ["audit", "plan.yaml", "leads.xlsx"];
        segplan_in(folder.path(), &[&begin, more].concat())
    };
    let found = audit(&[]).code(0);
    assert_eq!(
        found.stderr,
        "note: leads.xlsx: read the sheet Leads; its header is in row 3\n"
    );
    assert_eq!(
        audit(&["--sheet", "Leads"]).stderr,
        "note: leads.xlsx: its header is in row 3\n"
    );
    assert_eq!(audit(&["--quiet"]).stderr, "");
    insta::assert_snapshot!(audit(&["--sheet", "Old leads"]).code(2).stderr);
    insta::assert_snapshot!(audit(&["--sheet", "Old"]).code(2).stderr);
    insta::assert_snapshot!(audit(&["--sheet", "Read me"]).code(2).stderr);
    let other = PLAN.replace("staff", "headcount");
    fs::write(folder.path().join("plan.yaml"), other).unwrap();
    insta::assert_snapshot!(audit(&[]).code(2).stderr);
}

#[test]
fn a_lead_of_a_workbook_is_explained_by_its_cells() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    write_workbook(&folder.path().join("leads.xlsx"));
    for (lead, since) in [("1", "2026-06-30"), ("3", "02.08.2026")] {
        let arguments = ["explain", "plan.yaml", "--lead", lead, "leads.xlsx"];
        let explained = segplan_in(folder.path(), &arguments).code(0).stdout;
        assert!(explained.contains(since), "{explained}");
    }
}

#[test]
fn text_in_another_encoding_shows_what_it_would_read() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let path = folder.path().join("leads.csv");
    fs::write(&path, windows_1252(CSV)).unwrap();
    let run = |arguments: &[&str]| segplan_in(folder.path(), arguments);
    insta::assert_snapshot!(run(&["audit", "plan.yaml", "leads.csv"]).code(2).stderr);
    let resolve = [
        "resolve",
        "plan.yaml",
        "leads.csv",
        "--keep-columns",
        "-o",
        "out.csv",
    ];
    let done = run(&[&resolve[..], &["--encoding", "windows-1252", "--quiet"]].concat()).code(0);
    assert_eq!(done.stderr, "");
    let written = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert!(
        written.contains("2;Öl & Söhne;40;;nein;01.07.2026;;known;2;new\n"),
        "{written}"
    );
    let done = run(&[&resolve[..], &["--encoding", "windows-1252"]].concat()).code(0);
    assert_eq!(
        done.stderr,
        "note: leads.csv is in windows-1252, out.csv in UTF-8\n"
    );
    let wide: Vec<u8> = CSV.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, wide).unwrap();
    insta::assert_snapshot!(run(&["audit", "plan.yaml", "leads.csv"]).code(2).stderr);
    insta::assert_snapshot!(
        run(&[
            "audit",
            "plan.yaml",
            "leads.csv",
            "--encoding",
            "latin-9000"
        ])
        .code(2)
        .stderr
    );
    // A column that no condition needs may hold anything.
    let remark = CSV
        .replace("Müller", "Mueller")
        .replace("Öl & Söhne", "Oel")
        .replace(";a\n", ";\u{e4}\n");
    fs::write(&path, windows_1252(&remark)).unwrap();
    run(&["audit", "plan.yaml", "leads.csv"]).code(0);
}

#[test]
fn what_is_not_read_is_named() {
    let folder = folder_with(&[("plan.yaml", PLAN)]);
    let told = |bytes: &[u8]| {
        fs::write(folder.path().join("leads.csv"), bytes).unwrap();
        segplan_in(folder.path(), &["audit", "plan.yaml", "leads.csv"])
            .code(2)
            .stderr
    };
    let old = b"\x09\x04\x06\0\0\0\x10\0";
    let list = b"[\n{\"id\": 1}]";
    let archive = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0";
    let packed = zstd::encode_all(&b"PAR1 and more"[..], 3).unwrap();
    let page = b"\xef\xbb\xbf\n<HTML><table><tr><td>id</td></tr></table>";
    let all = [old.as_slice(), list, archive, picture, &packed, page].map(told);
    insta::assert_snapshot!(all.join("\n"));
}
