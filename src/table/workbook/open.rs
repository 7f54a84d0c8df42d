//! Workbooks that are ready to be read.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use calamine::{
    Cell, CellType, Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Sheets, Xls, Xlsx,
    XlsxCellReader, XlsxError, XlsxFormulaMetadata, expand_shared_formula,
};

use super::package::{Package, WorkbookSource};
use super::rows::{Cells, Rows, SheetRow};
use super::value::Epoch;
use super::{CELLS_UP_TO, UNPACKED_UP_TO, biff, compound, kind, opendocument};
use crate::lead_error::LeadError;
use crate::table::guard;

/// A workbook that is what it claims to be, as far as can be told before its sheets are read.
pub struct Workbook {
    /// Its name in messages.
    file: String,
    sheets: Sheets<Box<dyn WorkbookSource>>,
}

impl Workbook {
    /// Opens an XLSX, XLS or ODS workbook, whichever its bytes say it is; `file` is its name in
    /// messages. The error says what else it is.
    pub fn open(file: &str, source: impl WorkbookSource + 'static) -> Result<Self, LeadError> {
        let source: Box<dyn WorkbookSource> = Box::new(BufReader::new(source));
        let sheets = guard::guarded(|| open(source), kind::unfit);
        Ok(Self {
            sheets: sheets.map_err(|error| error.or_in_file(file))?,
            file: file.to_owned(),
        })
    }

    /// The names of its worksheets, in their order, hidden ones among them.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        let sheets = self.sheets.sheets_metadata().iter();
        let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| sheet.name.clone()).collect()
    }

    /// Those of its worksheets that are not hidden.
    pub(super) fn visible_sheets(&self) -> Vec<String> {
        let hidden = self.sheets.sheets_metadata().iter();
        let hidden = hidden.filter(|sheet| sheet.visible != SheetVisible::Visible);
        let hidden: Vec<&str> = hidden.map(|sheet| sheet.name.as_str()).collect();
        let mut names = self.sheet_names();
        names.retain(|name| !hidden.contains(&name.as_str()));
        names
    }

    /// From which day it counts dates.
    pub(super) fn epoch(&self) -> Epoch {
        let is_1904 = match &self.sheets {
            Sheets::Xlsx(workbook) => workbook.has_1904_epoch(),
            Sheets::Xls(workbook) => workbook.has_1904_epoch(),
            Sheets::Xlsb(_) | Sheets::Ods(_) => false,
        };
        match is_1904 {
            true => Epoch::In1904,
            false => Epoch::In1900,
        }
    }

    /// The cells of a sheet that is in memory already; None of one that is read as it goes.
    pub(super) fn kept(&mut self, sheet: &str) -> Result<Option<Range<Data>>, LeadError> {
        match self.sheets {
            Sheets::Xlsx(_) => Ok(None),
            _ => self.cells(sheet).map(Some),
        }
    }

    /// The rows of a sheet, and about how many there are; `kept` is what is in memory of it.
    pub(super) fn rows<'a>(
        &'a mut self,
        sheet: &str,
        kept: Option<&'a Range<Data>>,
    ) -> Result<(Rows<'a>, u32), LeadError> {
        let epoch = self.epoch();
        if let Some(range) = kept {
            let cells = Cells::Kept(range.used_cells(), range.start().unwrap_or_default());
            return Ok((Rows::new(cells, epoch), range.height() as u32));
        }
        self.read(|sheets| match sheets {
            Sheets::Xlsx(workbook) => match reader(workbook, sheet)? {
                Some(reader) => {
                    let height = reader.dimensions().end.0;
                    Ok((Rows::new(Cells::Xlsx(Box::new(reader)), epoch), height))
                }
                None => Err(kind::unfit()),
            },
            _ => Err(kind::unfit()),
        })
    }

    /// The first rows of a sheet that have something in them, so many at most.
    pub(super) fn first_rows<'a>(
        &'a mut self,
        sheet: &str,
        kept: Option<&'a Range<Data>>,
        most: usize,
    ) -> Result<Vec<SheetRow<'a>>, LeadError> {
        let file = self.file.clone();
        let (rows, _) = self.rows(sheet, kept)?;
        let first = guard::guarded(|| rows.first(most), kind::unfit);
        first.map_err(|error| error.or_in_file(&file))
    }

    /// All cells of a sheet.
    pub fn cells(&mut self, sheet: &str) -> Result<Range<Data>, LeadError> {
        self.read(|sheets| match sheets {
            Sheets::Xlsx(workbook) => cells(workbook, sheet),
            others => others.worksheet_range(sheet).map_err(kind::unreadable),
        })
    }

    /// The formulas of a sheet, as texts without the sign `=`; empty where a cell has none.
    pub fn formulas(&mut self, sheet: &str) -> Result<Range<String>, LeadError> {
        self.read(|sheets| match sheets {
            Sheets::Xlsx(workbook) => formulas(workbook, sheet),
            others => others.worksheet_formula(sheet).map_err(kind::unreadable),
        })
    }

    /// What else calamine reads. Over a damaged part it may panic, which is an error, too.
    pub fn read<'a, T>(
        &'a mut self,
        read: impl FnOnce(&'a mut Sheets<Box<dyn WorkbookSource>>) -> Result<T, LeadError>,
    ) -> Result<T, LeadError> {
        let sheets = &mut self.sheets;
        let read = guard::guarded(|| read(sheets), kind::unfit);
        read.map_err(|error| error.or_in_file(&self.file))
    }
}

