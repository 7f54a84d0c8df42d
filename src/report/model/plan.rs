//! What a report says of the plan as a whole.

use jiff::civil::Date;
use serde::Serialize;

use super::Named;
use crate::plan::Goal;

/// The title page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TitlePage {
    pub(crate) title: String,
    pub(crate) client: Option<String>,
    pub(crate) owner: Option<String>,
    /// First day of the plan's period.
    pub(crate) from: Option<Date>,
    /// Its last day.
    pub(crate) until: Option<Date>,
    /// The date of the report, from which every age is counted.
    pub(crate) as_of: Date,
    /// Whether the plan or the caller named that day; otherwise it is the day of the run.
    pub(crate) as_of_stated: bool,
    pub(crate) reviewed: Option<Date>,
    pub(crate) review_by: Option<Date>,
    pub(crate) goals: Vec<Goal>,
}

/// How scores became an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Method {
    /// As plans name it.
    pub(crate) formula: &'static str,
    /// `Impact × Confidence × Ease`
    pub(crate) formula_in_signs: String,
    /// `ease` or `effort`.
    pub(crate) third: &'static str,
    /// Ends of the scale of each score.
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// What the formula gives at the ends of the scale.
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
    /// Of Impact, Confidence and Ease (or Effort).
    pub(crate) weights: [f64; 3],
    /// Points assumed either side of a score given as one number.
    pub(crate) margin: f64,
    /// `median` or `mean`: how several scorers became one.
    pub(crate) panel: &'static str,
    /// Qualifiers that park a segment when answered with "no".
    pub(crate) required: Vec<&'static str>,
    /// How many qualifiers a segment must be able to meet.
    pub(crate) at_least: f64,
    /// Ordering keys in words, first key first.
    pub(crate) order_by: Vec<String>,
    pub(crate) break_ties: Vec<String>,
    /// The ordering keys and then the tie-breaks, as plans name them.
    pub(crate) keys: Vec<&'static str>,
    /// The method in words, one paragraph each.
    pub(crate) explained: Vec<String>,
}

/// What other usual formulas would say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Formulas {
    /// One for each formula that the scale admits.
    pub(crate) columns: Vec<FormulaColumn>,
    pub(crate) reversals: Vec<Reversal>,
    /// What it comes to, in one sentence.
    pub(crate) verdict: String,
}

/// The order under one formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct FormulaColumn {
    pub(crate) formula: &'static str,
    /// Whether it is the plan's own.
    pub(crate) own: bool,
    /// The place of each ranked segment under it, from 1, in the order of the report's ranking.
    pub(crate) places: Vec<usize>,
    pub(crate) first: Named,
}

/// A pair that other formulas order the other way round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Reversal {
    /// Ahead by the plan's formula.
    pub(crate) upper: Named,
    /// Ahead by the others.
    pub(crate) lower: Named,
    pub(crate) formulas: Vec<&'static str>,
}

/// How sure the order is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct CertaintyOfOrder {
    pub(crate) draws: usize,
    pub(crate) seed: u64,
    /// What the draws assume: the caption of every figure that rests on them.
    pub(crate) caption: String,
    /// First and last rank of each run of neighbors that the draws do not separate; pinned
    /// segments are in none.
    pub(crate) groups: Vec<(usize, usize)>,
}

/// A word that the report uses, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Term {
    pub(crate) word: &'static str,
    pub(crate) meaning: &'static str,
}
