//! Reading lead tables: arguments.

use std::path::{Path, PathBuf};

use clap::Args;

use super::session::Session;
use super::watch::watched;
use crate::count::{CountOptions, count_leads};
use crate::study::Study;
use crate::table::{Input, TableOptions};
use crate::text::words;

/// How a lead table is read.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// What separates cells in CSV: one of , ; | or tab [default: found out]
    #[arg(long, value_name = "SIGN", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// Leave out rows that have another number of cells than the header, and say how many
    #[arg(long)]
    lenient: bool,
    /// How many threads read [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,
}

/// How a lead table is read that a command is about.
#[derive(Debug, Args)]
pub(super) struct LeadArgs {
    #[command(flatten)]
    reading: ReadArgs,
    /// Count leads that have their key in common
    #[arg(long)]
    check_keys: bool,
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "," | ";" | "|" | ":" | " " => Ok(text.as_bytes()[0]),
        _ => Err("write one of , ; | : or tab, in quotes".to_owned()),
    }
}

impl ReadArgs {
    fn options(&self) -> TableOptions {
        TableOptions {
            delimiter: self.delimiter,
            lenient: self.lenient,
            threads: self.threads.map(usize::from),
        }
    }
}

impl LeadArgs {
    /// The options.
    pub(super) fn options(&self) -> CountOptions {
        CountOptions {
            table: self.reading.options(),
            check_keys: self.check_keys,
        }
    }
}

/// A lead table that a command may look at beside the plan.
#[derive(Debug, Args)]
pub(super) struct BesideArgs {
    /// A lead table, CSV or Parquet: how many leads fit and win, and what hangs on the order
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) leads: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadArgs,
}

impl BesideArgs {
    /// The same study, with what the order does to the leads, where a table is named.
    pub(super) fn join(
        &self,
        session: &Session,
        plan: &Path,
        study: Study,
    ) -> Result<Study, super::Failure> {
        let Some(leads) = &self.leads else {
            return Ok(study);
        };
        let options = CountOptions {
            table: self.reading.options(),
            check_keys: false,
        };
        with_leads(session, (plan, study), leads, &options)
    }
}

/// The study of the plan in a file, with what the order does to the leads of a table. Rows that are
/// left out are remarked on.
pub(super) fn with_leads(
    session: &Session,
    (plan, study): (&Path, Study),
    leads: &Path,
    options: &CountOptions,
) -> Result<Study, super::Failure> {
    refuse_two_inputs(plan, leads)?;
    let counted = watched(session, |progress| {
        count_leads(study.plan(), Input::from(leads), options, progress)
    })?;
    if let Some(line) = counted.ragged.first_line {
        session.remark(&format!(
            "note: left out {} without as many cells as the header, the first on line {line}",
            words::count(
                usize::try_from(counted.ragged.rows).unwrap_or(usize::MAX),
                "row"
            ),
        ));
    }
    Ok(study.with_counts(&counted.masks, counted.columns))
}

/// Refuses standard input where two things would read it.
pub(super) fn refuse_two_inputs(plan: &Path, leads: &Path) -> Result<(), super::Failure> {
    let both = plan.as_os_str() == "-" && leads.as_os_str() == "-";
    match both {
        false => Ok(()),
        true => Err(super::Failure::usage(
            "plan and leads cannot both come from standard input",
            "name a file for one of them",
        )),
    }
}

/// The files that are read, which no output may overwrite.
pub(super) fn inputs<'a>(plan: &'a Path, leads: Option<&'a PathBuf>) -> Vec<&'a Path> {
    std::iter::once(plan)
        .chain(leads.map(PathBuf::as_path))
        .collect()
}
