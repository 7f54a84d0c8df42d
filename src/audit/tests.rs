//! Sums over many masks at once against plain ones.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;

use super::{Audit, audit, handovers};
use crate::masks::{Mask, MaskTable, Measures, Standing, insert};
use crate::plan::{Plan, SegmentId};
use crate::testing;

/// Leads that stand alike: the segments that they fit, those undecided, their outcome, their month,
/// how many they are.
type Row = (Vec<usize>, Vec<usize>, Option<bool>, u16, u64);

fn plan(segments: usize) -> Plan {
    let mut text = "\
title: Many
attributes: {n: {type: integer}, o: {type: boolean}, d: {type: date}}
leads: {outcome: o, date: d}
segments:
"
    .to_owned();
    for place in 0..segments {
        let scores = "{impact: 5, confidence: 5, ease: 5}";
        writeln!(
            text,
            "  - {{name: s{place}, where: n > {place}, scores: {scores}}}"
        )
        .unwrap();
    }
    testing::read(&text)
}

fn set(segments: &[usize], below: usize) -> Vec<u64> {
    let mut words = vec![0; below.div_ceil(64)];
    for segment in segments.iter().filter(|segment| **segment < below) {
        insert(&mut words, *segment);
    }
    words
}

fn table(plan: &Plan, rows: &[Row], held: usize) -> MaskTable {
    let ids: Vec<SegmentId> = plan.segment_ids().collect();
    let mut table = MaskTable::holding(held, ids.clone());
    for (fits, undecided, outcome, month, leads) in rows {
        let fits = set(fits, ids.len());
        let words = set(undecided, ids.len()).into_iter().zip(&fits);
        let undecided: Vec<u64> = words.map(|(undecided, fits)| undecided & !fits).collect();
        let standing = Standing {
            mask: Mask::new(&fits),
            undecided: Mask::new(&undecided),
            excluded: *leads == 13,
            outcome: *outcome,
            // How steady many segments are takes long.
            month: if ids.len() < 64 { *month } else { 0 },
            ..Standing::default()
        };
        let measures = Measures::of_leads(*leads);
        table.count(&standing, &measures).unwrap();
    }
    table
}

