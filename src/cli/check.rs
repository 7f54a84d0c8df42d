//! `segplan check`: every problem and every flag, at its line.

use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser;

use super::beside::BesideArgs;
use super::choice::one_of;
use super::format::{Format, Formats};
use super::input::{DayArgs, StudyArgs};
use super::lead_files::NamedLeads;
use super::leads::is_plan;
use super::session::{Session, complain};
use super::{Failure, Outcome};
use crate::audit::Reached;
use crate::diagnostic::Severity;
use crate::render::diagnostics::{CheckedFile, github, human, json, sarif};
use crate::text::words;

const FORMATS: Formats = Formats {
    usual: (
        Format::Terminal("human"),
        "For people: each line, what is wrong and what to write",
    ),
    others: &[
        (Format::Json, "segplan/check/v1"),
        (Format::Sarif, "SARIF 2.1.0, for code scanning"),
        (
            Format::Github,
            "Workflow commands that GitHub shows beside the lines of a change",
        ),
    ],
    documents: false,
};

/// Check plans: every problem and every flag, at its line; with leads also what they contradict
#[derive(Debug, clap::Args)]
#[command(after_help = "Exits with code 1 if a finding is at or above --deny.")]
pub(super) struct Args {
    /// The plans, YAML files; - for standard input
    #[arg(value_name = "PLAN", required = true, value_hint = clap::ValueHint::FilePath)]
    plans: Vec<PathBuf>,
    /// Fail on findings of this severity or above
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = severity())]
    deny: Severity,
    /// Show only findings of this severity or above
    #[arg(long, value_name = "SEVERITY", default_value = "info", value_parser = severity())]
    show: Severity,
    /// The output format [default: human, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    day: DayArgs,
    #[command(flatten)]
    beside: BesideArgs,
    #[command(flatten)]
    study: StudyArgs,
}

/// What `--deny` and `--show` take, gravest first.
pub(super) fn severity() -> impl TypedValueParser<Value = Severity> {
    one_of(Severity::ALL.iter().rev().copied(), Severity::name)
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let output = &self.study.output;
        let format = FORMATS.choose(self.format, output)?;
        let leads_are_piped = self.beside.leads == [Path::new("-")];
        if leads_are_piped && self.plans.len() > 1 {
            return Err(Failure::usage(
                "leads from standard input can be read for one plan only",
                "name a file after --leads, or check the plans one by one",
            )
            .into());
        }
        let (plans, leads) = self.plans_and_leads();
        let leads = NamedLeads::find(&leads)?;
        let mut files = Vec::new();
        let mut unread = Vec::new();
        for plan in &plans {
            match self.check(plan, &leads, session) {
                Ok(checked) => files.push(checked),
                // The other files are still checked; what could not be read is told at the end.
                Err(error) => unread.push(error),
            }
        }
        let mut read: Vec<_> = plans.iter().map(PathBuf::as_path).collect();
        read.extend(leads.inputs());
        let denied = files.iter().filter_map(CheckedFile::worst).max() >= Some(self.deny);
        let unseen: Vec<String> = files.iter().filter_map(|file| self.unseen(file)).collect();
        for file in &mut files {
            let shown = self.show;
            file.diagnostics.retain(|one| one.severity >= shown);
        }
        output.write(&self.print(&files, format, session), &read)?;
        for denied in unseen {
            complain(&denied);
        }
        if let Some(last) = unread.pop() {
            for error in unread {
                complain(&format!("error: {error}"));
            }
            return Err(last.into());
        }
        Ok(match denied {
            true => Outcome::Denied,
            false => Outcome::Done,
        })
    }

    /// The plans, and the lead tables: those after `--leads`, and tables behind the first plan, where
    /// the shell has spelled out a pattern.
    fn plans_and_leads(&self) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let is_table = |place: usize, path: &Path| {
            place > 0 && !self.beside.leads.is_empty() && path.is_file() && !is_plan(path)
        };
        let (mut plans, mut leads) = (Vec::new(), self.beside.leads.clone());
        for (place, path) in self.plans.iter().enumerate() {
            match is_table(place, path) {
                true => leads.push(path.clone()),
                false => plans.push(path.clone()),
            }
        }
        (plans, leads)
    }

    fn unseen(&self, file: &CheckedFile) -> Option<String> {
        let (denied, shown) = (self.deny, self.show);
        let unseen = file.counted(|severity| denied <= severity && severity < shown);
        (!unseen.is_empty()).then(|| {
            format!(
                "denied: {} in {}, which --show {} leaves out",
                words::list(&unseen),
                file.source.name(),
                shown.name()
            )
        })
    }

    fn check(
        &self,
        plan: &Path,
        leads: &NamedLeads,
        session: &Session,
    ) -> Result<CheckedFile, Failure> {
        match self.day.document(plan, session) {
            Err(Failure::Plan(checked)) => Ok(*checked),
            Err(failure) => Err(failure),
            Ok(document) => {
                let study = self.study.study(document);
                let usage = "check PLAN --leads LEADS";
                let study =
                    self.beside
                        .join(session, (plan, study), leads, usage, Reached::default())?;
                Ok(CheckedFile {
                    diagnostics: study.diagnostics(),
                    source: study.document.source,
                })
            }
        }
    }

    fn print(&self, files: &[CheckedFile], format: Format, session: &Session) -> String {
        match format {
            Format::Json => json::check(files),
            Format::Github => github::annotations(files),
            Format::Sarif => sarif::log(files),
            _ => {
                let look = self.study.output.look(session);
                let shown = self.show;
                let print = |file| {
                    let findings = human::diagnostics(file, look);
                    format!("{findings}{}\n", human::summary(file, shown))
                };
                files.iter().map(print).collect()
            }
        }
    }
}
