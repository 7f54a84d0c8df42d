//! The content of an ODS workbook, looked through before calamine reads it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::package::WorkbookSource;
use super::{CELLS_UP_TO, UNPACKED_UP_TO, kind};
use crate::lead_error::LeadError;

/// Refuses a package that needs a password, whose content does not come to its end, or in which
/// repeated cells and rows come to more than is kept.
pub(super) fn check(source: Box<dyn WorkbookSource + '_>) -> Result<(), LeadError> {
    let mut archive = ZipArchive::new(source).map_err(kind::damaged)?;
    let mut manifest = Vec::new();
    match archive.by_name("META-INF/manifest.xml") {
        Ok(mut part) => part.read_to_end(&mut manifest).map_err(kind::damaged)?,
        Err(ZipError::FileNotFound) => return Err(kind::damaged("it has no manifest")),
        Err(error) => return Err(kind::damaged(error)),
    };
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(kind::protected());
    }
    let content = archive.by_name("content.xml").map_err(kind::damaged)?;
    check_content(BufReader::new(content))
}

/// What rows of one sheet come to.
#[derive(Debug, Default)]
struct Sheet {
    /// Rows with something in them, and those before them; empty ones that came last.
    rows: u64,
    empty: u64,
    /// The widest row.
    width: u64,
}

/// The row at hand.
#[derive(Debug, Default)]
struct Row {
    repeated: u64,
    /// Cells to the last with something in it; empty ones that came last.
    cells: u64,
    empty: u64,
    /// Bytes of the cells' texts.
    bytes: u64,
}

fn check_content(content: impl BufRead) -> Result<(), LeadError> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_u64;
    let (mut sheet, mut row, mut cells, mut bytes) =
        (Sheet::default(), Row::default(), 0_u64, 0_u64);
    // The cell at hand: how often it is repeated, and bytes in it.
    let (mut repeated, mut text) = (1_u64, 0_u64);
    let mut room = Vec::new();
    loop {
        room.clear();
        match reader.read_event_into(&mut room).map_err(kind::damaged)? {
            Event::Start(element) => {
                depth += 1;
                match element.name().as_ref() {
                    "table:table" => sheet = Sheet::default(),
                    "table:table-row" => {
                        row = Row {
                            repeated: kind::number(&element, "table:number-rows-repeated"),
                            ..Row::default()
                        };
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        repeated = kind::number(&element, "table:number-columns-repeated");
                        let kept = element.attributes().flatten().filter(|one| {
                            let name = one.key.as_ref();
                            name.starts_with("office:") || name == "table:formula"
                        });
                        text = kept.map(|one| one.value.len() as u64).sum();
                    }
                    "text:s" => text = text.saturating_add(kind::number(&element, "text:c")),
                    _ => {}
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                match element.name().as_ref() {
                    "table:table-cell" | "table:covered-table-cell" => row.add(repeated, text),
                    "table:table-row" => {
                        bytes = bytes.saturating_add(row.bytes.saturating_mul(row.repeated));
                        sheet.add(&row);
                    }
                    "table:table" => {
                        cells = cells.saturating_add(sheet.rows.saturating_mul(sheet.width));
                    }
                    _ => {}
                }
            }
            Event::Text(some) => text = text.saturating_add(some.len() as u64),
            Event::Eof if depth > 0 => return Err(kind::damaged("its content is cut off")),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if cells.saturating_add(sheet.rows.saturating_mul(sheet.width)) > CELLS_UP_TO {
            return Err(kind::too_many_cells());
        }
        if bytes.saturating_add(row.bytes) > UNPACKED_UP_TO {
            return Err(kind::too_large());
        }
    }
}

impl Row {
    fn add(&mut self, repeated: u64, text: u64) {
        if text == 0 {
            self.empty = self.empty.saturating_add(repeated);
            return;
        }
        self.cells = self
            .cells
            .saturating_add(self.empty)
            .saturating_add(repeated);
        self.empty = 0;
        self.bytes = self.bytes.saturating_add(text.saturating_mul(repeated));
    }
}

impl Sheet {
    fn add(&mut self, row: &Row) {
        if row.cells == 0 {
            self.empty = self.empty.saturating_add(row.repeated);
            return;
        }
        self.rows = self
            .rows
            .saturating_add(self.empty)
            .saturating_add(row.repeated);
        self.empty = 0;
        self.width = self.width.max(row.cells);
    }
}

/// What calamine doesn't tell of a sheet, in rows and columns from 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The cells that are shown as percentages.
    pub percent: Vec<(usize, usize)>,
    /// Ranges that are shown as one cell: first row and column, last row and column.
    pub merged: Vec<[usize; 4]>,
}

/// The marks of each sheet of a workbook that was opened, as far as they are within so many rows and
/// columns; none of a damaged one.
pub fn marks(bytes: &[u8], most: (usize, usize)) -> HashMap<String, Marks> {
    let source: Box<dyn WorkbookSource + '_> = Box::new(Cursor::new(bytes));
    let archive = ZipArchive::new(source).ok();
    let read = archive.and_then(|mut archive| {
        let content = archive.by_name("content.xml").ok()?;
        read_marks(BufReader::new(content), most)
    });
    read.unwrap_or_default()
}

fn read_marks(content: impl BufRead, most: (usize, usize)) -> Option<HashMap<String, Marks>> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let mut sheets = HashMap::new();
    let (mut name, mut marks) = (String::new(), Marks::default());
    // The cell at hand, and how many rows and columns it stands for.
    let (mut row, mut column, mut rows, mut columns) = (0_usize, 0_usize, 1_usize, 1_usize);
    let mut room = Vec::new();
    loop {
        room.clear();
        match reader.read_event_into(&mut room).ok()? {
            Event::Start(element) => match element.name().as_ref() {
                "table:table" => {
                    name = attribute(&element, "table:name").unwrap_or_default();
                    row = 0;
                }
                "table:table-row" => {
                    rows = count(&element, "table:number-rows-repeated");
                    column = 0;
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    columns = count(&element, "table:number-columns-repeated");
                    let end =
                        |start: usize, count: usize, most| start.saturating_add(count).min(most);
                    let last = (end(row, rows, most.0), end(column, columns, most.1));
                    if attribute(&element, "office:value-type").as_deref() == Some("percentage") {
                        let cells = (row..last.0)
                            .flat_map(|row| (column..last.1).map(move |one| (row, one)));
                        let free = (most.0 * most.1).saturating_sub(marks.percent.len());
                        marks.percent.extend(cells.take(free));
                    }
                    let spans = ["table:number-rows-spanned", "table:number-columns-spanned"];
                    let [down, right] = spans.map(|name| count(&element, name));
                    if (down > 1 || right > 1) && marks.merged.len() < most.0 {
                        let last = (end(row, down, most.0), end(column, right, most.1));
                        marks.merged.push([
                            row,
                            column,
                            last.0.max(row + 1) - 1,
                            last.1.max(column + 1) - 1,
                        ]);
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => {
                    column = column.saturating_add(columns);
                }
                "table:table-row" => row = row.saturating_add(rows),
                "table:table" => {
                    sheets.insert(std::mem::take(&mut name), std::mem::take(&mut marks));
                }
                _ => {}
            },
            Event::Eof => return Some(sheets),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|one| one.key.as_ref() == name)?;
    let value = unescape(found.value.as_ref()).ok()?;
    Some(value.into_owned())
}

fn count(element: &BytesStart, attribute: &str) -> usize {
    usize::try_from(kind::number(element, attribute)).unwrap_or(usize::MAX)
}
