//! From the mask table and an order to the audit.

use std::collections::BTreeMap;

use crate::plan::{Plan, SegmentId};

use super::stats::rates::{holm, newcombe, pooled_z_test, smallest_detectable_lift, wilson};
use super::{Audit, ColumnFacts, Combination, DefaultAudit, Difference, Overlap, SegmentAudit};
use crate::masks::{MaskTable, Totals, because_unknown};

/// What a priority order, first to last, does to the leads that a table counts.
#[must_use]
pub fn audit(
    plan: &Plan,
    order: &[SegmentId],
    table: &MaskTable,
    columns: Vec<ColumnFacts>,
) -> Audit {
    let lineup = Lineup::new(order, table);
    let masks = by_mask(table);
    let sums = Sums::of(&lineup, &masks, table);
    let because_unknown = because_unknown(order, table);
    let mut audit = Audit {
        leads: table.leads(),
        excluded: table.excluded(),
        outcomes: sums.all.outcomes,
        outcome_unknown: sums.all.outcome_unknown,
        covered: sums.all.leads - sums.default.leads,
        segments: Vec::new(),
        not_resolved: lineup.not_resolved.clone(),
        default: DefaultAudit {
            leads: sums.default.leads,
            outcomes: sums.default.outcomes,
            because_unknown: *because_unknown.end(),
            because_unknown_at_least: *because_unknown.start(),
        },
        overlaps: sums.overlaps(&lineup),
        combinations: sums.combinations(&lineup),
        masks: masks.len(),
        columns,
    };
    audit.segments = (0..lineup.segments.len())
        .map(|place| segment(plan, &lineup, &sums, place))
        .collect();
    adjust(&mut audit.segments, &sums);
    super::stats::drift::add(plan, &lineup.bits, table, &mut audit.segments);
    audit
}

/// The segments of an order that can be resolved.
#[derive(Debug)]
pub(super) struct Lineup {
    /// First to last.
    pub(super) segments: Vec<SegmentId>,
    /// The place of each in the order, from 1.
    priorities: Vec<usize>,
    /// The bit of each in a mask.
    pub(super) bits: Vec<usize>,
    /// Those without a definition.
    not_resolved: Vec<SegmentId>,
}

impl Lineup {
    /// For an order, first to last.
    pub(super) fn new(order: &[SegmentId], table: &MaskTable) -> Self {
        let mut lineup = Self {
            segments: Vec::new(),
            priorities: Vec::new(),
            bits: Vec::new(),
            not_resolved: Vec::new(),
        };
        for (place, segment) in order.iter().enumerate() {
            match table.segments().iter().position(|one| one == segment) {
                Some(bit) => {
                    lineup.segments.push(*segment);
                    lineup.priorities.push(place + 1);
                    lineup.bits.push(bit);
                }
                None => lineup.not_resolved.push(*segment),
            }
        }
        lineup
    }

    /// The segments of a mask in priority order, as places in `segments`.
    pub(super) fn fitting(&self, mask: u128) -> Vec<usize> {
        let bits = self.bits.iter().enumerate();
        bits.filter(|(_, bit)| mask >> **bit & 1 == 1)
            .map(|(place, _)| place)
            .collect()
    }
}

/// What the rows of a mask table sum up to, by place in the lineup.
struct Sums {
    all: Totals,
    default: Totals,
    won: Vec<Totals>,
    matched: Vec<Totals>,
    shared: Vec<u64>,
    unknown: Vec<u64>,
    /// Leads that fit both, by the two places, the upper first.
    both: BTreeMap<(usize, usize), u64>,
    /// Leads that fit the second and are won by the first.
    lost: BTreeMap<(usize, usize), u64>,
    /// Leads by the set of places that they fit.
    sets: BTreeMap<Vec<usize>, u64>,
}

impl Sums {
    fn of(lineup: &Lineup, masks: &[(u128, Totals)], table: &MaskTable) -> Self {
        let count = lineup.segments.len();
        let mut sums = Self {
            all: Totals::default(),
            default: Totals::default(),
            won: vec![Totals::default(); count],
            matched: vec![Totals::default(); count],
            shared: vec![0; count],
            unknown: Vec::new(),
            both: BTreeMap::new(),
            lost: BTreeMap::new(),
            sets: BTreeMap::new(),
        };
        for (mask, row) in masks {
            sums.add(&lineup.fitting(*mask), row);
        }
        let undecided = table.undecided_leads();
        sums.unknown = lineup.bits.iter().map(|bit| undecided[*bit]).collect();
        sums
    }

