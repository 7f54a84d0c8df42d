//! The content of an ODS workbook, looked through before calamine reads it.

use std::io::{BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::open::Source;
use super::{CELLS_UP_TO, UNPACKED_UP_TO, kind};
use crate::lead_error::LeadError;

/// Refuses a package that needs a password, whose content does not come to its end, or in which
/// repeated cells and rows come to more than is kept.
pub(super) fn check(source: impl Source) -> Result<(), LeadError> {
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
