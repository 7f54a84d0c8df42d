//! `segplan explain`: one candidate in words, or one lead.

use std::path::PathBuf;

use super::beside::BesideArgs;
use super::format::{Format, Formats};
use super::input::{PlanArgs, StudyArgs};
use super::lead_files::{NamedLeads, named};
use super::leads::refuse_misplaced;
use super::session::Session;
use super::watch::watched;
use super::{Failure, Outcome};
use crate::audit::Reached;
use crate::count::find_lead;
use crate::plan::{Plan, SegmentId};
use crate::render::{default_segment, explanation, explanation_json, trace};
use crate::study::{LeadTrace, Study};
use crate::text::{nearest, words};

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("text"), "For people"),
    others: &[(
        Format::Json,
        "segplan/explain/v1, of the default segplan/explain-default/v1; with --lead \
         segplan/explain-lead/v1",
    )],
    documents: false,
};

/// Explain one candidate: its score, what holds it back, what would move it up or down
///
/// With --lead KEY, explain one lead instead: why it gets the segment that it gets, test by test.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "segplan explain [OPTIONS] <PLAN> <SEGMENT>\n       segplan explain [OPTIONS] <PLAN> --lead <KEY> <LEADS>..."
)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// The segment or the default, by its name or its label; with --lead, the lead table
    #[arg(value_name = "SEGMENT")]
    subject: String,
    /// More files of the lead table
    #[arg(value_name = "LEADS", hide = true, value_hint = clap::ValueHint::AnyPath)]
    more: Vec<PathBuf>,
    /// The lead to explain, by its key, or by the number of its row where the plan has no
    /// `leads.key`; the lead table follows
    #[arg(long, value_name = "KEY", conflicts_with = "leads")]
    lead: Option<String>,
    #[command(flatten)]
    beside: BesideArgs,
    /// The output format [default: text, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    study: StudyArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let format = FORMATS.choose(self.format, &self.study.output)?;
        let document = self.plan.document(session)?;
        if let Some(key) = &self.lead {
            return self.explain_lead(session, &document.plan, key, format);
        }
        if self.beside.leads.is_empty() && !self.more.is_empty() {
            return Err(Failure::usage(
                "one segment is explained at a time",
                "put the name of the segment in quotes; name a lead table after --leads",
            )
            .into());
        }
        let subject = subject(&document.plan, &self.subject)?;
        let study = self.study.study(document);
        let usage = format!("explain PLAN {} --leads LEADS", self.subject);
        let plan = &self.plan.plan;
        let leads = NamedLeads::find(&[&self.beside.leads[..], &self.more].concat())?;
        let study = self
            .beside
            .join(session, (plan, study), &leads, &usage, Reached::default())?;
        let output = &self.study.output;
        let text = match (format, subject) {
            (Format::Json, Subject::Segment(id)) => explanation_json::explanation(&study, id),
            (Format::Json, Subject::Default) => default_segment::json(&study),
            (_, Subject::Segment(id)) => {
                format.write(&explanation::explanation(&study, id), output.look(session))
            }
            (_, Subject::Default) => {
                format.write(&default_segment::page(&study), output.look(session))
            }
        };
        output.write(&text, &leads.inputs_beside(plan))?;
        Ok(Outcome::Done)
    }

    /// Why a lead gets its segment.
    fn explain_lead(
        &self,
        session: &Session,
        plan: &Plan,
        key: &str,
        format: Format,
    ) -> anyhow::Result<Outcome> {
        let first = std::iter::once(PathBuf::from(&self.subject));
        let tables: Vec<PathBuf> = first.chain(self.more.iter().cloned()).collect();
        let usage = format!("explain PLAN --lead {key} LEADS");
        refuse_misplaced(&self.plan.plan, &tables, &usage)?;
        let leads = NamedLeads::find(&tables)?;
        let Some(input) = leads.input() else {
            return Ok(Outcome::Done);
        };
        let lead = watched(session, |progress| {
            let options = self.beside.options();
            find_lead(plan, key, input, &options, progress)
        })?;
        let trace = LeadTrace::new(plan, &Study::order_of(plan), lead);
        let output = &self.study.output;
        let text = match format {
            Format::Json => trace::json(plan, &trace),
            _ => format.write(
                &trace::page(plan, &trace, &named(&tables)),
                output.look(session),
            ),
        };
        output.write(&text, &leads.inputs_beside(&self.plan.plan))?;
        Ok(Outcome::Done)
    }
}

/// What is explained.
enum Subject {
    Segment(SegmentId),
    Default,
}

fn subject(plan: &Plan, name: &str) -> Result<Subject, Failure> {
    let default = &plan.default;
    let is_default = name == default.name || name.eq_ignore_ascii_case(&default.label);
    match plan.find_segment(name) {
        None if is_default => Ok(Subject::Default),
        _ => named_segment(plan, name, &[&default.name, &default.label]).map(Subject::Segment),
    }
}

pub(super) fn segment(plan: &Plan, name: &str) -> Result<SegmentId, Failure> {
    named_segment(plan, name, &[])
}

/// The segment of this name; other names may be meant as well.
fn named_segment(plan: &Plan, name: &str, others: &[&str]) -> Result<SegmentId, Failure> {
    plan.find_segment(name).ok_or_else(|| {
        let names = plan.segments.iter().map(|one| one.name.as_str());
        let labels = plan.segments.iter().map(|one| one.label.as_str());
        let part = |one: &&str| one.to_lowercase().contains(&name.to_lowercase());
        let all = names.clone().chain(labels).chain(others.iter().copied());
        let near = nearest(name, all).or_else(|| names.clone().find(part));
        let help = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the plan has {}", words::list(names)),
        };
        Failure::usage(format!("no segment of this plan is named `{name}`"), help)
    })
}
