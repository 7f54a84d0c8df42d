//! `segplan flags`: what weak candidates are told by.

use super::format::{Format, Formats};
use super::output::OutputArgs;
use super::session::Session;
use super::{Failure, Outcome};
use crate::flags;
use crate::render::flags as pages;
use crate::text::nearest;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("text"), "For people"),
    others: &[],
    documents: true,
};

/// List the flags, or tell what one of them means, why it matters and what to do
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A flag's name
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = FORMATS.parser())]
    format: Format,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let page = match &self.name {
            None => pages::list(self.format.extent()),
            Some(name) => pages::one(flags::named(name).ok_or_else(|| unknown(name))?),
        };
        let text = self.format.write(&page, self.output.look(session));
        self.output.write(&text, &[])?;
        Ok(Outcome::Done)
    }
}

fn unknown(name: &str) -> Failure {
    let names = flags::ALL.iter().map(|flag| flag.spec.name);
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean {near}?"),
        None => "`segplan flags` lists them".to_owned(),
    };
    Failure::usage(format!("no flag is named `{name}`"), help)
}
