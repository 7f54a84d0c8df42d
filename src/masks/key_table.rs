//! Keys, numbered as they come up.

use std::slice;

/// Keys of some words each, numbered from 0 in the order in which they came up first.
#[derive(Debug, Clone)]
pub(crate) struct KeyTable {
    words: usize,
    /// All keys, one after the other.
    keys: Vec<u64>,
    /// The number of each key, in the bucket that some bits of its hash say, or where that is full in one
    /// after it. None or a power of two of them.
    buckets: Vec<Bucket>,
    /// How many more keys come before there are more buckets.
    room: usize,
    /// By the lowest bits of a key's hash, the number of the last key that was asked for with them, `NONE` at
    /// first; empty until the first.
    recent: Vec<u32>,
}

/// The numbers of some keys, each with half of its hash: few keys are read that are not meant, and none when
/// the table grows. All of it is read from memory at once.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct Bucket {
    halves: [u32; Bucket::KEYS],
    /// `NONE` behind the last.
    numbers: [u32; Bucket::KEYS],
}

/// Few enough to stay in a core's nearest cache.
const RECENT: usize = 1 << 12;

/// No key has this number.
const NONE: u32 = u32::MAX;

/// Keys that are looked up together, so that a processor waits for several places in memory at once.
const AT_ONCE: usize = 64;

impl Bucket {
    const KEYS: usize = 8;
    /// Few enough that hardly any bucket is full.
    const MEAN_UP_TO: usize = 5;
    const EMPTY: Self = Self {
        halves: [0; Self::KEYS],
        numbers: [NONE; Self::KEYS],
    };

    /// The places of keys with half of a hash, a bit each; of empty places, too.
    #[inline]
    fn places_of(&self, half: u32) -> u32 {
        let mut places = 0;
        for (place, known) in self.halves.iter().enumerate() {
            places |= u32::from(*known == half) << place;
        }
        places
    }

    /// The number of the first key with half of a hash; any number, or `NONE`, if there is no such key.
    #[inline]
    fn first_of(&self, half: u32) -> u32 {
        let place = self.places_of(half).trailing_zeros();
        self.numbers[place as usize % Self::KEYS]
    }
}

impl KeyTable {
    /// For keys of so many words, at least one.
    pub(crate) fn new(words: usize) -> Self {
        Self {
            words,
            keys: Vec::new(),
            buckets: Vec::new(),
            room: 0,
            recent: Vec::new(),
        }
    }

    /// The numbers of some keys, which lie one after the other, found at once where few keys come up again
    /// and again.
    pub(crate) fn number_each(&mut self, keys: &[u64], numbers: &mut Vec<u32>) {
        match (self.is_crowded(), self.words) {
            (true, _) => self.number_many(keys, numbers),
            // The usual case has a loop of its own.
            (false, 1) => self.number_words(keys, numbers),
            (false, words) => {
                numbers.clear();
                numbers.extend(keys.chunks_exact(words).map(|key| self.number_again(key)));
            }
        }
    }

    /// The numbers of some keys, which lie one after the other and hardly ever come up again soon.
    pub(crate) fn number_many(&mut self, keys: &[u64], numbers: &mut Vec<u32>) {
        numbers.clear();
        match self.words {
            1 => self.number_many_of(1, keys, numbers),
            words => self.number_many_of(words, keys, numbers),
        }
    }

    /// Whether so many keys are known that few of them come up again soon.
    fn is_crowded(&self) -> bool {
        self.keys.len() > RECENT * self.words
    }

    fn number_words(&mut self, keys: &[u64], numbers: &mut Vec<u32>) {
        numbers.resize(keys.len(), NONE);
        for (number, word) in numbers.iter_mut().zip(keys) {
            let key = slice::from_ref(word);
            let hash = hash(key);
            let recent = self.recent.get(hash as usize % RECENT);
            let recent = recent.copied().unwrap_or(NONE);
            *number = match self.keys.get(recent as usize) {
                Some(known) if known == word => recent,
                _ => self.number_anew(key, hash),
            };
        }
    }

    /// The number of a key, found at once where few keys come up again and again.
    #[inline]
    fn number_again(&mut self, key: &[u64]) -> u32 {
        let hash = hash(key);
        if let Some(number) = self.recent.get(hash as usize % RECENT)
            && self.has(*number, key)
        {
            return *number;
        }
        self.number_anew(key, hash)
    }

