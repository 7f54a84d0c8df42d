//! The best set against all sets, on random mask tables.

use proptest::prelude::*;

use super::coverage::Coverage;
use super::greedy::greedy;
use super::*;
use crate::masks::{Mask, Measures, Standing};
use crate::plan::{CutRule, Pin};
use crate::testing;

/// Leads that stand alike: the segments that they fit as bits, their outcome, how many, their value.
type Row = (u64, Option<bool>, u64, i64);

#[derive(Debug, Clone)]
struct Case {
    costs: Vec<u8>,
    rows: Vec<Row>,
    segments: Option<usize>,
    cost: Option<u8>,
    /// Whether the first segment is pinned.
    is_pinned: bool,
}

fn cases(values: std::ops::Range<i64>) -> impl Strategy<Value = Case> {
    (1..9_usize).prop_flat_map(move |segments| {
        let row = (
            0..1_u64 << segments,
            proptest::option::of(any::<bool>()),
            1..50_u64,
            values.clone(),
        );
        (
            proptest::collection::vec(0..9_u8, segments),
            proptest::collection::vec(row, 0..30),
            proptest::option::of(0..=segments),
            proptest::option::of(0..30_u8),
            any::<bool>(),
        )
            .prop_map(|(costs, rows, segments, cost, is_pinned)| Case {
                costs,
                rows,
                segments: segments.or(cost.is_none().then_some(2)),
                cost,
                is_pinned,
            })
    })
}

impl Case {
    fn plan(&self) -> Plan {
        let names = (0..self.costs.len()).map(|place| format!("s{place}"));
        let mut plan = testing::plan(names.map(|name| testing::segment(&name, [5.0; 3])));
        for (segment, cost) in plan.segments.iter_mut().zip(&self.costs) {
            segment.cost = Some(f64::from(*cost));
        }
        plan.capacity = Some(Capacity {
            segments: self.segments,
            cost: self.cost.map(f64::from),
            unit: None,
            cut: CutRule::Fill,
        });
        plan.order.pins.extend(self.is_pinned.then(|| Pin {
            segment: SegmentId(0),
            rank: 1,
            because: "Promised".to_owned(),
        }));
        plan
    }

    fn table(&self) -> MaskTable {
        let mut table = MaskTable::new((0..self.costs.len()).map(SegmentId).collect());
        for (mask, outcome, leads, value) in &self.rows {
            let words = [*mask];
            let standing = Standing {
                mask: Mask::new(&words),
                outcome: *outcome,
                ..Standing::default()
            };
            let measures = Measures {
                leads: *leads,
                value: i128::from(*value),
                valued: *leads,
            };
            table.count(&standing, &measures).unwrap();
        }
        table
    }

    /// What a set of segments, as bits, reaches.
    fn reach(&self, set: u64, by: Reached) -> i128 {
        let rows = self.rows.iter().filter(|(mask, ..)| mask & set != 0);
        let weight = |(_, outcome, leads, value): &Row| match by {
            Reached::Leads => i128::from(*leads),
            Reached::Outcomes if *outcome == Some(true) => i128::from(*leads),
            Reached::Outcomes => 0,
            Reached::Value => i128::from(*value),
        };
        rows.map(weight).sum()
    }

    fn fits(&self, set: u64) -> bool {
        let taken = (0..self.costs.len()).filter(|place| set >> place & 1 == 1);
        let costs: u32 = taken.map(|place| u32::from(self.costs[place])).sum();
        self.segments
            .is_none_or(|most| set.count_ones() as usize <= most)
            && self.cost.is_none_or(|most| costs <= u32::from(most))
    }

    /// The most that any set reaches that fits; one with the first segment where that is to stay.
    fn most(&self, by: Reached, stays: bool) -> i128 {
        let sets = (0..1_u64 << self.costs.len()).filter(|set| !stays || set & 1 == 1);
        let reached = sets
            .filter(|set| self.fits(*set))
            .map(|set| self.reach(set, by));
        reached.max().unwrap()
    }

    fn check(&self, by: Reached) {
        let (plan, table) = (self.plan(), self.table());
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        let found = best_set(&plan, &order, &table, by).unwrap().unwrap();
        let cut = Cut::of(&plan, &order).unwrap();
        let mut set = (0..order.len()).filter(|place| cut.has(place + 1));
        let set = set.by_ref().fold(0_u64, |set, place| set | 1 << place);
        assert_eq!(found.now, self.reach(set, by));
        let bits = |ids: &[SegmentId]| ids.iter().fold(0_u64, |set, id| set | 1 << id.0);
        let best = (set & !bits(&found.out)) | bits(&found.into);
        assert!(self.fits(best), "{found:?}");
        assert_eq!(found.best, self.reach(best, by));
        assert_eq!(found.search, SetSearch::Exact);
        let stays = self.is_pinned && cut.has(1);
        assert!(!stays || best & 1 == 1);
        assert_eq!(found.best, self.most(by, stays), "{found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_set_reaches_more(case in cases(-40..60), by in proptest::sample::select(Reached::ALL)) {
        case.check(by);
    }

    #[test]
    fn a_greedy_set_reaches_the_share_that_it_is_sure_of(case in cases(0..60)) {
        let plan = case.plan();
        let capacity = plan.capacity.as_ref().unwrap();
        let candidates: Vec<(usize, f64)> =
            case.costs.iter().map(|cost| f64::from(*cost)).enumerate().collect();
        let coverage = Coverage::new(&case.table(), &[], &candidates, Reached::Value).unwrap();
        let set = greedy(&coverage, Room::of(capacity));
        prop_assert!(case.fits(set.iter().fold(0, |set, bit| set | 1 << bit)));
        let (reach, most) = (coverage.reach(&set), case.most(Reached::Value, false));
        if let Some(share) = guarantee(capacity) {
            prop_assert!(reach as f64 >= share * most as f64 - 1e-9, "{reach} of {most}");
        }
    }
}

#[test]
fn equal_sets_leave_the_cut_as_it_is() {
    let case = Case {
        costs: vec![0; 3],
        rows: vec![
            (0b001, None, 5, 0),
            (0b010, None, 5, 0),
            (0b100, None, 5, 0),
        ],
        segments: Some(2),
        cost: None,
        is_pinned: false,
    };
    let plan = case.plan();
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let found = best_set(&plan, &order, &case.table(), Reached::Leads)
        .unwrap()
        .unwrap();
    assert_eq!((found.out.len(), found.into.len(), found.gain()), (0, 0, 0));
}

#[test]
fn beyond_its_steps_a_search_is_greedy_and_says_so() {
    // So many segments that cross each other that no bound cuts the search short.
    let segments = 64_usize;
    let pairs = (0..segments).flat_map(|one| (0..one).map(move |other| (one, other)));
    let rows = pairs.map(|(one, other)| (1_u64 << one | 1 << other, None, 1, 1));
    let mut case = Case {
        costs: vec![0; segments],
        rows: rows.collect(),
        segments: Some(30),
        cost: None,
        is_pinned: false,
    };
    let plan = case.plan();
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let by = Reached::Value;
    let found = best_set(&plan, &order, &case.table(), by).unwrap().unwrap();
    let share = 1.0 - (-1.0_f64).exp();
    assert_eq!(found.search, SetSearch::Greedy(Some(share)));
    case.rows[0].3 = -1;
    assert_eq!(best_set(&plan, &order, &case.table(), by).unwrap(), None);
}
