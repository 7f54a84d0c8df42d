//! `segplan order`: the priority order for overlap resolution.

use super::Outcome;
use super::format::{CsvArgs, Format, Formats};
use super::input::PlanArgs;
use super::leads::ordered;
use super::output::OutputArgs;
use super::session::Session;
use crate::export;
use crate::render::order;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("text"), "For people"),
    others: &[
        (Format::Yaml, "For programs and for people"),
        (Format::Json, "segplan/order/v1"),
        (Format::Csv, "priority, segment, label"),
    ],
    documents: false,
};

/// Print the priority order that decides overlaps, first to last, then the default
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// The output format [default: text, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    /// Leave out the segments that miss the cut
    #[arg(long)]
    within_capacity: bool,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let plan = self.plan.document(session)?.plan;
        let order = ordered(&plan, self.within_capacity)?;
        let order = export::order::order(&plan, &order);
        let format = FORMATS.choose(self.format, &self.output)?;
        let text = match format {
            Format::Yaml => order::yaml(&order),
            Format::Json => order::json(&order),
            Format::Csv => order::csv(&order, self.csv.formulas()),
            _ => format.write(&order::document(&order), self.output.look(session)),
        };
        self.output.write(&text, &[&self.plan.plan])?;
        Ok(Outcome::Done)
    }
}
