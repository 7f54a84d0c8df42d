//! How much counts drift over periods: the population stability index, and the index that chance
//! alone would give.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Binomial, Distribution};

use crate::audit::Drift;

/// How often chance is asked.
const RESAMPLES: usize = 400;

/// The population stability index of counts against what they are drawn from, period by period,
/// beside its 95th percentile where chance alone draws as many: fixed bands such as 0.1 and 0.25
/// mislead on small segments. Periods of which nothing is drawn are left out. `None` if nothing is
/// counted or fewer than two periods are left. `name` is the seed: the same name and counts give
/// the same result.
///
/// The index, Σ (aₚ − eₚ) ln(aₚ / eₚ) over shares, is Jeffreys' divergence (1946), known by its
/// name from Siddiqi (2006), Credit Risk Scorecards. Half a lead is added to each count, so that
/// an empty period has a logarithm.
pub fn drift(name: &str, counts: &[u64], from: &[u64]) -> Option<Drift> {
    let pairs = counts.iter().zip(from).filter(|(_, from)| **from > 0);
    let (counts, from): (Vec<u64>, Vec<u64>) = pairs.unzip();
    let number: u64 = counts.iter().sum();
    if number == 0 || from.len() < 2 {
        return None;
    }
    let whole: u64 = from.iter().sum();
    let expected: Vec<f64> = from
        .iter()
        .map(|part| *part as f64 / whole as f64)
        .collect();
    let mut stream = ChaCha8Rng::seed_from_u64(seed(name));
    let mut by_chance: Vec<f64> = (0..RESAMPLES)
        .map(|_| index(&draw(number, &expected, &mut stream), &expected))
        .collect();
    by_chance.sort_by(f64::total_cmp);
    Some(Drift {
        index: index(&counts, &expected),
        by_chance: by_chance[RESAMPLES * 95 / 100],
    })
}

/// The index of counts against expected shares, which add up to 1.
fn index(counts: &[u64], expected: &[f64]) -> f64 {
    let whole = counts.iter().sum::<u64>() as f64 + 0.5 * counts.len() as f64;
    let number = whole - 0.5 * counts.len() as f64;
    counts
        .iter()
        .zip(expected)
        .map(|(count, expected)| {
            let a = (*count as f64 + 0.5) / whole;
            let e = (expected * number + 0.5) / whole;
            (a - e) * (a / e).ln()
        })
        .sum()
}

/// So many leads, each in a period by chance: a multinomial draw, as one binomial after another.
fn draw(number: u64, expected: &[f64], stream: &mut ChaCha8Rng) -> Vec<u64> {
    let (mut left, mut share) = (number, 1.0);
    expected
        .iter()
        .map(|expected| {
            let chance = (expected / share).clamp(0.0, 1.0);
            let drawn = Binomial::new(left, chance).map_or(0, |binomial| binomial.sample(stream));
            left -= drawn;
            share = (share - expected).max(f64::MIN_POSITIVE);
            drawn
        })
        .collect()
}

/// FNV-1a of the name, 64 bits.
fn seed(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A worked example: shares .2 .3 .5 against .25 .25 .5, large enough that the halves vanish.
    #[test]
    fn the_index_is_the_sum_of_its_parts() {
        let found = index(&[200_000_000, 300_000_000, 500_000_000], &[0.25, 0.25, 0.5]);
        let expected = -0.05 * (0.8_f64).ln() + 0.05 * (1.2_f64).ln();
        assert!((found - expected).abs() < 1e-7, "{found} {expected}");
    }

    #[test]
    fn chance_is_told_from_change() {
        let from = [1000, 1100, 900, 1050, 1000, 950];
        let steady = drift("steady", &[101, 108, 92, 104, 99, 96], &from).unwrap();
        assert!(steady.index < steady.by_chance, "{steady:?}");
        let fad = drift("fad", &[300, 280, 10, 2, 4, 4], &from).unwrap();
        assert!(fad.index > 3.0 * fad.by_chance, "{fad:?}");
        assert_eq!(drift("none", &[0; 6], &from), None);
    }

    /// For many leads the index times their number is χ² with one degree less than periods:
    /// 95 % of it stay below 11.07 for six.
    #[test]
    fn what_chance_makes_is_chi_square() {
        let from = [1000; 6];
        let drift = drift("x", &[5000; 6], &from).unwrap();
        let scaled = drift.by_chance * 30_000.0;
        assert!((9.0..13.5).contains(&scaled), "{scaled}");
    }
}
