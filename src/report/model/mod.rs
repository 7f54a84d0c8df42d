//! What a report says, to be laid out by renderers: numbers are not rounded and texts stand as they
//! were written. The templates see every field under its name.

mod leads;
mod plan;
mod segment;

pub(crate) use leads::*;
pub(crate) use plan::*;
pub(crate) use segment::*;

use serde::Serialize;

use super::locale::Locale;

/// All that a report says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub(crate) title: TitlePage,
    pub(crate) summary: Summary,
    pub(crate) method: Method,
    /// Best first.
    pub(crate) ranked: Vec<Segment>,
    /// Best score first.
    pub(crate) parked: Vec<Segment>,
    /// In file order.
    pub(crate) unscored: Vec<Segment>,
    pub(crate) default: Named,
    pub(crate) formulas: Formulas,
    pub(crate) certainty: CertaintyOfOrder,
    /// None without a lead table.
    pub(crate) leads: Option<Leads>,
    /// Every finding, allowed ones among them.
    pub(crate) findings: Vec<FindingEntry>,
    pub(crate) vocabulary: Vec<Term>,
    pub(crate) provenance: Provenance,
    pub(crate) locale: Locale,
}

impl Report {
    /// Every candidate: ranked, then parked, then unscored.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.ranked.iter().chain(&self.parked).chain(&self.unscored)
    }
}

/// A segment by its identity and by what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) label: String,
}

/// The report in a few sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Summary {
    /// What to do first, and why.
    pub(crate) first: Vec<String>,
    /// How sure the order is.
    pub(crate) sure: Vec<String>,
    /// What to watch and to settle.
    pub(crate) watch: Vec<String>,
    /// At most three next steps, the most useful first.
    pub(crate) next: Vec<String>,
    /// What the lead table adds; empty without one.
    pub(crate) leads: Vec<String>,
}

/// One thing that a flag found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FindingEntry {
    pub(crate) flag: &'static str,
    /// `error`, `warning` or `info`.
    pub(crate) severity: &'static str,
    /// Empty for a finding about the plan, two for a pair.
    pub(crate) segments: Vec<Named>,
    /// With a final stop, as is `help`.
    pub(crate) message: String,
    pub(crate) help: String,
    /// Why the plan allows it; none where it does not.
    pub(crate) allowed: Option<String>,
    /// Where in the plan: `segments[0].scores.ease`.
    pub(crate) route: String,
    /// From 1.
    pub(crate) line: usize,
}

/// What a report was made from and by; enough to make the same bytes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The plan file's name, without folders.
    pub plan: String,
    /// SHA-256 of the plan file, in hexadecimal.
    pub sha256: String,
    /// The lead table's name, without folders; none where none was read.
    pub leads: Option<String>,
    /// Version of segplan.
    pub version: &'static str,
}
