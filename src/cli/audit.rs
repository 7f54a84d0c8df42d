//! `segplan audit`: what the priority order does to real leads.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use super::check::severity;
use super::draft::Draft;
use super::explain::segment;
use super::format::{CsvArgs, Format, Formats};
use super::input::{PlanArgs, StudyArgs, open};
use super::lead_files::{LEADS, NamedLeads};
use super::leads::{
    ChooseArgs, LeadArgs, count, need_capacity, refuse_misplaced, refuse_two_inputs,
};
use super::output::{display_name, in_a_shell, is_same_file, is_standard_output, refuse_inputs};
use super::session::{Session, complain};
use super::warehouse::WarehouseArgs;
use super::{Failure, Outcome};
use crate::audit::{self, ColumnFacts, capacity_audit, handovers};
use crate::count::KeyCheck;
use crate::diagnostic::Severity;
use crate::flags::{self, Flag};
use crate::lead_error::FileError;
use crate::masks::{CountedPart, Saved};
use crate::plan::{Document, Plan, SegmentId};
use crate::render::audit::{self as render, Audited, OtherOrder, csv, json};
use crate::study::Study;
use crate::table::{PARQUET_MARK, Ragged, TableSource, parquet_as_csv};
use crate::text::words;
use crate::threads::meanwhile;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[
        (Format::Json, "segplan/audit/v1"),
        (Format::Csv, "One row per segment"),
    ],
    documents: true,
};

/// Show what the order does to real leads: sizes, where overlapping leads go, outcomes
#[derive(Debug, clap::Args)]
#[command(after_help = "Exits with code 1 if a finding is at or above --deny.")]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    #[arg(value_name = "LEADS", help = LEADS, required_unless_present_any = ["from_masks", "on"],
        value_hint = clap::ValueHint::AnyPath)]
    leads: Vec<PathBuf>,
    /// Save what was counted, so that it can be audited again without the leads
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    masks: Option<PathBuf>,
    /// Audit what was counted before, CSV or Parquet: by --masks, or in a warehouse by a query of
    /// `segplan sql --emit masks`. Several files are added up; - for standard input
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = clap::ValueHint::FilePath,
        conflicts_with_all = ["leads", "on", "delimiter", "union", "lenient", "threads", "check_keys"])]
    from_masks: Vec<PathBuf>,
    /// Another order to audit: segments by name, first to last; those not named follow as ranked
    #[arg(
        long,
        value_name = "A,B,C",
        value_delimiter = ',',
        conflicts_with = "swap"
    )]
    order: Vec<String>,
    /// Audit the order with two segments exchanged
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    swap: Vec<String>,
    /// Leave out the segments that miss the cut, so that their leads fall through to the next
    #[arg(long)]
    within_capacity: bool,
    #[command(flatten)]
    choose: ChooseArgs,
    #[command(flatten)]
    reading: LeadArgs,
    #[command(flatten)]
    warehouse: WarehouseArgs,
    /// Show every finding with its flag, how sure the rates are, overlaps and combinations
    #[arg(long)]
    verbose: bool,
    /// Fail on findings about the leads of this severity or above, after the audit is printed
    #[arg(long, value_name = "SEVERITY", value_parser = severity())]
    deny: Option<Severity>,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    study: StudyArgs,
}

/// A file that was counted.
fn part_of(source: &TableSource) -> CountedPart {
    CountedPart {
        source: source.name.clone(),
        leads: source.rows,
        digest: source.digest.clone(),
    }
}

