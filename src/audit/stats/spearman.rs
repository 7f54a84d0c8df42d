//! How well two columns agree on an order.

use serde::Serialize;

use super::rates::Z95;
use crate::panel::middle_ranks;

/// A rank correlation with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RankCorrelation {
    /// Spearman's rho, −1 to 1: 1 if both order alike, −1 if one is the reverse of the other.
    pub rho: f64,
    /// Low end of its 95 % interval.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// How many pairs it rests on; at least [`RankCorrelation::LEAST`].
    pub pairs: usize,
}

impl RankCorrelation {
    /// With fewer pairs nothing is said.
    pub const LEAST: usize = 5;
}

/// Spearman's rank correlation of pairs of numbers: Pearson's correlation of their ranks, equal
/// numbers sharing the mean of theirs. Its 95 % interval is that of Fisher's z with the standard
/// error of Bonett and Wright, √((1 + rho²/2) / (n − 3)); a perfect one has no width. `None` below five
/// pairs, or if one of the numbers is the same in all.
///
/// Bonett and Wright (2000), Psychometrika 65:23.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<RankCorrelation> {
    if pairs.len() < RankCorrelation::LEAST {
        return None;
    }
    let (ones, others): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let rho = pearson(&middle_ranks(&ones).0, &middle_ranks(&others).0)?.clamp(-1.0, 1.0);
    let error = ((1.0 + rho * rho / 2.0) / (pairs.len() as f64 - 3.0)).sqrt();
    let end = |by: f64| (rho.atanh() + by * Z95 * error).tanh();
    Some(RankCorrelation {
        rho,
        low: end(-1.0),
        high: end(1.0),
        pairs: pairs.len(),
    })
}

/// Pearson's correlation; `None` if one does not vary.
fn pearson(ones: &[f64], others: &[f64]) -> Option<f64> {
    let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
    let (one_mean, other_mean) = (mean(ones), mean(others));
    let [mut both, mut one_square, mut other_square] = [0.0; 3];
    for (one, other) in ones.iter().zip(others) {
        let (one, other) = (one - one_mean, other - other_mean);
        both += one * other;
        one_square += one * one;
        other_square += other * other;
    }
    let scale = (one_square * other_square).sqrt();
    (scale > 0.0).then(|| both / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 5e-4
    }

    /// Spearman's own kind of data: IQ and hours of television of ten children, rho −29/165, as in
    /// many textbooks.
    #[test]
    fn ranks_correlate_as_in_textbooks() {
        let iq = [
            106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0,
        ];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let pairs: Vec<(f64, f64)> = iq.into_iter().zip(hours).collect();
        let found = spearman(&pairs).unwrap();
        assert!((found.rho + 29.0 / 165.0).abs() < 1e-12, "{found:?}");
        assert_eq!(found.pairs, 10);
        // atanh(rho) ± 1.959964 · √((1 + rho²/2) / 7), by hand
        assert!(
            close(found.low, -0.7278) && close(found.high, 0.5145),
            "{found:?}"
        );
    }

    #[test]
    fn equal_numbers_share_their_ranks() {
        assert_eq!(middle_ranks(&[3.0, 1.0, 3.0, 2.0]).0, [3.5, 1.0, 3.5, 2.0]);
        let tied = [(1.0, 1.0), (1.0, 2.0), (2.0, 3.0), (2.0, 4.0), (3.0, 5.0)];
        // Ranks 1.5 1.5 3.5 3.5 5 and 1 to 5: 9 / √(9 · 10)
        let rho = spearman(&tied).unwrap().rho;
        assert!((rho - 9.0 / 90.0_f64.sqrt()).abs() < 1e-12, "{rho}");
    }

    #[test]
    fn nothing_is_said_of_few_pairs_or_of_a_constant() {
        let rising: Vec<(f64, f64)> = (0..4).map(|n| (f64::from(n), f64::from(n))).collect();
        assert_eq!(spearman(&rising), None);
        assert_eq!(spearman(&[(1.0, 2.0); 9]), None);
        let perfect: Vec<(f64, f64)> = (0..6).map(|n| (f64::from(n), f64::from(-n))).collect();
        let found = spearman(&perfect).unwrap();
        assert_eq!((found.rho, found.low, found.high), (-1.0, -1.0, -1.0));
    }
}
