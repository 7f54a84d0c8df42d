//! A lead table beside the plan, in a file or in a warehouse, and the study with its audit.

use std::path::{Path, PathBuf};

use super::Failure;
use super::lead_files::{NamedLeads, kinds};
use super::leads::{ReadArgs, count, refuse_misplaced};
use super::session::Session;
use super::warehouse::WarehouseArgs;
use crate::audit::Reached;
use crate::count::CountOptions;
use crate::render::audit::reading_notes;
use crate::study::Study;
use crate::table::TableOptions;

const LEADS: &str = concat!(
    "A lead table (",
    kinds!(),
    "), to show how many leads fit and how many each segment wins. A folder or a pattern like \
     'q1/*.csv' stands for its files, which are one table"
);

/// A lead table that a command may look at beside the plan.
#[derive(Debug, clap::Args)]
pub(super) struct BesideArgs {
    #[arg(long, value_name = "FILE", help = LEADS, value_hint = clap::ValueHint::AnyPath)]
    pub(super) leads: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadArgs,
    #[command(flatten)]
    warehouse: WarehouseArgs,
}

impl BesideArgs {
    /// How the table is read.
    pub(super) fn options(&self) -> TableOptions {
        self.reading.options()
    }

    /// The study with an audit of the lead table, if one is named. `usage` is the command line as
    /// [`refuse_misplaced`] takes it.
    pub(super) fn join(
        &self,
        session: &Session,
        (plan, study): (&Path, Study),
        leads: &NamedLeads,
        usage: &str,
        by: Reached,
    ) -> Result<Study, Failure> {
        let options = CountOptions {
            table: self.options(),
            check_keys: false,
        };
        if let Some(there) = self.warehouse.count(session, &study.document)? {
            return Ok(study.with_counts(&there.saved.table, there.columns, by)?);
        }
        refuse_misplaced(plan, &self.leads, usage)?;
        with_leads(session, study, leads, &options, by)
    }
}

/// The study with an audit of a lead table. Rows that were left out, and keys that several leads
/// have, are noted on standard error.
pub(super) fn with_leads(
    session: &Session,
    study: Study,
    leads: &NamedLeads,
    options: &CountOptions,
    by: Reached,
) -> Result<Study, Failure> {
    let Some(input) = leads.input() else {
        return Ok(study);
    };
    let counted = count(session, study.plan(), input, options)?;
    for note in reading_notes(&counted.ragged, counted.keys) {
        session.remark(&format!("note: {note}"));
    }
    Ok(study.with_counts(&counted.masks, counted.columns, by)?)
}
