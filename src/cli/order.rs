//! `segplan order`: the priority order for overlap resolution.

use clap::ValueEnum;

use super::Outcome;
use super::input::PlanArgs;
use super::output::OutputArgs;
use super::session::Session;
use crate::assess::assess;
use crate::export;
use crate::order::rank;
use crate::render::order;

/// Print the priority order that decides overlaps, first to last, then the default
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// How to print [default: text, or as the name after --output ends]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs and for people
    Yaml,
    /// segplan/order/v1
    Json,
    /// priority, segment, label
    Csv,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let plan = self.plan.document(session)?.plan;
        let order = export::order::order(&plan, &rank(&plan, &assess(&plan)));
        let by_extension = [
            ("json", Format::Json),
            ("csv", Format::Csv),
            ("yaml", Format::Yaml),
            ("yml", Format::Yaml),
        ];
        let format = self
            .output
            .format(self.format, &by_extension, Format::Text)?;
        let text = match format {
            Format::Text => order::text(&order),
            Format::Yaml => order::yaml(&order),
            Format::Json => order::json(&order),
            Format::Csv => order::csv(&order),
        };
        self.output.write(&text, &[&self.plan.plan])?;
        Ok(Outcome::Done)
    }
}
