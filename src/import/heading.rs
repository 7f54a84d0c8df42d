//! What a heading says besides what its column holds: direction, scale, scorer.

use super::vocabulary::folded;

/// Whether a text has these words, whole and in a row.
fn contains_words(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

/// What a heading says of its third score: `lower = easier` and the like.
pub(super) fn says_high_is_hard(heading: &str) -> Option<bool> {
    let text = folded(heading);
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| contains_words(&text, phrase));
    let hard = [
        "lower easier",
        "lower is easier",
        "low easy",
        "1 easy",
        "1 easiest",
        "10 hard",
        "10 hardest",
        "5 hard",
        "5 hardest",
        "higher harder",
        "higher is harder",
        "high hard",
        "niedriger leichter",
        "niedrig leicht",
        "hoeher schwieriger",
        "menor mais facil",
        "menor mas facil",
        "plus bas plus facile",
        "lager makkelijker",
    ];
    let easy = [
        "lower effort scores higher",
        "higher easier",
        "higher is easier",
        "high easy",
        "10 easy",
        "10 easiest",
        "5 easy",
        "5 easiest",
        "1 hard",
        "1 hardest",
        "lower harder",
        "inverse",
        "inverted",
        "reversed",
        "hoeher leichter",
        "maior mais facil",
        "mayor mas facil",
        "low effort 10",
        "10 low effort",
        "10 least effort",
    ];
    match (any(&hard), any(&easy)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The scale that a heading states: `(1-5)`, `0–100`, `/10`, `%`.
pub(super) fn stated_scale(heading: &str) -> Option<(f64, f64)> {
    let signs: String = heading
        .chars()
        .map(|sign| {
            if "–—‒".contains(sign) {
                '-'
            } else {
                sign
            }
        })
        .collect();
    let bounds = signs
        .replace("...", "-")
        .replace("..", "-")
        .replace(" to ", "-");
    let numbers = |part: &str, from_end: bool| -> Option<f64> {
        let part = part.trim();
        let is_part = |sign: &char| sign.is_ascii_digit() || *sign == '.';
        let digits: String = match from_end {
            true => {
                let digits: Vec<char> = part.chars().rev().take_while(is_part).collect();
                digits.into_iter().rev().collect()
            }
            false => part.chars().take_while(is_part).collect(),
        };
        digits.parse().ok()
    };
    for (at, _) in bounds.match_indices('-') {
        let ends = (
            numbers(&bounds[..at], true),
            numbers(&bounds[at + 1..], false),
        );
        if let (Some(low), Some(high)) = ends
            && low < high
            && high <= 100.0
        {
            return Some((low, high));
        }
    }
    if let Some((_, after)) = bounds.split_once('/')
        && let Some(high) = numbers(after, false)
        && [5.0, 10.0, 100.0].contains(&high)
    {
        return Some((if high == 100.0 { 0.0 } else { 1.0 }, high));
    }
    bounds.contains('%').then_some((0.0, 100.0))
}

/// Whether a cell in the column of names says that its row is a sum or a mean of the others.
pub(super) fn is_total(name: &str) -> bool {
    const TOTALS: &str = "total totals sum summe gesamt soma somme totale totaal average avg mean \
                          median durchschnitt mittelwert media moyenne gemiddelde grand_total ø";
    let name = folded(name);
    TOTALS
        .split_whitespace()
        .any(|word| word.replace('_', " ") == name)
}

/// Whether what is left of a heading says that the column is the mean or median of others.
pub(super) fn is_mean(words: &str) -> bool {
    const MEANS: &str = "average avg mean median durchschnitt mittelwert mittel schnitt media \
                         mediana moyenne gemiddelde ø overall team";
    let words = folded(words);
    MEANS
        .split_whitespace()
        .any(|mean| contains_words(&words, mean))
}

/// The part of a heading that names a scorer: what is left without the words of its role, a scale
/// and words that name nobody. `None` if nothing is.
pub(super) fn scorer(heading: &str, role_words: &str) -> Option<String> {
    const NOBODY: &str = "score scores rating ratings value of for by the from to de von da do der nach \
                          easy hard easier lower higher lowest highest is pts points punkte raw";
    let role_words: Vec<&str> = role_words.split(' ').collect();
    let left: Vec<&str> = heading
        .split(|sign: char| sign.is_whitespace() || "()[]:–—,;/|=".contains(sign))
        .map(|word| word.trim_matches(['-', '.', '\'', '"', '’']))
        .map(|word| {
            word.strip_suffix("'s")
                .or(word.strip_suffix("’s"))
                .unwrap_or(word)
        })
        .filter(|word| {
            let folded = folded(word);
            let letters = folded.chars().any(char::is_alphabetic) || word.contains('ø');
            letters
                && !role_words.contains(&folded.as_str())
                && !NOBODY.split_whitespace().any(|nobody| nobody == folded)
        })
        .collect();
    (!left.is_empty()).then(|| left.join(" "))
}
