//! Panels drawn again: which scorers make up the panel of each draw.

use indexmap::IndexSet;
use rand_chacha::rand_core::Rng;

use super::streams::{BLOCK, Stream};

/// The bootstrap of one set of scorers over all draws.
///
/// In each draw every scorer's chair is taken by one of the set, each equally likely: a resample
/// with replacement. Who takes a chair is the candidate with the highest of the numbers that
/// belong to the pair (chair, candidate), and these depend on nothing but the seed and the two
/// names. So one draw seats the same people for every segment and criterion that the same scorers
/// scored, sets that differ by a scorer are seated as alike as can be, and neither another segment
/// nor another scorer changes what a set gets.
pub(super) struct Resample {
    /// The distinct panels that occur: how often each scorer of the set sits in them.
    panels: IndexSet<Vec<u32>>,
    /// Which of them each draw has.
    of_draw: Vec<u32>,
}

impl Resample {
    /// Seats a set of scorers in every draw.
    pub(super) fn new(seed: u64, scorers: &[&str], draws: usize) -> Self {
        let chairs: Vec<Vec<Stream>> = scorers
            .iter()
            .map(|chair| {
                let lot = |candidate| Stream::new(seed, &["panel", chair, candidate]);
                scorers.iter().copied().map(lot).collect()
            })
            .collect();
        let mut panels: IndexSet<Vec<u32>> = IndexSet::new();
        let mut of_draw = Vec::with_capacity(draws);
        let mut seats = vec![vec![0; scorers.len()]; BLOCK];
        for block in 0..draws.div_ceil(BLOCK) {
            for panel in &mut seats {
                panel.fill(0);
            }
            for chair in &chairs {
                for (panel, winner) in seats.iter_mut().zip(winners(chair, block)) {
                    panel[winner] += 1;
                }
            }
            for panel in seats.iter().take(draws - of_draw.len()) {
                let known = panels.get_index_of(panel);
                let place = known.unwrap_or_else(|| panels.insert_full(panel.clone()).0);
                of_draw.push(place as u32);
            }
        }
        Self { panels, of_draw }
    }

    /// The distinct panels that occur: how often each scorer of the set, in its order, sits there.
    pub(super) fn panels(&self) -> &IndexSet<Vec<u32>> {
        &self.panels
    }

    /// Which of the distinct panels each draw of a block has.
    pub(super) fn block(&self, block: usize) -> &[u32] {
        let rest = self.of_draw.get(block * BLOCK..).unwrap_or_default();
        &rest[..rest.len().min(BLOCK)]
    }
}

/// Who takes a chair in each draw of a block: the candidate with the highest lot.
fn winners(candidates: &[Stream], block: usize) -> [usize; BLOCK] {
    let mut best = [(0, 0); BLOCK];
    for (place, stream) in candidates.iter().enumerate() {
        let mut generator = stream.block(block);
        for best in &mut best {
            let lot = generator.next_u32();
            if lot > best.1 {
                *best = (place, lot);
            }
        }
    }
    best.map(|(place, _)| place)
}
