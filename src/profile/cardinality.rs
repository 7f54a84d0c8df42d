//! How many different values a column holds, estimated in bounded memory.

/// Bits of a hash that choose a register: 2¹⁴ registers, whose standard error is 0.8 %.
const BITS: u32 = 14;
const REGISTERS: usize = 1 << BITS;
/// Ranks that a register can have beside 0.
const HIGHEST: usize = 64 - BITS as usize + 1;

/// A HyperLogLog sketch of hashes of 64 bits. Sketches of parts merge into the sketch of the whole,
/// in any order.
///
/// Flajolet, Fusy, Gandouet and Meunier (2007), Analysis of Algorithms, DMTCS AH:137.
#[derive(Debug, Clone)]
pub(super) struct Cardinality {
    registers: Vec<u8>,
}

impl Default for Cardinality {
    fn default() -> Self {
        Self {
            registers: vec![0; REGISTERS],
        }
    }
}

impl Cardinality {
    /// Takes a value by its hash.
    pub(super) fn add(&mut self, hash: u64) {
        let register = (hash >> (64 - BITS)) as usize;
        let rank = ((hash << BITS) | (1 << (BITS - 1))).leading_zeros() + 1;
        let highest = &mut self.registers[register];
        *highest = (*highest).max(rank as u8);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (one, other) in self.registers.iter_mut().zip(&other.registers) {
            *one = (*one).max(*other);
        }
    }

    /// How many different values there were, about. Ertl (2017), arXiv:1702.01284, algorithm 6: without
    /// bias at any number.
    pub(super) fn estimate(&self) -> u64 {
        let mut of_rank = [0_u32; HIGHEST + 1];
        for rank in &self.registers {
            of_rank[usize::from(*rank).min(HIGHEST)] += 1;
        }
        let all = REGISTERS as f64;
        let mut sum = all * tau(1.0 - f64::from(of_rank[HIGHEST]) / all);
        for number in of_rank[1..HIGHEST].iter().rev() {
            sum = 0.5 * (sum + f64::from(*number));
        }
        sum += all * sigma(f64::from(of_rank[0]) / all);
        (all * all / (2.0 * std::f64::consts::LN_2 * sum)).round() as u64
    }
}

/// What empty registers, a share of all, add; infinite if all are empty.
fn sigma(share: f64) -> f64 {
    if share >= 1.0 {
        return f64::INFINITY;
    }
    let (mut power, mut weight, mut sum) = (share, 1.0, share);
    loop {
        power *= power;
        let before = sum;
        sum += power * weight;
        weight += weight;
        if sum == before {
            return sum;
        }
    }
}

/// What registers at the highest rank add; `share` are all others.
fn tau(share: f64) -> f64 {
    if share <= 0.0 || share >= 1.0 {
        return 0.0;
    }
    let (mut power, mut weight, mut sum) = (share, 1.0, 1.0 - share);
    loop {
        power = power.sqrt();
        let before = sum;
        weight *= 0.5;
        sum -= (1.0 - power).powi(2) * weight;
        if sum == before {
            return sum / 3.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::digest;

    /// Four standard errors at each size, the sizes at which HyperLogLog was biased among them.
    #[test]
    fn an_estimate_is_within_its_error() {
        for number in [0_u64, 1, 100, 10_000, 41_000, 82_000, 1_000_000] {
            let mut parts = [Cardinality::default(), Cardinality::default()];
            for value in 0..number {
                let hash = digest(&value.to_le_bytes()) as u64;
                parts[usize::from(value % 3 == 0)].add(hash);
            }
            let [mut whole, other] = parts;
            whole.merge(&other);
            let off = whole.estimate().abs_diff(number) as f64;
            assert!(off <= 0.033 * number as f64, "{number}: {off}");
        }
    }
}
