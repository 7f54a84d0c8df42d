//! A sheet of a workbook as a lead table that is ready to be read.

use std::io;

use calamine::{Data, Range};

use super::head::{Head, SAMPLE};
use super::open::Workbook;
use crate::lead_error::LeadError;
use crate::table::checksum::Checksum;
use crate::table::input::StoredFile;
use crate::text::nearest;
use crate::text::words::list;

/// A sheet of a workbook whose header has been found.
pub(in crate::table) struct Table {
    pub(super) file: StoredFile,
    pub(super) workbook: Workbook,
    pub(super) sheet: String,
    pub(super) head: Head,
    /// Its cells, where calamine has read them all.
    pub(super) kept: Option<Range<Data>>,
    /// Whether nobody named the sheet, and there are others.
    is_chosen: bool,
}

impl Table {
    /// Finds the header in the sheet of this name, or the first visible sheet with a header; one
    /// with a single column only where no other has more.
    pub(in crate::table) fn open(
        file: StoredFile,
        wanted: Option<&str>,
    ) -> Result<Self, LeadError> {
        let mut workbook = Workbook::open(&file.name, file.open()?)?;
        let sheets = match wanted {
            Some(wanted) => vec![named(&workbook, &file.name, wanted)?],
            None => workbook.visible_sheets(),
        };
        let (mut found, count) = (None, sheets.len());
        for sheet in sheets {
            let kept = workbook.kept(&sheet)?;
            let rows = workbook.first_rows(&sheet, kept.as_ref(), SAMPLE)?;
            let Some(head) = Head::find(&rows) else {
                continue;
            };
            let is_wide = head.names.len() > 1;
            if is_wide || found.is_none() {
                found = Some((sheet, head, kept));
            }
            if is_wide {
                break;
            }
        }
        let Some((sheet, head, kept)) = found else {
            return Err(no_header(&file.name, wanted));
        };
        Ok(Self {
            is_chosen: wanted.is_none() && count > 1,
            file,
            workbook,
            sheet,
            head,
            kept,
        })
    }

    /// The column names.
    pub(in crate::table) fn names(&self) -> &[String] {
        &self.head.names
    }

    /// The sheet's name.
    pub(in crate::table) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// The other sheets, where nobody named this one.
    pub(in crate::table) fn others(&self) -> Vec<String> {
        let mut names = self.workbook.sheet_names();
        names.retain(|name| *name != self.sheet && self.is_chosen);
        names
    }

    /// What was found in it that nobody named.
    pub(super) fn notes(&self) -> Vec<String> {
        let row = self.head.row + 1;
        let (file, sheet) = (&self.file.name, &self.sheet);
        let header = format!("its header is in row {row}");
        match (self.is_chosen, row > 1) {
            (true, true) => vec![format!("{file}: read the sheet {sheet}; {header}")],
            (true, false) => vec![format!("{file}: read the sheet {sheet}")],
            (false, true) => vec![format!("{file}: {header}")],
            (false, false) => Vec::new(),
        }
    }

    /// Of all bytes of the file, and the name of the sheet.
    pub(super) fn digest(&self) -> Result<String, LeadError> {
        let mut checksum = Checksum::new();
        let copied = io::copy(&mut self.file.open()?, &mut checksum);
        copied.map_err(|error| LeadError::read(&self.file.name, error))?;
        checksum.add(self.sheet.as_bytes());
        Ok(format!("sheet:{}", checksum.digits()))
    }
}

/// The sheet that a name means, exactly so or with spaces around it and in other letters.
fn named(workbook: &Workbook, file: &str, wanted: &str) -> Result<String, LeadError> {
    let names = workbook.sheet_names();
    let is = |name: &&String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
    let mut exact = names.iter().filter(|name| *name == wanted);
    if let Some(name) = exact.next().or_else(|| names.iter().find(is)) {
        return Ok(name.clone());
    }
    Err(LeadError::wrong(
        file,
        format!("there is no sheet {wanted}"),
        match nearest(wanted, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near}? write --sheet \"{near}\""),
            None => format!("its sheets are {}", list(&names)),
        },
    ))
}

fn no_header(file: &str, wanted: Option<&str>) -> LeadError {
    let message = match wanted {
        Some(sheet) => format!("the sheet {sheet} has no header: a row with the columns' names"),
        None => "no sheet has a header: a row with the columns' names".to_owned(),
    };
    let help = "write the names of the columns into the row above the first lead, one a cell";
    LeadError::wrong(file, message, help)
}
