//! Workbooks: XLSX, XLS and ODS.
//!
//! calamine reads them. It trusts what a file says of itself, so each file is checked before: how
//! much it unpacks to, how many cells its sheets span, and that its parts come to an end. Formulas
//! are never executed and links never followed.

#![allow(dead_code, reason = "tables and sheets are about to read them")]

mod biff;
mod compound;
mod kind;
mod open;
mod opendocument;
mod package;
#[cfg(test)]
mod tests;

#[allow(unused_imports, reason = "as above")]
pub(crate) use open::{Workbook, cell_name};

/// Bytes that the parts of a workbook may have together when they are unpacked, and bytes of an XLS
/// file's records.
const UNPACKED_UP_TO: u64 = 1 << 30;

/// Cells that a sheet may span where all of it is kept in memory, empty ones among them.
const CELLS_UP_TO: u64 = 20_000_000;
