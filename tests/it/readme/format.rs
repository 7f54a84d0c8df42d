//! docs/format.md: every key of a plan, from the table that the reader takes its keys from.

use std::fmt::Write;
use std::fs;

use segplan::plan::format::{Key, Object, Others, PLAN, Shape};

use crate::common::root;

/// A section for each group of keys, a group before those that it holds.
pub(super) fn reference() -> String {
    let mut text = String::new();
    section(&PLAN, &mut Vec::new(), &mut text);
    text
}

fn section(group: &'static Object, done: &mut Vec<&'static str>, text: &mut String) {
    if done.contains(&group.name) {
        return;
    }
    done.push(group.name);
    write!(
        text,
        "## {}\n\n{}\n\n{}\n",
        group.name,
        group.doc,
        table(group)
    )
    .unwrap();
    for key in group.keys {
        inner_section(key.shape, done, text);
    }
    if let Others::Named(shape) = group.others {
        inner_section(shape, done, text);
    }
}

fn inner_section(shape: Shape, done: &mut Vec<&'static str>, text: &mut String) {
    match shape {
        Shape::Object(group) => section(group, done, text),
        Shape::List(item) => inner_section(*item, done, text),
        _ => {}
    }
}

fn table(group: &Object) -> String {
    let mut rows =
        String::from("| key | type | default | example | meaning |\n|---|---|---|---|---|\n");
    for key in group.keys {
        row(&mut rows, key);
    }
    match group.others {
        Others::Refused => {}
        Others::Named(shape) => {
            writeln!(rows, "| any name | {} | | | |", kind(shape)).unwrap();
        }
        Others::Flags => {
            rows.push_str(
                "| a flag's name | its settings, see [flags](flags.md) | | `low-ease: {severity: info}` | How the flag is set in this plan. |\n",
            );
        }
    }
    rows
}

fn row(rows: &mut String, key: &Key) {
    let default = match (key.required, key.default) {
        (true, _) => "required".to_owned(),
        (false, default) => default.to_owned(),
    };
    let example = match key.example {
        "" => String::new(),
        example => format!("`{}`", as_yaml(example)),
    };
    writeln!(
        rows,
        "| `{}` | {} | {default} | {example} | {} |",
        key.name,
        kind(key.shape),
        key.doc
    )
    .unwrap();
}

/// An example as a plan has it: lists and groups without the quotes of JSON.
fn as_yaml(example: &str) -> String {
    match example.starts_with(['[', '{']) {
        true => example.replace('"', ""),
        false => example.to_owned(),
    }
}

fn kind(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Name => "name in `lower_snake_case`".to_owned(),
        Shape::Condition => "[condition](conditions.md)".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Currency => "currency code".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Number(low, high) => match (low.is_finite(), high.is_finite()) {
            (true, true) => format!("number, {low} to {high}"),
            (true, false) => format!("number, {low} or more"),
            _ => "number".to_owned(),
        },
        Shape::Whole(low) => format!("whole number, {low} or more"),
        Shape::Word(words) => one_of(&words()),
        Shape::Estimate => "[score](#a-score)".to_owned(),
        Shape::Vote => "[score](#a-score) or `unknown`".to_owned(),
        Shape::Verdict => one_of(&["yes", "partly", "no", "unknown"]),
        Shape::Judgement => "[answer](#an-answer-to-a-qualifier)".to_owned(),
        Shape::List(Shape::Text) => "list of texts".to_owned(),
        Shape::List(Shape::Object(group)) => format!("list; each item: [{0}](#{0})", group.name),
        Shape::List(item) => format!("list of {}", kind(*item)),
        Shape::Object(group) => format!("[{0}](#{0})", group.name),
    }
}

fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

#[test]
fn every_key_of_the_schema_is_on_the_page() {
    let page = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let schema = segplan::plan::format::schema::schema();
    let groups = schema["$defs"].as_object().unwrap().iter();
    let groups = groups.filter(|(name, _)| *name != "flags"); // docs/flags.md has them
    for (name, group) in groups {
        for key in group["properties"]
            .as_object()
            .into_iter()
            .flat_map(|keys| keys.keys())
        {
            let is_there = page.contains(&format!("`{key}`")) || page.contains(&format!("{key}: "));
            assert!(is_there, "docs/format.md lacks `{key}` of {name}");
        }
    }
}
