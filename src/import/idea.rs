//! An idea as its rows state it.

use super::number::Given;
use crate::sheet::CellPlace;

/// A row, or several of one name by different scorers.
#[derive(Debug)]
pub(super) struct Idea {
    pub(super) name: String,
    pub(super) label: String,
    /// Its rows, of which several scorers have one each.
    pub(super) places: Vec<CellPlace>,
    pub(super) texts: Vec<(&'static str, String)>,
    pub(super) scores: [Option<Stated>; 3],
    pub(super) panel: Vec<(String, [Option<Stated>; 3])>,
    pub(super) score: Option<Stated>,
    pub(super) formula: Option<(String, usize, [usize; 3])>,
    pub(super) rank: Option<(f64, CellPlace)>,
    pub(super) reach: Option<f64>,
    pub(super) comments: Vec<String>,
}

/// A number of a cell.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) given: Given,
    pub(super) place: CellPlace,
    /// As the cell shows it.
    pub(super) shown: String,
}

impl Idea {
    /// The three scores that the sheet's own formula reads: the agreed ones.
    pub(super) fn complete(&self) -> Option<[&Stated; 3]> {
        let [impact, confidence, third] = &self.scores;
        Some([impact.as_ref()?, confidence.as_ref()?, third.as_ref()?])
    }

    /// Every score of the idea with the criterion's place.
    pub(super) fn stated(&self) -> impl Iterator<Item = (usize, &Stated)> {
        let panel = self.panel.iter().map(|(_, scores)| scores);
        std::iter::once(&self.scores)
            .chain(panel)
            .flat_map(|scores| scores.iter().enumerate())
            .filter_map(|(place, score)| Some((place, score.as_ref()?)))
    }
}
