//! `segplan history`: ranks over time.

use std::path::{Path, PathBuf};

use super::format::{Format, Formats};
use super::input::DayArgs;
use super::output::{OutputArgs, display_name};
use super::session::Session;
use super::{Failure, Outcome, git};
use crate::history::{History, Version};
use crate::render::history as page;
use crate::render::look::Look;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[
        (Format::Json, "segplan/history/v1"),
        (Format::Svg, "A picture of the ranks"),
    ],
    documents: true,
};

/// Show how ranks changed over several plans, and when each segment came and went
///
/// Plans are sorted by date: `reviewed`, else `as_of`, else the day of the commit. With --git, the
/// versions of one plan are read from git, renames followed; of several with one date, the last counts.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The plans, such as those of the last quarters
    #[arg(value_name = "PLAN", required = true, value_hint = clap::ValueHint::FilePath)]
    plans: Vec<PathBuf>,
    /// Read every version of one plan that git has
    #[arg(long)]
    git: bool,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let format = FORMATS.choose(self.format, &self.output)?;
        let inputs: Vec<&Path> = self.plans.iter().map(PathBuf::as_path).collect();
        let place = self.output.open(&inputs)?;
        let history = match self.git {
            true => self.of_git(session)?,
            false => History::new(self.of_files(session)?),
        };
        let text = match format {
            Format::Json => page::json(&history),
            Format::Svg => picture(&history)?,
            _ => {
                let look = self.output.look(session);
                // Nobody widens a file for a picture.
                let width = if look.width == Look::WIDE {
                    80
                } else {
                    look.width
                };
                format.write(&page::history(&history, width), look)
            }
        };
        place.write(text.as_bytes())?;
        Ok(Outcome::Done)
    }

    fn of_files(&self, session: &Session) -> Result<Vec<Version>, Failure> {
        let version = |path: &PathBuf| {
            Ok(Version {
                document: DayArgs::default().document(path, session)?,
                file: display_name(path),
                commit: None,
            })
        };
        self.plans.iter().map(version).collect()
    }

    /// The versions of the one plan that git has; those that were no valid plan are left out.
    fn of_git(&self, session: &Session) -> Result<History, Failure> {
        let [path] = &self.plans[..] else {
            return Err(Failure::usage(
                "--git reads the versions of one plan",
                "name one file, or leave out --git",
            ));
        };
        let file = display_name(path);
        let mut versions = Vec::new();
        let mut broken = Vec::new();
        for version in git::versions(path)? {
            let Some(bytes) = git::version_text(path, &version)? else {
                continue;
            };
            match DayArgs::default().read(file.clone(), bytes, session) {
                Ok(document) => versions.push(Version {
                    document,
                    file: file.clone(),
                    commit: Some((version.commit, version.date)),
                }),
                Err(_) => broken.push(version.commit),
            }
        }
        if versions.is_empty() {
            return Err(Failure::usage(
                format!("git has no version of {file} that is a valid plan"),
                format!("see what is wrong with it: segplan check {file}"),
            ));
        }
        for commit in broken {
            session.remark(&format!(
                "note: {commit} is left out: the plan had mistakes then"
            ));
        }
        Ok(History::of_file(versions))
    }
}

#[cfg(feature = "report")]
fn picture(history: &History) -> Result<String, Failure> {
    let drawn = crate::render::report::picture(&crate::report::chart::bump(history));
    drawn.map_err(|error| Failure::usage(error.to_string(), "write another format"))
}

#[cfg(not(feature = "report"))]
fn picture(_: &History) -> Result<String, Failure> {
    Err(Failure::usage(
        "this segplan was built without pictures",
        "build one with the feature `report`, or write .md or .json",
    ))
}
