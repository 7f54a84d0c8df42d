//! Yes and no, as tables write them.

/// How a table writes yes and no: the usual words, and those of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BooleanWords {
    yes: Vec<String>,
    no: Vec<String>,
}

impl BooleanWords {
    /// With these words beside the usual ones, in any case.
    pub fn new(yes: &[String], no: &[String]) -> Self {
        let plain = |words: &[String]| words.iter().map(|word| plain_word(word)).collect();
        Self {
            yes: plain(yes),
            no: plain(no),
        }
    }

    /// `true`, `yes`, `y`, `t`, `1` and their opposites, or one of the table's own words.
    #[inline]
    pub fn boolean(&self, cell: &str) -> Option<bool> {
        let is = |words: [&str; 5]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
        match cell {
            _ if is(["true", "yes", "y", "t", "1"]) => Some(true),
            _ if is(["false", "no", "n", "f", "0"]) => Some(false),
            _ if self.yes.is_empty() && self.no.is_empty() => None,
            _ => {
                let cell = plain_word(cell);
                let is_yes = self.yes.contains(&cell);
                (is_yes || self.no.contains(&cell)).then_some(is_yes)
            }
        }
    }
}

/// A word as it is compared: in small letters, without spaces around it.
pub fn plain_word(word: &str) -> String {
    word.trim().to_lowercase()
}

/// `true` or `false` in small letters, at once; None for anything else. No branch depends on which of
/// the two it is. `bytes` begin with the cell, which is `length` long, and go on for eight bytes at
/// least.
#[inline(always)]
pub fn short_boolean(bytes: &[u8], length: usize) -> Option<bool> {
    /// By a cell's length, the word it should be, at the high end; else one that no cell is.
    const WORDS: [u64; 8] = {
        let mut words = [1; 8];
        words[4] = u64::from_le_bytes(*b"\0\0\0\0true");
        words[5] = u64::from_le_bytes(*b"\0\0\0false");
        words
    };
    let word = u64::from_le_bytes(*bytes.first_chunk::<8>()?);
    let wanted = *WORDS.get(length)?;
    (word.unbounded_shl(64 - 8 * length as u32) == wanted).then_some(length == 4)
}
