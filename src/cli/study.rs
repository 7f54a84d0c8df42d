//! What commands that study a plan have in common: the day, the draws and the place of the result.

use std::path::Path;

use clap::Args;

use super::Failure;
use super::input::{DayArgs, DrawArgs};
use super::output::OutputArgs;
use super::session::Session;
use crate::plan::Document;
use crate::study::Study;

/// How a plan is studied, and where the result goes. To be flattened last: the day stands first in
/// the help all the same.
#[derive(Debug, Args)]
pub(super) struct StudyArgs {
    #[command(flatten)]
    pub(super) day: DayArgs,
    #[command(flatten)]
    draws: DrawArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

impl StudyArgs {
    /// The plan of a file, checked.
    pub(super) fn document(&self, plan: &Path, session: &Session) -> Result<Document, Failure> {
        self.day.document(plan, session)
    }

    /// A plan with everything that follows from it.
    pub(super) fn study(&self, document: Document) -> Study {
        Study::new(document, self.draws.draws())
    }
}
