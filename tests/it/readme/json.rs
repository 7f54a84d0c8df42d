//! docs/json.md: every key that an output has, with its type. What a key holds is written by hand.
//!
//! The comment `<!-- keys: COMMAND; COMMAND -->` stands before a table of all keys of these outputs,
//! `<!-- columns: COMMAND -->` before one of the columns of a CSV.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use indexmap::IndexMap;
use serde_json::Value;

use crate::common::segplan_in;

/// The page with a row for each key of the outputs, in their order.
pub(super) fn with_keys(page: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        let commands = |kind| Some(line.strip_prefix(kind)?.strip_suffix(" -->")?.split("; "));
        let (head, rows) = match (commands("<!-- keys: "), commands("<!-- columns: ")) {
            (Some(commands), _) => ("key | type", keys_of(commands, folder)),
            (_, Some(commands)) => ("column", columns_of(commands, folder)),
            _ => continue,
        };
        let mut meanings = HashMap::new();
        while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            meanings.insert(cells[0].to_owned(), cells[cells.len() - 1].to_owned());
        }
        let rule = "---|".repeat(head.split('|').count());
        write!(out, "| {head} | what it holds |\n|{rule}---|\n").unwrap();
        for (key, rest) in rows {
            let key = format!("`{key}`");
            let meaning = meanings.get(&key).map_or("", String::as_str);
            writeln!(out, "| {key} |{rest} {meaning} |").unwrap();
        }
    }
    out
}

/// The keys of a page that nobody has described.
pub(super) fn undescribed(page: &str) -> Vec<&str> {
    let of_keys = page.contains("<!-- keys: ");
    let rows = page
        .lines()
        .filter(|line| of_keys && line.ends_with("|  |"));
    rows.filter(|row| row.starts_with("| `")).collect()
}

/// Each key by its path, `ranking[].rank`, with a cell for its types.
fn keys_of<'a>(commands: impl Iterator<Item = &'a str>, folder: &Path) -> Vec<(String, String)> {
    let mut keys = Keys::default();
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        let run = segplan_in(folder, &[&words[..], &["--format", "json"]].concat());
        keys.add(&run.json(), command.starts_with("rank "));
    }
    let mut rows = Vec::new();
    keys.rows("", &mut rows);
    rows
}

fn columns_of<'a>(commands: impl Iterator<Item = &'a str>, folder: &Path) -> Vec<(String, String)> {
    let mut columns = Vec::new();
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        let run = segplan_in(folder, &words).code(0);
        for column in run.stdout.lines().next().unwrap().split(',') {
            let row = (column.to_owned(), String::new());
            if !columns.contains(&row) {
                columns.push(row);
            }
        }
    }
    columns
}

/// The keys of a group, in their order: the types that each had, and the keys inside it.
#[derive(Default)]
struct Keys(IndexMap<String, (Vec<&'static str>, Keys)>);

impl Keys {
    /// Adds what a value has. Findings are the same everywhere, and described once.
    fn add(&mut self, value: &Value, with_findings: bool) {
        for (key, value) in value.as_object().into_iter().flatten() {
            let (kinds, inner) = self.0.entry(key.clone()).or_default();
            kinds.push(kind(value));
            let groups = match value {
                Value::Array(items) => items.as_slice(),
                one => std::slice::from_ref(one),
            };
            for group in groups {
                if key != "findings" || with_findings {
                    inner.add(group, with_findings);
                }
            }
        }
    }

    fn rows(&self, path: &str, rows: &mut Vec<(String, String)>) {
        for (key, (kinds, inner)) in &self.0 {
            let path = format!("{path}{key}");
            rows.push((path.clone(), format!(" {} |", together(kinds))));
            let list = if kinds.contains(&"list") { "[]" } else { "" };
            inner.rows(&format!("{path}{list}."), rows);
        }
    }
}

/// The types that a key had, each once, null last.
fn together(kinds: &[&'static str]) -> String {
    let all = [
        "text",
        "number",
        "whole number",
        "true or false",
        "list",
        "group",
        "null",
    ];
    let is_there = |kind: &&&str| {
        kinds.contains(*kind) && !(**kind == "whole number" && kinds.contains(&"number"))
    };
    let kinds: Vec<&str> = all.iter().filter(is_there).copied().collect();
    kinds.join(" or ")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "whole number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "group",
    }
}
