//! Numbers in runs come back, and any bytes come to an end.

use proptest::prelude::*;

use super::*;

/// Runs as a writer stores them, each repeated or packed, and their numbers.
fn encode(runs: &[(bool, Vec<u32>)], width: u8) -> (Vec<u8>, Vec<u32>) {
    let (mut bytes, mut numbers) = (Vec::new(), Vec::new());
    let mask = ((1_u64 << width) - 1) as u32;
    for (is_packed, run) in runs {
        let mut run: Vec<u32> = run.iter().map(|number| number & mask).collect();
        if *is_packed {
            run.resize(run.len().next_multiple_of(8), 0);
            // A header of two bytes, as a long run has.
            let header = run.len() / 4 + 1;
            bytes.extend([header as u8 | 0x80, (header >> 7) as u8]);
            let bits = run
                .iter()
                .flat_map(|number| (0..width).map(move |bit| number >> bit & 1));
            let bits: Vec<u32> = bits.collect();
            let byte = |bits: &[u32]| {
                bits.iter()
                    .rev()
                    .fold(0, |byte, bit| byte << 1 | *bit as u8)
            };
            bytes.extend(bits.chunks(8).map(byte));
        } else {
            let first = run.first().copied().unwrap_or(0);
            run.fill(first);
            bytes.push((run.len() << 1) as u8);
            bytes.extend(&first.to_le_bytes()[..usize::from(width).div_ceil(8)]);
        }
        numbers.extend(run);
    }
    (bytes, numbers)
}

proptest! {
    #[test]
    fn numbers_come_back_in_any_portions(
        width in 0_u8..=32,
        runs in prop::collection::vec(
            (any::<bool>(), prop::collection::vec(any::<u32>(), 0..40)), 0..6),
        portions in prop::collection::vec(1_usize..20, 1..10),
    ) {
        let (bytes, numbers) = encode(&runs, width);
        let mut decoder = HybridDecoder::new(Bytes::from(bytes), width).unwrap();
        let (mut found, mut portions) = (vec![0; numbers.len()], portions.iter().cycle());
        let mut rest = found.as_mut_slice();
        while !rest.is_empty() {
            let (some, others) = rest.split_at_mut(rest.len().min(*portions.next().unwrap()));
            // All at once where they are one number repeated, else one by one.
            match decoder.skip_repeated(7, some.len()) {
                true => some.fill(7),
                false => decoder.read(some).unwrap(),
            }
            rest = others;
        }
        prop_assert_eq!(found, numbers);
        prop_assert!(decoder.read(&mut [0]).is_err());
    }

    #[test]
    fn rows_with_a_value_come_back_in_any_portions(
        runs in prop::collection::vec(
            (any::<bool>(), prop::collection::vec(any::<u32>(), 0..60)), 0..9),
        portions in prop::collection::vec(1_usize..150, 1..10),
    ) {
        let (bytes, numbers) = encode(&runs, 1);
        let mut decoder = HybridDecoder::new(Bytes::from(bytes), 1).unwrap();
        let (mut presence, mut rest) = (Presence::default(), numbers.as_slice());
        let mut portions = portions.iter().cycle();
        while !rest.is_empty() {
            let (some, others) = rest.split_at(rest.len().min(*portions.next().unwrap()));
            presence.clear();
            decoder.read_presence(some.len(), &mut presence).unwrap();
            let values = vec![1; presence.known()];
            let mut spread = Vec::new();
            presence.spread(&values, 0, &mut spread);
            prop_assert_eq!(spread, some);
            rest = others;
        }
        prop_assert!(decoder.read_presence(1, &mut presence).is_err());
    }

    #[test]
    fn any_bytes_come_to_an_end(
        bytes in prop::collection::vec(any::<u8>(), 0..40),
        width in 0_u8..=255,
    ) {
        if let Ok(mut decoder) = HybridDecoder::new(Bytes::from(bytes), width) {
            let mut numbers = [0; 100];
            (0..100).find(|_| decoder.read(&mut numbers).is_err());
        }
    }
}
