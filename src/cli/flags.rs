//! `segplan flags`: what weak candidates are told by.

use clap::ValueEnum;

use super::output::OutputArgs;
use super::session::Session;
use super::{Failure, Outcome};
use crate::flags::{self, docs};
use crate::render::flags as pages;
use crate::text::nearest;

/// List the flags, or tell what one of them means, why it matters and what to do
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A flag's name
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For documents
    Markdown,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let look = self.output.look(session);
        let text = match (&self.name, self.format) {
            (None, Format::Text) => pages::list(look),
            (None, Format::Markdown) => docs::markdown_table(),
            (Some(name), format) => {
                let flag = flags::named(name).ok_or_else(|| unknown(name))?;
                match format {
                    Format::Text => pages::one(flag, look),
                    Format::Markdown => docs::markdown_page(flag),
                }
            }
        };
        self.output.write(&text, &[])?;
        Ok(Outcome::Done)
    }
}

fn unknown(name: &str) -> Failure {
    let names = flags::ALL.iter().map(|flag| flag.name);
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean {near}?"),
        None => "`segplan flags` lists them".to_owned(),
    };
    Failure::usage(format!("no flag is named `{name}`"), help)
}
