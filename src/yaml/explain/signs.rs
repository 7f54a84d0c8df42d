//! Where keys and values end, as far as single signs tell.

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
