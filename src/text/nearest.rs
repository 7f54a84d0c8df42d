//! "Did you mean …?": the nearest of a few known words.

/// The candidate nearest to `word`, if one is near enough to be what was meant: case and the
/// difference between `-`, `_` and a space are free, beyond that at most a third of the letters
/// may differ (Damerau–Levenshtein distance). Among equally near ones the first wins.
pub fn nearest<'a, I>(word: &str, candidates: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a str>,
{
    let word = folded(word);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &folded(candidate)), candidate))
        .filter(|(far, candidate)| *far <= allowed(word.len().max(candidate.len())))
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// The Damerau–Levenshtein distance between two words, letters in any case.
#[must_use]
pub fn slips_between(a: &str, b: &str) -> usize {
    distance(&a.to_lowercase(), &b.to_lowercase())
}

fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(a, b)
}

fn allowed(letters: usize) -> usize {
    (letters / 3).max(1)
}

fn folded(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' ', '.'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_stranger_is_not() {
        let known = ["employees", "industry", "country"];
        assert_eq!(nearest("employes", known), Some("employees"));
        assert_eq!(nearest("Industry", known), Some("industry"));
        assert_eq!(nearest("budget", known), None);
    }

    #[test]
    fn signs_that_join_words_are_alike() {
        assert_eq!(
            nearest("too many segments", ["too-many-segments"]),
            Some("too-many-segments")
        );
    }
}
