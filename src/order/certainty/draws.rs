//! Scores drawn from what was given: a number, a range, three points or a panel.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::model::Certainty;
use super::resample::Resample;
use super::spread::{Given, Spread, Spreads, given};
use super::streams::{BLOCK, Stream};
use crate::assess::panel::joined;
use crate::plan::{ByCriterion, Criterion, PanelRule, Plan, Segment, SegmentId};

/// How often scores are drawn, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws are wanted; `None` for the default. See [`Draws::count_for`].
    pub count: Option<usize>,
    /// The seed: the same one gives the same draws.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Self {
        Self {
            count: None,
            seed: 1,
        }
    }
}

impl Draws {
    /// The usual number of draws.
    pub const USUAL: usize = 10_000;
    /// The most draws that can be had.
    pub const MOST: usize = 1_000_000;
    /// Segments times draws, at most, unless draws are asked for: [`Self::USUAL`] for up to a
    /// thousand segments, fewer beyond.
    const USUAL_WORK: usize = 10_000_000;
    /// Segments times draws, at most, if draws are asked for and segments are many.
    const MOST_WORK: usize = 20_000_000;
    /// Draws are never fewer than these for having many segments.
    const FEWEST: usize = 1_000;

    /// How many draws are made for so many segments and scorers, so that time and memory stay
    /// bounded: 10,000 up to 1,000 segments (or some 30 scorers), fewer in proportion beyond and
    /// at least 1,000. Those asked for are made up to a million and, beyond 200 segments, up to
    /// twice the usual number of scores.
    pub fn count_for(self, segments: usize, scorers: usize) -> usize {
        let each = segments.max(scorers.saturating_mul(scorers)).max(1);
        let Some(asked) = self.count else {
            return (Self::USUAL_WORK / each).clamp(Self::FEWEST, Self::USUAL);
        };
        let most = match each <= Certainty::PAIRWISE_UP_TO {
            true => Self::MOST,
            false => (Self::MOST_WORK / each).clamp(Self::FEWEST, Self::MOST),
        };
        asked.clamp(1, most)
    }
}

pub(super) struct ScoreDraws {
    cells: Vec<ByCriterion<DrawnScore>>,
    resamples: Vec<Resample>,
}

struct DrawnScore {
    stream: Stream,
    spread: Spread,
}

/// How many people score a plan's segments.
pub(super) fn scorers(plan: &Plan) -> usize {
    let ballots = plan.segments.iter().flat_map(|segment| &segment.panel);
    ballots
        .map(|ballot| ballot.scorer.as_str())
        .collect::<BTreeSet<_>>()
        .len()
}

impl ScoreDraws {
    /// Prepares the draws of scored segments. What a segment draws depends on the seed, its name
    /// and its scores, and for a panel on the names of those who scored it.
    pub(super) fn new(plan: &Plan, segments: &[SegmentId], seed: u64, draws: usize) -> Self {
        let mut resamples: IndexMap<Vec<String>, Resample> = IndexMap::new();
        let mut cell = |segment: &Segment, criterion: Criterion| {
            let stream = Stream::new(seed, &["score", &segment.name, criterion.name()]);
            let spread = given(segment, criterion, &plan.scoring).unwrap_or_else(|given| {
                let names: Vec<&str> = given.iter().map(|(name, _)| *name).collect();
                let entry = resamples.entry(names.iter().map(ToString::to_string).collect());
                let resample = entry.index();
                let made = entry.or_insert_with(|| Resample::new(seed, &names, draws));
                Spread::Panel {
                    resample,
                    values: values(&given, made.panels(), plan.scoring.panel),
                }
            });
            DrawnScore { stream, spread }
        };
        Self {
            cells: segments
                .iter()
                .map(|id| ByCriterion::from_fn(|criterion| cell(plan.segment(*id), criterion)))
                .collect(),
            resamples: resamples.into_values().collect(),
        }
    }

    pub(super) fn spreads(&self) -> Spreads {
        let mut spreads = Spreads::default();
        for cell in &self.cells {
            for criterion in Criterion::ALL {
                spreads.add(&cell.get(*criterion).spread);
            }
        }
        spreads
    }

    /// The draws of one block, `draws` of them, for the scores of the segment in this row.
    pub(super) fn fill_row(
        &self,
        row: usize,
        block: usize,
        draws: usize,
        out: &mut ByCriterion<[f64; BLOCK]>,
    ) {
        for one in Criterion::ALL {
            self.fill(row, *one, block, &mut out.get_mut(*one)[..draws]);
        }
    }

    /// Draws a score from something else from now on, and returns what it was drawn from.
    pub(super) fn exchange(&mut self, row: usize, criterion: Criterion, spread: Spread) -> Spread {
        std::mem::replace(&mut self.cells[row].get_mut(criterion).spread, spread)
    }

    pub(super) fn fill(&self, row: usize, criterion: Criterion, block: usize, out: &mut [f64]) {
        let cell = self.cells[row].get(criterion);
        match &cell.spread {
            Spread::Fixed(value) => out.fill(*value),
            Spread::Panel { resample, values } => {
                let panels = self.resamples[*resample].block(block);
                for (out, panel) in out.iter_mut().zip(panels) {
                    *out = values[*panel as usize];
                }
            }
            spread => spread.fill(&mut cell.stream.block(block), out),
        }
    }
}

fn values(given: &Given, panels: &IndexSet<Vec<u32>>, rule: PanelRule) -> Vec<f64> {
    let mut seated = Vec::with_capacity(given.len());
    panels
        .iter()
        .map(|panel| {
            seated.clear();
            for ((_, value), times) in given.iter().zip(panel) {
                seated.extend((0..*times).map(|_| *value));
            }
            joined(&mut seated, rule).unwrap_or_default()
        })
        .collect()
}
