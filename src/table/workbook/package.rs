//! The packages that XLSX and ODS files are: ZIP archives.

use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::kind;
use crate::lead_error::LeadError;

/// What a workbook is read from. It is boxed before it is read, so that all that reads it is compiled for
/// one type.
pub trait WorkbookSource: Read + Seek + Send {}

impl<S: Read + Seek + Send> WorkbookSource for S {}

/// Parts that a package may have.
const PARTS_UP_TO: usize = 10_000;

/// What kind of workbook a package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Package {
    Xlsx,
    Ods,
}

impl Package {
    /// Looks what a package is, and refuses one whose directory claims that its parts unpack to more
    /// bytes than `limit`. A part that unpacks to more than is claimed is an error when it is read.
    pub(super) fn check(
        source: Box<dyn WorkbookSource + '_>,
        limit: u64,
    ) -> Result<Self, LeadError> {
        let mut archive = ZipArchive::new(source).map_err(kind::damaged)?;
        let names: Vec<String> = archive
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        let package = match () {
            () if has("xl/workbook.bin") => None,
            () if names.iter().any(|name| name.starts_with("xl/")) => Some(Self::Xlsx),
            () if has("content.xml") && is_spreadsheet(&mut archive)? => Some(Self::Ods),
            () => None,
        };
        let package = package.ok_or_else(|| kind::of_package(&names))?;
        let mut claimed = 0_u64;
        for part in 0..archive.len() {
            let size = archive.by_index_raw(part).map_err(kind::damaged)?.size();
            claimed = claimed.saturating_add(size);
        }
        if claimed > limit || archive.len() > PARTS_UP_TO {
            return Err(kind::too_large());
        }
        if package == Self::Xlsx {
            for part in 0..archive.len() {
                let part = archive.by_index(part).map_err(kind::damaged)?;
                let name = part.name().map_err(kind::damaged)?.to_lowercase();
                if name.ends_with("sharedstrings.xml") {
                    check_texts(part)?;
                }
            }
        }
        Ok(package)
    }
}

fn is_spreadsheet(
    archive: &mut ZipArchive<Box<dyn WorkbookSource + '_>>,
) -> Result<bool, LeadError> {
    let part = match archive.by_name("mimetype") {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(false),
        Err(error) => return Err(kind::damaged(error)),
    };
    let mut said = String::new();
    let read = part.take(100).read_to_string(&mut said);
    read.map_err(kind::damaged)?;
    Ok(said.starts_with("application/vnd.oasis.opendocument.spreadsheet"))
}

/// Refuses a number of shared texts that is larger than their part: calamine makes room for it.
fn check_texts<R: Read>(part: ZipFile<'_, R>) -> Result<(), LeadError> {
    let size = part.size();
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut room = Vec::new();
    loop {
        room.clear();
        match reader.read_event_into(&mut room).map_err(kind::damaged)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "sst" =>
            {
                return match kind::number(&element, "uniqueCount") <= size {
                    true => Ok(()),
                    false => Err(kind::damaged("it claims more texts than it has")),
                };
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
