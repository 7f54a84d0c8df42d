//! A glance at texts that are all different: most of them are in no list.

use super::words::{spread, words};

/// Some texts, in so little room that a glance shows that a text is none of them. Now and then
/// one seems to be that is not (a Bloom filter with one digest a text).
#[derive(Debug)]
pub(super) struct Named {
    /// A bit for each digest.
    bits: Vec<u64>,
}

/// Bits for each text, so that one text in so many seems to be one of them.
const BITS_A_TEXT: usize = 32;

impl Named {
    /// For these texts.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let bits = (texts.clone().count() * BITS_A_TEXT).next_power_of_two();
        let mut named = Self {
            bits: vec![0; (bits / 64).max(1)],
        };
        for text in texts {
            let (low, high) = words(text.as_bytes(), text.len());
            let (word, bit) = named.place(low, high, text.len());
            named.bits[word] |= bit;
        }
        named
    }

    /// Whether a text of these first sixteen bytes and this length may be one of the texts.
    #[inline(always)]
    pub(super) fn may_hold(&self, low: u64, high: u64, length: usize) -> bool {
        let (word, bit) = self.place(low, high, length);
        self.bits[word] & bit != 0
    }

    #[inline(always)]
    fn place(&self, low: u64, high: u64, length: usize) -> (usize, u64) {
        let digest = spread((low, high), length);
        ((digest / 64) & (self.bits.len() - 1), 1 << (digest % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_and_few_others_seem_to_be() {
        let texts: Vec<String> = (0..5000).map(|number| format!("K-{number}")).collect();
        let named = Named::new(texts.iter().map(String::as_str));
        let seems = |text: &str| {
            let (low, high) = words(text.as_bytes(), text.len());
            named.may_hold(low, high, text.len())
        };
        assert!(texts.iter().all(|text| seems(text)));
        let others = (5000..15_000).filter(|number| seems(&format!("K-{number}")));
        assert!(others.count() < 10_000 / 10);
    }
}