    #[inline(never)]
    fn number_anew(&mut self, key: &[u64], hash: u64) -> u32 {
        let number = self.number_by(key, hash);
        self.recent.resize(RECENT, NONE);
        self.recent[hash as usize % RECENT] = number;
        number
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "for each lead")]
    fn number_many_of(&mut self, words: usize, keys: &[u64], numbers: &mut Vec<u32>) {
        if self.buckets.is_empty() {
            self.grow();
        }
        let mut looked_up = [(0, NONE, 0); AT_ONCE];
        for keys in keys.chunks(AT_ONCE * words) {
            let looked_up = &mut looked_up[..keys.len() / words];
            for (place, (hash, number, _)) in looked_up.iter_mut().enumerate() {
                *hash = self::hash(&keys[place * words..][..words]);
                let half = half(*hash);
                *number = self.buckets[self.place(half)].first_of(half);
            }
            for (_, number, first) in looked_up.iter_mut() {
                let known = self.keys.get(*number as usize * words);
                *first = known.copied().unwrap_or_default();
            }
            for (place, (hash, number, first)) in looked_up.iter().enumerate() {
                let key = &keys[place * words..][..words];
                numbers.push(match *first == key[0] && self.has(*number, key) {
                    true => *number,
                    false => self.number_by(key, *hash),
                });
            }
        }
    }

    /// The number of a key.
    #[inline]
    pub(crate) fn number(&mut self, key: &[u64]) -> u32 {
        self.number_by(key, hash(key))
    }

    #[inline(never)]
    fn number_by(&mut self, key: &[u64], hash: u64) -> u32 {
        if self.room == 0 {
            self.grow();
        }
        let half = half(hash);
        let mut place = self.place(half);
        loop {
            let bucket = &self.buckets[place];
            let mut places = bucket.places_of(half);
            while places != 0 {
                let number = bucket.numbers[places.trailing_zeros() as usize];
                if self.has(number, key) {
                    return number;
                }
                places &= places - 1;
            }
            if bucket.numbers[Bucket::KEYS - 1] == NONE {
                let number = self.len() as u32;
                self.keys.extend_from_slice(key);
                self.room -= 1;
                self.put(half, number);
                return number;
            }
            place = (place + 1) & (self.buckets.len() - 1);
        }
    }

    /// Whether a number is that of a key.
    #[inline]
    fn has(&self, number: u32, key: &[u64]) -> bool {
        let known = self.keys.get(number as usize * key.len()..);
        let known = known.and_then(|known| known.get(..key.len()));
        // By place: this is what counting does most.
        known.is_some_and(|known| (0..key.len()).all(|place| known[place] == key[place]))
    }

    /// The bucket in which half of a hash is looked up first.
    #[inline]
    fn place(&self, half: u32) -> usize {
        half as usize & (self.buckets.len() - 1)
    }

    /// Puts a number into the first bucket that has room for it.
    fn put(&mut self, half: u32, number: u32) {
        let mut place = self.place(half);
        loop {
            let bucket = &mut self.buckets[place];
            if let Some(empty) = bucket.numbers.iter().position(|number| *number == NONE) {
                (bucket.halves[empty], bucket.numbers[empty]) = (half, number);
                return;
            }
            place = (place + 1) & (self.buckets.len() - 1);
        }
    }

    #[cold]
    fn grow(&mut self) {
        let count = (2 * self.buckets.len()).max(1);
        let before = std::mem::replace(&mut self.buckets, vec![Bucket::EMPTY; count]);
        self.room = count * Bucket::MEAN_UP_TO - self.len();
        for bucket in before {
            let known = bucket.halves.into_iter().zip(bucket.numbers);
            for (half, number) in known.filter(|(_, number)| *number != NONE) {
                self.put(half, number);
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

    /// All keys, one after the other.
    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// Forgets all keys.
    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.buckets.fill(Bucket::EMPTY);
        self.room = self.buckets.len() * Bucket::MEAN_UP_TO;
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

/// The half of a hash that a table keeps.
#[inline]
fn half(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_number_however_it_is_asked_for() {
        for words in 1..4 {
            let key = |place: u64| {
                (0..words).map(move |word| [place * place % 4_099, 7, place % 3][word])
            };
            let keys: Vec<u64> = (0..5_000).flat_map(key).collect();
            let (mut table, mut numbers) = (KeyTable::new(words), Vec::new());
            for round in 0..3 {
                table.number_each(&keys, &mut numbers);
                assert_eq!(numbers.len(), 5_000);
                for (key, number) in keys.chunks(words).zip(&numbers) {
                    assert_eq!(table.key(*number as usize), key);
                    assert_eq!(table.number(key), *number);
                }
                let mut different: Vec<&[u64]> = keys.chunks(words).collect();
                different.sort_unstable();
                different.dedup();
                assert_eq!(table.len(), different.len());
                if round == 1 {
                    table.clear();
                    assert_eq!(table.len(), 0);
                }
            }
        }
    }

    #[test]
    fn numbers_follow_the_order_in_which_keys_came_up() {
        let (mut table, mut numbers) = (KeyTable::new(1), Vec::new());
        table.number_each(&[7, 0, 3, 0, 7], &mut numbers);
        assert_eq!(numbers, [0, 1, 2, 1, 0]);
        assert_eq!([3, 0, 5].map(|key| table.number(&[key])), [2, 1, 3]);
    }
}
