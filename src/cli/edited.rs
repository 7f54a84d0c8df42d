//! Plans that a command has edited, written back over their file.

use std::fs;
use std::path::Path;

use super::Failure;
use super::draft::Draft;
use super::session::Session;
use crate::lead_error::FileError;
use crate::plan::{Document, ReadOptions};
use crate::yaml::Source;

/// Makes sure that a text is a plan: one that is not read back would be a mistake of this program.
pub(super) fn check_text(session: &Session, name: &str, text: &str) -> Result<Document, Failure> {
    let options = ReadOptions::on(session.today);
    Ok(Document::read(Source::new(name, text), &options)?)
}

/// Puts the edited text of a plan in place of its file, whole or not at all; not over what someone
/// else has changed since it was read.
pub(super) fn replace(path: &Path, read: &Document, text: &str) -> Result<(), Failure> {
    let draft = Draft::holding(path, text.as_bytes())?;
    refuse_stale(path, read)?;
    draft.keep()
}

fn refuse_stale(path: &Path, read: &Document) -> Result<(), Failure> {
    let now = fs::read(path).map_err(FileError::of("cannot read", path.display().to_string()))?;
    match now == read.source.file_text().as_bytes() {
        true => Ok(()),
        false => Err(Failure::usage(
            format!(
                "{} was changed meanwhile, so it is not overwritten",
                path.display()
            ),
            "run the command again",
        )),
    }
}