/// What an audit says of leads that are added up row by row.
fn compare(found: &Audit, table: &MaskTable, order: &[SegmentId]) {
    let bit = |id: SegmentId| table.segments().iter().position(|one| *one == id).unwrap();
    let mut masks = BTreeMap::new();
    let mut sets: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    let (mut because_unknown, mut unknown) = (0, vec![0; order.len()]);
    let mut outcomes = vec![(0, 0); order.len()];
    let mut months: BTreeMap<u16, Vec<u64>> = BTreeMap::new();
    table
        .each(|standing, row| {
            if standing.excluded {
                return;
            }
            let has = |mask: Mask<'_>| -> Vec<usize> {
                let places = 0..order.len();
                places
                    .filter(|place| mask.contains(bit(order[*place])))
                    .collect()
            };
            let (fits, undecided) = (has(standing.mask), has(standing.undecided));
            *masks.entry(standing.mask.words().to_vec()).or_insert(0) += row.leads;
            *sets.entry(fits.clone()).or_default() += row.leads;
            if fits.is_empty() && !undecided.is_empty() {
                because_unknown += row.leads;
            }
            for place in undecided {
                unknown[place] += row.leads;
            }
            for place in fits {
                outcomes[place].0 += if standing.outcome == Some(true) {
                    row.leads
                } else {
                    0
                };
                outcomes[place].1 += if standing.outcome.is_some() {
                    row.leads
                } else {
                    0
                };
                if standing.month > 0 {
                    let month = months
                        .entry(standing.month)
                        .or_insert_with(|| vec![0; order.len()]);
                    month[place] += row.leads;
                }
            }
        })
        .unwrap();
    let sum = |keep: &dyn Fn(&[usize]) -> bool| -> u64 {
        let kept = sets.iter().filter(|(set, _)| keep(set));
        kept.map(|(_, leads)| leads).sum()
    };
    assert_eq!(found.masks, masks.len());
    assert_eq!(found.default.leads, sum(&<[usize]>::is_empty));
    assert_eq!(found.default.because_unknown, because_unknown);
    for (place, segment) in found.segments.iter().enumerate() {
        assert_eq!(segment.matched, sum(&|set| set.contains(&place)));
        assert_eq!(segment.won, sum(&|set| set.first() == Some(&place)));
        assert_eq!(
            segment.shared,
            sum(&|set| set.len() > 1 && set.contains(&place))
        );
        assert_eq!(segment.unknown, unknown[place]);
        assert_eq!(
            (segment.matched_outcomes, segment.matched_known),
            outcomes[place]
        );
        for (winner, lost) in &segment.lost_to {
            let winner = order.iter().position(|id| id == winner);
            let both = |set: &[usize]| set.first().copied() == winner && set.contains(&place);
            assert_eq!(*lost, sum(&both));
        }
        assert_eq!(
            segment.lost_to.iter().map(|(_, leads)| leads).sum::<u64>(),
            segment.matched - segment.won
        );
        if let Some(stability) = &segment.stability {
            let periods: u64 = stability.periods.iter().map(|period| period.matched).sum();
            assert_eq!(
                periods,
                months.values().map(|month| month[place]).sum::<u64>()
            );
        }
    }
    let place = |id: &SegmentId| order.iter().position(|one| one == id).unwrap();
    let mut pairs = 0;
    for overlap in &found.overlaps {
        let (a, b) = (place(&overlap.a), place(&overlap.b));
        assert!(a < b);
        assert_eq!(
            overlap.leads,
            sum(&|set| set.contains(&a) && set.contains(&b))
        );
        pairs += overlap.leads;
    }
    let pairs_of = |(set, leads): (&Vec<usize>, &u64)| {
        leads * (set.len() * set.len().saturating_sub(1) / 2) as u64
    };
    assert_eq!(pairs, sets.iter().map(pairs_of).sum::<u64>());
    let mut expected: Vec<(Vec<usize>, u64)> = sets
        .into_iter()
        .filter(|(set, _)| !set.is_empty())
        .collect();
    expected.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    expected.truncate(1000);
    let combinations = found
        .combinations
        .iter()
        .map(|one| (one.segments.iter().map(place).collect(), one.leads));
    assert_eq!(combinations.collect::<Vec<_>>(), expected);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]
    #[test]
    fn sums_are_those_of_the_rows(
        segments in prop::sample::select(vec![1, 3, 64, 70]),
        rows in prop::collection::vec((
            prop::collection::vec(0_usize..70, 0..6),
            prop::collection::vec(0_usize..70, 0..3),
            prop::option::of(any::<bool>()),
            0_u16..50,
            0_u64..20,
        ), 0..400),
        (unranked, turn, held) in (0_usize..3, 0_usize..70, prop::sample::select(vec![7, 200, 9999])),
    ) {
        let plan = plan(segments);
        let mut order: Vec<SegmentId> = plan.segment_ids().collect();
        let table = table(&plan, &rows, held);
        let file_order = order.clone();
        order.rotate_left(turn % segments);
        order.truncate((segments - unranked.min(segments)).max(1));
        let found = audit(&plan, &order, &table, Vec::new()).unwrap();
        compare(&found, &table, &order);
        let moved = handovers(&file_order, &order, &table).unwrap();
        let before = audit(&plan, &file_order, &table, Vec::new()).unwrap();
        for segment in &found.segments {
            let before = before.segments.iter().find(|one| one.segment == segment.segment);
            let sum = |keep: &dyn Fn(&super::Handover) -> bool| -> u64 {
                moved.iter().filter(|one| keep(one)).map(|one| one.leads).sum()
            };
            let id = Some(segment.segment);
            let (got, gave) = (sum(&|one| one.to == id), sum(&|one| one.from == id));
            prop_assert_eq!(before.unwrap().won + got - gave, segment.won);
        }
    }
}
