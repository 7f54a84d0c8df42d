//! `segplan completions`: what a shell offers after the tab key.

use clap_complete::Shell;

use super::Outcome;
use super::output::OutputArgs;
use super::session::Session;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(super) fn run(&self, _: &Session, mut command: clap::Command) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "segplan", &mut script);
        self.output.write(&String::from_utf8(script)?, &[])?;
        Ok(Outcome::Done)
    }
}
