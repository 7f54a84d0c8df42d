//! What a report says. Numbers are whole, texts are as they were written: how they look is the
//! renderer's part.

mod leads;
mod plan;
mod segment;

pub use leads::*;
pub use plan::*;
pub use segment::*;

use serde::Serialize;

use super::Locale;

/// All that a report says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The title page.
    pub title: TitlePage,
    /// What to do first and why, how sure that is, what to watch.
    pub summary: Summary,
    /// How the scores became an order.
    pub method: Method,
    /// The ranked candidates, best first.
    pub ranked: Vec<Segment>,
    /// The parked ones, best score first.
    pub parked: Vec<Segment>,
    /// Those without one of the three scores, in file order.
    pub unscored: Vec<Segment>,
    /// Where a lead goes that fits no segment.
    pub default: Named,
    /// What other usual formulas would say.
    pub formulas: Formulas,
    /// How sure the order is.
    pub certainty: CertaintyOfOrder,
    /// What the order does to real leads, where a table was read.
    pub leads: Option<Leads>,
    /// Every finding, as the flags gave them.
    pub findings: Vec<FindingEntry>,
    /// The words this report uses.
    pub vocabulary: Vec<Term>,
    /// What the report was made from and by.
    pub provenance: Provenance,
    /// How dates and numbers are written.
    pub locale: Locale,
}

impl Report {
    /// Every candidate: ranked, then parked, then unscored.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.ranked.iter().chain(&self.parked).chain(&self.unscored)
    }
}

/// A segment by its identity and by what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its stable identity.
    pub name: String,
    /// What people call it.
    pub label: String,
}

/// The report in a few sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// What to do first, and why.
    pub first: Vec<String>,
    /// How sure the order is.
    pub sure: Vec<String>,
    /// What to watch and to settle.
    pub watch: Vec<String>,
    /// At most three next steps, the most useful first.
    pub next: Vec<String>,
    /// What the lead table adds; empty where none was read.
    pub leads: Vec<String>,
}

/// One thing that a flag found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingEntry {
    /// The flag's name.
    pub flag: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// Whom it is about: nobody for the plan, two for a pair.
    pub segments: Vec<Named>,
    /// What is so, with a final stop.
    pub message: String,
    /// What to do, with a final stop.
    pub help: String,
    /// Why the plan lets it pass, where it does.
    pub allowed: Option<String>,
    /// Where in the plan: `segments[0].scores.ease`.
    pub route: String,
    /// The line of the plan file, from 1.
    pub line: usize,
}

/// What a report was made from and by; enough to make the same bytes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The plan file's name, without folders.
    pub plan: String,
    /// SHA-256 of the plan file, in hexadecimal.
    pub sha256: String,
    /// The lead table's name, without folders.
    pub leads: Option<String>,
    /// Version of segplan.
    pub version: &'static str,
}
