//! `segplan schema`: the JSON Schema of the plan format.

use super::Outcome;
use super::output::OutputArgs;
use super::session::Session;
use crate::plan::format::schema::schema;
use crate::render::json::document;

/// Print the JSON Schema of the plan format, for editors
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(super) fn run(&self, _: &Session) -> anyhow::Result<Outcome> {
        self.output.write(&document(&schema()), &[])?;
        Ok(Outcome::Done)
    }
}
