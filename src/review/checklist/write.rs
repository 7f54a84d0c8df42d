//! The list as YAML, with a comment on how to fill it in.

use std::fmt::Write;

use super::read::digest;
use crate::plan::Document;
use crate::review::suggest::{Suggested, Suggestion};
use crate::text::words;
use crate::yaml::edit::bare_or_quoted;

/// A checklist of suggestions for a plan, each declined until someone accepts it. `plan` is how the
/// plan's file is named in the command that applies the list, `list` how the list is.
pub fn checklist(
    document: &Document,
    suggestions: &[Suggestion],
    (plan, list): (&str, &str),
) -> String {
    let mut text = format!(
        "# What the leads suggest for the next plan. Set `accept: yes` where you agree, give a new score where\n\
         # one is asked for, and say why. A reason is kept in the plan, also where you decline. Then:\n\
         #   segplan review {plan} --apply {list}\n\
         digest: {}   # of the plan: once that changes, make a new list\n",
        digest(document)
    );
    if suggestions.is_empty() {
        text.push_str("proposals: []   # the leads suggest no change\n");
        return text;
    }
    text.push_str("proposals:\n");
    for suggestion in suggestions {
        item(&mut text, document, suggestion);
    }
    text
}

fn item(text: &mut String, document: &Document, suggestion: &Suggestion) {
    let plan = &document.plan;
    let mut lines: Vec<(&str, String)> = match &suggestion.change {
        Suggested::Swap {
            ahead,
            behind,
            rank,
        } => vec![
            ("change", "swap".to_owned()),
            ("segment", plan.name(*ahead).to_owned()),
            ("ahead_of", plan.name(*behind).to_owned()),
            ("rank", rank.to_string()),
        ],
        Suggested::Drop(segment) => vec![
            ("change", "drop".to_owned()),
            ("segment", plan.name(*segment).to_owned()),
        ],
        Suggested::Evidence {
            segment,
            kind,
            note,
        } => vec![
            ("change", "evidence".to_owned()),
            ("segment", plan.name(*segment).to_owned()),
            ("kind", kind.name().to_owned()),
            ("note", bare_or_quoted(note, false)),
        ],
        Suggested::Confidence(segment) => {
            let scale = plan.scoring.scale;
            let [min, max] = [scale.min, scale.max].map(|end| words::number(end, 6));
            vec![
                ("change", "confidence".to_owned()),
                ("segment", plan.name(*segment).to_owned()),
                ("score", format!("  # the new Confidence, {min} to {max}")),
            ]
        }
    };
    lines.push(("accept", "no".to_owned()));
    lines.push(("because", String::new()));
    for line in textwrapped(&suggestion.reason) {
        let _ = writeln!(text, "  # {line}"); // a String takes all
    }
    for (place, (key, value)) in lines.iter().enumerate() {
        let dash = if place == 0 { "- " } else { "  " };
        let line = format!("  {dash}{key}: {value}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

/// A sentence in lines of a comment.
fn textwrapped(text: &str) -> Vec<String> {
    const WIDTH: usize = 100;
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let is_full = lines
            .last()
            .is_some_and(|line| !line.is_empty() && line.chars().count() + word.len() >= WIDTH);
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
