//! How far scorers agree on the scores of one criterion.

use rand_chacha::rand_core::Rng;

use crate::order::certainty::streams::Stream;

/// Scores as places on the list of the distinct values that occur, unit by unit. Only units with
/// at least two scores count: nothing else can agree or disagree.
#[derive(Debug)]
pub(super) struct Units {
    /// The distinct values, lowest first.
    pub(super) levels: Vec<f64>,
    units: Vec<Vec<usize>>,
}

impl Units {
    /// The scores of each unit, missing ones left out.
    pub(super) fn new(scores: impl IntoIterator<Item = Vec<f64>>) -> Self {
        let units: Vec<Vec<f64>> = scores.into_iter().filter(|unit| unit.len() > 1).collect();
        let mut levels: Vec<f64> = units.iter().flatten().copied().collect();
        levels.sort_unstable_by(f64::total_cmp);
        levels.dedup();
        let level = |value: &f64| levels.partition_point(|level| level < value);
        let coded = units.iter().map(|unit| unit.iter().map(level).collect());
        Self {
            units: coded.collect(),
            levels,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// How many scores the units have.
    pub(super) fn scores(&self) -> usize {
        self.units.iter().map(Vec::len).sum()
    }

    /// Krippendorff's α for ordinal data, missing scores allowed: 1 for full agreement, 0 for as much
    /// as chance gives, below 0 for less. `None` if no unit has two scores, or all scores are the same.
    ///
    /// The ordinal difference of two values is the number of scores between them, each end counted
    /// half: the difference of their middle ranks. So this is α for intervals, over middle ranks.
    /// Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Linear in the scores.
    pub(super) fn ordinal_alpha(&self) -> Option<f64> {
        let all: Vec<&[usize]> = self.units.iter().map(Vec::as_slice).collect();
        ordinal_alpha(&all, self.levels.len())
    }

    /// The central 95 % of α over resamples of the units, drawn with replacement: a percentile
    /// bootstrap. Resamples in which all scores are the same have no α and are left out. `None` below
    /// two units, or if most resamples have none.
    pub(super) fn interval(&self, seed: u64, criterion: &str) -> Option<(f64, f64)> {
        let count = self.units.len();
        if count < 2 {
            return None;
        }
        let mut random = Stream::new(seed, &["alpha", criterion]).block(0);
        let mut drawn: Vec<&[usize]> = Vec::with_capacity(count);
        let mut alphas = Vec::with_capacity(RESAMPLES);
        for _ in 0..RESAMPLES {
            drawn.clear();
            drawn.extend((0..count).map(|_| {
                let place = (u64::from(random.next_u32()) * count as u64) >> 32;
                self.units[place as usize].as_slice()
            }));
            alphas.extend(ordinal_alpha(&drawn, self.levels.len()));
        }
        if alphas.len() <= RESAMPLES / 2 {
            return None;
        }
        alphas.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| alphas[(share * (alphas.len() - 1) as f64).round() as usize];
        Some((at(0.025), at(0.975)))
    }
}

/// Enough for an interval that is right to some hundredths.
const RESAMPLES: usize = 2_000;

fn ordinal_alpha(units: &[&[usize]], levels: usize) -> Option<f64> {
    let mut counts = vec![0_usize; levels];
    for level in units.iter().copied().flatten() {
        counts[*level] += 1;
    }
    let mut below = 0;
    let middle_rank = |count: &usize| {
        below += count;
        below as f64 - *count as f64 / 2.0
    };
    let ranks: Vec<f64> = counts.iter().map(middle_rank).collect();
    let (observed, expected) = disagreement(units, &ranks)?;
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// The mean squared difference of two scores of one unit, and of any two scores, by the number that
/// stands for each level. `None` if there are no scores. Each unit counts by its scores.
fn disagreement(units: &[&[usize]], numbers: &[f64]) -> Option<(f64, f64)> {
    let all = || units.iter().flat_map(|unit| unit.iter());
    let count = all().count();
    if count < 2 {
        return None;
    }
    let squares = |levels: &mut dyn Iterator<Item = &usize>, mean: f64| -> f64 {
        levels.map(|level| (numbers[*level] - mean).powi(2)).sum()
    };
    let within = units.iter().map(|unit| {
        let size = unit.len() as f64;
        let mean = unit.iter().map(|level| numbers[*level]).sum::<f64>() / size;
        size * squares(&mut unit.iter(), mean) / (size - 1.0)
    });
    let mean = all().map(|level| numbers[*level]).sum::<f64>() / count as f64;
    let observed = within.sum::<f64>() / count as f64;
    let expected = squares(&mut all(), mean) / (count - 1) as f64;
    Some((2.0 * observed, 2.0 * expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three coders, 15 units, `*` for missing: the example on Wikipedia's page of Krippendorff's
    /// alpha, whose figures are .691358 (nominal), .806721 (ordinal) and .810845 (interval).
    fn published() -> Units {
        let coders = [
            "* * * * * 3 4 1 2 1 1 3 3 * 3",
            "1 * 2 1 3 3 4 3 * * * * * * *",
            "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
        ];
        let rows = coders.map(|row| {
            row.split(' ')
                .map(|one| one.parse().ok())
                .collect::<Vec<_>>()
        });
        let unit = |place: usize| rows.iter().filter_map(|row| row[place]).collect();
        Units::new((0..15).map(unit))
    }

    fn near(found: f64, published: f64) -> bool {
        (found - published).abs() < 5e-7
    }

    #[test]
    fn alpha_of_the_published_coders() {
        let units = published();
        assert!(near(units.ordinal_alpha().unwrap(), 0.806_721));
        let all: Vec<&[usize]> = units.units.iter().map(Vec::as_slice).collect();
        let (observed, expected) = disagreement(&all, &units.levels).unwrap();
        assert!(near(1.0 - observed / expected, 0.810_845));
        // Two values differ or not: half the differences of the indicators of each value.
        let indicators = (0..units.levels.len()).map(|which| {
            let is_it = |level| f64::from(u8::from(level == which));
            let numbers: Vec<f64> = (0..units.levels.len()).map(is_it).collect();
            disagreement(&all, &numbers).unwrap()
        });
        let (observed, expected) =
            indicators.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        assert!(near(1.0 - observed / expected, 0.691_358));
    }

    #[test]
    fn the_interval_holds_alpha_and_comes_from_the_seed_alone() {
        let units = published();
        let (low, high) = units.interval(1, "ease").unwrap();
        let alpha = units.ordinal_alpha().unwrap();
        assert!(0.3 < low && low < alpha && alpha < high && high <= 1.0);
        assert_eq!(units.interval(1, "ease"), Some((low, high)));
        assert_ne!(units.interval(2, "ease"), Some((low, high)));
    }

    #[test]
    fn without_two_scores_or_two_values_there_is_no_alpha() {
        let alpha = |units: &[&[f64]]| {
            let units = Units::new(units.iter().map(|unit| unit.to_vec()));
            (units.ordinal_alpha(), units.interval(1, "ease").is_some())
        };
        assert_eq!(alpha(&[]), (None, false));
        assert_eq!(alpha(&[&[3.0], &[5.0]]), (None, false));
        assert_eq!(alpha(&[&[4.0, 4.0], &[4.0, 4.0]]), (None, false));
        assert_eq!(alpha(&[&[4.0, 4.0], &[5.0, 5.0]]).0, Some(1.0));
        assert!(alpha(&[&[1.0, 9.0]]).0.unwrap() < 0.01);
    }
}
