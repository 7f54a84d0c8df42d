//! `segplan rank`: the main job.

use std::path::PathBuf;

use super::Outcome;
use super::beside::BesideArgs;
use super::format::{CsvArgs, Format, Formats};
use super::input::{PlanArgs, StudyArgs};
use super::lead_files::NamedLeads;
use super::leads::ChooseArgs;
use super::output::in_a_shell;
use super::session::Session;
use crate::render::document::Page;
use crate::render::ranking::document::View;
use crate::render::ranking::{csv, document, json};
use crate::study::Study;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[
        (Format::Json, "segplan/ranking/v1"),
        (Format::Csv, "One row per candidate"),
    ],
    documents: true,
};

/// Rank the candidates: which segments to work on, in which order, and which are weak
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// More files of the lead table, where the shell has spelled out a pattern after --leads
    #[arg(value_name = "LEADS", hide = true, requires = "leads", value_hint = clap::ValueHint::AnyPath)]
    more: Vec<PathBuf>,
    /// Show only the first N segments and what concerns them; ranks stay the same
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Show every finding with its figures, ties, and the leads that depend on the order
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    beside: BesideArgs,
    #[command(flatten)]
    choose: ChooseArgs,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    study: StudyArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let output = &self.study.output;
        let format = FORMATS.choose(self.format, output)?;
        let study = self.study.study(self.plan.document(session)?);
        let plan = &self.plan.plan;
        let leads = NamedLeads::find(&[&self.beside.leads[..], &self.more].concat())?;
        let place = output.open(&leads.inputs_beside(plan))?;
        let usage = "rank PLAN --leads LEADS";
        let by = self.choose.by(study.plan())?;
        let study = self
            .beside
            .join(session, (plan, study), &leads, usage, by)?;
        let text = match format {
            Format::Json => json::ranking(&study, self.top),
            Format::Csv => csv::ranking(&study, self.top, self.csv.formulas()),
            _ => format.write(&self.page(&study), output.look(session)),
        };
        place.write(text.as_bytes())?;
        Ok(Outcome::Done)
    }

    fn page(&self, study: &Study) -> Page {
        let rest = match self.beside.leads.is_empty() {
            true => format!("`segplan check {}`", in_a_shell(&self.plan.plan)),
            false => "add `--verbose`".to_owned(),
        };
        let view = View {
            top: self.top,
            verbose: self.verbose,
            rest: &rest,
        };
        document::ranking(study, view)
    }
}
