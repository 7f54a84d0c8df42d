//! Nothing that a team keeps to itself is in any node of a client edition, whatever its kind.

use super::model::{Block, Card, Document, Fact, Item, Table};
use crate::flags;
use crate::report::testing::edition;
use crate::report::{Edition, Locale};

/// Every text of a document with the kind of its node.
fn texts(document: &Document) -> Vec<(&'static str, String)> {
    let mut found = vec![
        ("title", document.title.clone()),
        ("about", document.about.clone()),
    ];
    found.extend(facts("head", &document.facts));
    found.extend(items("goals", std::slice::from_ref(&document.goals)));
    for chapter in &document.chapters {
        found.push(("chapter", chapter.title.clone()));
        found.extend(chapter.blocks.iter().flat_map(block));
    }
    found
}

fn block(block: &Block) -> Vec<(&'static str, String)> {
    match block {
        Block::Answers { items: all } => items("answers", all),
        Block::Text { text } => vec![("text", text.clone())],
        Block::Facts { facts: all } => facts("facts", all),
        Block::Table { table: one } => table(one),
        Block::Picture { caption, .. } => vec![("picture", caption.clone())],
        Block::Card { card: one } => card(one),
        Block::Terms { facts: all, .. } => facts("terms", all),
    }
}

fn card(card: &Card) -> Vec<(&'static str, String)> {
    let own = [&card.label, &card.badge].into_iter().chain(&card.texts);
    let own = own.map(|text| ("card", text.clone()));
    let facts = facts("card facts", &card.facts);
    let sides = [
        items("card left", &card.left),
        items("card right", &card.right),
    ];
    own.chain(facts).chain(sides.concat()).collect()
}

fn table(table: &Table) -> Vec<(&'static str, String)> {
    let heads = table.columns.iter().map(|column| &column.name);
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let all = std::iter::once(&table.caption).chain(heads).chain(cells);
    all.map(|text| ("table", text.clone())).collect()
}

fn facts(kind: &'static str, facts: &[Fact]) -> Vec<(&'static str, String)> {
    let both = facts.iter().flat_map(|fact| [&fact.name, &fact.text]);
    both.map(|text| (kind, text.clone())).collect()
}

fn items(kind: &'static str, items: &[Item]) -> Vec<(&'static str, String)> {
    let all = items
        .iter()
        .flat_map(|item| std::iter::once(&item.heading).chain(&item.texts));
    all.map(|text| (kind, text.clone())).collect()
}

fn document(language: &str) -> Document {
    let locale = Locale::named(language).unwrap();
    let report = edition(12, true, Edition::Client, locale);
    report.client.unwrap()
}

#[test]
fn no_node_of_any_kind_has_anything_internal() {
    let flags = flags::ALL.iter().map(|flag| flag.spec.name);
    let hyphenated: Vec<&str> = flags.filter(|name| name.contains('-')).collect();
    let internal = [
        "segment_",
        "segments[",
        "size >=",
        "Subject-line",
        "ana",
        "bram",
        "00000000",
        "plan.yaml",
        "leads.csv",
        "line ",
        "`",
    ];
    for language in ["en", "de"] {
        let texts = texts(&document(language));
        for kind in [
            "answers", "text", "facts", "table", "picture", "card", "terms",
        ] {
            assert!(texts.iter().any(|(of, _)| *of == kind), "no {kind}");
        }
        for (kind, text) in texts {
            for part in internal.iter().chain(&hyphenated) {
                let is_there = match part.chars().all(char::is_alphabetic) {
                    true => text
                        .split(|sign: char| !sign.is_alphabetic())
                        .any(|word| word == *part),
                    false => text.contains(part),
                };
                // A score of certainty is called as a flag is.
                let is_word = *part == "toss-up"
                    && (kind == "table"
                        || kind.starts_with("card")
                        || kind == "answers"
                        || kind == "text");
                assert!(
                    !is_there || is_word,
                    "{language}, {kind}: {text:?} has {part:?}"
                );
            }
            assert!(
                !text.contains('{'),
                "{language}, {kind}: {text:?} is not filled in"
            );
        }
    }
}

#[test]
fn a_german_edition_has_german_words_and_the_plans_own_texts() {
    let [english, german] = ["en", "de"].map(|language| texts(&document(language)));
    assert_eq!(english.len(), german.len());
    let german: Vec<&str> = german.iter().map(|(_, text)| text.as_str()).collect();
    for text in [
        "Message 3",
        "Plant managers",
        "Womit beginnen",
        "Wer dazugehört",
    ] {
        assert!(german.contains(&text), "{text}");
    }
    let left = [
        "ahead of",
        "simulated",
        "Leads for whom",
        "Likely ranks",
        "What to watch",
    ];
    for text in german {
        let english = left.iter().find(|words| text.contains(**words));
        assert!(english.is_none(), "{text:?} is not German");
    }
}

#[test]
fn two_that_the_scores_do_not_separate_are_named_together() {
    let plan = "segments:\n  - {name: left, scores: {impact: 7, confidence: 6, ease: 5}}\n  \
                - {name: right, scores: {impact: 6, confidence: 7, ease: 5}}\n";
    let document = crate::report::testing::of_plan(plan, Edition::Client)
        .client
        .unwrap();
    let said: Vec<String> = texts(&document).into_iter().map(|(_, text)| text).collect();
    let first = "Start with Right or Left: the scores do not separate them.";
    assert!(said.iter().any(|text| text == first), "{said:#?}");
}

#[test]
fn what_is_said_of_flags_is_said_of_flags_that_exist() {
    let texts = include_str!("../../text/language/en.txt").lines();
    for text in texts.filter_map(|line| line.strip_prefix("flag.")) {
        let (name, _) = text.split_once(" = ").unwrap();
        assert!(flags::named(name).is_some(), "{name}");
    }
}
