//! The lines that an edit changes.

/// Lines of a text that change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLines {
    /// The number of the first one, from 1; where lines are only added, of the one they come before.
    pub line: usize,
    /// As they were.
    pub old: Vec<String>,
    /// As they become.
    pub new: Vec<String>,
}

/// So many lines of both texts may be passed over before a line of both is met again.
const FARTHEST: usize = 500;

/// The lines in which two texts differ. Where they part, the nearest line that both have joins them
/// again, so the cost grows with the square of a change and not with the texts.
pub fn changed_lines(old: &str, new: &str) -> Vec<ChangedLines> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let (mut at, mut to) = (0, 0);
    let mut changes = Vec::new();
    while at < old.len() || to < new.len() {
        let (gone, come) = apart(&old[at..], &new[to..]);
        if (gone, come) == (0, 0) {
            (at, to) = (at + 1, to + 1);
            continue;
        }
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        changes.push(ChangedLines {
            line: at + 1,
            old: owned(&old[at..at + gone]),
            new: owned(&new[to..to + come]),
        });
        (at, to) = (at + gone, to + come);
    }
    changes
}

/// How many lines of each are passed over until both go on alike; as few as can be, all of them
/// where they don't.
fn apart(old: &[&str], new: &[&str]) -> (usize, usize) {
    for both in 0..=FARTHEST.min(old.len() + new.len()) {
        let meets = |gone: &usize| {
            let (one, other) = (old.get(*gone), new.get(both - gone));
            one.is_some() && one == other
        };
        if let Some(gone) = (0..=both.min(old.len())).find(meets) {
            return (gone, both - gone);
        }
    }
    (old.len(), new.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let changes = changed_lines(old, new);
        let one = |change: &ChangedLines| {
            format!(
                "{}-{}+{}",
                change.line,
                change.old.join(","),
                change.new.join(",")
            )
        };
        changes.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_lines_that_differ_are_told() {
        assert_eq!(shown("a\nb\nc", "a\nb\nc"), "");
        assert_eq!(shown("a\nb\nc", "a\nB\nc"), "2-b+B");
        assert_eq!(shown("a\nb\nc", "a\nx\ny\nb\nc"), "2-+x,y");
        assert_eq!(shown("a\nb\nc\nd", "a\nB\nc\nx\nd"), "2-b+B 4-+x");
        assert_eq!(shown("a\nb\nc", "a\nc"), "2-b+");
        assert_eq!(shown("a", "a\nb"), "2-+b");
        assert_eq!(shown("", "a"), "1-+a");
        assert_eq!(shown("a\nb", ""), "1-a,b+");
    }
}
