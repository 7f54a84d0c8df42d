//! Every text that people can be shown, in one file that can be read from top to bottom: messages,
//! labels and help from the sources, and the texts of the templates and worked examples.
//!
//! `INSTA_UPDATE=always cargo test --test it corpus` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Lit;

use crate::common::root;

#[test]
fn every_text_that_people_read() {
    let mut corpus = String::new();
    let mut words = BTreeSet::new();
    for folder in ["src", "templates", "plans"] {
        for file in files_below(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let mut texts = match file.extension().and_then(|end| end.to_str()) {
                Some("rs") => texts_of_source(&text),
                Some("yaml") => lines_with_words(&text, 3),
                Some("html") => lines_with_words(&without_tags(&text), 1),
                Some("md" | "typ" | "txt") => lines_with_words(&text, 2),
                _ => continue,
            };
            // A single word, of the plan's language most often, stands where it comes first.
            texts.retain(|text| text.contains(' ') || words.insert(text.clone()));
            if !texts.is_empty() {
                let name = file.strip_prefix(root()).unwrap().display();
                writeln!(corpus, "\n=== {name}\n{}", texts.join("\n")).unwrap();
            }
        }
    }
    insta::assert_snapshot!(corpus);
}

#[test]
fn texts_for_people_are_told_from_other_literals() {
    let source = r##"
        //! A comment.
        /// Another.
        #[derive(Debug, clap::Args)]
        #[command(after_help = "Read on: docs/")]
        struct Arguments {
            /// A help text.
            #[arg(long, value_name = "FILE")]
            file: PathBuf,
        }
        /// No help text.
        struct Other;
        #[derive(thiserror::Error)]
        #[error("{0} is gone")]
        struct Gone(String);
        fn say() {
            let key = json!({"lost_to": "Lost to"});
            format!("Segment {name:>3} \
                     fits");
            ["tied", "a", "/tmp/x", "{}", r#"say "raw" text"#]
        }
        #[cfg(test)]
        mod tests { const T: &str = "Only in tests"; }
        #[cfg(test)]
        mod testing;
        const LAST: &str = "Last of all";
    "##;
    assert_eq!(
        texts_of_source(source),
        [
            "Read on: docs/",
            "A help text.",
            "{0} is gone",
            "Lost to",
            "Segment {name:>3} fits",
            "tied",
            "say \"raw\" text",
            "Last of all",
        ]
    );
}

/// The files below a folder that are part of the program, sorted by path.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries.retain(|path| {
        let name = path.file_stem().unwrap_or_default();
        name != "tests" && name != "testing"
    });
    let files = entries.into_iter().flat_map(|path| match path.is_dir() {
        true => files_below(&path),
        false => vec![path],
    });
    files.collect()
}

/// The texts for people in a source file, in their order. Items of tests are left out.
fn texts_of_source(source: &str) -> Vec<String> {
    let tokens: TokenStream = source.parse().unwrap();
    let mut texts = Vec::new();
    collect(tokens, false, &mut texts);
    texts
}

/// Adds the texts of some tokens. Doc comments count where `docs_are_help`.
fn collect(tokens: TokenStream, docs_are_help: bool, texts: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut in_test = false;
    let mut in_arguments = docs_are_help;
    for (at, token) in tokens.iter().enumerate() {
        let ends_item = match token {
            TokenTree::Group(group) if is_attribute(&tokens, at) => {
                let attribute = group.stream().to_string();
                in_test |= attribute == "cfg (test)";
                in_arguments |= is_clap(&attribute);
                if !in_test {
                    collect_attribute(group.stream(), &attribute, in_arguments, texts);
                }
                false
            }
            TokenTree::Group(group) => {
                if !in_test {
                    collect(group.stream(), in_arguments, texts);
                }
                group.delimiter() == Delimiter::Brace
            }
            TokenTree::Punct(sign) => sign.as_char() == ';',
            TokenTree::Literal(literal) => {
                let is_key = is_punct(tokens.get(at + 1), ':');
                if let Lit::Str(text) = Lit::new(literal.clone())
                    && !in_test
                    && !is_key
                    && is_for_people(&text.value())
                {
                    texts.push(text.value());
                }
                false
            }
            TokenTree::Ident(_) => false,
        };
        if ends_item {
            in_test = false;
            in_arguments = docs_are_help;
        }
    }
}

/// Adds the texts of an attribute: an error's message, a setting of `clap` that is shown, and a doc
/// comment that is help.
fn collect_attribute(
    tokens: TokenStream,
    attribute: &str,
    docs_are_help: bool,
    texts: &mut Vec<String>,
) {
    if attribute.starts_with("error") {
        collect(tokens, false, texts);
        return;
    }
    let mut shown = String::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) => shown = name.to_string(),
            TokenTree::Group(group) => {
                collect_attribute(group.stream(), "", docs_are_help, texts);
            }
            TokenTree::Literal(literal)
                if shown == "doc" && docs_are_help || shown.ends_with("help") =>
            {
                if let Lit::Str(text) = Lit::new(literal) {
                    texts.push(text.value().trim().to_owned());
                }
            }
            TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Whether a derive makes arguments, whose doc comments are their help.
fn is_clap(attribute: &str) -> bool {
    let derives = ["Args", "Parser", "Subcommand", "ValueEnum"];
    attribute.starts_with("derive") && derives.iter().any(|name| attribute.contains(name))
}

fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    let TokenTree::Group(group) = &tokens[at] else {
        return false;
    };
    let before = |back: usize| at.checked_sub(back).and_then(|before| tokens.get(before));
    group.delimiter() == Delimiter::Bracket
        && (is_punct(before(1), '#') || is_punct(before(1), '!') && is_punct(before(2), '#'))
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// Whether a text has words: letters outside placeholders, two of them or more in a row. Markup,
/// addresses and what is one name with a dot or an underscore are none.
fn is_for_people(text: &str) -> bool {
    let words = without_placeholders(text);
    let has_word = words
        .split(|sign: char| !sign.is_alphabetic())
        .any(|word| word.chars().count() > 1);
    let is_code = text.trim_start().starts_with(['<', '/', '.', '&', '^'])
        || !text.contains(' ') && text.contains(['_', '.', '/', '=', '<', '(']);
    has_word && !is_code
}

/// A format string without what stands in braces.
fn without_placeholders(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|sign| {
            match sign {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// A page with a space in place of each tag.
fn without_tags(html: &str) -> String {
    let parts = html.split('<').enumerate().map(|(at, part)| {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let gap = if tag.contains('\n') { "\n" } else { " " };
        let gap = if at == 0 { "" } else { gap };
        format!("{gap}{text}")
    });
    parts.collect::<String>().replace("  ", " ")
}

/// The lines of a template or plan that have so many words, and those that are comments.
fn lines_with_words(text: &str, least: usize) -> Vec<String> {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|sign| ",.;:?!'’()".contains(sign));
        letters.chars().count() > 1 && letters.chars().all(char::is_alphabetic)
    };
    let lines = text.lines().map(str::trim).filter(|line| {
        let words = without_placeholders(line);
        let comment = line.starts_with("# ");
        comment || words.split_whitespace().filter(is_word).count() >= least
    });
    lines.map(str::to_owned).collect()
}
