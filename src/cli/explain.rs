//! `segplan explain`: one candidate in words.

use super::format::{Format, Formats};
use super::input::{PlanArgs, StudyArgs};
use super::leads::{BesideArgs, inputs};
use super::session::Session;
use super::{Failure, Outcome};
use crate::plan::{Plan, SegmentId};
use crate::render::{explanation, explanation_json};
use crate::text::{nearest, words};

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("text"), "For people"),
    others: &[(Format::Json, "segplan/explain/v1")],
    documents: false,
};

/// Explain one candidate: its score, what holds it back, what would move it up or down
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// The segment, by its name or its label
    #[arg(value_name = "SEGMENT")]
    segment: String,
    #[command(flatten)]
    beside: BesideArgs,
    /// How to print [default: text, or as the name after --output ends]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    study: StudyArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let format = FORMATS.choose(self.format, &self.study.output)?;
        let document = self.plan.document(session)?;
        let id = segment(&document.plan, &self.segment)?;
        let study = self.study.study(document);
        let usage = format!("explain PLAN {} --leads LEADS", self.segment);
        let study = self
            .beside
            .join(session, (&self.plan.plan, study), &usage)?;
        let output = &self.study.output;
        let text = match format {
            Format::Json => explanation_json::explanation(&study, id),
            _ => format.write(&explanation::explanation(&study, id), output.look(session)),
        };
        output.write(&text, &inputs(&self.plan.plan, self.beside.leads.as_ref()))?;
        Ok(Outcome::Done)
    }
}

pub(super) fn segment(plan: &Plan, name: &str) -> Result<SegmentId, Failure> {
    plan.find_segment(name).ok_or_else(|| {
        let names = plan.segments.iter().map(|one| one.name.as_str());
        let labels = plan.segments.iter().map(|one| one.label.as_str());
        let part = |one: &&str| one.to_lowercase().contains(&name.to_lowercase());
        let near = nearest(name, names.clone().chain(labels)).or_else(|| names.clone().find(part));
        let help = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the plan has {}", words::list(&names.collect::<Vec<_>>())),
        };
        Failure::usage(format!("no segment of this plan is named `{name}`"), help)
    })
}
