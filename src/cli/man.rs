//! `segplan man`: manual pages.

use std::path::PathBuf;

use super::Outcome;
use super::draft::{Draft, make_folder};
use super::output::print;
use super::session::Session;

/// Print the manual page, or write one for each command into a folder
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write segplan.1 and a page for each command into this folder
    #[arg(long, short, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    output: Option<PathBuf>,
}

impl Args {
    pub(super) fn run(&self, _: &Session, mut command: clap::Command) -> anyhow::Result<Outcome> {
        command.build();
        // A page for each command, under the name by which `man` finds it.
        let Some(folder) = &self.output else {
            print(&String::from_utf8(page(command)?)?)?;
            return Ok(Outcome::Done);
        };
        let _made = make_folder(folder)?;
        for inner in command
            .get_subcommands()
            .filter(|inner| !inner.is_hide_set())
        {
            let name = format!("segplan-{}", inner.get_name());
            let inner = inner
                .clone()
                .name(name.clone())
                .bin_name(name.replace('-', " "));
            Draft::holding(&folder.join(format!("{name}.1")), &page(inner)?)?.keep()?;
        }
        Draft::holding(&folder.join("segplan.1"), &page(command)?)?.keep()?;
        Ok(Outcome::Done)
    }
}

fn page(command: clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).date("").render(&mut page)?;
    Ok(page)
}