    fn add(&mut self, fitting: &[usize], row: &Totals) {
        self.all.add(row);
        let Some((winner, losers)) = fitting.split_first() else {
            self.default.add(row);
            return;
        };
        self.won[*winner].add(row);
        for (rank, place) in fitting.iter().enumerate() {
            self.matched[*place].add(row);
            if !losers.is_empty() {
                self.shared[*place] += row.leads;
            }
            for lower in &fitting[rank + 1..] {
                *self.both.entry((*place, *lower)).or_default() += row.leads;
            }
        }
        for loser in losers {
            *self.lost.entry((*winner, *loser)).or_default() += row.leads;
        }
        *self.sets.entry(fitting.to_vec()).or_default() += row.leads;
    }

    fn overlaps(&self, lineup: &Lineup) -> Vec<Overlap> {
        let mut overlaps: Vec<Overlap> = self
            .both
            .iter()
            .map(|((upper, lower), leads)| {
                let sizes = (self.matched[*upper].leads, self.matched[*lower].leads);
                Overlap {
                    a: lineup.segments[*upper],
                    b: lineup.segments[*lower],
                    leads: *leads,
                    jaccard: share(*leads, sizes.0 + sizes.1 - leads),
                    containment: share(*leads, sizes.0.min(sizes.1)),
                }
            })
            .collect();
        overlaps.sort_by_key(|overlap| std::cmp::Reverse(overlap.leads));
        overlaps
    }

    fn combinations(&self, lineup: &Lineup) -> Vec<Combination> {
        let mut combinations: Vec<Combination> = self
            .sets
            .iter()
            .map(|(places, leads)| Combination {
                segments: places.iter().map(|place| lineup.segments[*place]).collect(),
                leads: *leads,
            })
            .collect();
        combinations.sort_by_key(|combination| std::cmp::Reverse(combination.leads));
        combinations
    }

    /// A segment's leads won with a known outcome, and all others.
    fn compared(&self, place: usize) -> ((u64, u64), (u64, u64)) {
        let (one, all) = (self.won[place].outcome_counts(), self.all.outcome_counts());
        (one, (all.0 - one.0, all.1 - one.1))
    }
}

fn segment(plan: &Plan, lineup: &Lineup, sums: &Sums, place: usize) -> SegmentAudit {
    let (won, matched) = (&sums.won[place], &sums.matched[place]);
    let counted = plan.leads.outcome.is_some();
    let rate = |measures: &Totals| {
        let (outcomes, leads) = measures.outcome_counts();
        wilson(outcomes, leads).filter(|_| counted)
    };
    let mut lost_to: Vec<(SegmentId, u64)> = sums
        .lost
        .iter()
        .filter(|((_, loser), _)| *loser == place)
        .map(|((winner, _), leads)| (lineup.segments[*winner], *leads))
        .collect();
    lost_to.sort_by_key(|(_, leads)| std::cmp::Reverse(*leads));
    SegmentAudit {
        segment: lineup.segments[place],
        priority: lineup.priorities[place],
        matched: matched.leads,
        won: won.leads,
        shared: sums.shared[place],
        lost_to,
        outcomes: won.outcomes,
        outcome_known: if counted { won.outcome_counts().1 } else { 0 },
        rate: rate(won),
        matched_outcomes: matched.outcomes,
        matched_known: if counted {
            matched.outcome_counts().1
        } else {
            0
        },
        matched_rate: rate(matched),
        difference: difference(sums, place).filter(|_| counted),
        smallest_detectable_lift: {
            let (outcomes, leads) = won.outcome_counts();
            smallest_detectable_lift(outcomes, leads).filter(|_| counted)
        },
        unknown: sums.unknown[place],
        reachable: plan.leads.reachable.as_ref().map(|_| won.reachable),
        value: plan.leads.value.map(|_| won.value as f64 / 1e6),
        stability: None,
    }
}

fn difference(sums: &Sums, place: usize) -> Option<Difference> {
    let (one, rest) = sums.compared(place);
    newcombe(one, rest)
}

/// Adds Holm's p over the segments.
fn adjust(segments: &mut [SegmentAudit], sums: &Sums) {
    let p = |(place, segment): (usize, &SegmentAudit)| {
        segment.difference?;
        let (one, rest) = sums.compared(place);
        pooled_z_test(one, rest).map(|(_, p)| p)
    };
    let ps: Vec<Option<f64>> = segments.iter().enumerate().map(p).collect();
    for (segment, p_adjusted) in segments.iter_mut().zip(holm(&ps)) {
        if let Some(difference) = &mut segment.difference {
            difference.p_adjusted = p_adjusted;
        }
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// What the rows of each mask add up to. Rows come ordered by mask.
fn by_mask(table: &MaskTable) -> Vec<(u128, Totals)> {
    let mut masks: Vec<(u128, Totals)> = Vec::new();
    for (standing, row) in table.resolved() {
        match masks.last_mut() {
            Some((mask, totals)) if *mask == standing.mask => totals.add_row(standing, row),
            _ => {
                let mut totals = Totals::default();
                totals.add_row(standing, row);
                masks.push((standing.mask, totals));
            }
        }
    }
    masks
}
