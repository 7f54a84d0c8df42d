//! `segplan review`: what the quarter's leads say of a plan.

mod design;
mod leads;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[cfg(feature = "report")]
pub(super) use self::leads::review_of;
use self::leads::{Taken, refuse_standard_input};

use super::draft::Draft;
use super::edited::{check_text, replace};
use super::format::{Format, Formats};
use super::holdout::parse_share;
use super::input::{PlanArgs, StudyArgs};
use super::lead_files::{NamedLeads, kinds, named};
use super::leads::{ReadArgs, refuse_misplaced};
use super::looked::read;
use super::output::{display_name, in_a_shell, print, refuse_inputs, refuse_standard_output};
use super::session::Session;
use super::{Failure, Outcome, input};
use crate::condition::Condition;
use crate::discover::{Dictionary, Imbalance, Leads, answers_of_plan, balance};
use crate::lead_error::FileError;
use crate::plan::format::PLAN;
use crate::plan::{Basis, Document, Plan};
use crate::render::review::{Reviewing, decisions, json, page};
use crate::resolve::{AssignedCounts, Earlier};
use crate::review::{Checklist, Review, Suggestion, apply, checklist, review, suggestions};
use crate::study::Study;
use crate::text::words::count;
use crate::yaml::edit::{self, Edit};
use crate::yaml::{Route, Source};

const LEADS: &str = concat!(
    "The lead table of today, with outcomes: ",
    kinds!(),
    ". A folder, a pattern like 'q1/*.csv' or several files are one table"
);

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[(Format::Json, "segplan/review/v1")],
    documents: true,
};

/// Show what a quarter's leads say of a plan: goals, planned and observed ranks, what messages did
///
/// What messages did is known only with a control group: `control` below `leads` in the plan, or
/// --control. A lead counts for the segment and the group that it had when the messages went out: name
/// the table that `segplan resolve` wrote then with --assigned, or its column in the plan: `assigned` below
/// `leads`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    #[arg(value_name = "LEADS", help = LEADS, required_unless_present = "apply", value_hint = clap::ValueHint::AnyPath)]
    leads: Vec<PathBuf>,
    /// Which leads are the control group, a condition: "group = 'control'" [default: the plan's]
    #[arg(long, value_name = "CONDITION")]
    control: Option<String>,
    /// The share that was to be held out, such as 10%, to check the groups against [default: the plan's]
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    share: Option<f64>,
    /// The table that `segplan resolve` wrote when the messages went out
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    assigned: Option<PathBuf>,
    /// Plan a test of the messages instead: leads needed for each expected lift, how many to hold out
    /// (--share, else the plan's, else 10%), and how long it takes
    #[arg(long, conflicts_with_all = ["control", "assigned", "suggest", "apply"])]
    design: bool,
    /// The title of its column with the group of each lead
    #[arg(
        long,
        value_name = "NAME",
        default_value = "group",
        requires = "assigned"
    )]
    group_column: String,
    #[command(flatten)]
    reading: ReadArgs,
    /// Show how sizes and rates vary over time for every segment
    #[arg(long)]
    verbose: bool,
    /// Write what the leads suggest for the next plan to this file, a checklist to accept or decline
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "apply")]
    suggest: Option<PathBuf>,
    /// Make the changes in the plan that this checklist accepts
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "leads")]
    apply: Option<PathBuf>,
    /// Only show what --apply would change
    #[arg(long, requires = "apply")]
    dry_run: bool,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    study: StudyArgs,
}

