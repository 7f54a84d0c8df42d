//! Streams of random numbers that are known by what they are for.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

/// Draws are made this many at a time. Each block of a stream has its own starting point, so that
/// blocks can be made in any order.
pub(super) const BLOCK: usize = 64;

/// A stream of random numbers that depends on the seed and on what it is for, and on nothing else:
/// a segment or scorer that joins or leaves a plan disturbs no other stream.
pub struct Stream([u8; 32]);

impl Stream {
    /// The stream for a purpose, given as words.
    pub fn new(seed: u64, purpose: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        for word in purpose {
            hash.update((word.len() as u64).to_le_bytes());
            hash.update(word.as_bytes());
        }
        Self(hash.finalize().into())
    }

    /// A number of 256 bits that only this stream has.
    pub fn digest(self) -> [u8; 32] {
        self.0
    }

    pub(crate) fn block(&self, block: usize) -> ChaCha8Rng {
        let mut generator = ChaCha8Rng::from_seed(self.0);
        generator.set_stream(block as u64);
        generator
    }
}
