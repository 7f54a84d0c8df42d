//! `segplan rank`: the main job.

use clap::ValueEnum;

use super::Outcome;
use super::input::{DrawArgs, PlanArgs};
use super::leads::{BesideArgs, inputs};
use super::output::OutputArgs;
use super::session::Session;
use crate::render::ranking::{csv, json, markdown, table};

/// Rank the candidates: which segments to work on, in which order, and which are weak
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// Show only the first N; ranks and everything else stay as they are
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    beside: BesideArgs,
    /// How to print [default: table, or as the name after --output ends]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    draws: DrawArgs,
    #[command(flatten)]
    output: OutputArgs,
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
        let format = self
            .output
            .format(self.format, &by_extension, Format::Table)?;
        let study = self.plan.study(session, self.draws.draws())?;
        let read = inputs(&self.plan.plan, self.beside.leads.as_ref());
        let place = self.output.open(&read)?;
        let study = self.beside.join(session, &self.plan.plan, study)?;
        let text = match format {
            Format::Table => table::ranking(&study, self.top, self.output.look(session)),
            Format::Json => json::ranking(&study, self.top),
            Format::Csv => csv::ranking(&study, self.top),
            Format::Markdown => markdown::ranking(&study, self.top),
        };
        place.write(text.as_bytes())?;
        Ok(Outcome::Done)
    }
}
