//! What a report says, to be laid out by renderers: numbers are not rounded and texts stand as they
//! were written. The templates see every field under its name, except those that are skipped.

use serde::Serialize;
use serde_json::Value;

use super::client;
use super::locale::Locale;
use crate::assess::Score;
use crate::audit::{Audit, SegmentAudit};
use crate::order::{Flip, RankCertainty};
use crate::plan::{self, DefaultSegment, SegmentId};
use crate::review::Review;
use crate::study::{CutPlace, Study};

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// For a client: what to do, in words, and nothing that a team keeps to itself.
    Client,
    /// For the team: everything.
    Team,
}

/// All that a report says.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What the report is about. Templates see the parts below.
    #[serde(skip)]
    pub(crate) study: Study,
    /// The title page, for templates alone.
    pub(crate) title: Value,
    pub(crate) summary: Summary,
    pub(crate) method: Method,
    /// Best first.
    pub(crate) ranked: Vec<Segment>,
    /// Best score first.
    pub(crate) parked: Vec<Segment>,
    /// In file order.
    pub(crate) unscored: Vec<Segment>,
    /// Every segment in file order: a number that stands for a segment is its place here, from 0.
    pub(crate) names: Vec<Named>,
    pub(crate) default: DefaultSegment,
    pub(crate) formulas: Formulas,
    pub(crate) certainty: CertaintyOfOrder,
    /// The cut line; `None` if the plan has no capacity, or no segment is ranked.
    pub(crate) cut: Option<CutLine>,
    /// What the scores come to that people gave alone, a sentence each, for the team alone; empty if
    /// no segment was scored by several.
    pub(crate) panel: Vec<String>,
    /// None without a lead table.
    pub(crate) leads: Option<Leads>,
    /// Every finding, allowed ones among them.
    pub(crate) findings: Vec<FindingEntry>,
    pub(crate) vocabulary: Vec<Term>,
    pub(crate) provenance: Provenance,
    #[serde(skip)]
    pub(crate) locale: Locale,
    /// How many segments have no page of their own.
    pub(crate) without_page: usize,
    /// Chapters on the last plan and on what the leads say of this one, where these are asked for.
    pub(crate) quarter: Vec<client::Chapter>,
    #[serde(skip)]
    pub(crate) since: Option<client::Since>,
    #[serde(skip)]
    pub(crate) review: Option<Review>,
    /// What would swap neighbors.
    #[serde(skip)]
    pub(crate) flips: Vec<Flip>,
    /// What the client's edition says; `None` in the team's.
    #[serde(skip)]
    pub(crate) client: Option<client::Document>,
}

impl Report {
    /// So many segments have a page of their own, the best first: more nobody reads.
    pub(crate) const PAGES: usize = 200;

    /// Every candidate: ranked, then parked, then unscored.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.ranked.iter().chain(&self.parked).chain(&self.unscored)
    }

    /// Those of them with a page of their own.
    pub(crate) fn with_page(&self) -> impl Iterator<Item = &Segment> {
        self.segments().filter(|one| one.page)
    }
}

/// A segment by its identity and by what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) label: String,
    /// Whether it has a page of its own.
    pub(crate) page: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Summary {
    /// What to do first, and why.
    pub(crate) first: Vec<String>,
    pub(crate) sure: Vec<String>,
    /// What to watch and to settle.
    pub(crate) watch: Vec<String>,
    /// At most three next steps, the most useful first.
    pub(crate) next: Vec<String>,
    /// What the lead table adds; empty without one.
    pub(crate) leads: Vec<String>,
}

