//! Words that stand where a value was never filled in.

/// What forms and imports leave in an unfilled field: lower case, no punctuation around it.
const PLACEHOLDERS: &[&str] = &[
    "blank",
    "choose",
    "choose one",
    "desconhecido",
    "empty",
    "inconnu",
    "k.a",
    "keine angabe",
    "missing",
    "n.a",
    "n/a",
    "nan",
    "not applicable",
    "not available",
    "not set",
    "not specified",
    "null",
    "please choose",
    "please select",
    "select",
    "select one",
    "tbd",
    "unbekannt",
    "undefined",
    "unknown",
    "unspecified",
];

/// Whether a cell says that there is no value: `Select`, `N/A`, `-`, `(unknown)`.
#[inline]
pub fn is_placeholder(cell: &str) -> bool {
    let word = cell.trim_matches(|sign: char| !sign.is_alphanumeric());
    word.is_empty() || word.len() <= 20 && PLACEHOLDERS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_in_any_case_and_punctuation() {
        for cell in [
            "Select",
            "N/A",
            "-",
            "--",
            "?",
            "(Unknown)",
            "n.a.",
            "Please select…",
            " ",
        ] {
            assert!(is_placeholder(cell), "{cell}");
        }
        for cell in ["Selected", "None", "0", "Nana", "-1", "Münster"] {
            assert!(!is_placeholder(cell), "{cell}");
        }
    }
}
