//! Sets of an attribute's value classes.

/// A set of classes, a bit each. Sets of one attribute have as many words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct ClassSet(Box<[u64]>);

impl ClassSet {
    /// The classes below `classes` for which `is_in` is true.
    pub(super) fn of(classes: usize, is_in: impl Fn(usize) -> bool) -> Self {
        let mut words = vec![0; classes.div_ceil(64)];
        for class in (0..classes).filter(|class| is_in(*class)) {
            words[class / 64] |= 1 << (class % 64);
        }
        Self(words.into())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        let words = self.0.iter().map(|word| word.count_ones() as usize);
        words.sum()
    }

    pub(super) fn has(&self, class: usize) -> bool {
        let word = self.0.get(class / 64);
        word.is_some_and(|word| word >> (class % 64) & 1 == 1)
    }

    /// All of them, first to last.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        let classes = self.0.len() * 64;
        (0..classes).filter(|class| self.has(*class))
    }

    /// Leaves out what is in the other.
    pub(super) fn drop(&mut self, other: &Self) {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one &= !other;
        }
    }

    /// Whether all of them are in the other.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.is_within_or_meets(other).0
    }

    /// Whether any of them is in the other.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.is_within_or_meets(other).1
    }

    /// Whether all of them are in the other, and whether any is.
    pub(super) fn is_within_or_meets(&self, other: &Self) -> (bool, bool) {
        let (mut outside, mut inside) = (0, 0);
        // By place: this is what a proof does most, and there are few words.
        let words = self.0.len().min(other.0.len());
        let (ones, others) = (&self.0[..words], &other.0[..words]);
        for place in 0..words {
            outside |= ones[place] & !others[place];
            inside |= ones[place] & others[place];
        }
        (outside == 0, inside != 0)
    }

    /// Keeps what is in the other as well.
    pub(super) fn keep(&mut self, other: &Self) {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one &= other;
        }
    }

    /// Takes in what is in the other.
    pub(super) fn join(&mut self, other: &Self) {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one |= other;
        }
    }

    /// The first class; `None` if there is none.
    pub(super) fn first(&self) -> Option<usize> {
        let mut words = self.0.iter().enumerate();
        words.find_map(|(place, word)| {
            (*word != 0).then(|| place * 64 + word.trailing_zeros() as usize)
        })
    }
}
