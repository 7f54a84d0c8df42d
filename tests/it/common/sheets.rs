//! Ballots as people fill them in: cells of a workbook that the program made, changed in place.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The texts of a sheet of a workbook, by row and column from 0, counted from 0.
pub(crate) fn rows(file: &Path, sheet: usize) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(File::open(file).unwrap()).unwrap();
    let range = book.worksheet_range_at(sheet).unwrap().unwrap();
    let end = range.end().unwrap();
    let text = |row, column| match range.get_value((row, column)) {
        Some(Data::Empty) | None => String::new(),
        Some(data) => data.to_string(),
    };
    let row = |row| (0..=end.1).map(|column| text(row, column)).collect();
    (0..=end.0).map(row).collect()
}

/// Writes values into empty cells of a sheet, by their names such as `C9`; numbers as numbers. All
/// else of the workbook stays as it is.
pub(crate) fn fill(file: &Path, sheet: usize, cells: &[(String, String)]) {
    let part = format!("xl/worksheets/sheet{}.xml", sheet + 1);
    let mut old = ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..old.len() {
        let mut entry = old.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = filled(String::from_utf8(bytes).unwrap(), cells).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    fs::write(file, new.finish().unwrap().into_inner()).unwrap();
}

fn filled(mut xml: String, cells: &[(String, String)]) -> String {
    for (cell, value) in cells {
        let start = xml
            .find(&format!("<c r=\"{cell}\""))
            .unwrap_or_else(|| panic!("no {cell}"));
        let end = start + xml[start..].find("/>").unwrap();
        let opening = &xml[start..end];
        let full = match value.parse::<f64>() {
            Ok(_) => format!("{opening}><v>{value}</v></c>"),
            Err(_) => format!("{opening} t=\"inlineStr\"><is><t>{value}</t></is></c>"),
        };
        xml.replace_range(start..end + 2, &full);
    }
    xml
}

/// The answers of a scorer to the segments of a ballot, by label: three scores, each followed by how
/// sure it is. A blank stands for an empty cell.
pub(crate) fn answer(file: &Path, answers: &[(&str, &str)]) {
    let rows = rows(file, 0);
    let header = rows.iter().position(|row| row[0] == "Segment").unwrap();
    let first = rows[header]
        .iter()
        .position(|text| text == "Impact" || text == "Ease");
    let mut cells = Vec::new();
    for (label, answers) in answers {
        let row = rows.iter().position(|row| row[0] == *label).unwrap();
        for (column, answer) in (first.unwrap()..).zip(answers.split('|')) {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            if !answer.trim().is_empty() {
                cells.push((format!("{letter}{}", row + 1), answer.trim().to_owned()));
            }
        }
    }
    fill(file, 0, &cells);
}
