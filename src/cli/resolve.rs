//! `segplan resolve`: each lead's primary segment.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::draft::Draft;
use super::holdout::HoldoutArgs;
use super::input::{DrawArgs, PlanArgs};
use super::lead_files::{NamedLeads, kinds};
use super::leads::{LeadArgs, note_source, ordered, refuse_misplaced};
use super::output::{OutputArgs, is_standard_output, print, refuse_inputs};
use super::session::Session;
use super::sql::relation;
use super::warehouse::{TableMade, WarehouseArgs};
use super::watch::{watched, watched_beside};
use super::{Failure, Outcome, witnesses};
use crate::audit::audit;
use crate::count::KeyCheck;
use crate::export::sql::Emit;
use crate::lead_error::{FileError, LeadError};
use crate::plan::{Plan, SegmentId};
use crate::render::audit::{Audited, summary};
use crate::render::changes::changed_since;
use crate::render::document::Page;
use crate::render::groups::control_group;
use crate::resolve::{Detail, Earlier, Output, OutputFormat, ResolveOptions, Resolved, resolve};
use crate::study::Study;
use crate::table::{Input, Ragged};
use crate::threads::meanwhile;

const LEADS: &str = concat!(
    "The lead table: ",
    kinds!(),
    ". A folder, a pattern like 'q1/*.csv' or several files are one table, whose rows come in \
     their order; - for standard input"
);

const USAGE: &str = match cfg!(feature = "warehouse") {
    false => "segplan resolve [OPTIONS] --output <FILE> <PLAN> [LEADS]...",
    true => {
        "segplan resolve [OPTIONS] --output <FILE> <PLAN> [LEADS]...\n       segplan resolve [OPTIONS] --on <URL> \
         --table <NAME> --into <NAME> <PLAN>"
    }
};

