//! `segplan rank`: the main job.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Outcome;
use super::leads::{BesideArgs, inputs};
use super::session::Session;
use super::study::StudyArgs;
use crate::render::ranking::{csv, json, markdown, table};

/// Rank the candidates: which segments to work on, in which order, and which are weak
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The plan, a YAML file; - for standard input
    #[arg(value_name = "PLAN", value_hint = clap::ValueHint::FilePath)]
    plan: PathBuf,
    /// Show only the first N; ranks and everything else stay as they are
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    beside: BesideArgs,
    /// How to print [default: table, or as the name after --output ends]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    study: StudyArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// segplan/ranking/v1
    Json,
    /// One row a candidate
    Csv,
    /// For wikis and pull requests
    Markdown,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let by_extension = [
            ("json", Format::Json),
            ("csv", Format::Csv),
            ("md", Format::Markdown),
        ];
        let output = &self.study.output;
        let format = output.format(self.format, &by_extension, Format::Table)?;
        let study = self.study.study(self.study.document(&self.plan, session)?);
        let read = inputs(&self.plan, self.beside.leads.as_ref());
        let place = output.open(&read)?;
        let study = self.beside.join(session, &self.plan, study)?;
        let text = match format {
            Format::Table => table::ranking(&study, self.top, output.look(session)),
            Format::Json => json::ranking(&study, self.top),
            Format::Csv => csv::ranking(&study, self.top),
            Format::Markdown => markdown::ranking(&study, self.top),
        };
        place.write(text.as_bytes())?;
        Ok(Outcome::Done)
    }
}