fn open(mut source: Box<dyn WorkbookSource>) -> Result<Sheets<Box<dyn WorkbookSource>>, LeadError> {
    let mut begin = Vec::new();
    let read = (&mut source).take(8).read_to_end(&mut begin);
    read.and_then(|_| source.rewind()).map_err(kind::damaged)?;
    if begin.starts_with(compound::SIGNATURE) {
        return open_xls(source);
    }
    // Before Excel 5, records stood in a file of their own.
    if matches!(begin.as_slice(), [0x09, 0 | 2 | 4 | 8, ..]) {
        return Err(kind::excel_95());
    }
    match Package::check(Box::new(&mut source), UNPACKED_UP_TO)? {
        Package::Xlsx => Xlsx::new(source)
            .map(Sheets::Xlsx)
            .map_err(kind::unreadable),
        Package::Ods => {
            opendocument::check(Box::new(&mut source))?;
            Ods::new(source).map(Sheets::Ods).map_err(kind::unreadable)
        }
    }
}

fn open_xls(
    mut source: Box<dyn WorkbookSource>,
) -> Result<Sheets<Box<dyn WorkbookSource>>, LeadError> {
    let size = source.seek(SeekFrom::End(0)).map_err(kind::damaged)?;
    source.rewind().map_err(kind::damaged)?;
    if size > UNPACKED_UP_TO {
        return Err(kind::too_large());
    }
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(kind::damaged)?;
    let mut stream = compound::workbook(&bytes)?;
    drop(bytes);
    biff::check(&mut stream)?;
    let file = compound::with_stream("Workbook", stream).ok_or_else(kind::too_large)?;
    let source: Box<dyn WorkbookSource> = Box::new(Cursor::new(file));
    Xls::new(source).map(Sheets::Xls).map_err(kind::unreadable)
}

/// All cells of a sheet, if they span no more than are kept. calamine's own function makes room for
/// any two cells however far apart.
fn cells<S: WorkbookSource>(workbook: &mut Xlsx<S>, sheet: &str) -> Result<Range<Data>, LeadError> {
    let Some(mut reader) = reader(workbook, sheet)? else {
        return Ok(Range::default());
    };
    let (mut area, mut cells) = (Area::default(), Vec::new());
    while let Some(cell) = reader.next_cell().map_err(kind::unreadable)? {
        if *cell.get_value() != DataRef::Empty {
            let value = Data::from(cell.get_value().clone());
            area.put(&mut cells, cell.get_position(), value)?;
        }
    }
    Ok(Range::from_sparse(cells))
}

