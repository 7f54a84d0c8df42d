//! What the targets that read lead tables share.

use std::cell::RefCell;
use std::io::{Seek, SeekFrom, Write};

use jiff::civil::date;
use segplan::lead_error::LeadError;
use segplan::leads::{Input, Progress, ReadOptions, Reading, read};
use segplan::plan::{self, Document, Plan};
use segplan::yaml::Source;
use tempfile::NamedTempFile;

/// A plan out of its text.
///
/// # Panics
/// Where the text is wrong.
pub fn plan(text: &str) -> Plan {
    let flags = segplan::flags::specs();
    let options = plan::ReadOptions {
        today: date(2027, 1, 4),
        as_of: None,
        flags: &flags,
    };
    match Document::read(Source::new("plan.yaml", text), &options) {
        Ok(document) => document.plan,
        Err((_, problems)) => panic!("{problems:?}"),
    }
}

thread_local! {
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().unwrap());
}

/// Reads a table whose bytes are the parts one after the other.
pub fn read_table(
    plan: &Plan,
    parts: &[&[u8]],
    options: &ReadOptions,
) -> Result<Reading, LeadError> {
    FILE.with_borrow_mut(|file| {
        let out = file.as_file_mut();
        out.set_len(0).unwrap();
        out.seek(SeekFrom::Start(0)).unwrap();
        for part in parts {
            out.write_all(part).unwrap();
        }
        read(
            plan,
            &Input::from(file.path()),
            options,
            &Progress::default(),
        )
    })
}
