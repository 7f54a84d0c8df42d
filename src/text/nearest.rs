//! "Did you mean …?": the nearest of a few known words.

/// The candidate nearest to `word`, if at most a third of its letters differ (two swapped ones count
/// once). Case, and whether words are joined by `-`, `_`, `.` or a space, make no difference. Among
/// equally near candidates the first wins.
pub fn nearest<'a, I>(word: &str, candidates: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a str>,
{
    if word.len() > LONGEST {
        return None;
    }
    let word = folded(word);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let most = allowed(word.len().max(candidate.len()));
            let near = word.len().abs_diff(candidate.len()) <= 4 * most;
            let far = near.then(|| distance(&word, &folded(candidate)))?;
            (far <= most).then_some((far, candidate))
        })
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// The longest word, in bytes, that is taken for a slip of the pen.
const LONGEST: usize = 200;

/// The edit distance of two words; two letters swapped count once. `None` if one is too long to be
/// mistaken for another.
pub fn slips_between(a: &str, b: &str) -> Option<usize> {
    (a.len().max(b.len()) <= LONGEST).then(|| distance(a, b))
}

fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
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
