//! Scores drawn from what was given: a number, a range, three points or a panel.

use std::collections::{BTreeSet, HashMap};

use super::model::Certainty;
use super::resample::Resample;
use super::spread::{Given, Spread, Spreads, given};
use super::streams::Stream;
use crate::assess::panel::joined;
use crate::plan::{ByCriterion, Criterion, PanelRule, Plan, Segment, SegmentId};

/// How often scores are drawn, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws are wanted; the default where none is said. See [`Draws::count_for`].
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
    /// Ten thousand draws are made of up to a thousand segments; beyond, so many that segments
    /// times draws stay the same,
    const USUAL_WORK: usize = 10_000_000;
    /// and at most twice as many where they are asked for,
    const MOST_WORK: usize = 20_000_000;
    /// but never fewer than these, unless they are asked for.
    const FEWEST: usize = 1_000;

    /// How many draws are made for so many segments and scorers, so that time and memory stay
    /// bounded: 10,000 up to 1,000 segments (or some 30 scorers), fewer in proportion beyond and
    /// at least 1,000. Those asked for are made up to a million and, beyond 200 segments, up to
    /// twice the usual number of scores.
    #[must_use]
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

/// The draws of all scores of some segments.
pub(super) struct ScoreDraws {
    cells: Vec<ByCriterion<Cell>>,
    resamples: Vec<Resample>,
}

/// The draws of one score of one segment.
struct Cell {
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
        let mut sets: HashMap<Vec<String>, usize> = HashMap::new();
        let mut resamples = Vec::new();
        let mut cell = |segment: &Segment, criterion: Criterion| {
            let stream = Stream::new(seed, &["score", &segment.name, criterion.name()]);
            let spread = given(segment, criterion, &plan.scoring).unwrap_or_else(|given| {
                let names: Vec<&str> = given.iter().map(|(name, _)| *name).collect();
                let owned = names.iter().map(|name| (*name).to_owned()).collect();
                let resample = *sets.entry(owned).or_insert_with(|| {
                    resamples.push(Resample::new(seed, &names, draws));
                    resamples.len() - 1
                });
                Spread::Panel {
                    resample,
                    values: values(&given, resamples[resample].panels(), plan.scoring.panel),
                }
            });
            Cell { stream, spread }
        };
        Self {
            cells: segments
                .iter()
                .map(|id| ByCriterion::from_fn(|criterion| cell(plan.segment(*id), criterion)))
                .collect(),
            resamples,
        }
    }

    /// How many of the scores are spread in which way.
    pub(super) fn spreads(&self) -> Spreads {
        let mut spreads = Spreads::default();
        for cell in &self.cells {
            for criterion in Criterion::ALL {
                spreads.add(&cell.get(*criterion).spread);
            }
        }
        spreads
    }

    /// The draws of one block, for one score of the segment in this row.
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

