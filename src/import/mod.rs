//! A plan from a team's spreadsheet: what its columns hold, on which scale, by which formula and in
//! which direction. What is odd in it is told by cell, and what decides nothing is listed.
//!
//! ```
//! use segplan::import::{ImportOptions, import};
//! use segplan::sheet::Book;
//!
//! let sheet = "Idea,Impact,Confidence,Ease,ICE\nVIP customers,8,9,5,360\nNew leads,6,5,7,210\n";
//! let book = Book::read("ideas.csv", sheet.as_bytes(), None)?;
//! let import = import(&book, &ImportOptions::default())?;
//! assert_eq!(import.formula, segplan::plan::Formula::Product);
//! assert!(import.plan_text().contains("- name: vip_customers"));
//! # Ok::<(), segplan::sheet::SheetError>(())
//! ```

mod build;
mod candidate;
mod columns;
mod expression;
mod formula;
mod heading;
mod idea;
mod ideas;
mod layout;
mod number;
mod parts;
mod ranks;
mod rows;
mod scale;
#[cfg(test)]
mod tests;
mod update;
mod vocabulary;
mod write;

use crate::lists;
use crate::plan::{ByCriterion, Criterion, Formula, PanelRule, Scale, Scoring, Third};
use crate::sheet::{Book, CellPlace, SheetError};

pub use number::WordMap;
pub(crate) use number::{DecimalSign, Kind, decimal_sign, given};
pub(crate) use update::segment_called;
pub use update::{ChangedScore, Update, UpdateError, update};
pub use vocabulary::Role;
pub(crate) use vocabulary::{folded, role};

/// What the sheet leaves open and people can say.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The sheet to read, by its name; else every sheet with scores.
    pub sheet: Option<String>,
    /// Columns that are named by hand, by heading or letters.
    pub columns: Vec<(Role, String)>,
    /// How the scores are made.
    pub formula: Option<Formula>,
    /// Whether a high number in the third column is easy or hard.
    pub third: Option<Third>,
    /// The scale of all scores.
    pub scale: Option<(f64, f64)>,
    /// What words stand for.
    pub words: WordMap,
    /// Whether the lowest scores are the best.
    pub lowest_is_best: bool,
}

/// What a sheet says, as a plan has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The plan's title.
    pub title: String,
    /// The file, its sheets and rows, in words.
    pub origin: String,
    /// How the three scores are joined.
    pub formula: Formula,
    /// Whether the third score is ease or effort.
    pub third: Third,
    /// The scale of the plan.
    pub scale: Scale,
    /// How much each score counts.
    pub weights: ByCriterion<f64>,
    /// How several scorers become one, where the sheet has several.
    pub panel: Option<PanelRule>,
    /// The segments, in the order of the sheet.
    pub segments: Vec<ImportedSegment>,
    /// What became of each column.
    pub columns: Vec<ColumnUse>,
    /// How formula, direction and scale were found, a sentence each.
    pub findings: Vec<String>,
    /// What is odd, by cell.
    pub remarks: Vec<Remark>,
}

/// A row of the sheet as a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedSegment {
    /// Its name in the plan.
    pub name: String,
    /// What the sheet calls it.
    pub label: String,
    /// Its row; several where each scorer has one.
    pub places: Vec<CellPlace>,
    /// Texts by their key in the plan.
    pub texts: Vec<(&'static str, String)>,
    /// The agreed scores.
    pub scores: ByCriterion<Option<ImportedScore>>,
    /// Each scorer's own.
    pub panel: Vec<(String, ByCriterion<Option<ImportedScore>>)>,
    /// The rank that the sheet states, and where.
    pub rank: Option<(u64, CellPlace)>,
    /// What the sheet says beside that, for a comment.
    pub comments: Vec<String>,
}

/// A score on the plan's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedScore {
    /// The lowest and the highest of a range; twice the same for a number.
    pub ends: (f64, f64),
    /// What the sheet has instead, for a comment.
    pub comment: Option<String>,
}

/// What became of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// Its letters.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// What it is in the plan; `None` if it has no place there.
    pub role: Option<String>,
}

/// Something odd in the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where; `None` if it is about no single cell.
    pub place: Option<CellPlace>,
    /// What, in one sentence.
    pub message: String,
}

impl Remark {
    pub(crate) fn at(place: CellPlace, message: impl Into<String>) -> Self {
        Self {
            place: Some(place),
            message: message.into(),
        }
    }

    pub(crate) fn general(message: impl Into<String>) -> Self {
        Self {
            place: None,
            message: message.into(),
        }
    }
}

impl ImportedSegment {
    /// Whether a remark is about its row.
    pub(crate) fn is_subject_of(&self, remark: &Remark) -> bool {
        let own = |place: &CellPlace| {
            self.places
                .iter()
                .any(|own| own.row == place.row && own.sheet == place.sheet)
        };
        remark.place.as_ref().is_some_and(own)
    }
}

impl ImportedScore {
    /// The number it ranks by.
    pub fn central(&self) -> f64 {
        f64::midpoint(self.ends.0, self.ends.1)
    }
}

impl Import {
    /// How the plan makes one score of three.
    pub fn scoring(&self) -> Scoring {
        Scoring {
            scale: self.scale,
            formula: self.formula,
            weights: self.weights,
            panel: self.panel.unwrap_or(PanelRule::Median),
            margin: self.scale.span() / 9.0,
            third: self.third,
        }
    }

    /// Whether any segment has a score; else `ballot` is what comes next.
    pub fn has_scores(&self) -> bool {
        self.segments.iter().any(|segment| {
            let agreed = |one: &Criterion| segment.scores.get(*one).is_some();
            !segment.panel.is_empty() || Criterion::ALL.iter().any(agreed)
        })
    }

    /// The plan as a file that explains itself.
    pub fn plan_text(&self) -> String {
        write::plan(self)
    }
}

/// What a book of a team says, as a plan.
///
/// # Errors
/// Where it holds no scores, or leaves open how they are made: what to say on the command line.
pub fn import(book: &Book, options: &ImportOptions) -> Result<Import, SheetError> {
    let tables = layout::tables(book, options)?;
    let raw = ideas::read(book, &tables, options)?;
    let method = formula::method(&raw, options)?;
    let scales = scale::scales(&raw, &method, options);
    let mut import = build::build(raw, &method, &scales, options);
    ranks::compare(&mut import);
    lists::sort_by_key(&mut import.remarks, |remark| {
        let place = remark.place.as_ref();
        place.map(|place| (place.sheet.clone(), place.row, place.column))
    });
    Ok(import)
}

/// The three criteria with their place in arrays.
fn criteria() -> impl Iterator<Item = (usize, Criterion)> {
    Criterion::ALL.iter().copied().enumerate()
}