/// How scores became an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Method {
    /// `Impact × Confidence × Ease`
    pub(crate) formula_in_signs: String,
    /// What the formula gives at the ends of the scale.
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
    /// The method in words, one paragraph each.
    pub(crate) explained: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Segment {
    /// What the plan says of it.
    #[serde(flatten)]
    pub(crate) plan: plan::Segment,
    #[serde(skip)]
    pub(crate) id: SegmentId,
    /// Whether it has a page of its own.
    pub(crate) page: bool,
    /// `None` if it is parked or unscored.
    pub(crate) rank: Option<usize>,
    /// Who fits, as it is written and in words; for templates alone.
    pub(crate) definition: Option<Value>,
    pub(crate) criteria: [Criterion; 3],
    /// `None` if one of the three scores is missing.
    pub(crate) score: Option<Score>,
    /// Each scorer's scores as given: `7`, `7–8`, `5–7–9`, or none; for templates alone.
    pub(crate) panel: Vec<Value>,
    /// In the usual order.
    pub(crate) qualifiers: [Qualifier; 5],
    /// Yes counts 1, partly ½.
    pub(crate) qualifiers_met: f64,
    /// Findings about it, alone or with another; gravest first, allowed ones last.
    pub(crate) findings: Vec<FindingEntry>,
    pub(crate) certainty: Option<Certainty>,
    /// Whether it makes the cut; `None` if the plan has no capacity.
    pub(crate) cut: Option<CutPlace>,
    /// What serving it takes: `8 days`.
    pub(crate) serving: Option<String>,
    /// What must be served before it.
    pub(crate) comes_after: Vec<Named>,
    /// What decided against its upper neighbor, where the ordering keys left them equal.
    pub(crate) tie_broken_by: Option<String>,
    /// Why it is pinned, where that has an effect.
    pub(crate) pinned: Option<String>,
    /// One sentence a reason; empty if it is not parked.
    pub(crate) parked_because: Vec<String>,
    /// The scores it lacks; empty if it lacks none.
    pub(crate) missing: Vec<String>,
    /// What would move it past a neighbor, one sentence each.
    pub(crate) flips: Vec<String>,
    /// None without a lead table or a definition.
    pub(crate) leads: Option<SegmentLeads>,
}

/// Where the order is cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CutLine {
    /// What the team can serve: `6 segments and 40 days`.
    pub(crate) limits: String,
    /// The rank after which the line is drawn; 0 if no segment makes the cut.
    pub(crate) below: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Criterion {
    /// `Impact`, `Confidence`, `Ease` or `Effort`.
    pub(crate) name: String,
    /// As it counts, in the plan's own direction.
    pub(crate) value: Option<f64>,
    /// The lowest and the highest that was given or assumed.
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// Whether these two are assumed by the plan's margin.
    pub(crate) assumed: bool,
    /// `agreed`, `median of 4 scorers`
    pub(crate) origin: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Qualifier {
    /// `Measurable`, …
    pub(crate) name: String,
    /// `yes`, `partly`, `no` or `unknown`.
    pub(crate) verdict: &'static str,
    pub(crate) because: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Certainty {
    #[serde(flatten)]
    pub(crate) draws: RankCertainty,
    /// `sure` … `disagrees`, `tied`, `pinned` or `next pinned`; none for the last.
    pub(crate) word: Option<&'static str>,
    /// The share of draws behind that word; `None` if a pin decides.
    pub(crate) share_ahead: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SegmentLeads {
    #[serde(flatten)]
    pub(crate) figures: SegmentAudit,
    /// Leads that fit, of those that are not excluded; `None` if all are.
    pub(crate) share: Option<f64>,
    /// What it and the segments above it win, of those that are not excluded; `None` if all are.
    pub(crate) so_far: Option<f64>,
}

/// What the priority order does to the leads of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Leads {
    #[serde(flatten)]
    pub(crate) audit: Audit,
    /// Share of the leads that are not excluded; `None` if all are.
    pub(crate) coverage: Option<f64>,
    /// What counts as success, in words; `None` if the plan has no outcome.
    pub(crate) outcome: Option<String>,
    /// Outcome rate of all leads that are not excluded and whose outcome is known.
    pub(crate) rate: Option<f64>,
    /// Where the data disagrees with a declared qualifier.
    pub(crate) contradictions: Vec<FindingEntry>,
}

/// What other usual formulas would say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Formulas {
    /// One for each formula that the scale admits.
    pub(crate) columns: Vec<Value>,
    /// Pairs that other formulas order the other way round; for templates alone.
    pub(crate) reversals: Vec<Value>,
    /// What it comes to, in one sentence.
    pub(crate) verdict: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct CertaintyOfOrder {
    pub(crate) draws: usize,
    pub(crate) seed: u64,
    /// What the draws assume: the caption of every figure that rests on them.
    pub(crate) caption: String,
}

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
    /// Why the plan allows it; `None` if it does not.
    pub(crate) allowed: Option<String>,
    /// From 1.
    pub(crate) line: usize,
}

impl FindingEntry {
    /// Whether it is a warning or an error that the plan does not allow.
    pub(crate) fn is_open(&self) -> bool {
        self.severity != "info" && self.allowed.is_none()
    }
}

/// A word that the report uses, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Term {
    pub(crate) word: &'static str,
    pub(crate) meaning: &'static str,
}

/// What a report was made from and by; enough to make the same bytes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The plan file's name, without folders.
    pub plan: String,
    /// SHA-256 of the plan file, in hexadecimal.
    pub sha256: String,
    /// The lead table's name, without folders; `None` if none was read.
    pub leads: Option<String>,
    /// Version of segplan.
    pub version: &'static str,
}
