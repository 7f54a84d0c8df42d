//! Sets of leads, a bit a lead.

/// A set of the leads of a half.
#[derive(Debug, Clone)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The leads that are members, of all of them in order.
    pub(super) fn of(members: impl Iterator<Item = bool>) -> Self {
        let members: Vec<bool> = members.collect();
        let word = |bits: &[bool]| {
            let bits = bits.iter().rev();
            bits.fold(0, |word, bit| word << 1 | u64::from(*bit))
        };
        Self(members.chunks(64).map(word).collect())
    }

    /// The leads of all of these sets; none of no set.
    pub(super) fn all(sets: impl Iterator<Item = Self>) -> Self {
        let common = sets.reduce(|one, other| one.both(&other));
        common.unwrap_or(Self(Vec::new()))
    }

    /// The leads of both sets.
    pub(super) fn both(&self, other: &Self) -> Self {
        let words = self.0.iter().zip(&other.0);
        Self(words.map(|(one, other)| one & other).collect())
    }

    /// How many leads there are.
    pub(super) fn size(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many leads both sets have.
    pub(super) fn common(&self, other: &Self) -> u64 {
        let words = self.0.iter().zip(&other.0);
        words
            .map(|(one, other)| u64::from((one & other).count_ones()))
            .sum()
    }
}