/// Give each lead the first segment that it fits, and write a table of them
#[derive(Debug, clap::Args)]
#[command(override_usage = USAGE)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    #[arg(value_name = "LEADS", help = LEADS, required_unless_present_any = ["witnesses", "on"], value_hint = clap::ValueHint::AnyPath)]
    leads: Vec<PathBuf>,
    /// The table to write: CSV, or Parquet where the name ends in .parquet; - for CSV on standard
    /// output, without the summary
    #[arg(long, short, value_name = "FILE", required_unless_present = "into",
        value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Write all columns of the lead table, not just the key
    #[arg(long)]
    keep_columns: bool,
    /// Write the label of each segment beside its name
    #[arg(long)]
    labels: bool,
    /// Write one row for each segment that a lead fits, instead of one a lead
    #[arg(long)]
    long: bool,
    /// Write only leads that are new or whose segment changed. FILE is the whole table, CSV or
    /// Parquet, that `resolve` wrote last time; reading it takes about 36 bytes of memory a lead
    #[arg(long, value_name = "FILE", conflicts_with = "long", value_hint = clap::ValueHint::FilePath)]
    changed_since: Option<PathBuf>,
    /// Write only the segment that each lead gets, not the others that it fits; takes less time
    /// with many segments
    #[arg(long, conflicts_with = "long")]
    primary_only: bool,
    /// Leave out the segments that miss the cut, so that their leads fall through to the next
    #[arg(long)]
    within_capacity: bool,
    /// Without a lead table: write invented leads that show what the plan does, one that each segment
    /// wins and those at the edges of its definition, each with the segment that it is to get
    #[arg(long, conflicts_with_all = ["leads", "keep_columns", "labels", "long", "changed_since", "primary_only", "holdout", "group_column"])]
    witnesses: bool,
    #[command(flatten)]
    holdout: HoldoutArgs,
    #[command(flatten)]
    reading: LeadArgs,
    #[command(flatten)]
    warehouse: WarehouseArgs,
    /// The table of the warehouse to write. It is filled under another name and appears whole, or not
    /// at all
    #[arg(long, value_name = "NAME", requires = "on", hide = !cfg!(feature = "warehouse"),
        conflicts_with_all = ["output", "keep_columns", "labels", "changed_since", "primary_only", "witnesses"])]
    into: Option<String>,
    /// Put the new table in the place of one that is there
    #[arg(long, requires = "into", hide = !cfg!(feature = "warehouse"))]
    replace: bool,
    #[command(flatten)]
    draws: DrawArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        if let Some(into) = &self.into {
            return self.resolve_there(session, into);
        }
        if self.warehouse.on.is_some() {
            return Err(Failure::usage(
                "--into is missing: in a warehouse, segments go into a table of it",
                "add it, as in `--into crm.lead_segments`",
            )
            .into());
        }
        // Without --into there is one.
        let output = self.output.as_deref().unwrap_or(Path::new("-"));
        if self.witnesses {
            let output = OutputArgs {
                output: Some(output.to_owned()),
            };
            let plan = self.plan.document(session)?.plan;
            let order = ordered(&plan, self.within_capacity)?;
            witnesses::write(session, (&plan, &self.plan.plan), &order, &output)?;
            return Ok(Outcome::Done);
        }
        let usage = format!("resolve PLAN LEADS --output {}", output.display());
        refuse_misplaced(&self.plan.plan, &self.leads, &usage)?;
        let leads = NamedLeads::find(&self.leads)?;
        refuse_inputs(output, "--output", &leads.inputs_beside(&self.plan.plan))?;
        let document = self.plan.document(session)?;
        let what = ResolveOptions {
            format: format_of(output)?,
            keep_columns: self.keep_columns,
            labels: self.labels,
            detail: match (self.long, self.primary_only) {
                (true, _) => Detail::Memberships,
                (_, true) => Detail::Primary,
                _ => Detail::AlsoMatches,
            },
            groups: self.holdout.column(&document.plan)?,
        };
        let order = ordered(&document.plan, self.within_capacity)?;
        let plan = (&document.plan, order.as_slice());
        let since = self.earlier(session, plan)?;
        if is_standard_output(output) {
            let output = Output {
                file: standard_output()?,
                name: "standard output".to_owned(),
                since,
            };
            self.resolve(session, plan, &leads, what, output, false)?;
            return Ok(Outcome::Done);
        }
        let draft = Draft::beside(output)?;
        let output = Output {
            file: draft.file()?,
            name: output.display().to_string(),
            since,
        };
        let column = what.groups.clone();
        // What is told of the plan is found out while its leads are read.
        let is_told = !session.is_quiet();
        let (study, resolved) = meanwhile(
            || is_told.then(|| Study::new(document.clone(), self.draws.draws())),
            || self.resolve(session, plan, &leads, what, output, draft.can_vanish()),
        );
        let Resolved {
            counts,
            changes,
            groups,
        } = resolved?;
        draft.keep()?;
        let Some(study) = study else {
            return Ok(Outcome::Done);
        };
        let mut audit = audit(&document.plan, &order, &counts.masks, counts.columns)?;
        let drawn = column.filter(|column| column.holdout.is_some()).zip(groups);
        if let Some((_, groups)) = &drawn {
            groups.hold_out(&mut audit);
        }
        let study = study.with_audit(audit);
        let (source, ragged) = (&counts.source.name, &counts.ragged);
        if let Some(mut page) = self.summary(&study, source, (ragged, counts.keys)) {
            if let Some((changes, since)) = changes.as_ref().zip(self.changed_since.as_deref()) {
                let since = since.display().to_string();
                changed_since(&mut page, &since, &study.document.plan, changes);
            }
            if let Some((column, groups)) = &drawn {
                control_group(&mut page, &study, column, groups);
            }
            print(&page.on_terminal(session.look()))?;
        }
        Ok(Outcome::Done)
    }

    /// Resolves leads where they are.
    fn resolve_there(&self, session: &Session, into: &str) -> anyhow::Result<Outcome> {
        let document = self.plan.document(session)?;
        let order = ordered(&document.plan, self.within_capacity)?;
        let groups = self.holdout.column(&document.plan)?;
        let emit = match self.long {
            true => Emit::Memberships,
            false => Emit::Primary,
        };
        let made = TableMade {
            into: relation(into, "--into")?,
            replace: self.replace,
            emit,
            groups,
        };
        let there = self
            .warehouse
            .resolve(session, (&document, &order), &made)?;
        if session.is_quiet() {
            return Ok(Outcome::Done);
        }
        let audit = audit(&document.plan, &order, &there.saved.table, there.columns)?;
        let study = Study::new(document, self.draws.draws()).with_audit(audit);
        let read = (&Ragged::default(), None);
        if let Some(page) = self.summary(&study, &there.source, read) {
            print(&page.on_terminal(session.look()))?;
        }
        Ok(Outcome::Done)
    }

    /// What came of it, by the study's audit.
    fn summary(
        &self,
        study: &Study,
        source: &str,
        (ragged, keys): (&Ragged, Option<KeyCheck>),
    ) -> Option<Page> {
        Some(summary(&Audited {
            study,
            audit: study.audit.as_ref()?,
            source,
            ragged,
            keys,
            primary_only: self.primary_only,
            command: "",
            verbose: false,
            change: None,
            within_capacity: self.within_capacity,
        }))
    }

    /// The run that this one is to be compared with.
    fn earlier(
        &self,
        session: &Session,
        (plan, order): (&Plan, &[SegmentId]),
    ) -> Result<Option<Earlier>, Failure> {
        let Some(file) = &self.changed_since else {
            return Ok(None);
        };
        let input = Input::File(file.clone());
        let read = |progress: &_| Earlier::read(plan, order, input, progress);
        Ok(Some(watched(session, read)?))
    }

    /// Writes the leads to what vanishes where this fails, or does not.
    fn resolve(
        &self,
        session: &Session,
        (plan, order): (&Plan, &[SegmentId]),
        leads: &NamedLeads,
        what: ResolveOptions,
        output: Output,
        vanishes: bool,
    ) -> Result<Resolved, Failure> {
        let file = output.name.clone();
        let Some(input) = leads.input() else {
            return Err(Failure::usage(
                "no lead table is named",
                "name one after the plan",
            ));
        };
        let options = self.reading.options();
        let printed = self.output.as_deref().is_none_or(is_standard_output);
        let reading = watched_beside(session, printed, |progress| {
            resolve(plan, order, input, output, what, &options, progress)
        });
        let resolved = reading.map_err(|error| match error {
            LeadError::Stopped if !vanishes => Failure::Partly { file: file.clone() },
            error => error.into(),
        });
        let resolved: Resolved = resolved?;
        let source = &resolved.counts.source;
        note_source(session, source);
        if let Some(encoding) = source.encoding {
            let (from, encoding) = (&source.name, encoding.name());
            session.remark(&format!("note: {from} is in {encoding}, {file} in UTF-8"));
        }
        Ok(resolved)
    }
}

/// What the name of a file promises, which is kept or refused.
fn format_of(path: &Path) -> Result<OutputFormat, Failure> {
    let end = path.extension().unwrap_or_default().to_string_lossy();
    match end.to_lowercase().as_str() {
        "parquet" => Ok(OutputFormat::Parquet),
        "gz" | "zip" | "zst" | "xlsx" | "xls" | "ods" | "json" | "jsonl" => Err(Failure::usage(
            format!("no leads are written as .{end}"),
            "end the name in .csv or .parquet",
        )),
        _ => Ok(OutputFormat::Csv),
    }
}

fn standard_output() -> Result<File, Failure> {
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned();
    #[cfg(not(unix))]
    let handle = std::os::windows::io::AsHandle::as_handle(&std::io::stdout()).try_clone_to_owned();
    let failed = FileError::of("cannot write", "standard output");
    Ok(File::from(handle.map_err(failed)?))
}