/// What was counted, and what else is known of the leads.
struct Counted {
    saved: Saved,
    columns: Vec<ColumnFacts>,
    source: String,
    ragged: Ragged,
    keys: Option<KeyCheck>,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let document = self.plan.document(session)?;
        let order = Study::order_of(&document.plan);
        let changed = self.changed_order(&document.plan, &order)?;
        if self.within_capacity {
            need_capacity(&document.plan, "--within-capacity")?;
        }
        let by = self.choose.by(&document.plan)?;
        let format = FORMATS.choose(self.format, &self.study.output)?;
        let leads = NamedLeads::find(&self.leads)?;
        let inputs = self.inputs(&leads);
        let masks = self.open_masks(&inputs)?;
        let place = self.study.output.open(&inputs)?;
        // What is told of the plan is found out while its leads are read.
        let (study, counted) = meanwhile(
            || self.study.study_of_leads(document.clone()),
            || self.count(session, &document, &leads),
        );
        let counted = counted?;
        if let Some(masks) = masks {
            masks.fill_with(|file| counted.saved.write(&document.plan, file))?;
        }
        let table = &counted.saved.table;
        let whole = changed.as_ref().unwrap_or(&order);
        let capacity = capacity_audit(&document.plan, whole, table, by)?;
        let within = self
            .within_capacity
            .then(|| Study::within_capacity(&document.plan, whole));
        let now = within.as_ref().unwrap_or(whole);
        let audit = audit::audit(&document.plan, now, table, counted.columns)?;
        let change = changed.as_ref().map(|changed| {
            let handovers = handovers(&order, changed, table)?;
            Ok::<_, Failure>(OtherOrder {
                order: changed.clone(),
                handovers,
            })
        });
        let change = change.transpose()?;
        let study = study.with_audit(audit).with_capacity_audit(capacity);
        let Some(audit) = &study.audit else {
            return Ok(Outcome::Done);
        };
        let audited = Audited {
            study: &study,
            audit,
            source: &counted.source,
            ragged: &counted.ragged,
            keys: counted.keys,
            primary_only: false,
            command: &self.command(),
            verbose: self.verbose,
            change: change.as_ref(),
            within_capacity: self.within_capacity,
        };
        let text = match format {
            Format::Json => json::audit(&audited),
            Format::Csv => csv::audit(&audited, self.csv.formulas()),
            _ => format.write(&render::audit(&audited), self.study.output.look(session)),
        };
        place.write(text.as_bytes())?;
        Ok(match self.denied(&audited) {
            Some(denied) => {
                complain(&denied);
                Outcome::Denied
            }
            None => Outcome::Done,
        })
    }

    /// What `--deny` denies, by flag; `None` if it denies nothing.
    fn denied(&self, audited: &Audited) -> Option<String> {
        let denied = self.deny?;
        let found = audited.study.lead_findings();
        let found: Vec<_> = found.filter(|one| one.severity >= denied).collect();
        let of_flag = |flag: &Flag| {
            let count = found
                .iter()
                .filter(|one| one.flag == flag.spec.name)
                .count();
            (count > 0).then(|| format!("{} ({count})", flag.spec.name))
        };
        let by_flag = flags::ALL.iter().filter_map(of_flag);
        (!found.is_empty()).then(|| {
            format!(
                "denied: {} in {}: {}",
                words::count(found.len(), "finding"),
                audited.source,
                words::list(by_flag)
            )
        })
    }

    /// The files that are read and must not be written over.
    fn inputs<'a>(&'a self, leads: &'a NamedLeads) -> Vec<&'a Path> {
        let mut read = leads.inputs_beside(&self.plan.plan);
        read.extend(self.from_masks.iter().map(PathBuf::as_path));
        read
    }

    /// What audits these leads, to be typed again with more options.
    fn command(&self) -> String {
        let masks = (!self.from_masks.is_empty()).then(|| "--from-masks".to_owned());
        let files = [&self.plan.plan].into_iter().chain(&self.leads);
        let word = |path: &PathBuf| in_a_shell(path);
        let files = files.map(word).chain(masks);
        let files: Vec<String> = files.chain(self.from_masks.iter().map(word)).collect();
        let rest = [self.reading.again(), self.warehouse.again()].concat();
        format!("segplan audit {}{rest}", files.join(" "))
    }

    /// The draft of the mask table, where it is to be saved.
    fn open_masks(&self, inputs: &[&Path]) -> Result<Option<Draft>, Failure> {
        let Some(file) = &self.masks else {
            return Ok(None);
        };
        if is_standard_output(file) {
            return Err(Failure::usage(
                "the mask table needs a file of its own",
                "name one after --masks",
            ));
        }
        let output = self.study.output.output.as_deref();
        let output = output.filter(|output| !is_standard_output(output));
        if is_same_file(file, output.unwrap_or(Path::new("/dev/stdout"))) {
            return Err(Failure::usage(
                format!(
                    "{} is named for the mask table and for the audit",
                    file.display()
                ),
                "name another file after --masks",
            ));
        }
        refuse_inputs(file, "--masks", inputs)?;
        Draft::beside(file).map(Some)
    }

    fn count(
        &self,
        session: &Session,
        document: &Document,
        leads: &NamedLeads,
    ) -> Result<Counted, Failure> {
        let plan = &document.plan;
        if let Some(there) = self.warehouse.count(session, document)? {
            return Ok(Counted {
                saved: there.saved,
                columns: there.columns,
                source: there.source,
                ragged: Ragged::default(),
                keys: None,
            });
        }
        let Some(input) = leads.input() else {
            return self.add_up(plan);
        };
        refuse_misplaced(&self.plan.plan, &self.leads, "audit PLAN LEADS")?;
        let mut options = self.reading.options();
        options.table.digest = self.masks.is_some();
        let counted = count(session, plan, input, &options)?;
        Ok(Counted {
            saved: Saved::of_files(counted.masks, counted.sources.iter().map(part_of)),
            columns: counted.columns,
            source: counted.source.name,
            ragged: counted.ragged,
            keys: counted.keys,
        })
    }

    fn add_up(&self, plan: &Plan) -> Result<Counted, Failure> {
        let read = |path: &PathBuf| -> Result<(String, Saved), Failure> {
            refuse_two_inputs(&self.plan.plan, path)?;
            let name = display_name(path);
            let failed = |error| FileError::of("cannot read", &name)(error);
            let mut from = open(path).map_err(failed)?;
            let is_parquet = from.fill_buf().map_err(failed)?.starts_with(PARQUET_MARK);
            let saved = if is_parquet {
                let mut file = Vec::new();
                from.read_to_end(&mut file).map_err(failed)?;
                Saved::read(&*parquet_as_csv(&name, file)?, &name, plan)?
            } else {
                Saved::read(from, &name, plan)?
            };
            Ok((name, saved))
        };
        let mut files = self.from_masks.iter().map(read);
        let none = || Failure::usage("no mask table is named", "name at least one");
        let (first, mut saved) = files.next().ok_or_else(none)??;
        let mut names = vec![first];
        for file in files {
            let (name, other) = file?;
            saved.merge(other, &name)?;
            names.push(name);
        }
        Ok(Counted {
            saved,
            columns: Vec::new(),
            source: words::list(&names),
            ragged: Ragged::default(),
            keys: None,
        })
    }

    /// The order that `--order` or `--swap` asks about.
    fn changed_order(
        &self,
        plan: &Plan,
        order: &[SegmentId],
    ) -> Result<Option<Vec<SegmentId>>, Failure> {
        if let [one, other] = self.swap.as_slice() {
            let (one, other) = (segment(plan, one)?, segment(plan, other)?);
            let place = |id| order.iter().position(|ranked| *ranked == id);
            let mut changed = order.to_vec();
            return match (place(one), place(other)) {
                (Some(one), Some(other)) if one != other => {
                    changed.swap(one, other);
                    Ok(Some(changed))
                }
                _ => Err(Failure::usage(
                    "only two different ranked segments can be exchanged",
                    "see `segplan order` for the ranked ones",
                )),
            };
        }
        if self.order.is_empty() {
            return Ok(None);
        }
        let mut changed: Vec<SegmentId> = Vec::new();
        for name in &self.order {
            let id = segment(plan, name.trim())?;
            if changed.contains(&id) {
                let message = format!("{} stands twice in the order", plan.name(id));
                return Err(Failure::usage(message, "name each segment once"));
            }
            changed.push(id);
        }
        let mut rest = order.to_vec();
        rest.retain(|id| !changed.contains(id));
        changed.extend(rest);
        Ok(Some(changed))
    }
}
