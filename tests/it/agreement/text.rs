//! Texts of outputs as plain words: without tags, escapes and what only lays them out.

/// A text as it is read: escapes undone, spaces plain and single.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace('−', "-").replace(['\u{a0}', '\n'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence by its words: however it begins, ends, and marks code.
pub(super) fn sentence(text: &str) -> String {
    let text = plain(&text.replace('`', ""));
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Markdown with its escapes undone.
pub(super) fn from_markdown(text: &str) -> String {
    let mut out = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => out.extend(signs.next()),
            sign => out.push(sign),
        }
    }
    plain(&unescaped(&out))
}

/// What a reader sees of a piece of HTML.
pub(super) fn from_html(html: &str) -> String {
    let mut in_tag = false;
    let mut out = String::new();
    for sign in html.chars() {
        match sign {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            sign if !in_tag => out.push(sign),
            _ => {}
        }
    }
    plain(&unescaped(&out))
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (code, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ] {
        text = text.replace(code, sign);
    }
    text
}

/// What stands between two texts, from the first of them on.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The figures of a text in order: `84 %`, `under 1 %`, `< 0.001`, `1,204`.
pub(super) fn figures(text: &str) -> Vec<String> {
    let text = plain(&text.replace(['(', ')', ';'], " "));
    let words: Vec<&str> = text.split(' ').collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let number = word.trim_end_matches([',', '.', ':']);
        let digits = number.trim_start_matches(['+', '-']);
        if !digits.starts_with(|sign: char| sign.is_ascii_digit()) {
            continue;
        }
        let before = at.checked_sub(1).map(|at| words[at]);
        let before = before.filter(|word| matches!(*word, "under" | "over" | "<"));
        let after = words.get(at + 1).filter(|word| word.starts_with('%'));
        let percent = after.map(|_| "%");
        let parts = [before, Some(number), percent];
        found.push(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    found
}

/// A heading and the lines below it.
pub(super) type Section = (String, Vec<String>);

/// A page for a terminal by its headings: what stands alone above an indented line.
pub(super) fn sections(page: &str) -> Vec<Section> {
    let mut found: Vec<Section> = vec![(String::new(), Vec::new())];
    let lines: Vec<&str> = page.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let alone = at > 0 && lines[at - 1].is_empty();
        let below = lines.get(at + 1).is_some_and(|next| next.starts_with("  "));
        if alone && below && !line.starts_with(' ') {
            found.push(((*line).to_owned(), Vec::new()));
        } else if let Some((_, body)) = found.last_mut() {
            body.push((*line).to_owned());
        }
    }
    found
}

/// A Markdown page by its headings.
pub(super) fn markdown_sections(page: &str) -> Vec<Section> {
    let mut found: Vec<Section> = vec![(String::new(), Vec::new())];
    for line in page.lines() {
        let heading = line.trim_start_matches('#');
        if heading.len() < line.len() && heading.starts_with(' ') {
            found.push((from_markdown(heading), Vec::new()));
        } else if let Some((_, body)) = found.last_mut() {
            body.push(line.to_owned());
        }
    }
    found
}

/// The lines below a heading; none where there is no such heading.
pub(super) fn below<'a>(sections: &'a [Section], heading: &str) -> &'a [String] {
    let found = sections.iter().find(|(name, _)| name == heading);
    found.map_or(&[], |(_, lines)| lines)
}

/// The items of a numbered list.
pub(super) fn numbered(lines: &[String]) -> Vec<String> {
    let item = |line: &String| {
        let (number, text) = line.trim_start().split_once(". ")?;
        number.parse::<usize>().ok()?;
        Some(sentence(text))
    };
    lines.iter().filter_map(item).collect()
}
