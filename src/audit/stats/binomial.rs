//! The exact binomial test.

/// Probabilities below this share of the largest one are taken for 0.
const NEGLIGIBLE: f64 = 1e-30;
/// Probabilities that differ by less than this, relatively, are taken for equal.
const EQUAL: f64 = 1e-7;

/// Two-sided p of so many successes in `trials` where each succeeds with `probability`, strictly
/// between 0 and 1: the probability of all counts that are at most as likely as this one, as R's
/// `binom.test` has it. 1 without trials; 0 where p is below about 1e-25. O(√trials) steps.
///
/// Clopper and Pearson (1934), Biometrika 26:404; Conover (1971), Practical Nonparametric
/// Statistics, p. 97.
pub fn binomial_test(successes: u64, trials: u64, probability: f64) -> f64 {
    let odds = probability / (1.0 - probability);
    // Weights relative to that of the most likely count, from there downward and upward.
    let mode = (((trials as f64 + 1.0) * probability) as u64).min(trials);
    let lower = |(count, weight): &(u64, f64)| {
        let below = count.checked_sub(1)?;
        let ways = *count as f64 / (trials - below) as f64;
        Some((below, weight * ways / odds)).filter(|(_, weight)| *weight > NEGLIGIBLE)
    };
    let higher = |(count, weight): &(u64, f64)| {
        let left = trials.checked_sub(*count).filter(|left| *left > 0)?;
        let ways = left as f64 / (count + 1) as f64;
        Some((count + 1, weight * ways * odds)).filter(|(_, weight)| *weight > NEGLIGIBLE)
    };
    let weights = || {
        let down = std::iter::successors(Some((mode, 1.0)), lower);
        down.chain(std::iter::successors(Some((mode, 1.0)), higher).skip(1))
    };
    let Some((_, observed)) = weights().find(|(count, _)| *count == successes) else {
        return 0.0;
    };
    let limit = observed * (1.0 + EQUAL);
    let (mut all, mut extreme) = (0.0, 0.0);
    for (_, weight) in weights() {
        all += weight;
        if weight <= limit {
            extreme += weight;
        }
    }
    extreme / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, within: f64) {
        assert!(
            (found - expected).abs() < within,
            "{found} is not {expected}"
        );
    }

    /// Conover (1971), p. 97, after Mendel: 682 of 925 plants where three of four are expected; R's
    /// `binom.test(682, 925, 0.75)` gives 0.3825.
    #[test]
    fn mendel_s_giant_plants() {
        near(binomial_test(682, 925, 0.75), 0.3825, 5e-5);
    }

    /// By hand: 1 or fewer, or 9 or more, of 10 tosses: 22 of 1,024.
    #[test]
    fn tosses_of_a_coin() {
        near(binomial_test(1, 10, 0.5), 22.0 / 1024.0, 1e-15);
        near(binomial_test(5, 10, 0.5), 1.0, 1e-15);
        near(binomial_test(0, 2, 0.1), 1.0, 1e-15);
        near(binomial_test(2, 2, 0.1), 0.01, 1e-15);
        near(binomial_test(0, 0, 0.1), 1.0, 1e-15);
    }

    /// Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, chapter 21: 821,588
    /// against 815,482 users at half and half, p = 1.8e-6.
    #[test]
    fn a_published_mismatch() {
        near(binomial_test(821_588, 821_588 + 815_482, 0.5), 1.8e-6, 1e-7);
        assert!(binomial_test(300, 1000, 0.1) < 1e-25);
    }
}
