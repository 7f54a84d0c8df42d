//! `segplan collect`: filled ballots into the panel of a plan.

use std::fs;
use std::path::{Path, PathBuf};

use super::edited::replace;
use super::import::sheet_bytes;
use super::input::DayArgs;
use super::leads::parse_encoding;
use super::output::{display_name, in_a_shell, print, refuse_inputs, refuse_standard_output};
use super::session::{Session, show_errors};
use super::{Failure, Outcome};
use crate::ballot::{CollectError, FilledBallot, collect};
use crate::lead_error::FileError;
use crate::plan::ReadOptions;
use crate::render::ballot as shown;
use crate::sheet::Book;
use crate::table::TextEncoding;

/// Put the scores of filled ballots into a plan's panel
///
/// Reads filled ballots (XLSX, ODS, XLS, CSV), also with columns moved or renamed, decimal commas or
/// half of the cells empty, and writes what they say into the plan: only the lines that change
/// differ. Ballots may come late, in any order and more than once. If any cell doesn't suit the
/// plan, all such cells are listed and nothing is written.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The plan, a YAML file
    #[arg(value_name = "PLAN", value_hint = clap::ValueHint::FilePath)]
    plan: PathBuf,
    /// Filled ballots, one or more
    #[arg(value_name = "BALLOT", required = true, value_hint = clap::ValueHint::FilePath)]
    ballots: Vec<PathBuf>,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Pin the winner of each duel between neighbors, with the votes as the reason
    #[arg(long)]
    pin: bool,
    /// How the letters of a CSV that isn't UTF-8 are written, like windows-1252
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<TextEncoding>,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        refuse_standard_output(&self.plan, "collect changes a file")?;
        let document = DayArgs::default().document(&self.plan, session)?;
        let mut ballots = Vec::new();
        for file in self.files()? {
            refuse_inputs(&self.plan, "PLAN", &[&file])?;
            let book = self.book(&file)?;
            ballots.push(FilledBallot::read(&book, &document.plan));
        }
        let options = ReadOptions::on(session.today);
        let collected = collect(&document, &ballots, &options, self.pin)
            .map_err(|error| refused(&error, session))?;
        let mut page = shown::collected(&collected);
        let plan = in_a_shell(&self.plan);
        page.gap();
        if collected.lines.is_empty() {
            page.line("The plan stays as it is");
        } else if self.dry_run {
            page.line("Nothing is written (--dry-run)");
        } else {
            replace(
                &self.plan,
                &document,
                &collected.document.source.file_text(),
            )?;
            page.line(format!("{plan} is written. Next: segplan panel {plan}"));
        }
        print(&page.on_terminal(session.look()))?;
        Ok(Outcome::Done)
    }

    /// The ballots, those of a folder by name.
    fn files(&self) -> Result<Vec<PathBuf>, Failure> {
        let mut files = Vec::new();
        for path in &self.ballots {
            if !path.is_dir() {
                files.push(path.clone());
                continue;
            }
            let failed = || FileError::of("cannot read", path.display().to_string());
            let listed = fs::read_dir(path).map_err(failed())?;
            let mut inside = Vec::new();
            for entry in listed {
                let file = entry.map_err(failed())?.path();
                if is_ballot(&file) {
                    inside.push(file);
                }
            }
            if inside.is_empty() {
                let message = format!("no ballot is in {}", path.display());
                return Err(Failure::usage(
                    message,
                    "name the filled ballots, XLSX, ODS or CSV",
                ));
            }
            inside.sort();
            files.extend(inside);
        }
        Ok(files)
    }

    /// A ballot; the encoding counts for a text that is not UTF-8.
    fn book(&self, file: &Path) -> Result<Book, Failure> {
        let name = display_name(file);
        let bytes = sheet_bytes(file)?;
        let read = Book::read(&name, &bytes, None);
        let read = match (read, self.encoding) {
            (Err(_), Some(encoding)) => Book::read(&name, &bytes, Some(encoding)),
            (read, _) => read,
        };
        read.map_err(|error| Failure::usage(format!("{name}: {}", error.message), error.help))
    }
}

/// Whether a file of a folder is a sheet, and none that a program keeps while another one is open.
fn is_ballot(file: &Path) -> bool {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let ends = [".xlsx", ".xls", ".ods", ".csv"];
    ends.iter().any(|end| name.ends_with(end)) && !name.starts_with(['.', '~'])
}

fn refused(error: &CollectError, session: &Session) -> Failure {
    let help = match error {
        CollectError::Refused(cells) => {
            show_errors(&shown::refused(cells).on_terminal(session.error_look()));
            "correct them in the ballots, or empty these cells, then run the command again"
        }
        CollectError::Edit(_) => "change these scores in the plan by hand",
        CollectError::Plan(source, problems) => {
            return (source.as_ref().clone(), problems.clone()).into();
        }
    };
    Failure::usage(error.to_string(), help)
}