/// The same of its formulas. Those that cells share are written out for each, as far as there is
/// room; calamine would make room for as many as a file claims.
fn formulas<S: WorkbookSource>(
    workbook: &mut Xlsx<S>,
    sheet: &str,
) -> Result<Range<String>, LeadError> {
    let Some(mut reader) = reader(workbook, sheet)? else {
        return Ok(Range::default());
    };
    let (mut area, mut cells, mut bytes) = (Area::default(), Vec::new(), 0_u64);
    let mut shared: HashMap<usize, (String, (u32, u32))> = HashMap::new();
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(kind::unreadable)?
    {
        let formula = match cell.formula {
            Some(XlsxFormulaMetadata::Normal { formula }) => formula,
            Some(XlsxFormulaMetadata::Shared {
                shared_index,
                range,
                formula,
            }) => {
                let start = range.map_or(cell.pos, |range| range.start);
                shared.insert(shared_index, (formula.clone(), start));
                formula
            }
            Some(XlsxFormulaMetadata::SharedDerived { shared_index }) => {
                match shared.get(&shared_index) {
                    Some((formula, start)) => expand_shared_formula(formula, *start, cell.pos)
                        .map_err(kind::unreadable)?,
                    None => continue,
                }
            }
            _ => continue,
        };
        bytes += formula.len() as u64;
        if bytes > UNPACKED_UP_TO {
            return Err(kind::too_large());
        }
        area.put(&mut cells, cell.pos, formula)?;
    }
    Ok(Range::from_sparse(cells))
}

/// None for a sheet without cells, as one that is a chart.
fn reader<'a, S: WorkbookSource>(
    workbook: &'a mut Xlsx<S>,
    sheet: &str,
) -> Result<Option<XlsxCellReader<'a, S>>, LeadError> {
    match workbook.worksheet_cells_reader(sheet) {
        Ok(reader) => Ok(Some(reader)),
        Err(XlsxError::NotAWorksheet(_)) => Ok(None),
        Err(error) => Err(kind::unreadable(error)),
    }
}

/// The part of a sheet that has cells in it.
#[derive(Debug, Default)]
pub(super) struct Area {
    /// The first and the last row and column, from 0.
    bounds: Option<((u32, u32), (u32, u32))>,
}

impl Area {
    /// Takes in a cell.
    pub(super) fn add(&mut self, (row, column): (u32, u32)) {
        let (first, last) = self.bounds.unwrap_or(((row, column), (row, column)));
        self.bounds = Some((
            (first.0.min(row), first.1.min(column)),
            (last.0.max(row), last.1.max(column)),
        ));
    }

    /// Keeps a cell, if the part then spans no more cells than are kept.
    fn put<T: CellType>(
        &mut self,
        cells: &mut Vec<Cell<T>>,
        place: (u32, u32),
        value: T,
    ) -> Result<(), LeadError> {
        self.add(place);
        if self.cells() > CELLS_UP_TO {
            return Err(kind::too_many_cells());
        }
        cells.push(Cell::new(place, value));
        Ok(())
    }

    /// How many cells it spans, empty ones among them.
    pub(super) fn cells(&self) -> u64 {
        self.bounds.map_or(0, |(first, last)| {
            (u64::from(last.0 - first.0) + 1) * (u64::from(last.1 - first.1) + 1)
        })
    }
}

/// A cell's name in its sheet, as `C17`; row and column count from 0.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column as usize), u64::from(row) + 1)
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

/// A cell's name with that of its sheet, as `Leads!C17`.
pub fn cell_in_sheet(sheet: &str, row: u32, column: u32) -> String {
    let cell = cell_name(row, column);
    match sheet
        .chars()
        .all(|sign| sign.is_alphanumeric() || sign == '_')
    {
        true => format!("{sheet}!{cell}"),
        false => format!("'{}'!{cell}", sheet.replace('\'', "''")),
    }
}
