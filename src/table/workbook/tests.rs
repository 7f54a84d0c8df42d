//! Workbooks open, and what is none or too much is named.

use std::io::{Cursor, Write};

use calamine::{Data, Range};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::open::cell_name;
use super::package::Package;
use super::{Marks, Workbook, compound, marks};
use crate::lead_error::LeadError;
use crate::table::tests::{rows_of, rows_on};

const XLSX: &[u8] = include_bytes!("../../../tests/data/workbooks/leads.xlsx");
const XLS: &[u8] = include_bytes!("../../../tests/data/workbooks/leads.xls");
const ODS: &[u8] = include_bytes!("../../../tests/data/workbooks/leads.ods");

fn open(bytes: impl AsRef<[u8]>) -> Result<Workbook, LeadError> {
    Workbook::open("leads", Cursor::new(bytes.as_ref().to_vec()))
}

fn refused(bytes: impl AsRef<[u8]>) -> String {
    open(bytes).map(|_| ()).unwrap_err().to_string()
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        package
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        package.write_all(content).unwrap();
    }
    package.finish().unwrap().into_inner()
}

const ODS_MIME: (&str, &[u8]) = (
    "mimetype",
    b"application/vnd.oasis.opendocument.spreadsheet",
);
const MANIFEST: (&str, &[u8]) = ("META-INF/manifest.xml", b"<manifest:manifest/>");

fn spreadsheet(rows: &str) -> Vec<u8> {
    let content = content(rows);
    package(&[ODS_MIME, MANIFEST, ("content.xml", content.as_bytes())])
}

fn content(rows: &str) -> String {
    format!(
        "<office:document-content><table:table table:name=\"A\">{rows}</table:table></office:document-content>"
    )
}

