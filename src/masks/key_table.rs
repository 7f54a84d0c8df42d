//! Keys, numbered as they come up.

use std::slice;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Keys of some words each, numbered from 0 in the order in which they came up first.
#[derive(Debug, Clone)]
pub(crate) struct KeyTable {
    words: usize,
    /// All keys, one after the other.
    keys: Vec<u64>,
    /// The number of each key with half of its hash: no key is read when the table grows.
    numbers: HashTable<(u32, u32)>,
    /// By the lowest bits of a key's hash, the last key that was asked for with them: its first
    /// word and its number, `NONE` at first; empty until the first.
    recent: Vec<(u64, u32)>,
}

/// Few enough to stay in a core's nearest cache.
const RECENT: usize = 1 << 10;

/// No key has this number.
const NONE: u32 = u32::MAX;

impl KeyTable {
    /// For keys of so many words, at least one.
    pub(crate) fn new(words: usize) -> Self {
        Self {
            words,
            keys: Vec::new(),
            numbers: HashTable::new(),
            recent: Vec::new(),
        }
    }

    /// Whether so many keys are known that few of them come up again soon.
    pub(crate) fn is_crowded(&self) -> bool {
        self.numbers.len() > 4 * RECENT
    }

    /// The number of a key, found at once where few keys come up again and again.
    #[inline]
    pub(crate) fn number_again(&mut self, key: &[u64]) -> u32 {
        let hash = hash(key);
        if let Some((first, number)) = self.recent.get(hash as usize % RECENT)
            && key.first() == Some(first)
            && self.has(*number, key)
        {
            return *number;
        }
        self.number_anew(key, hash)
    }

    /// The numbers of keys of one word each, as [`Self::number_again`] has them.
    pub(crate) fn number_words(&mut self, keys: &[u64], numbers: &mut Vec<u32>) {
        numbers.resize(keys.len(), NONE);
        for (number, word) in numbers.iter_mut().zip(keys) {
            let key = slice::from_ref(word);
            let hash = hash(key);
            *number = match self.recent.get(hash as usize % RECENT) {
                Some((known, recent)) if known == word && *recent != NONE => *recent,
                _ => self.number_anew(key, hash),
            };
        }
    }

    #[inline]
    fn has(&self, number: u32, key: &[u64]) -> bool {
        let known = self.keys.get(number as usize * self.words..);
        known.is_some_and(|known| known.starts_with(key))
    }

    #[inline(never)]
    fn number_anew(&mut self, key: &[u64], hash: u64) -> u32 {
        let number = self.number_by(key, hash);
        self.recent.resize(RECENT, (0, NONE));
        self.recent[hash as usize % RECENT] = (key[0], number);
        number
    }

    /// The number of a key.
    #[inline]
    pub(crate) fn number(&mut self, key: &[u64]) -> u32 {
        self.number_by(key, hash(key))
    }

    #[inline]
    fn number_by(&mut self, key: &[u64], hash: u64) -> u32 {
        let (words, keys) = (self.words, &mut self.keys);
        let half = (hash >> 32) as u32;
        let same = |(number, other): &(u32, u32)| {
            let known = &keys[*number as usize * words..][..words];
            *other == half && known.iter().zip(key).all(|(one, other)| one == other)
        };
        let rehash = |(_, half): &(u32, u32)| spread(*half);
        match self.numbers.entry(spread(half), same, rehash) {
            Entry::Occupied(entry) => entry.get().0,
            Entry::Vacant(entry) => {
                let next = (keys.len() / words) as u32;
                entry.insert((next, half));
                keys.extend_from_slice(key);
                next
            }
        }
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len() / self.words
    }

    /// The key with a number.
    pub(crate) fn key(&self, number: usize) -> &[u64] {
        &self.keys[number * self.words..][..self.words]
    }

    /// Forgets all keys.
    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.numbers.clear();
        self.recent.clear();
    }
}

/// Each word is mixed in by the two halves of a product.
#[inline]
pub(super) fn hash(key: &[u64]) -> u64 {
    key.iter().fold(0x243f_6a88_85a3_08d3, |hash, word| {
        let product = u128::from(hash ^ word) * 0x9e37_79b9_7f4a_7c15;
        product as u64 ^ (product >> 64) as u64
    })
}

/// Half of a hash as a whole one: the table wants the highest bits and the lowest.
#[inline]
fn spread(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_number_however_it_is_asked_for() {
        let keys =
            |round: u64| (0..5_000).map(move |place| [place * place % 4_099 + round, place % 3]);
        let mut table = KeyTable::new(2);
        for round in 0..3 {
            for key in keys(round) {
                let number = table.number_again(&key);
                assert_eq!(table.key(number as usize), key);
                assert_eq!(table.number(&key), number);
                assert_eq!(table.number_again(&key), number);
            }
            table.clear();
            assert_eq!(table.len(), 0);
        }
    }

    #[test]
    fn keys_of_one_word_have_the_same_numbers_together_as_one_by_one() {
        let (mut table, mut numbers) = (KeyTable::new(1), Vec::new());
        table.number_words(&[7, 0, 3, 0, 7], &mut numbers);
        assert_eq!(numbers, [0, 1, 2, 1, 0]);
        let again = [3, 0, 5].map(|key| table.number_again(&[key]));
        assert_eq!(again, [2, 1, 3]);
    }
}
