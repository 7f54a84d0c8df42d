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

/// `true` or `false` in small letters, at once; None for anything else.
#[inline(always)]
pub fn short_boolean(cell: &[u8]) -> Option<bool> {
    match cell {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}
