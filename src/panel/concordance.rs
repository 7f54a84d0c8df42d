//! How far scorers agree on an order.

use std::cmp::Ordering;

use statrs::function::gamma::gamma_ur;

use crate::lists;

/// Kendall's coefficient of concordance, with ties corrected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// W: 0 for no agreement, 1 for the same order from everyone.
    pub w: f64,
    /// χ² = scorers × (segments − 1) × W.
    pub chi_squared: f64,
    /// Its degrees of freedom: segments − 1.
    pub degrees: usize,
    /// The chance of such a χ² or a higher one if everyone ordered at random.
    pub p: f64,
    /// How many scorers it rests on.
    pub scorers: usize,
    /// How many segments they ordered.
    pub segments: usize,
}

impl Concordance {
    /// Of the numbers by which each scorer orders the same segments; the first is lowest, and equal
    /// ones share a rank. `None` below two scorers or two segments, or if no one ordered anything.
    ///
    /// Kendall and Babington Smith (1939), The Annals of Mathematical Statistics 10:275; the p is
    /// that of Friedman's test.
    pub(super) fn of(orders: &[Vec<f64>]) -> Option<Self> {
        let segments = orders.first()?.len();
        let scorers = orders.len();
        if scorers < 2 || segments < 2 {
            return None;
        }
        let (m, n) = (scorers as f64, segments as f64);
        let mut sums = vec![0.0; segments];
        let mut ties = 0.0;
        for order in orders {
            let (ranks, tied) = middle_ranks(order);
            ties += tied;
            for (sum, rank) in sums.iter_mut().zip(ranks) {
                *sum += rank;
            }
        }
        let mean = m * (n + 1.0) / 2.0;
        let squares: f64 = sums.iter().map(|sum| (sum - mean).powi(2)).sum();
        let most = m * m * (n * n * n - n) - m * ties;
        if most <= 0.0 {
            return None;
        }
        let w = 12.0 * squares / most;
        let chi_squared = m * (n - 1.0) * w;
        Some(Self {
            w,
            chi_squared,
            degrees: segments - 1,
            p: match chi_squared > 0.0 {
                true => gamma_ur((n - 1.0) / 2.0, chi_squared / 2.0),
                false => 1.0,
            },
            scorers,
            segments,
        })
    }
}

/// The ranks of some numbers from 1, lowest first, equals by their middle; and Σ(t³ − t) over runs
/// of t equals.
pub(crate) fn middle_ranks(numbers: &[f64]) -> (Vec<f64>, f64) {
    let order = lists::places(numbers.len(), &|a, b| numbers[a].total_cmp(&numbers[b]));
    let mut ranks = vec![0.0; numbers.len()];
    let (mut ahead, mut ties) = (0, 0.0);
    for run in order.chunk_by(|a, b| numbers[*a] == numbers[*b]) {
        let size = run.len() as f64;
        ties += size * size * size - size;
        for place in run {
            ranks[*place] = ahead as f64 + f64::midpoint(size, 1.0);
        }
        ahead += run.len();
    }
    (ranks, ties)
}

/// Kendall's τ-b of two orders of the same segments: 1 for the same, −1 for the reverse. `None` if
/// one of them has all equal, or there are fewer than two segments. Quadratic in the segments.
///
/// Kendall (1945), Biometrika 33:239.
pub(super) fn tau_b(one: &[f64], other: &[f64]) -> Option<f64> {
    let (mut balance, mut untied, mut untied_other) = (0_i64, 0_u64, 0_u64);
    for (place, (a, b)) in one.iter().zip(other).enumerate() {
        for (c, d) in one[..place].iter().zip(other) {
            let [first, second] = [a.total_cmp(c), b.total_cmp(d)].map(|way| way as i64);
            balance += first * second;
            untied += u64::from(first != Ordering::Equal as i64);
            untied_other += u64::from(second != Ordering::Equal as i64);
        }
    }
    let most = (untied as f64 * untied_other as f64).sqrt();
    (most > 0.0).then(|| balance as f64 / most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders(rows: &[&[f64]]) -> Vec<Vec<f64>> {
        rows.iter().map(|row| row.to_vec()).collect()
    }

    /// Three judges, eight items, no ties: W = .656085, χ²(7) = 13.77778, p = .055278.
    #[test]
    fn concordance_of_the_published_judges() {
        let judges = orders(&[
            &[5.0, 6.0, 7.0, 1.0, 2.0, 4.0, 3.0, 8.0],
            &[1.0, 7.0, 6.0, 2.0, 3.0, 5.0, 4.0, 8.0],
            &[4.0, 5.0, 1.0, 3.0, 2.0, 7.0, 6.0, 8.0],
        ]);
        let found = Concordance::of(&judges).unwrap();
        assert!((found.w - 0.656_085).abs() < 5e-7);
        assert!((found.chi_squared - 13.777_78).abs() < 5e-6);
        assert!((found.p - 0.055_278).abs() < 5e-7);
        assert_eq!((found.degrees, found.scorers, found.segments), (7, 3, 8));
    }

    /// Friedman's test of the same numbers in scipy: χ² = 4.3076923, p = 0.1160370.
    #[test]
    fn ties_are_corrected() {
        let tied = orders(&[
            &[1.0, 2.0, 2.0],
            &[1.0, 1.0, 2.0],
            &[3.0, 1.0, 3.0],
            &[1.0, 2.0, 3.0],
        ]);
        let found = Concordance::of(&tied).unwrap();
        assert!((found.chi_squared - 4.307_692_3).abs() < 5e-8);
        assert!((found.p - 0.116_037_0).abs() < 5e-8);
        let same = orders(&[&[1.0, 2.0, 2.0], &[4.0, 6.0, 6.0]]);
        assert!((Concordance::of(&same).unwrap().w - 1.0).abs() < 1e-12);
    }

    #[test]
    fn where_no_one_orders_there_is_no_concordance() {
        assert_eq!(Concordance::of(&[]), None);
        assert_eq!(Concordance::of(&orders(&[&[1.0, 2.0]])), None);
        assert_eq!(Concordance::of(&orders(&[&[1.0], &[1.0]])), None);
        assert_eq!(Concordance::of(&orders(&[&[3.0, 3.0], &[4.0, 4.0]])), None);
        let opposed = Concordance::of(&orders(&[&[1.0, 2.0], &[2.0, 1.0]])).unwrap();
        assert_eq!((opposed.w, opposed.p), (0.0, 1.0));
    }

    #[test]
    fn tau_counts_pairs_and_forgives_ties() {
        let order = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(tau_b(&order, &order), Some(1.0));
        assert_eq!(tau_b(&order, &[4.0, 3.0, 2.0, 1.0]), Some(-1.0));
        assert_eq!(tau_b(&order, &[2.0, 1.0, 3.0, 4.0]), Some(4.0 / 6.0));
        // Five of six pairs agree, one is tied: 5 / √(6 · 5).
        let tied = tau_b(&order, &[1.0, 1.0, 2.0, 3.0]).unwrap();
        assert!((tied - 5.0 / 30_f64.sqrt()).abs() < 1e-12);
        assert_eq!(tau_b(&order, &[1.0; 4]), None);
        assert_eq!(tau_b(&[], &[]), None);
    }
}
