//! The words of the language.

/// An attribute with one of these names stands in double quotes.
const KEYWORDS: [&str; 15] = [
    "and",
    "or",
    "not",
    "in",
    "between",
    "like",
    "starts",
    "with",
    "contains",
    "is",
    "null",
    "true",
    "false",
    "date",
    "days_since",
];

pub(super) fn begins_word(sign: char) -> bool {
    sign.is_alphabetic() || sign == '_'
}

pub(super) fn continues_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// The keyword that a word is, in any case.
pub(super) fn keyword(word: &str) -> Option<&'static str> {
    KEYWORDS
        .into_iter()
        .find(|keyword| keyword.eq_ignore_ascii_case(word))
}
