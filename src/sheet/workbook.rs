//! Workbooks: XLSX, XLS and ODS, through the opener that refuses damaged and oversized ones.

use std::collections::HashMap;
use std::io::{Cursor, Read, Seek};

use calamine::{Data, Reader, SheetType, SheetVisible, Sheets};

use super::grid::{Cell, CellValue, Sheet};
use super::{MOST_COLUMNS, MOST_ROWS, SheetError, check_size};
use crate::lead_error::LeadError;
use crate::table::workbook::{Marks, Workbook, marks};

/// So many merged ranges of a sheet are kept: more than any list of ideas has.
const MOST_MERGED: usize = 2_000;

/// The visible sheets of a workbook. One that is too large for ideas is left out unless all are.
pub(super) fn sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut workbook = Workbook::open(name, Cursor::new(bytes.to_vec()))?;
    let mut marked = match workbook.read(|sheets| Ok(matches!(sheets, Sheets::Ods(_))))? {
        true => marks(bytes, (MOST_ROWS, MOST_COLUMNS)),
        false => HashMap::new(),
    };
    let mut sheets = Vec::new();
    let mut refused = None;
    for name in visible(&mut workbook)? {
        match sheet(&mut workbook, &name, marked.remove(&name)) {
            Ok(sheet) => sheets.push(sheet),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match refused {
        Some(error) if sheets.is_empty() => Err(error),
        _ => Ok(sheets),
    }
}

/// The worksheets that are not hidden.
fn visible(workbook: &mut Workbook) -> Result<Vec<String>, SheetError> {
    let names = workbook.read(|sheets| {
        let sheets = sheets.sheets_metadata().iter();
        let shown = sheets
            .filter(|one| one.typ == SheetType::WorkSheet && one.visible == SheetVisible::Visible);
        Ok(shown.map(|one| one.name.clone()).collect())
    })?;
    Ok(names)
}

fn sheet(workbook: &mut Workbook, name: &str, marked: Option<Marks>) -> Result<Sheet, SheetError> {
    let range = workbook.cells(name)?;
    let end = range.end().map_or((0, 0), |(row, column)| {
        (row as usize + 1, column as usize + 1)
    });
    check_size(end.0, end.1)?;
    let mut rows = vec![Vec::new(); end.0];
    let start = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        put(
            &mut rows,
            (start.0 as usize + row, start.1 as usize + column),
            cell(data),
        );
    }
    let formulas = workbook.formulas(name)?;
    let start = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let cells = rows.get_mut(start.0 as usize + row);
        let cell = cells.and_then(|cells| cells.get_mut(start.1 as usize + column));
        if let Some(cell) = cell {
            cell.formula = Some(as_in_excel(formula));
        }
    }
    let Marks { percent, merged } = match marked {
        Some(marked) => marked,
        None => workbook.read(|sheets| {
            Ok(Marks {
                percent: percentages(sheets, name),
                merged: merged(sheets, name),
            })
        })?,
    };
    for (row, column) in percent {
        let cell = rows
            .get_mut(row)
            .and_then(|cells: &mut Vec<Cell>| cells.get_mut(column));
        if let Some(cell) = cell
            && let CellValue::Number(share) = cell.value
        {
            cell.value = CellValue::Percent(share);
            cell.text = format!("{} %", shown(share * 100.0));
        }
    }
    Ok(Sheet {
        name: Some(name.to_owned()),
        rows,
        merged,
    })
}

fn put(rows: &mut [Vec<Cell>], (row, column): (usize, usize), cell: Cell) {
    if let Some(cells) = rows.get_mut(row) {
        if cells.len() <= column {
            cells.resize(column + 1, Cell::default());
        }
        cells[column] = cell;
    }
}

fn cell(data: &Data) -> Cell {
    let (text, value) = match data {
        Data::Int(number) => (number.to_string(), CellValue::Number(*number as f64)),
        Data::Float(number) => (shown(*number), CellValue::Number(*number)),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            (format!("{year}-{month:02}-{day:02}"), CellValue::Date)
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => (text.clone(), CellValue::Date),
        Data::Error(error) => (error.to_string(), CellValue::Error),
        other => (other.to_string(), CellValue::Text),
    };
    Cell {
        text: text.trim().to_owned(),
        value,
        formula: None,
    }
}

/// A formula of LibreOffice, `of:=[.C4]*[.D4]`, as Excel has it, without the equals sign.
fn as_in_excel(formula: &str) -> String {
    match formula.strip_prefix("of:=") {
        Some(formula) => formula.replace("[.", "").replace(']', ""),
        None => formula.to_owned(),
    }
}

/// A number without the digits that only its storage has.
fn shown(number: f64) -> String {
    let text = format!("{number:.10}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The cells that are shown as percentages. Of XLS, calamine doesn't tell them.
fn percentages<S: Read + Seek>(sheets: &mut Sheets<S>, name: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let Sheets::Xlsx(workbook) = sheets else {
        return places;
    };
    let Ok(mut reader) = workbook.worksheet_cells_reader(name) else {
        return places;
    };
    while let Ok(Some((row, column, style))) = reader.next_style_id() {
        let format = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        let is_percent = format.is_some_and(|format| format.format_code.contains('%'));
        let place = (row as usize, column as usize);
        let fits = place.0 < MOST_ROWS && place.1 < MOST_COLUMNS;
        if is_percent && fits && places.len() < MOST_ROWS * MOST_COLUMNS {
            places.push(place);
        }
    }
    places
}

/// The merged ranges of a sheet; a damaged list of them is none.
fn merged<S: Read + Seek>(sheets: &mut Sheets<S>, name: &str) -> Vec<[usize; 4]> {
    let ranges = match sheets {
        Sheets::Xlsx(workbook) => workbook.merge_cells_by_sheet_name(name).ok(),
        Sheets::Xls(workbook) => workbook.merge_cells_by_sheet_name(name).ok(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => None,
    };
    let place = |(row, column): (u32, u32)| [row as usize, column as usize];
    let ranges = ranges.unwrap_or_default().into_iter().take(MOST_MERGED);
    ranges
        .map(|range| {
            let ([top, left], [bottom, right]) = (place(range.start), place(range.end));
            [top, left, bottom, right]
        })
        .collect()
}

impl From<LeadError> for SheetError {
    fn from(error: LeadError) -> Self {
        let help = match &error {
            LeadError::Wrong { help, .. } => help.clone(),
            _ => "save the sheet as CSV and name that file".to_owned(),
        };
        Self::new(error.to_string(), help)
    }
}
