//! The plan as a file that explains itself.

use std::fmt::Write;

use super::formula::in_words;
use super::{Import, ImportedScore, ImportedSegment, Remark};
use crate::plan::{ByCriterion, Criterion, Estimate, Scale};
use crate::text::visible::visible;
use crate::text::words;
use crate::yaml::edit::bare_or_quoted;

/// Comments are wrapped at so many columns.
const WIDTH: usize = 100;

pub(super) fn plan(import: &Import) -> String {
    let mut text = String::new();
    head(&mut text, import);
    let _ = writeln!(text, "\ntitle: {}\n", bare_or_quoted(&import.title, false)); // a String takes all
    scoring(&mut text, import);
    text.push_str("\nsegments:\n");
    for (place, segment) in import.segments.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        write_segment(&mut text, import, segment);
    }
    text
}

fn head(text: &mut String, import: &Import) {
    let stands = match import.has_scores() {
        true => "It ranks as it stands.",
        false => "It ranks once it has scores: `segplan ballot` asks people for theirs.",
    };
    comment(
        text,
        "",
        &format!("A plan from {}. {stands}", import.origin),
    );
    text.push_str("#\n");
    comment(
        text,
        "",
        "How to read this file: what follows a # is a note for people, segplan skips it. A line is \"key: value\". What \
         belongs to a key stands below it, two spaces further in (spaces, no tabs). Each item of a list begins with a dash.",
    );
    text.push_str("#\n# What became of the columns:\n");
    for column in &import.columns {
        let role = column
            .role
            .as_deref()
            .unwrap_or("no place in a plan; it stands as a note above each segment");
        item(
            text,
            &format!("{} \"{}\": {role}", column.letters, column.heading),
        );
    }
    text.push_str("#\n# How the scores were read:\n");
    import
        .findings
        .iter()
        .for_each(|finding| item(text, finding));
    let own = |remark: &&Remark| {
        !import
            .segments
            .iter()
            .any(|segment| segment.is_subject_of(remark))
    };
    let others: Vec<&Remark> = import.remarks.iter().filter(own).collect();
    let beside = import.remarks.len() - others.len();
    if !import.remarks.is_empty() {
        text.push_str("#\n# To check in the sheet:\n");
        for remark in &others {
            item(text, &remark.to_string());
        }
        if beside > 0 {
            let more = match others.len() {
                0 => words::count(beside, "note"),
                _ => words::count(beside, "more note"),
            };
            item(text, &format!("{more} beside the scores below"));
        }
    }
}

fn scoring(text: &mut String, import: &Import) {
    let formula = in_words(import.formula, import.third);
    let _ = writeln!(
        text,
        "scoring:\n  formula: {}   # {formula}",
        import.formula.name()
    );
    if import.scale != Scale::USUAL {
        let _ = writeln!(
            text,
            "  scale: {{min: {}, max: {}}}",
            number(import.scale.min),
            number(import.scale.max)
        );
    }
    let weights = import.weights;
    if Criterion::ALL.iter().any(|one| *weights.get(*one) != 1.0) {
        let shown = Criterion::ALL
            .iter()
            .map(|one| format!("{}: {}", name(import, *one), number(*weights.get(*one))));
        let _ = writeln!(
            text,
            "  # As much as each counts in the sheet.\n  weights: {{{}}}",
            shown.collect::<Vec<_>>().join(", ")
        );
    }
    if let Some(rule) = import.panel {
        let _ = writeln!(
            text,
            "  panel: {}   # how the scores of several people become one",
            rule.name()
        );
    }
}

fn write_segment(text: &mut String, import: &Import, segment: &ImportedSegment) {
    let place = segment.places.first().map(ToString::to_string);
    let above: Vec<String> = place
        .into_iter()
        .chain(segment.comments.iter().cloned())
        .collect();
    comment(text, "  ", &above.join("; "));
    let _ = writeln!(text, "  - name: {}", segment.name);
    if words::name_in_words(&segment.name) != segment.label {
        let _ = writeln!(text, "    label: {}", bare_or_quoted(&segment.label, false));
    }
    for (key, value) in &segment.texts {
        let _ = writeln!(text, "    {key}: {}", bare_or_quoted(value, false));
    }
    for remark in import
        .remarks
        .iter()
        .filter(|remark| segment.is_subject_of(remark))
    {
        comment(text, "    ", &remark.to_string());
    }
    scores(text, import, ("    ", "scores"), &segment.scores);
    if !segment.panel.is_empty() {
        text.push_str("    panel:\n");
    }
    for (scorer, given) in &segment.panel {
        scores(
            text,
            import,
            ("      ", &bare_or_quoted(scorer, false)),
            given,
        );
    }
}

/// Scores on one line, or on a line each where something is to be said of one.
fn scores(
    text: &mut String,
    import: &Import,
    (indent, key): (&str, &str),
    scores: &ByCriterion<Option<ImportedScore>>,
) {
    let given: Vec<(&str, &ImportedScore)> = Criterion::ALL
        .iter()
        .filter_map(|one| Some((name(import, *one), scores.get(*one).as_ref()?)))
        .collect();
    if given.is_empty() {
        return;
    }
    if given.iter().all(|(_, score)| score.comment.is_none()) {
        let given = given
            .iter()
            .map(|(name, score)| format!("{name}: {}", written(score)));
        let _ = writeln!(
            text,
            "{indent}{key}: {{{}}}",
            given.collect::<Vec<_>>().join(", ")
        );
        return;
    }
    let _ = writeln!(text, "{indent}{key}:");
    for (name, score) in given {
        let value = format!("{name}: {}", written(score));
        let _ = match &score.comment {
            None => writeln!(text, "{indent}  {value}"),
            Some(said) => writeln!(text, "{indent}  {value:<20} # {}", visible(said)),
        };
    }
}

fn written(score: &ImportedScore) -> String {
    let (low, high) = score.ends;
    match low == high {
        true => Estimate::Point(low).written(),
        false => Estimate::Range { low, high }.written(),
    }
}

fn number(value: f64) -> String {
    words::number(value, 6)
}

fn name(import: &Import, criterion: Criterion) -> &'static str {
    import.scoring().name_of(criterion)
}

/// An item of a list in a comment.
fn item(text: &mut String, said: &str) {
    wrapped(text, "#   ", "#     ", said);
}

fn comment(text: &mut String, indent: &str, said: &str) {
    let start = format!("{indent}# ");
    wrapped(text, &start, &start, said);
}

fn wrapped(text: &mut String, first: &str, rest: &str, said: &str) {
    let said = visible(said);
    let mut line = first.to_owned();
    let mut width = line.chars().count();
    let mut is_empty = true;
    for word in said.split_whitespace() {
        let length = word.chars().count();
        if !is_empty && width + 1 + length > WIDTH {
            text.extend([&line, "\n"]);
            rest.clone_into(&mut line);
            width = line.chars().count();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        is_empty = false;
    }
    text.extend([line.trim_end(), "\n"]);
}

impl std::fmt::Display for Remark {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some(place) => write!(out, "{place}: {}", self.message),
            None => out.write_str(&self.message),
        }
    }
}
