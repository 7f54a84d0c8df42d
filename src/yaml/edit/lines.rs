//! The lines that an edit changes.

/// Lines of a text that change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLines {
    /// The number of the first one, from 1.
    pub line: usize,
    /// As they were.
    pub old: Vec<String>,
    /// As they become.
    pub new: Vec<String>,
}

/// The lines in which two texts differ, between those that they begin and end with alike. Where both
/// have as many, only those that differ.
pub(super) fn changed_lines(old: &str, new: &str) -> Vec<ChangedLines> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let before = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let most = old.len().min(new.len()) - before;
    let ends = old.iter().rev().zip(new.iter().rev());
    let after = ends.take(most).take_while(|(old, new)| old == new).count();
    let (old, new) = (
        &old[before..old.len() - after],
        &new[before..new.len() - after],
    );
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    if old.len() != new.len() {
        return vec![ChangedLines {
            line: before + 1,
            old: owned(old),
            new: owned(new),
        }];
    }
    let pairs = old
        .iter()
        .zip(new)
        .enumerate()
        .filter(|(_, (old, new))| old != new);
    pairs
        .map(|(place, (old, new))| ChangedLines {
            line: before + place + 1,
            old: vec![(*old).to_owned()],
            new: vec![(*new).to_owned()],
        })
        .collect()
}
