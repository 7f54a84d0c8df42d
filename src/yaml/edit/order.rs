//! Where a new key stands among its neighbors.

use crate::yaml::{Entry, Route};

/// In which order the keys of a format stand.
pub trait KeyOrder {
    /// The keys that the mapping at a route may have, first to last. Keys that are not listed are
    /// written last.
    fn keys(&self, mapping: &Route) -> Vec<&str>;
}

/// No order: a new key is written last.
impl KeyOrder for () {
    fn keys(&self, _: &Route) -> Vec<&str> {
        Vec::new()
    }
}

/// The place of a new key: after the neighbor that comes closest before it in the format.
pub(super) fn place_of(key: &str, entries: &[Entry], keys: &[&str]) -> usize {
    let rank = |key: &str| keys.iter().position(|known| *known == key);
    let Some(own) = rank(key) else {
        return entries.len();
    };
    let ranks = || entries.iter().map(|entry| rank(&entry.key)).enumerate();
    let before =
        ranks().filter_map(|(place, rank)| Some((rank.filter(|rank| *rank < own)?, place)));
    if let Some((_, place)) = before.max() {
        return place + 1;
    }
    let after = ranks().find(|(_, rank)| rank.is_some());
    after.map_or(entries.len(), |(place, _)| place)
}
