//! What segments reach, from a mask table.

use super::Reached;
use crate::lead_error::LeadError;
use crate::masks::{KeyTable, Mask, MaskTable, insert};

/// The sets of candidates that leads fit, each with what it weighs. A candidate is the bit of its
/// segment in the mask table.
#[derive(Debug)]
pub(super) struct Coverage {
    pub(super) candidates: Vec<usize>,
    /// By bit; 0 for what is no candidate.
    costs: Vec<f64>,
    masks: KeyTable,
    /// What the leads of each mask weigh: leads, or millionths of a value.
    weights: Vec<i128>,
    /// What the segments reach that are in any set.
    kept: i128,
}

impl Coverage {
    /// Of the leads of a table. `kept` are the bits of segments that are in every set, `candidates`
    /// those that may be, with their costs.
    ///
    /// # Errors
    /// As for [`MaskTable::each`].
    pub(super) fn new(
        table: &MaskTable,
        kept: &[usize],
        candidates: &[(usize, f64)],
        by: Reached,
    ) -> Result<Self, LeadError> {
        let words = table.words();
        let set = |bits: &mut dyn Iterator<Item = usize>| {
            let mut set = vec![0; words];
            bits.for_each(|bit| insert(&mut set, bit));
            set
        };
        let in_kept = set(&mut kept.iter().copied());
        let open = set(&mut candidates.iter().map(|(bit, _)| *bit));
        let mut costs = vec![0.0; 64 * words];
        for (bit, cost) in candidates {
            costs[*bit] = *cost;
        }
        let mut coverage = Self {
            candidates: candidates.iter().map(|(bit, _)| *bit).collect(),
            costs,
            masks: KeyTable::new(words),
            weights: Vec::new(),
            kept: 0,
        };
        let mut key = vec![0; words];
        table.each(|standing, row| {
            let weight = match by {
                Reached::Outcomes if standing.outcome != Some(true) => 0,
                Reached::Leads | Reached::Outcomes => i128::from(row.leads),
                Reached::Value => row.value,
            };
            if standing.excluded || weight == 0 {
                return;
            }
            if standing.mask.intersects(Mask::new(&in_kept)) {
                coverage.kept += weight;
                return;
            }
            key.fill(0);
            for (word, (fits, open)) in key.iter_mut().zip(standing.mask.words().iter().zip(&open))
            {
                *word = fits & open;
            }
            if !Mask::new(&key).is_empty() {
                let number = coverage.masks.number(&key) as usize;
                let least = coverage.weights.len().max(number + 1);
                coverage.weights.resize(least, 0);
                coverage.weights[number] += weight;
            }
        })?;
        Ok(coverage)
    }

    /// The numbers of all masks.
    pub(super) fn all(&self) -> Vec<u32> {
        (0..self.weights.len() as u32).collect()
    }

    pub(super) fn has_negative(&self) -> bool {
        self.weights.iter().any(|weight| *weight < 0)
    }

    pub(super) fn cost(&self, candidate: usize) -> f64 {
        self.costs[candidate]
    }

    fn has(&self, mask: u32, candidate: usize) -> bool {
        Mask::new(self.masks.key(mask as usize)).contains(candidate)
    }

    /// What each candidate, by bit, would add if only these masks are not reached yet, and what of it
    /// is above 0.
    pub(super) fn gains(&self, open: &[u32]) -> Vec<Gain> {
        let mut gains = vec![Gain::default(); self.costs.len()];
        for mask in open {
            let weight = self.weights[*mask as usize];
            for bit in Mask::new(self.masks.key(*mask as usize)).bits() {
                gains[bit].all += weight;
                gains[bit].above += weight.max(0);
            }
        }
        gains
    }

    /// Those of some masks that a candidate does not reach.
    pub(super) fn without(&self, open: &[u32], candidate: usize) -> Vec<u32> {
        let mut rest = open.to_vec();
        rest.retain(|mask| !self.has(*mask, candidate));
        rest
    }

    /// What a set of candidates reaches beside the segments that are in any set.
    pub(super) fn reach(&self, set: &[usize]) -> i128 {
        let is_reached = |mask: &u32| set.iter().any(|one| self.has(*mask, *one));
        let reached = (0..self.weights.len() as u32).filter(is_reached);
        let weights = reached.map(|mask| self.weights[mask as usize]);
        self.kept + weights.sum::<i128>()
    }
}

/// What a candidate adds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gain {
    /// The sum of the weights.
    pub(super) all: i128,
    /// The sum of those above 0, the most that it can come to.
    pub(super) above: i128,
}