/// A review and all that it rests on.
struct Found {
    study: Study,
    review: Review,
    suggestions: Vec<Suggestion>,
    assigned: Option<AssignedCounts>,
    imbalances: Option<Vec<Imbalance>>,
    share: Option<f64>,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        if let Some(list) = &self.apply {
            self.apply(session, list)?;
            return Ok(Outcome::Done);
        }
        let output = &self.study.output;
        let format = FORMATS.choose(self.format, output)?;
        refuse_misplaced(&self.plan.plan, &self.leads, "review PLAN LEADS")?;
        let leads = NamedLeads::find(&self.leads)?;
        refuse_standard_input(&leads)?;
        let mut inputs = leads.inputs_beside(&self.plan.plan);
        inputs.extend(self.assigned.as_deref());
        let place = output.open(&inputs)?;
        let list = self
            .suggest
            .as_deref()
            .map(|list| new_file(list, &inputs))
            .transpose()?;
        let document = self.document(session)?;
        if self.design {
            place.write(self.design(session, document, &leads, format)?.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let found = self.found(session, document, &leads)?;
        let then = self.then(found.study.plan());
        let Some(audit) = &found.study.audit else {
            return Ok(Outcome::Done);
        };
        let reviewing = Reviewing {
            study: &found.study,
            audit,
            review: &found.review,
            source: &named(&self.leads),
            assigned: then.as_deref().zip(found.assigned.as_ref()),
            imbalances: found.imbalances.as_deref(),
            share: found.share,
            verbose: self.verbose,
        };
        let text = match format {
            Format::Json => json(&reviewing),
            _ => format.write(&page(&reviewing), output.look(session)),
        };
        place.write(text.as_bytes())?;
        if let Some(list) = list {
            self.write_list(session, list, &found)?;
        }
        Ok(Outcome::Done)
    }

    /// What says what leads were given, in words.
    fn then(&self, plan: &Plan) -> Option<String> {
        let file = self.assigned.as_deref().map(display_name);
        let column = plan.leads.assigned.map(|id| &plan.attribute(id).column);
        file.or_else(|| Some(format!("the column {}", column?)))
    }

    /// Writes what the leads suggest.
    fn write_list(&self, session: &Session, list: Draft, found: &Found) -> Result<(), Failure> {
        let Some(file) = &self.suggest else {
            return Ok(());
        };
        let named = (&*in_a_shell(&self.plan.plan), &*in_a_shell(file));
        let document = self.plan.document(session)?;
        list.fill(checklist(&document, &found.suggestions, named).as_bytes())?;
        let suggested = count(found.suggestions.len(), "suggestion");
        session.remark(&format!(
            "{suggested} in {}. Accept or decline, then: segplan review {} --apply {}",
            named.1, named.0, named.1
        ));
        Ok(())
    }

    /// Makes the changes in the plan that a list accepts.
    fn apply(&self, session: &Session, list: &Path) -> Result<(), Failure> {
        let path = &self.plan.plan;
        refuse_standard_output(path, "--apply changes a file")?;
        let document = self.plan.document(session)?;
        let name = display_name(list);
        let bytes =
            input::read(list, Source::LIMIT).map_err(FileError::of("cannot read", &name))?;
        let source = Source::from_bytes(name, bytes)?;
        let read = Checklist::read(&source, &document).map_err(|problems| (source, problems))?;
        let applied = apply(&document, &read)
            .map_err(|error| Failure::usage(error.to_string(), "change the plan by hand"))?;
        let text = applied.source.file_text();
        if !applied.lines.is_empty() {
            check_text(session, document.source.name(), &text)?;
            if !self.dry_run {
                replace(path, &document, &text)?;
            }
        }
        let mut page = decisions(&applied);
        page.gap();
        let file = in_a_shell(path);
        page.line(match (applied.lines.is_empty(), self.dry_run) {
            (true, _) => "The plan stays as it is.".to_owned(),
            (false, true) => "Nothing is written (--dry-run).".to_owned(),
            (false, false) => format!("{file} is written. Next: segplan rank {file}"),
        });
        print(&page.on_terminal(session.look()))
    }

    /// The plan, with the control group that the command line names.
    fn document(&self, session: &Session) -> Result<Document, Failure> {
        let document = self.plan.document(session)?;
        let Some(control) = &self.control else {
            return Ok(document);
        };
        let place = Route::root().key("leads").key("control");
        let edits = [Edit::Put(place, control.as_str().into())];
        let edited = edit::edited(&document.source, &edits, &PLAN)
            .map_err(|error| Failure::usage(error.to_string(), "write it into the plan"))?;
        let name = format!("{} with --control", document.source.name());
        let mut read = check_text(session, &name, edited.text())?;
        read.plan.as_of = document.plan.as_of;
        Ok(read)
    }

    fn found(
        &self,
        session: &Session,
        document: Document,
        leads: &NamedLeads,
    ) -> Result<Found, Failure> {
        let study = self.study.study(document);
        let options = self.reading.options();
        let file = self.assigned.as_deref();
        let file = file.map(|file| (file, self.group_column.as_str()));
        let taken = Taken::read(session, &study, (leads, &options), file, self.share)?;
        let reviewed = taken.reviewed(&study);
        let review = review(reviewed)?;
        let suggestions = match self.suggest {
            Some(_) => suggestions(reviewed, &review)?,
            None => Vec::new(),
        };
        let imbalances = match reviewed.has_control {
            true => Some(self.imbalances(session, study.plan(), taken.earlier.as_ref())?),
            false => None,
        };
        Ok(Found {
            review,
            suggestions,
            assigned: taken.assigned,
            imbalances,
            share: taken.share,
            study: study.with_audit(taken.audit),
        })
    }

    /// In which columns the groups differ, of those that the messages can't have changed.
    fn imbalances(
        &self,
        session: &Session,
        plan: &Plan,
        earlier: Option<&Earlier>,
    ) -> Result<Vec<Imbalance>, Failure> {
        let quiet = session.without_remarks();
        let (profile, sample) = read(&quiet, &self.leads, &self.reading, true)?;
        let dictionary = Dictionary::of(&profile);
        let columns: Vec<String> = profile.columns.iter().map(|one| one.name.clone()).collect();
        let place = |column: &str| columns.iter().position(|one| one.trim() == column.trim());
        let drawn = earlier.filter(|earlier| earlier.has_groups());
        let groups = match (drawn, &plan.leads.control) {
            (Some(earlier), _) => {
                let key = plan.leads.key.as_deref().and_then(place);
                let control = |cell: Option<&str>| earlier.control(cell?.as_bytes());
                let leads = sample.leads.iter();
                leads.map(|lead| control(lead.cells().nth(key?))).collect()
            }
            (None, Some(control)) => answers_of_plan(&sample, &columns, plan, &control.condition),
            (None, None) => return Ok(Vec::new()),
        };
        let besides: BTreeSet<usize> = changed_since(plan)
            .iter()
            .filter_map(|one| place(one))
            .collect();
        let leads = Leads::of(&sample, &dictionary);
        Ok(balance(&profile, &dictionary, &leads, &groups, &besides))
    }
}

/// A file that is not there yet.
fn new_file(path: &Path, inputs: &[&Path]) -> Result<Draft, Failure> {
    refuse_inputs(path, "--suggest", inputs)?;
    match path.exists() {
        false => Draft::beside(path),
        true => Err(Failure::usage(
            format!(
                "{} exists already, perhaps with decisions in it",
                path.display()
            ),
            "name another file, or delete it first",
        )),
    }
}

/// Columns that messages may have changed, or that the groups are made of.
fn changed_since(plan: &Plan) -> Vec<&str> {
    let policy = &plan.leads;
    let conditions = [
        &policy.outcome,
        &policy.control,
        &policy.exclude,
        &policy.reachable,
    ];
    let tests = conditions.into_iter().flatten();
    let tests = tests.flat_map(|one| Condition::tests(&one.condition));
    let named = tests
        .map(|test| test.operand.attribute())
        .chain(policy.value);
    let named = named.map(|id| plan.attribute(id));
    let behavioral = plan.attributes.iter();
    let behavioral = behavioral.filter(|one| one.basis == Some(Basis::Behavioral));
    named
        .chain(behavioral)
        .map(|one| one.column.as_str())
        .collect()
}
