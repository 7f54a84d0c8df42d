//! Few rows are placed by pairs as they are by sorting.

use proptest::prelude::*;

use crate::order::certainty::standings::{Counted, FARTHEST, Places, Standings};

type Ranks = Vec<Vec<(u32, u32)>>;

/// Places rows by two keys in so many draws: their ranks and, draw by draw, their order.
fn placed(keys: &[Vec<Vec<u64>>], draws: usize, ask_order: bool) -> (Ranks, Vec<Vec<u64>>) {
    let rows = keys[0].len();
    let mut standings = Standings::new(&Counted {
        rows,
        keys: keys.len(),
        ranking_keys: 2,
        cut: None,
    });
    standings.set_draws(draws);
    for (key, all) in keys.iter().enumerate() {
        for (row, drawn) in all.iter().enumerate() {
            standings.row_mut(key, row).copy_from_slice(&drawn[..draws]);
        }
    }
    let mut places = Places::new(rows);
    let mut orders = Vec::new();
    let mut tell = |order: &[u64]| orders.push(order.to_vec());
    standings.place(&mut places, ask_order.then_some(&mut tell));
    let ranks = (0..rows).map(|row| {
        let (ahead, beside) = places.row(row, draws);
        ahead.iter().copied().zip(beside.iter().copied()).collect()
    });
    (ranks.collect(), orders)
}

/// Standings that are often equal, or differ only in their last bits.
fn standing() -> impl Strategy<Value = u64> {
    prop_oneof![
        2 => 0..4_u64,
        1 => (FARTHEST - 3)..=FARTHEST,
        3 => 0..=FARTHEST,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_are_placed_by_the_first_key_that_tells_them_apart(
        (draws, keys) in (1..=64_usize, 1..45_usize).prop_flat_map(|(draws, rows)| {
            let row = prop::collection::vec(standing(), draws);
            (Just(draws), prop::collection::vec(prop::collection::vec(row, rows), 3))
        })
    ) {
        let rows = keys[0].len();
        let (ranks, orders) = placed(&keys, draws, true);
        prop_assert_eq!(&placed(&keys, draws, false).0, &ranks);
        for draw in 0..draws {
            let by = |row: usize, keys: &[Vec<Vec<u64>>]| -> Vec<u64> {
                keys.iter().map(|key| key[row][draw]).collect()
            };
            for (row, placed) in ranks.iter().enumerate() {
                let own = by(row, &keys[..2]);
                let others = (0..rows).map(|other| by(other, &keys[..2]));
                let (ahead, same) = others.fold((0, 0), |(ahead, same), other| {
                    (ahead + u32::from(other < own), same + u32::from(other == own))
                });
                prop_assert_eq!(placed[draw], (ahead, same - 1));
            }
            let in_order: Vec<_> = orders[draw].iter().map(|row| by(*row as usize, &keys)).collect();
            prop_assert!(in_order.is_sorted());
        }
    }
}