/// What each distinct panel comes to.
fn values(given: &Given, panels: &[Vec<u32>], rule: PanelRule) -> Vec<f64> {
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

#[cfg(test)]
mod tests {
    use super::super::streams::BLOCK;
    use super::*;
    use crate::plan::Estimate;
    use crate::plan::testing::{ballot, plan, segment, unscored};

    const COUNT: usize = 3 * BLOCK + 5;

    /// All draws of a plan's segments, by name and criterion.
    fn drawn(plan: &Plan) -> Vec<(String, Criterion, Vec<f64>)> {
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        let scores = ScoreDraws::new(plan, &order, 1, COUNT);
        let cells = plan.segments.iter().enumerate().flat_map(|(row, segment)| {
            Criterion::ALL
                .iter()
                .map(move |one| (row, segment.name.clone(), *one))
        });
        let mut all: Vec<_> = cells
            .map(|(row, name, criterion)| {
                let mut draws = vec![0.0; COUNT];
                for (block, draws) in draws.chunks_mut(BLOCK).enumerate() {
                    scores.fill(row, criterion, block, draws);
                }
                (name, criterion, draws)
            })
            .collect();
        all.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        all
    }

    fn mixed() -> Vec<Segment> {
        let mut range = segment("range", [2.0, 2.0, 2.0]);
        range.scores.impact = Some(Estimate::Range {
            low: 3.0,
            high: 5.0,
        });
        range.scores.ease = Some(Estimate::ThreePoint {
            low: 2.0,
            likely: 3.0,
            high: 9.0,
        });
        let mut panel = unscored("panel");
        panel.panel = vec![
            ballot("ana", [4.0, 9.0, 2.0]),
            ballot("bram", [5.0, 7.0, 2.0]),
            ballot("cleo", [9.0, 2.0, 2.0]),
        ];
        let mut half = panel.clone();
        half.name = "half".to_owned();
        half.panel.remove(1);
        vec![segment("point", [5.0, 6.0, 7.0]), range, panel, half]
    }

    #[test]
    fn who_joins_leaves_or_moves_changes_nobody_elses_draws() {
        let before = drawn(&plan(mixed()));
        let mut others = mixed();
        others.reverse();
        let mut stranger = unscored("stranger");
        stranger.panel = vec![
            ballot("ana", [1.0, 1.0, 1.0]),
            ballot("zoe", [9.0, 9.0, 9.0]),
        ];
        others.insert(1, stranger);
        let with_stranger = drawn(&plan(others));
        let strangers_gone: Vec<_> = with_stranger
            .into_iter()
            .filter(|(name, ..)| name != "stranger")
            .collect();
        assert_eq!(strangers_gone, before);
        let mut fewer = mixed();
        fewer.remove(2);
        let left: Vec<_> = before
            .into_iter()
            .filter(|(name, ..)| name != "panel")
            .collect();
        assert_eq!(drawn(&plan(fewer)), left);
    }

    #[test]
    fn a_harsh_scorer_is_harsh_to_all_in_the_same_draws() {
        let scored = |name: &str, shift: f64| {
            let mut segment = unscored(name);
            segment.panel = vec![
                ballot("ana", [2.0 + shift, 5.0, 5.0]),
                ballot("bram", [5.0 + shift, 5.0, 5.0]),
                ballot("cleo", [9.0 + shift, 5.0, 5.0]),
            ];
            segment
        };
        let all = drawn(&plan([scored("a", 0.0), scored("b", 1.0)]));
        let impact = |name: &str| {
            let found = all
                .iter()
                .find(|(own, one, _)| own == name && *one == Criterion::Impact);
            found.unwrap().2.clone()
        };
        let (a, b) = (impact("a"), impact("b"));
        assert!(a.iter().any(|value| *value != a[0]));
        assert!(a.iter().zip(&b).all(|(a, b)| b - a == 1.0));
        let agreed = all.iter().find(|(_, one, _)| *one == Criterion::Confidence);
        let agreed = &agreed.unwrap().2;
        assert!(agreed.iter().all(|value| (4.0..=6.0).contains(value)));
        assert!(
            agreed.iter().any(|value| value.fract() != 0.0),
            "the margin applies"
        );
    }

    #[test]
    fn draws_stay_on_the_scale_and_within_what_was_given() {
        let mut segments = mixed();
        segments.push(segment("ends", [1.0, 10.0, 9.5]));
        for (name, criterion, draws) in drawn(&plan(segments)) {
            let (low, high) = match (name.as_str(), criterion) {
                ("range", Criterion::Impact) => (3.0, 5.0),
                ("range", Criterion::Ease) => (2.0, 9.0),
                ("ends", Criterion::Impact) => (1.0, 2.0),
                ("ends", Criterion::Confidence) => (9.0, 10.0),
                ("ends", Criterion::Ease) => (8.5, 10.0),
                _ => (1.0, 10.0),
            };
            assert!(
                draws.iter().all(|value| (low..=high).contains(value)),
                "{name} {criterion:?}"
            );
            assert!(draws.iter().any(|value| *value != draws[0]));
        }
    }

    #[test]
    fn there_are_ten_thousand_draws_until_that_is_too_many() {
        let count =
            |count, segments, scorers| Draws { count, seed: 1 }.count_for(segments, scorers);
        assert_eq!(count(None, 12, 5), 10_000);
        assert_eq!(count(None, 1_000, 0), 10_000);
        assert_eq!(count(None, 4_000, 0), 2_500);
        assert_eq!(count(None, 500_000, 0), 1_000);
        assert_eq!(count(None, 12, 100), 1_000);
        assert_eq!(count(Some(0), 12, 0), 1);
        assert_eq!(count(Some(50_000), 12, 5), 50_000);
        assert_eq!(count(Some(50_000), 1_000, 5), 20_000);
        assert_eq!(count(Some(usize::MAX), 0, usize::MAX), 1_000);
    }
}
