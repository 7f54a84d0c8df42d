//! `segplan columns`: what a lead table holds, before there is a plan.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::format::{Format, Formats};
use super::leads::{ReadArgs, refuse_plan};
use super::output::OutputArgs;
use super::session::Session;
use super::watch::watched;
use crate::export::attributes::attributes;
use crate::profile::profile;
use crate::render::audit::reading_notes;
use crate::render::columns::{columns, json};
use crate::table::Input;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[(Format::Json, "segplan/columns/v1")],
    documents: true,
};

/// Show what a lead table holds: types, values, placeholders, personal data
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The lead table, CSV or Parquet; - for standard input
    #[arg(value_name = "LEADS", value_hint = clap::ValueHint::FilePath)]
    leads: PathBuf,
    #[command(flatten)]
    reading: ReadArgs,
    /// Print part of a plan instead: its `attributes:` block
    #[arg(
        long = "as",
        value_enum,
        value_name = "PART",
        conflicts_with = "format"
    )]
    part: Option<Part>,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Part of a plan that a lead table can fill.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Part {
    /// The data dictionary: each column's type, and how its values are written
    Attributes,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let leads: &Path = &self.leads;
        let format = match self.part {
            Some(_) => FORMATS.usual.0,
            None => FORMATS.choose(self.format, &self.output)?,
        };
        refuse_plan(leads, "columns LEADS")?;
        let place = self.output.open(&[leads])?;
        let profile = watched(session, |progress| {
            profile(Input::from(leads), &self.reading.options(), progress)
        })?;
        for note in reading_notes(profile.ragged, None) {
            session.remark(&format!("note: {note}"));
        }
        let text = match (self.part, format) {
            (Some(Part::Attributes), _) => attributes(&profile),
            (None, Format::Json) => json::columns(&profile),
            (None, _) => format.write(&columns(&profile), self.output.look(session)),
        };
        place.write(text.as_bytes())?;
        Ok(Outcome::Done)
    }
}
