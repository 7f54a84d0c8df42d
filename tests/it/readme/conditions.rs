//! docs/conditions.md: which of the page's leads fit each condition of its tables.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{root, segplan_in};

const HEADER: &str = "| condition | fits | does not fit | undecided |";

/// The page with the cells behind each condition, from the leads of its CSV block.
pub(super) fn with_answers(page: &str, folder: &Path) -> String {
    let Some((_, csv)) = page
        .split_once("```csv\n")
        .filter(|_| page.contains(HEADER))
    else {
        return page.to_owned();
    };
    fs::write(folder.join("four.csv"), csv.split("```").next().unwrap()).unwrap();
    let mut out = String::new();
    let mut in_table = false;
    for line in page.lines() {
        in_table = line == HEADER || in_table && line.starts_with('|');
        match line
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once("` |"))
        {
            Some((condition, _)) if in_table => {
                writeln!(out, "| `{condition}` {}", answers(condition, folder)).unwrap();
            }
            _ => writeln!(out, "{line}").unwrap(),
        }
    }
    out
}

/// The grammar, as the documentation of `condition` has it.
pub(super) fn grammar() -> String {
    let source = fs::read_to_string(root().join("src/condition/mod.rs")).unwrap();
    let (_, rest) = source.split_once("//! ```text\n").unwrap();
    let (grammar, _) = rest.split_once("//! ```\n").unwrap();
    format!("```\n{}```\n", grammar.replace("//! ", ""))
}

/// The leads for which a condition is true, false and neither, as cells.
fn answers(condition: &str, folder: &Path) -> String {
    let plan = format!(
        "title: Example\nas_of: 2027-01-04\nleads: {{key: id}}\nattributes:\n  created_on: {{type: date}}\n  \
         opted_in: {{type: boolean}}\n  employees: {{type: integer}}\n  industry: {{type: text}}\n\
         segments:\n  - {{name: is_true, where: \"{0}\", scores: {1}}}\n  \
         - {{name: is_false, where: \"not ({0})\", scores: {1}}}\n",
        condition.replace('"', "\\\""),
        "{impact: 5, confidence: 5, ease: 5}"
    );
    fs::write(folder.join("four.yaml"), plan).unwrap();
    let run = ["resolve", "four.yaml", "four.csv", "--long", "-o", "-"];
    let table = segplan_in(folder, &run).code(0).stdout;
    let rows: Vec<(&str, &str)> = table
        .lines()
        .skip(1)
        .filter_map(|row| row.split_once(','))
        .collect();
    let of = |segment: &str| -> Vec<&str> {
        let rows = rows.iter().filter(|(_, rest)| rest.starts_with(segment));
        rows.map(|(lead, _)| *lead).collect()
    };
    let (fits, not) = (of("is_true"), of("is_false"));
    let undecided = ["1", "2", "3", "4"]
        .into_iter()
        .filter(|lead| !fits.contains(lead) && !not.contains(lead));
    let undecided: Vec<&str> = undecided.collect();
    let cells = [fits, not, undecided].map(|leads| leads.join(", "));
    format!("| {} |", cells.join(" | "))
}
