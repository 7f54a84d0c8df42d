//! `segplan explain`: one candidate in words.

use super::input::{PlanArgs, StudyArgs};
use super::leads::{BesideArgs, inputs};
use super::session::Session;
use super::{Failure, Outcome};
use crate::plan::{Plan, SegmentId};
use crate::render::explanation::explanation;
use crate::text::{nearest, words};

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
    #[command(flatten)]
    study: StudyArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let document = self.plan.document(session)?;
        let id = segment(&document.plan, &self.segment)?;
        let study = self.study.study(document);
        let usage = format!("explain PLAN {} --leads LEADS", self.segment);
        let study = self
            .beside
            .join(session, (&self.plan.plan, study), &usage)?;
        let output = &self.study.output;
        let text = explanation(&study, id).on_terminal(output.look(session));
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
