//! What the plan decides: qualifiers, order, flags.

use std::collections::BTreeMap;

use super::{Criterion, SegmentId};
use crate::diagnostic::Severity;
use crate::text::named;

/// What the qualifiers decide.
#[derive(Debug, Clone, PartialEq)]
pub struct QualifyPolicy {
    /// A "no" to one of these parks the segment.
    pub required: Vec<Qualifier>,
    /// A segment that cannot reach this many is parked; 0 to 5.
    pub at_least: f64,
}

named! {
    /// One of the five qualifiers of a useful segment.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Qualifier {
        /// More work yields more of an outcome that can be measured.
        Measurable = "measurable",
        /// Message and offer help these leads reach their goal sooner.
        Relevant = "relevant",
        /// The team can reach and serve it with touchpoints of its own.
        Actionable = "actionable",
        /// Data exists that sets it apart from the others.
        Distinguishable = "distinguishable",
        /// It behaves consistently; neither a fad nor a sliver.
        Stable = "stable",
    }
}

named! {
    /// The team's answer to one qualifier.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Verdict {
        /// Met.
        Yes = "yes",
        /// Half met.
        Partly = "partly",
        /// Not met.
        No = "no",
        /// Not answered, or the team does not know.
        #[default]
        Unknown = "unknown",
    }
}

impl Verdict {
    /// How much of the qualifier is met: 1, ½ or 0.
    pub fn met(self) -> f64 {
        match self {
            Self::Yes => 1.0,
            Self::Partly => 0.5,
            Self::No | Self::Unknown => 0.0,
        }
    }
}

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    pub because: Option<String>,
    /// Whether the plan answers at all; an unstated verdict is unknown.
    pub stated: bool,
}

/// How segments are ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderPolicy {
    /// What segments are ordered by, first key first; at least one, none twice.
    pub by: Vec<OrderKey>,
    /// What breaks ties, before the order in the file; none twice.
    pub break_ties: Vec<OrderKey>,
    /// Decisions that override the order: no segment and no rank twice, no rank past the end.
    pub pins: Vec<Pin>,
}

/// Something segments can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderKey {
    /// The score, highest first.
    Score,
    /// One of the three scores, most favorable first.
    Criterion(Criterion),
    /// One verdict: yes, partly, unknown, no.
    Qualifier(Qualifier),
    /// How many qualifiers are met, most first.
    QualifiersMet,
    /// The length of the sales cycle, shortest first; unknown last.
    CycleDays,
}

impl OrderKey {
    /// All keys.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Score];
        all.extend(Criterion::ALL.iter().copied().map(Self::Criterion));
        all.extend(Qualifier::ALL.iter().copied().map(Self::Qualifier));
        all.extend([Self::QualifiersMet, Self::CycleDays]);
        all
    }

    /// The name as it is written in plans.
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Criterion(criterion) => criterion.name(),
            Self::Qualifier(qualifier) => qualifier.name(),
            Self::QualifiersMet => "qualifiers_met",
            Self::CycleDays => "cycle_days",
        }
    }
}

/// A decision that gives a segment its rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Which segment.
    pub segment: SegmentId,
    /// Its rank, from 1.
    pub rank: usize,
    /// Why.
    pub because: String,
}

/// Thresholds, severities and allowances of flags.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlagPolicy {
    /// What the plan sets, by flag name.
    pub settings: BTreeMap<String, FlagSetting>,
    /// Findings that the plan allows, in file order.
    pub allow: Vec<Allowance>,
}

/// What a plan sets for one flag.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlagSetting {
    /// Its severity, where the plan says one.
    pub severity: Option<FlagSeverity>,
    /// Its thresholds by name, in points, days or counts as the flag documents.
    pub options: BTreeMap<String, f64>,
}

/// The severity of a flag, or none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagSeverity {
    /// Reported so.
    Report(Severity),
    /// Not looked for.
    Off,
}

/// A finding that the plan allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The flag's name.
    pub flag: String,
    /// The segment; `None` allows all of the flag's findings.
    pub segment: Option<SegmentId>,
    /// Why.
    pub because: String,
}

/// The five verdicts of a segment, each unknown until it is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Qualifiers([Judgement; 5]);

impl Qualifiers {
    /// The judgement on one qualifier.
    pub fn get(&self, qualifier: Qualifier) -> &Judgement {
        &self.0[qualifier as usize]
    }

    /// The judgement on one qualifier, to change.
    pub fn get_mut(&mut self, qualifier: Qualifier) -> &mut Judgement {
        &mut self.0[qualifier as usize]
    }
}
