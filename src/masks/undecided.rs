//! Leads for whom the condition of a segment is null, because an attribute is missing.

use std::collections::BTreeMap;

use crate::plan::SegmentId;

use super::table::{MaskTable, Measures};

/// More different pairs of sets than this are not kept.
const PAIRS_UP_TO: usize = 100_000;

/// How many leads fit one set of segments and are undecided for another, which is not empty. From
/// it follows for any order who goes to the default for want of an attribute. It adds up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndecidedSets {
    /// By the two sets, a bit for each segment.
    leads: BTreeMap<(u128, u128), u64>,
    /// Nobody knows any more, because there were too many or a part came without them.
    lost: bool,
}

impl UndecidedSets {
    /// Those of a table that tells only how many leads are undecided for each segment.
    pub(crate) fn lost() -> Self {
        Self {
            leads: BTreeMap::new(),
            lost: true,
        }
    }

    /// Counts leads.
    pub(crate) fn count(&mut self, mask: u128, undecided: u128, leads: u64) {
        if !self.lost && undecided != 0 {
            let known = self.leads.entry((mask, undecided)).or_default();
            *known = known.saturating_add(leads);
            if self.leads.len() > PAIRS_UP_TO {
                *self = Self::lost();
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: &Self) {
        if other.lost {
            *self = Self::lost();
        }
        for ((mask, undecided), leads) in &other.leads {
            self.count(*mask, *undecided, *leads);
        }
    }

    /// The leads of each pair: of the sets that they fit and for which they are undecided. None
    /// where that is not known.
    pub(crate) fn pairs(&self) -> Option<impl Iterator<Item = (u128, u128, u64)>> {
        let pairs = self.leads.iter();
        let pairs = pairs.map(|((mask, undecided), leads)| (*mask, *undecided, *leads));
        (!self.lost).then_some(pairs)
    }

    /// Whether the rows of a table count the same leads; true where this is not known any more.
    pub(crate) fn fits(&self, table: &MaskTable) -> bool {
        if self.lost {
            return true;
        }
        let mut sums: BTreeMap<u128, Measures> = BTreeMap::new();
        for (key, row) in &table.rows {
            sums.entry(key.mask).or_default().add(row);
        }
        let mut own: BTreeMap<u128, Measures> = BTreeMap::new();
        for ((mask, undecided), leads) in &self.leads {
            let row = own.entry(*mask).or_default();
            row.undecided = row.undecided.saturating_add(*leads);
            row.undecided_for.resize(table.segments.len(), 0);
            for (bit, count) in row.undecided_for.iter_mut().enumerate() {
                let more = leads * u64::from(undecided >> bit & 1 == 1);
                *count = count.saturating_add(more);
            }
        }
        let undecided = |rows: &BTreeMap<u128, Measures>| {
            let rows = rows.iter().filter(|(_, row)| row.undecided > 0);
            rows.map(|(mask, row)| (*mask, row.undecided, row.undecided_for.clone()))
                .collect::<Vec<_>>()
        };
        undecided(&sums) == undecided(&own)
    }
}

/// How many leads fit no segment of an order and are undecided for some: at least and at most. The
/// two are one where the table knows which segments leads are undecided for together.
pub(crate) fn because_unknown(order: &[SegmentId], table: &MaskTable) -> (u64, u64) {
    let places = table.segments.iter().enumerate();
    let ranked = places
        .filter(|(_, segment)| order.contains(segment))
        .fold(0_u128, |set, (bit, _)| set | 1 << bit);
    if let Some(pairs) = table.undecided.pairs() {
        let of_order =
            pairs.filter(|(mask, undecided, _)| mask & ranked == 0 && undecided & ranked != 0);
        let leads = of_order.map(|(.., leads)| leads).sum();
        return (leads, leads);
    }
    let rows = table.rows.iter().filter(|(key, _)| key.mask & ranked == 0);
    rows.map(|(_, row)| bounds(ranked, row))
        .fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1))
}

/// The same of one row, from how many of its leads are undecided for each segment.
fn bounds(ranked: u128, row: &Measures) -> (u64, u64) {
    let each = row.undecided_for.iter().enumerate();
    let (inside, outside): (Vec<_>, Vec<_>) = each.partition(|(bit, _)| ranked >> bit & 1 == 1);
    let sum = |counts: &[(usize, &u64)]| counts.iter().map(|(_, count)| **count).sum::<u64>();
    let most_of_one = inside.iter().map(|(_, count)| **count).max().unwrap_or(0);
    let at_least = most_of_one.max(row.undecided.saturating_sub(sum(&outside)));
    (at_least, row.undecided.min(sum(&inside)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_pairs_are_forgotten_whichever_part_comes_first() {
        let part = |from: u128| {
            let mut part = UndecidedSets::default();
            for set in from..from + 60_000 {
                part.count(0, set, 1);
            }
            part
        };
        let (one, two) = (part(1), part(50_000));
        assert!(one.pairs().is_some() && two.pairs().is_some());
        let (mut ahead, mut behind) = (one.clone(), two.clone());
        ahead.merge(&two);
        behind.merge(&one);
        assert_eq!(ahead, behind);
        assert_eq!(ahead, UndecidedSets::lost());
        let mut both = part(1);
        both.merge(&part(1));
        assert_eq!(
            both.pairs().unwrap().map(|(.., leads)| leads).sum::<u64>(),
            120_000
        );
    }
}
