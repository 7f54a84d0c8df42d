//! Workbooks: XLSX, XLS and ODS.
//!
//! calamine reads them. It trusts what a file says of itself, so each file is checked before: how
//! much it unpacks to, how many cells its sheets span, and that its parts come to an end. Formulas
//! are never executed and links never followed.

mod batch;
mod biff;
mod compound;
mod head;
mod kind;
mod open;
mod opendocument;
mod package;
mod pass;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod value;

pub use open::{Workbook, cell_in_sheet, column_letters};
pub use opendocument::{Marks, marks};
pub(super) use pass::pass;
pub(super) use table::Table;

/// Whether a file begins as a workbook does: as a ZIP archive, a compound file, or the records of an
/// old Excel.
pub fn is_workbook(begin: &[u8]) -> bool {
    matches!(
        begin,
        [b'P', b'K', 3 | 5 | 7, ..]
            | [0xd0, 0xcf, 0x11, 0xe0, ..]
            | [9, 0 | 2 | 4 | 8, 4..=16, 0, ..]
    )
}

/// Bytes that the parts of a workbook may have together when they are unpacked, and bytes of an XLS
/// file's records.
const UNPACKED_UP_TO: u64 = 1 << 30;

/// Cells that a sheet may span where all of it is kept in memory, empty ones among them.
const CELLS_UP_TO: u64 = 20_000_000;
