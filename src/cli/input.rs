//! Arguments that say which plan is read, on which day, and how it is studied.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use super::output::{OutputArgs, display_name};
use super::session::Session;
use crate::lead_error::FileError;
use crate::order::Draws;
use crate::plan::{Document, ReadOptions, not_a_plan};
use crate::study::Study;
use crate::yaml::Source;

/// A plan and the day to read it on.
#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    /// The plan, a YAML file; - for standard input
    #[arg(value_name = "PLAN", value_hint = clap::ValueHint::FilePath)]
    pub(super) plan: PathBuf,
    #[command(flatten)]
    pub(super) day: DayArgs,
}

/// The day to take for today.
#[derive(Debug, Default, Args)]
pub(super) struct DayArgs {
    /// The day that counts as today: a date like 2027-01-31, or `today`
    /// [default: the plan's `as_of`, otherwise today]
    #[arg(long, value_name = "DATE", value_parser = parse_day, display_order = 0)]
    as_of: Option<Day>,
}

/// How often scores are drawn.
#[derive(Debug, Args)]
pub(super) struct DrawArgs {
    /// How many rankings to simulate [default: 10000, fewer for very many segments]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=Draws::MOST as i64))]
    draws: Option<u32>,
    /// The seed of the simulation; the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Clone, Copy)]
enum Day {
    Today,
    On(Date),
}

fn parse_day(text: &str) -> Result<Day, String> {
    if text.eq_ignore_ascii_case("today") {
        return Ok(Day::Today);
    }
    let date = text.parse().map(Day::On);
    date.map_err(|_| "write a date like 2027-01-31, or `today`".to_owned())
}

impl DrawArgs {
    pub(super) fn draws(&self) -> Draws {
        Draws {
            count: self.draws.map(|draws| draws as usize),
            seed: self.seed,
        }
    }
}

impl PlanArgs {
    pub(super) fn document(&self, session: &Session) -> Result<Document, Failure> {
        self.day.document(&self.plan, session)
    }
}

impl DayArgs {
    /// The plan of a file, checked; [`Failure::Plan`] has all that is wrong with it.
    pub(super) fn document(&self, path: &Path, session: &Session) -> Result<Document, Failure> {
        let (name, bytes) = named_bytes(path)?;
        self.read(name, bytes, session)
    }

    /// The plan of a text, checked.
    pub(super) fn read(
        &self,
        name: String,
        bytes: Vec<u8>,
        session: &Session,
    ) -> Result<Document, Failure> {
        if let Some(problem) = not_a_plan(&name, &bytes) {
            return Err((Source::new(name, ""), vec![problem]).into());
        }
        let today = session.today;
        let options = ReadOptions {
            today,
            as_of: self.as_of.map(|day| match day {
                Day::Today => today,
                Day::On(date) => date,
            }),
        };
        Ok(Document::read(Source::from_bytes(name, bytes)?, &options)?)
    }
}

/// How a plan is studied, and where the result goes.
#[derive(Debug, Args)]
pub(super) struct StudyArgs {
    #[command(flatten)]
    draws: DrawArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

impl StudyArgs {
    pub(super) fn study(&self, document: Document) -> Study {
        Study::with_certainty(document, self.draws.draws())
    }

    /// For an output that says how sure the order is only of a plan with a capacity.
    pub(super) fn study_of_leads(&self, document: Document) -> Study {
        match document.plan.capacity {
            Some(_) => self.study(document),
            None => Study::new(document, self.draws.draws()),
        }
    }
}

/// The text of a YAML file.
#[cfg(feature = "report")]
pub(super) fn source(path: &Path) -> Result<Source, Failure> {
    let (name, bytes) = named_bytes(path)?;
    Ok(Source::from_bytes(name, bytes)?)
}

fn named_bytes(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let name = display_name(path);
    let bytes = match path.is_dir() {
        true => {
            let message = "it is a folder; name a YAML file in it";
            Err(io::Error::new(io::ErrorKind::IsADirectory, message))
        }
        false => read(path, Source::LIMIT),
    };
    Ok((
        name.clone(),
        bytes.map_err(FileError::of("cannot read", name))?,
    ))
}

/// The bytes of a file or of standard input, at most one more than `limit`.
pub(super) fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file or standard input, to be read as it comes.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(match path.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(path)?)),
    })
}
