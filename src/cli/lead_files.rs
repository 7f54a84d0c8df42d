//! The lead table that a command line names: files, folders, patterns, standard input.

use std::path::{Path, PathBuf};

use super::Failure;
use super::output::display_name;
use crate::table::{Input, LeadFiles};
use crate::text::words::count;

/// What a lead table may be, for the help of arguments.
macro_rules! kinds {
    () => {
        "CSV, JSON lines, XLSX, XLS, ODS or Parquet"
    };
}
pub(super) use kinds;

/// The help of an argument that is a command's lead table.
pub(super) const LEADS: &str = concat!(
    "The lead table: ",
    kinds!(),
    ". A folder, a pattern like 'q1/*.csv' or several files are one table; - for standard input"
);

/// The lead table that a command line names.
#[derive(Debug)]
pub(super) enum NamedLeads {
    /// None.
    Nothing,
    StandardInput,
    Files(LeadFiles),
}

impl NamedLeads {
    /// Finds the files that are named.
    pub(super) fn find(named: &[PathBuf]) -> Result<Self, Failure> {
        let is_piped = |path: &PathBuf| path.as_os_str() == "-";
        match named {
            [] => Ok(Self::Nothing),
            [one] if is_piped(one) => Ok(Self::StandardInput),
            several if several.iter().any(is_piped) => Err(Failure::usage(
                "standard input cannot be one of several lead tables",
                "name files and folders only, or - alone",
            )),
            files => Ok(Self::Files(LeadFiles::find(files)?)),
        }
    }

    /// What is read; None if no table is named.
    pub(super) fn input(&self) -> Option<Input> {
        match self {
            Self::Nothing => None,
            Self::StandardInput => Some(Input::from(Path::new("-"))),
            Self::Files(files) => Some(Input::Files(files.clone())),
        }
    }

    /// The files and folders, which no output may overwrite or be put into.
    pub(super) fn inputs(&self) -> Vec<&Path> {
        match self {
            Self::Nothing => Vec::new(),
            Self::StandardInput => vec![Path::new("-")],
            Self::Files(files) => {
                let all = files.files().iter().chain(files.folders());
                all.map(PathBuf::as_path).collect()
            }
        }
    }

    /// The same with the plan.
    pub(super) fn inputs_beside<'a>(&'a self, plan: &'a Path) -> Vec<&'a Path> {
        let mut inputs = self.inputs();
        inputs.push(plan);
        inputs
    }
}

/// What people call the tables that are named: `leads.csv`, `3 tables`.
pub(super) fn named(leads: &[PathBuf]) -> String {
    match leads {
        [one] => display_name(one),
        several => count(several.len(), "table"),
    }
}
