//! Where keys, values and lines end, as far as single signs tell.

/// Where the first colon stands that ends a text or is followed by a space.
pub(super) fn colon_in(text: &str) -> Option<usize> {
    text.match_indices(':').map(|(at, _)| at).find(|at| {
        text[at + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    })
}

/// Where a line ends that a comment may follow.
pub(super) fn without_comment(text: &str, at: usize, end: usize) -> usize {
    let line = &text[at..end];
    let comment = line.match_indices('#').find(|(sign, _)| {
        let before = line[..*sign].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    let bare = comment.map_or(line, |(sign, _)| &line[..sign]);
    at + bare.trim_end().len()
}

/// Where the line of a place ends, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// Where the line of a place begins.
pub(in crate::yaml) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}
