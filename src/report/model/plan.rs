//! What a report says of the plan as a whole.

use jiff::civil::Date;
use serde::Serialize;

use super::Named;

/// The title page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TitlePage {
    /// What the plan is called.
    pub title: String,
    /// For whom.
    pub client: Option<String>,
    /// By whom.
    pub owner: Option<String>,
    /// First day of the time it is for.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// The day from which every age is counted; the date of the report.
    pub as_of: Date,
    /// Whether the plan or the caller named that day; otherwise it is the day of the run.
    pub as_of_stated: bool,
    /// When the plan was last reviewed.
    pub reviewed: Option<Date>,
    /// When it is to be reviewed next.
    pub review_by: Option<Date>,
    /// What it is to achieve.
    pub goals: Vec<Goal>,
}

/// What the plan is to achieve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    /// In words.
    pub statement: String,
    /// What is measured.
    pub metric: Option<String>,
    /// Where it stands.
    pub baseline: Option<f64>,
    /// Where it is to be.
    pub target: Option<f64>,
    /// By when.
    pub due: Option<Date>,
}

/// How scores became an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Method {
    /// The formula's name as plans write it.
    pub formula: &'static str,
    /// The formula in signs: `Impact × Confidence × Ease`.
    pub formula_in_signs: String,
    /// `ease` or `effort`: how the third score is written.
    pub third: &'static str,
    /// Lowest score of the scale.
    pub min: f64,
    /// Highest score of the scale.
    pub max: f64,
    /// The lowest score that the formula can give on this scale.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
    /// Weights of Impact, Confidence and Ease (or Effort).
    pub weights: [f64; 3],
    /// Points assumed either side of a score given as one number.
    pub margin: f64,
    /// `median` or `mean`: how several scorers became one.
    pub panel: &'static str,
    /// Qualifiers that park a segment when answered with "no".
    pub required: Vec<&'static str>,
    /// Qualifiers a segment must be able to reach.
    pub at_least: f64,
    /// What the order goes by, in words, first key first.
    pub order_by: Vec<String>,
    /// What decides between equals, in words, before the order in the file.
    pub break_ties: Vec<String>,
    /// The ordering keys and then the tie-breaks, as plans name them.
    pub keys: Vec<&'static str>,
    /// The method in sentences, one paragraph each.
    pub explained: Vec<String>,
}

/// What other usual formulas would say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Formulas {
    /// One for each formula that the scale admits.
    pub columns: Vec<FormulaColumn>,
    /// Pairs that another formula turns round.
    pub reversals: Vec<Reversal>,
    /// What it comes to, in one sentence.
    pub verdict: String,
}

/// The order under one formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormulaColumn {
    /// Its name in words.
    pub formula: String,
    /// Whether it is the plan's own.
    pub own: bool,
    /// The place of each ranked segment under it, from 1, in the order of the report's ranking.
    pub places: Vec<usize>,
    /// Who comes first under it.
    pub first: Named,
}

/// A pair that another formula turns round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reversal {
    /// Ahead by the plan's formula.
    pub upper: Named,
    /// Ahead by the others.
    pub lower: Named,
    /// Those formulas, in words.
    pub formulas: Vec<String>,
}

/// How sure the order is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CertaintyOfOrder {
    /// How many times all scores were drawn.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
    /// What the draws assume, in one line: the caption of every figure that rests on them.
    pub caption: String,
    /// Runs of neighbours that the draws do not separate, by rank: first and last of each; pinned
    /// segments are in none.
    pub groups: Vec<(usize, usize)>,
}

/// A word that the report uses, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
}
