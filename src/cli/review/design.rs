//! `segplan review --design`: a test of the messages, planned from today's leads.

use super::Args;
use super::leads::counted;
use crate::audit::audit;
use crate::cli::format::Format;
use crate::cli::lead_files::{NamedLeads, named};
use crate::cli::output::in_a_shell;
use crate::cli::session::Session;
use crate::plan::{Document, SegmentId};
use crate::render::review::design::{Designing, json, page};
use crate::review::design;

/// The share that is held out unless somebody says another.
const SHARE: f64 = 0.1;

impl Args {
    /// A test planned from the leads, written.
    pub(super) fn design(
        &self,
        session: &Session,
        document: Document,
        leads: &NamedLeads,
        format: Format,
    ) -> anyhow::Result<String> {
        let study = self.study.study(document);
        let order: Vec<SegmentId> = study.ranking.order().collect();
        let options = self.reading.options();
        let counts = counted(session, study.plan(), (leads, &options))?;
        let audit = audit(study.plan(), &order, &counts.masks, counts.columns)?;
        let share = self.share.or(study.plan().leads.control_share);
        let design = design(study.plan(), &audit, &counts.masks, share.unwrap_or(SHARE))?;
        let files = [&self.plan.plan].into_iter().chain(&self.leads);
        let files: Vec<String> = files.map(|file| in_a_shell(file)).collect();
        let command = format!(
            "segplan resolve {}{}",
            files.join(" "),
            self.reading.again()
        );
        let designing = Designing {
            study: &study,
            audit: &audit,
            design: &design,
            source: &named(&self.leads),
            command: &command,
        };
        Ok(match format {
            Format::Json => json(&designing),
            _ => format.write(&page(&designing), self.study.output.look(session)),
        })
    }
}
