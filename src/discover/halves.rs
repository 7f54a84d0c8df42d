//! The two halves of a sample: groups are found in one and shown from the other.

use sha2::{Digest, Sha256};

use crate::profile::LeadSample;

/// Whether each lead belongs to the half in which groups are found: the first hexadecimal digit of the
/// SHA-256 of its key is 0 to 7. Without a key, all its cells count, with 0x1F between them.
pub fn found_in(sample: &LeadSample, key: Option<usize>) -> Vec<bool> {
    let leads = sample.leads.iter();
    leads
        .map(|lead| {
            let mut hasher = Sha256::new();
            match key {
                Some(key) => hasher.update(lead.cells().nth(key).unwrap_or_default()),
                None => {
                    for (place, cell) in lead.cells().enumerate() {
                        if place > 0 {
                            hasher.update([0x1f]);
                        }
                        hasher.update(cell);
                    }
                }
            }
            hasher.finalize()[0] < 0x80
        })
        .collect()
}
