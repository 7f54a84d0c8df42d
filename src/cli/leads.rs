//! Reading lead tables: arguments.

use std::path::{Path, PathBuf};

use clap::Args;

use super::session::Session;
use super::watch::watched;
use crate::count::{CountOptions, count_leads};
use crate::plan::SegmentId;
use crate::study::Study;
use crate::table::{Input, TableOptions};

/// How a lead table is read.
#[derive(Debug, Args)]
pub(super) struct LeadArgs {
    /// What separates cells in CSV: one of , ; | or tab [default: found out]
    #[arg(long, value_name = "SIGN", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// Leave out rows that have another number of cells than the header, and say how many
    #[arg(long)]
    lenient: bool,
    /// Count leads that have their key in common
    #[arg(long)]
    check_keys: bool,
    /// How many threads read [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "," | ";" | "|" | ":" | " " => Ok(text.as_bytes()[0]),
        _ => Err("write one of , ; | : or tab, in quotes".to_owned()),
    }
}

impl LeadArgs {
    /// The options.
    pub(super) fn options(&self) -> CountOptions {
        CountOptions {
            table: TableOptions {
                delimiter: self.delimiter,
                lenient: self.lenient,
                threads: self.threads.map(usize::from),
            },
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
}

impl BesideArgs {
    /// The same study, with what the order does to the leads, where a table is named.
    pub(super) fn join(
        &self,
        session: &Session,
        plan: &Path,
        study: Study,
    ) -> Result<Study, super::Failure> {
        let Some(path) = &self.leads else {
            return Ok(study);
        };
        refuse_two_inputs(plan, path)?;
        let (input, options) = (Input::from(path.as_path()), CountOptions::default());
        let reading = watched(session, |progress| {
            count_leads(study.plan(), input, &options, progress)
        })?;
        let order: Vec<SegmentId> = study.ranking.order().collect();
        let audit = crate::audit::audit(study.plan(), &order, &reading.masks, reading.columns);
        Ok(study.with_audit(audit))
    }
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
