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
    others: &[(Format::Json, "segplan/flags/v1")],
    documents: true,
};

/// List the flags, or tell what one of them means, why it matters and what to do
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A flag's name
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The output format [default: text, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let format = FORMATS.choose(self.format, &self.output)?;
        if let Format::Json = format {
            let named = self.name.as_deref().map(|name| named(name)).transpose()?;
            let shown = named.map_or(flags::ALL, std::slice::from_ref);
            self.output.write(&pages::json(shown), &[])?;
            return Ok(Outcome::Done);
        }
        let page = match (&self.name, format) {
            (Some(name), _) => pages::one(named(name)?),
            (None, Format::Terminal(_)) => pages::list(),
            (None, _) => pages::table(),
        };
        let text = format.write(&page, self.output.look(session));
        self.output.write(&text, &[])?;
        Ok(Outcome::Done)
    }
}

fn named(name: &str) -> Result<&'static flags::Flag, Failure> {
    flags::named(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    let names = flags::ALL.iter().map(|flag| flag.spec.name);
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean {near}?"),
        None => "`segplan flags` lists them".to_owned(),
    };
    Failure::usage(format!("no flag is named `{name}`"), help)
}
