//! Facts by name, as an output states them, and whether a text states a fact.

use super::text::plain;

/// What one output states.
#[derive(Debug)]
pub(super) struct Stated {
    /// Which output.
    pub(super) output: String,
    /// Of a segment, by its label or name: which fact, and how it is stated.
    pub(super) facts: Vec<(String, String, String)>,
    /// Lists that must be the same as a whole.
    pub(super) lists: Vec<(&'static str, Vec<String>)>,
}

impl Stated {
    pub(super) fn new(output: &str) -> Self {
        Self {
            output: output.to_owned(),
            facts: Vec::new(),
            lists: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, whose: &str, what: &str, stated: impl Into<String>) {
        self.facts
            .push((plain(whose), what.to_owned(), stated.into()));
    }

    pub(super) fn list(&mut self, name: &'static str, items: Vec<String>) {
        self.lists.push((name, items));
    }
}

/// One fact as the JSON has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fact {
    Nothing,
    Number(f64),
    /// From 0 to 1, or a difference of such; stated in percent.
    Share(f64),
    Text(String),
}

/// What is said of the plan as a whole, not of a segment.
pub(super) const PLAN: &str = "(plan)";

/// Whether a text states a fact, as exactly as it is written.
pub(super) fn agrees(fact: &Fact, said: &str) -> bool {
    match fact {
        Fact::Nothing => matches!(said, "" | "–"),
        Fact::Text(text) => plain(text) == said,
        Fact::Number(number) => rounds_to(*number, said),
        Fact::Share(share) => match said.strip_suffix('%') {
            Some(percent) => rounds_to(share * 100.0, percent.trim()),
            None => {
                rounds_to(*share, said)
                    || rounds_to(share * 100.0, said.trim_end_matches(" points"))
            }
        },
    }
}

/// Whether a number, rounded as the written one is, is that one.
fn rounds_to(number: f64, written: &str) -> bool {
    let written = written.replace(',', "");
    let (bound, digits) = match written.split_once(' ') {
        Some((bound, digits)) => (bound, digits),
        None => ("", written.trim_start_matches('+')),
    };
    let Ok(value) = digits.parse::<f64>() else {
        return false;
    };
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 0.1f64.powi(i32::try_from(decimals).unwrap());
    match bound {
        "under" | "<" => number < value && number > 0.0,
        "over" => number > value && number < value + 2.0 * half,
        _ => {
            (number - value).abs() <= half * 1.000_001
                && (value != 0.0 || number == 0.0 || decimals > 0)
        }
    }
}
