//! One kind of mistake as data: what is wrong and what to write, with slots for the reader's words.

use crate::text::Span;
use crate::text::words::shortened;

/// One kind of mistake: a row of `parse/mistakes.rs` or `check/mismatches.rs`. In both texts `{0}`,
/// `{1}` … stand for the reader's own words, `{0…}` for their beginning where they are long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mistake {
    /// What is wrong, in one sentence without a final stop.
    pub(super) message: &'static str,
    /// What to write instead.
    pub(super) help: &'static str,
}

impl Mistake {
    /// The mistake at a place, with the reader's own words.
    pub(super) fn at(&self, span: Span, words: &[&str]) -> ConditionError {
        ConditionError {
            span,
            message: filled(self.message, words),
            help: filled(self.help, words),
        }
    }
}

/// A template with its slots filled, in one pass: words with braces in them stay as they are.
fn filled(template: &str, words: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, slot)) = rest.split_once('{') {
        let (slot, after) = slot.split_once('}').unwrap_or((slot, ""));
        let number = slot.trim_end_matches('…');
        let word = number
            .parse()
            .ok()
            .and_then(|place: usize| words.get(place));
        let word = word.copied().unwrap_or_default();
        text.push_str(before);
        match slot.ends_with('…') {
            true => text.push_str(&shortened(word)),
            false => text.push_str(word),
        }
        rest = after;
    }
    text + rest
}

/// A table of mistakes: of each its name, what is wrong, and what to write.
macro_rules! rows {
    ($($name:ident: $message:expr => $help:expr;)*) => {
        $(pub(super) const $name: Mistake = Mistake {
            message: $message,
            help: $help,
        };)*
    };
}
pub(super) use rows;

/// Mistakes reported of one condition; more would hide the first.
pub(super) const MOST_ERRORS: usize = 20;

/// One mistake in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// Where, in bytes of the condition's text.
    pub span: Span,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What would be right.
    pub help: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_the_readers_words_stay_as_they_are() {
        assert_eq!(filled("`{1}` after {0}", &["{1}", "{"]), "`{` after {1}");
        assert_eq!(
            filled("{0…}", &["x".repeat(50).as_str()]).chars().count(),
            41
        );
    }
}