fn with_sheet(data: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{data}</worksheet>");
    package(&[
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"a\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"s\" Type=\"x/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn the_same_sheets_are_in_all_three_kinds() {
    let read = |bytes: &[u8]| -> Range<Data> {
        let mut workbook = open(bytes).unwrap();
        assert_eq!(workbook.sheet_names(), ["Read me", "Leads 2026"]);
        workbook.cells("Leads 2026").unwrap()
    };
    for bytes in [XLSX, XLS, ODS] {
        let cells = read(bytes);
        assert_eq!(cells.start(), Some((0, 1)));
        let cell = |row, column| cells.get_value((row, column)).cloned().unwrap();
        assert_eq!(cell(2, 1), Data::String("lead_id".to_owned()));
        assert_eq!(cell(3, 2), Data::String("Müller & Söhne".to_owned()));
        assert_eq!(cell(3, 3).to_string(), "1600");
        assert!([Data::Bool(true), Data::Float(1.0)].contains(&cell(3, 5)));
        assert_eq!(cell(5, 3), Data::Empty);
        // The result of a formula.
        assert_eq!(cell(6, 8).to_string(), "7");
    }
}

#[test]
fn the_leads_are_found_below_their_title() {
    let (columns, rows) = rows_of(XLSX).unwrap();
    let names = "lead_id|company|employees|revenue|opted_in|created_on|last_seen|score";
    assert_eq!(columns.join("|"), names);
    assert_eq!(
        rows,
        [
            "L-1|Müller & Söhne|1600|1234.5|true|2026-07-01|2026-09-30T14:30:00|7",
            "L-2|Acme|40|0.1|false|2026-07-02|2026-09-29T08:00:00|",
            "L-3|Übermut GmbH||-3||1900-03-01||5",
            "L-4|日本|301|1000000|true|2026-09-30|2026-10-01|7",
            "1005|Formula|12|2.25|false|2026-12-31|2026-10-02T23:59:59|6",
        ]
    );
    // LibreOffice wrote yes and no as 1 and 0, and the result of one formula not at all.
    let same = |row: &String| {
        let row = row.replace("true", "1").replace("false", "0");
        row.replace("1005|0|", "1005|Formula|")
    };
    for bytes in [ODS, XLS] {
        let (others, found) = rows_of(bytes).unwrap();
        assert_eq!(others, columns);
        let [found, rows] = [&found, &rows].map(|rows| rows.iter().map(same).collect::<Vec<_>>());
        assert_eq!(found, rows);
    }
}

/// A sheet of so many rows below a header, the last of which says `last` for its number.
fn long_sheet(rows: usize, last: &str) -> Vec<u8> {
    let cell = |name: &str, text: &str| {
        format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let header = cell("A1", "id") + &cell("B1", "size");
    let mut data = format!("<sheetData><row r=\"1\">{header}</row>");
    for row in 2..=rows + 1 {
        let size = if row > rows { last } else { "7" };
        let id = cell(&format!("A{row}"), &format!("L-{row:06}"));
        let size = format!("<c r=\"B{row}\"><v>{size}</v></c>");
        data = data + "<row>" + &id + &size + "</row>";
    }
    with_sheet(&(data + "</sheetData>"))
}

#[test]
fn a_long_sheet_comes_whole_whoever_reads_it() {
    let (_, mut rows) = rows_on(&long_sheet(10_000, "8"), 3).unwrap();
    rows.sort();
    assert_eq!(rows.len(), 10_000);
    assert_eq!(
        (rows[0].as_str(), rows[9_999].as_str()),
        ("L-000002|7", "L-010001|8")
    );
    let backwards = "<sheetData><row r=\"2\"><c r=\"A2\" t=\"str\"><v>id</v></c></row>\
        <row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
    let error = rows_of(&with_sheet(backwards)).unwrap_err().to_string();
    assert!(error.contains("its rows are out of order"), "{error}");
}

#[test]
fn what_is_not_read_is_named() {
    for (bytes, expected) in [
        (
            compound::with_stream("Book", vec![0; 10]).unwrap(),
            "leads: this is a workbook of Excel 95 or older, which segplan does not read",
        ),
        (
            compound::with_stream("Workbook", b"\x09\x08\x04\0\0\x05\x05\0\x0a\0\0\0".to_vec())
                .unwrap(),
            "leads: this is a workbook of Excel 95 or older, which segplan does not read",
        ),
        (
            b"\x09\x04\x06\0\0\0\x10\0".to_vec(),
            "leads: this is a workbook of Excel 95 or older, which segplan does not read",
        ),
        (
            compound::with_stream("EncryptedPackage", vec![0; 10]).unwrap(),
            "leads: the workbook is protected with a password",
        ),
        (
            compound::with_stream("Workbook", b"\x2f\0\x02\0\x01\0".to_vec()).unwrap(),
            "leads: the workbook is protected with a password",
        ),
        (
            package(&[
                ODS_MIME,
                ("content.xml", b"?"),
                ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ]),
            "leads: the workbook is protected with a password",
        ),
        (
            compound::with_stream("WordDocument", vec![0; 10]).unwrap(),
            "leads: this is a Word document, which segplan does not read",
        ),
        (
            package(&[("xl/workbook.bin", b"")]),
            "leads: this is a binary workbook (.xlsb), which segplan does not read",
        ),
        (
            package(&[("Index/Document.iwa", b"")]),
            "leads: this is an Apple Numbers document, which segplan does not read",
        ),
        (
            package(&[("leads.csv", b"a,b")]),
            "leads: this is a ZIP archive without a workbook in it, which segplan does not read",
        ),
    ] {
        assert_eq!(refused(bytes), expected);
    }
}

/// What each byte set to other values makes of a workbook: an error or a workbook, and an end.
#[test]
fn damaged_workbooks_are_errors() {
    for bytes in [XLSX, XLS, ODS] {
        for length in (0..bytes.len()).step_by(bytes.len() / 40) {
            let _ = open(&bytes[..length]);
        }
        for place in (0..bytes.len()).step_by(37) {
            let mut damaged = bytes.to_vec();
            damaged[place] ^= 0xff;
            if let Ok(mut workbook) = open(damaged) {
                for sheet in workbook.sheet_names() {
                    let _ = workbook.cells(&sheet);
                }
            }
        }
    }
    let cut = package(&[
        ODS_MIME,
        MANIFEST,
        ("content.xml", b"<a><table:table table:name=\"A\">"),
    ]);
    assert!(refused(cut).contains("its content is cut off"));
}

#[test]
fn a_sector_that_follows_itself_is_an_error() {
    let mut file = compound::with_stream("Workbook", vec![0; 20_000]).unwrap();
    // The table of sectors is the first sector after the header; the stream's first is its third
    // entry.
    file[4096 + 8..4096 + 12].copy_from_slice(&2_u32.to_le_bytes());
    assert!(refused(file).contains("its sectors do not fit together"));
}

#[test]
fn a_bomb_is_refused_by_what_it_claims_and_by_what_it_is() {
    let zeros = vec![b' '; 3_000_000];
    let honest = package(&[("xl/workbook.xml", &zeros)]);
    assert!(honest.len() < 10_000);
    let limited = |bytes: &[u8], limit| {
        let checked = Package::check(Box::new(Cursor::new(bytes.to_vec())), limit);
        checked.unwrap_err().to_string()
    };
    let too_large = "the workbook holds more than 1 GB when it is unpacked";
    assert_eq!(limited(&honest, 2_999_999), too_large);
    assert_eq!(
        Package::check(Box::new(Cursor::new(honest.clone())), 3_000_000).unwrap(),
        Package::Xlsx
    );
    // A directory that claims a single byte is found out when the part is read.
    let spaces = " ".repeat(3_000_000);
    let size = content(&spaces).len();
    let mut liar = spreadsheet(&spaces);
    while let Some(place) = memchr::memmem::find(&liar, &(size as u32).to_le_bytes()) {
        liar[place..place + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    assert!(refused(liar).contains("File is larger than its declared uncompressed size"));
}

#[test]
fn repeated_cells_and_far_corners_are_counted_before_they_are_made() {
    let cell = "<table:table-cell office:value=\"1\" table:number-columns-repeated=\"16000\"/>";
    let row = |times: u32| {
        format!("<table:table-row table:number-rows-repeated=\"{times}\">{cell}</table:table-row>")
    };
    let too_many = "leads: a sheet of the workbook spans more than 20 million cells";
    assert_eq!(refused(spreadsheet(&row(1_000_000))), too_many);
    assert_eq!(refused(spreadsheet(&row(1000).repeat(2))), too_many);
    let spaces = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>\
        <text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row>";
    assert!(refused(spreadsheet(spaces)).contains("more than 1 GB"));
    // Empty rows to the end of the sheet are none.
    let rows = row(1)
        + "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell \
           table:number-columns-repeated=\"16384\"/></table:table-row>";
    assert_eq!(
        open(spreadsheet(&rows))
            .unwrap()
            .cells("A")
            .unwrap()
            .width(),
        16_000
    );

    let shared = "<sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"9999999999\">\
        B1*2</f><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"9999999999\"/>\
        </c></row></sheetData>";
    let mut formulas = open(with_sheet(shared)).unwrap();
    let formulas = formulas.formulas("A").unwrap();
    assert_eq!(formulas.get_value((2, 0)).unwrap(), "B3*2");

    let corners = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let mut corners = open(with_sheet(corners)).unwrap();
    let error = corners.cells("A").unwrap_err().to_string();
    assert_eq!(error, too_many);
}

/// A text of 60,000 letters in 10,000 cells is a file of 200 kB.
#[test]
fn a_long_text_that_many_cells_share_is_counted_for_each() {
    let record = |kind: u16, data: &[u8]| {
        let length = (data.len() as u16).to_le_bytes();
        [&kind.to_le_bytes()[..], &length, data].concat()
    };
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let text = |letters: u16| {
        let head = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &letters.to_le_bytes(), &[0]].concat();
        let (first, rest) = (vec![b'x'; 8000], vec![b'x'; usize::from(letters) - 8000]);
        let more = rest.chunks(8000).flat_map(|part| {
            let flags = [0];
            record(0x003c, &[&flags[..], part].concat())
        });
        let mut records = record(0x00fc, &[head, first].concat());
        records.extend(more);
        records
    };
    let workbook = |letters: u16, cells: u16| {
        let mut stream = begin.clone();
        let sheet = stream.len() + 4 + 9 + text(letters).len() + 4;
        let named = [&(sheet as u32).to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat();
        stream.extend(record(0x0085, &named));
        stream.extend(text(letters));
        stream.extend(record(0x000a, &[]));
        assert_eq!(stream.len(), sheet);
        stream.extend(&begin);
        for row in 0..cells {
            let cell = [&row.to_le_bytes()[..], &[0, 0, 0, 0], &[0, 0, 0, 0]].concat();
            stream.extend(record(0x00fd, &cell));
        }
        stream.extend(record(0x000a, &[]));
        compound::with_stream("Workbook", stream).unwrap()
    };
    let mut fine = open(workbook(60_000, 10)).unwrap();
    assert_eq!(fine.cells("A").unwrap().height(), 10);
    let error = refused(workbook(60_000, 10_000));
    assert_eq!(
        error,
        "leads: the workbook holds more than 1 GB when it is unpacked"
    );
}

#[test]
fn percentages_and_merged_cells_of_an_ods_are_told() {
    let percent = "<table:table-cell office:value-type=\"percentage\" office:value=\"0.6\" \
                   table:number-columns-repeated=\"2\"/>";
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-spanned=\"3\" \
         table:number-rows-spanned=\"1\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>\
         <table:covered-table-cell table:number-columns-repeated=\"2\"/>{percent}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1000000\">{percent}</table:table-row>"
    );
    let mut told = marks(&spreadsheet(&rows), (5, 4));
    let expected = Marks {
        percent: vec![(2, 3), (3, 0), (3, 1), (4, 0), (4, 1)],
        merged: vec![[2, 0, 2, 2]],
    };
    assert_eq!(told.remove("A"), Some(expected));
    assert!(marks(b"no archive", (5, 4)).is_empty());
}

#[test]
fn room_that_a_part_claims_is_not_made() {
    let texts = b"<sst uniqueCount=\"999999999999\"></sst>";
    let bytes = package(&[("xl/workbook.xml", b""), ("xl/sharedStrings.xml", texts)]);
    assert!(refused(bytes).contains("it claims more texts than it has"));
}

#[test]
fn cells_are_named_as_spreadsheets_do() {
    let named = [
        (0, 0),
        (16, 2),
        (0, 25),
        (9, 26),
        (0, 701),
        (1_048_575, 16_383),
    ];
    assert_eq!(
        named.map(|(row, column)| cell_name(row, column)),
        ["A1", "C17", "Z1", "AA10", "ZZ1", "XFD1048576"]
    );
}
