//! A digest of a table, so that one table is told from another.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use twox_hash::xxhash3_128::Hasher;

/// XXH3 with 128 bits of all bytes so far. It keeps up with memory and is no signature. Clones
/// share it.
#[derive(Clone)]
pub(super) struct Checksum(Arc<Mutex<Hasher>>);

impl Checksum {
    /// Of no bytes.
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Hasher::new())))
    }

    /// Takes the next bytes.
    pub(super) fn add(&self, bytes: &[u8]) {
        let mut hasher = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hasher.write(bytes);
    }

    /// 32 hexadecimal digits, as `xxhsum -H2` prints them.
    pub(super) fn digits(&self) -> String {
        let hasher = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        format!("{:032x}", hasher.finish_128())
    }

    /// Of a Parquet file's size and its footer, which tells the number of rows, and where each
    /// column's values are, how large, and in which range. To read all values would take longer
    /// than to count the columns that a plan reads.
    pub(super) fn of_parquet(mut file: &File) -> io::Result<Self> {
        let mut checksum = Self::new();
        let size = file.seek(SeekFrom::End(0))?;
        let mut end = [0; 4];
        file.seek(SeekFrom::Start(size.saturating_sub(8)))?;
        file.read_exact(&mut end)?;
        let footer = 8 + u64::from(u32::from_le_bytes(end));
        file.seek(SeekFrom::Start(size.saturating_sub(footer)))?;
        checksum.add(&size.to_le_bytes());
        io::copy(&mut file.take(footer), &mut checksum)?;
        Ok(checksum)
    }
}

impl Write for Checksum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `printf 'a,b\\n' | xxhsum -H2` has it, in however many pieces the bytes come.
    #[test]
    fn it_is_the_digest_that_others_compute() {
        let (whole, pieces) = (Checksum::new(), Checksum::new());
        whole.add(b"a,b\n");
        for byte in b"a,b\n" {
            pieces.add(&[*byte]);
        }
        assert_eq!(whole.digits(), pieces.digits());
        // The published value for no bytes.
        assert_eq!(Checksum::new().digits(), "99aa06d3014798d86001c324468d497f");
    }
}
