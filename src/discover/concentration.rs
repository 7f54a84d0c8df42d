//! How much of a value the best leads bring.

use super::leads::Leads;

/// Shares of the leads whose part of the value is told.
const SHARES: [f64; 4] = [0.01, 0.1, 0.2, 0.5];

/// The share of the leads that counts as the best.
const BEST: f64 = 0.2;

/// How much of a value the best leads bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// Leads with a value, and their sum.
    pub leads: u64,
    pub total: f64,
    /// So many leads, the best, with their share of the sum.
    pub shares: Vec<(u64, f64)>,
    /// The best fifth: how many, the lowest value among them, and their share of the sum.
    pub best: u64,
    pub from: f64,
    pub best_share: f64,
    /// Whether each lead is among the best; `None` without a value.
    pub is_best: Vec<Option<bool>>,
}

/// How concentrated the values of a column of numbers are. `None` if their sum is not above 0.
pub fn concentration(leads: &Leads, column: usize) -> Option<Concentration> {
    let amounts = leads.amounts(column);
    let known = amounts.iter().enumerate();
    let mut ranked: Vec<(usize, f64)> = known
        .filter_map(|(row, amount)| Some((row, (*amount)?)))
        .collect();
    // Of equal values the first in the table counts as the better one.
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let total: f64 = ranked.iter().map(|(_, amount)| amount).sum();
    if total <= 0.0 {
        return None;
    }
    let number = |share: f64| ((share * ranked.len() as f64).round() as usize).max(1);
    let brought = |leads: usize| {
        let sum: f64 = ranked[..leads].iter().map(|(_, amount)| amount).sum();
        sum / total
    };
    let best = number(BEST);
    let mut is_best: Vec<Option<bool>> =
        amounts.iter().map(|amount| amount.map(|_| false)).collect();
    for (row, _) in &ranked[..best] {
        is_best[*row] = Some(true);
    }
    Some(Concentration {
        leads: ranked.len() as u64,
        total,
        shares: SHARES
            .iter()
            .map(|share| (number(*share) as u64, brought(number(*share))))
            .collect(),
        best: best as u64,
        from: ranked[best - 1].1,
        best_share: brought(best),
        is_best,
    })
}
