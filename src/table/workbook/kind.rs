//! What a file is that may be a workbook, and what to say of one that is not read.

use calamine::{OdsError, XlsError, XlsxError};
use quick_xml::events::BytesStart;

use super::{CELLS_UP_TO, UNPACKED_UP_TO};
use crate::lead_error::LeadError;

/// Something wrong with a workbook as a whole; the error names no file yet.
fn wrong(message: impl Into<String>, help: &str) -> LeadError {
    LeadError::wrong("", message, help)
}

/// Something that segplan does not read, by its name for people.
pub(super) fn not_read(what: &str, help: &str) -> LeadError {
    wrong(format!("this is {what}, which segplan does not read"), help)
}

pub(super) fn excel_95() -> LeadError {
    not_read(
        "a workbook of Excel 95 or older",
        "open it in Excel or LibreOffice and save it as .xlsx",
    )
}

pub(super) fn protected() -> LeadError {
    wrong(
        "the workbook is protected with a password",
        "open it, save a copy without the password, and use the copy",
    )
}

pub(super) fn damaged(why: impl std::fmt::Display) -> LeadError {
    wrong(
        format!("the workbook is damaged or cut off ({why})"),
        "download or export it again; if Excel opens it, save it there under a new name",
    )
}

pub(super) fn too_large() -> LeadError {
    wrong(
        format!(
            "the workbook holds more than {} GB when it is unpacked",
            UNPACKED_UP_TO >> 30
        ),
        "a table of this size belongs in a CSV or Parquet file; what isn't the table, take out of the workbook",
    )
}

pub(super) fn too_many_cells() -> LeadError {
    wrong(
        format!(
            "a sheet of the workbook spans more than {} million cells",
            CELLS_UP_TO / 1_000_000
        ),
        "delete empty rows and columns behind the table, or export the table as CSV",
    )
}

/// What calamine says of a file.
pub(super) fn unreadable(error: impl Into<calamine::Error>) -> LeadError {
    use calamine::Error::{Ods, Xls, Xlsx};
    match error.into() {
        Xlsx(XlsxError::Password) | Xls(XlsError::Password) | Ods(OdsError::Password) => {
            protected()
        }
        other => damaged(other),
    }
}

/// What the names in a package say that it is, if it is no workbook that is read.
pub(super) fn of_package(names: &[String]) -> LeadError {
    let begins = |start: &str| names.iter().any(|name| name.starts_with(start));
    let to_save = "open it and save the table as .xlsx or CSV";
    if begins("xl/workbook.bin") {
        return not_read(
            "a binary workbook (.xlsb)",
            "open it in Excel and save it as .xlsx",
        );
    }
    if begins("Index/") {
        return not_read(
            "an Apple Numbers document",
            "open it in Numbers and export it as Excel or CSV",
        );
    }
    let office = [
        ("word/", "a Word document"),
        ("ppt/", "a PowerPoint presentation"),
        (
            "content.xml",
            "an OpenDocument file other than a spreadsheet",
        ),
    ];
    match office.iter().find(|(start, _)| begins(start)) {
        Some((_, what)) => not_read(what, to_save),
        None => not_read(
            "a ZIP archive without a workbook in it",
            "unpack it and name the table that is in it",
        ),
    }
}

/// A number in an attribute; 1 where it does not stand there.
pub(super) fn number(element: &BytesStart, attribute: &str) -> u64 {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|one| one.key.as_ref() == attribute);
    found.map_or(1, |one| one.value.as_ref().parse().unwrap_or(u64::MAX))
}

/// What a panic over a workbook means.
pub(super) fn unfit() -> LeadError {
    damaged("its parts do not fit together")
}
