//! The data dictionary of a plan, as a lead table fills it.

use std::fmt::Write;

use crate::condition::AttributeType;
use crate::discover::Dictionary;
use crate::plan::Attribute;
use crate::profile::{ColumnProfile, LooksLike, Personal, Profile};
use crate::text::visible::visible;
use crate::text::words::{percent, share};
use crate::yaml::edit::bare_or_quoted;

/// Values of a text column that are listed.
const LISTED: usize = 12;

/// Letters of an attribute that stands on one line.
const WIDTH: usize = 96;

/// The `attributes:` block of a plan for a table: types, names in the table, how values are written,
/// what stands for no value; comments say what else is known of a column.
pub(crate) fn attributes(profile: &Profile, dictionary: &Dictionary) -> String {
    let mut block = String::from("attributes:\n");
    for (column, attribute) in profile.columns.iter().zip(&dictionary.attributes) {
        let name = visible(&column.name);
        let line = match &column.attribute {
            None => format!("  # The column {name:?} needs a name of its own.\n"),
            Some(_) => line(column, attribute, profile.source.rows),
        };
        block.push_str(&line);
    }
    for (name, what) in &profile.not_read {
        let _ = writeln!(block, "  # {} holds {what}.", visible(name)); // a String takes all
    }
    block
}

fn line(column: &ColumnProfile, attribute: &Attribute, rows: u64) -> String {
    let keys: Vec<String> = keys(column, attribute)
        .iter()
        .map(|(key, value)| format!("{key}: {value}"))
        .collect();
    let name = bare_or_quoted(&attribute.name, false);
    let line = format!("  {name}: {{{}}}", keys.join(", "));
    let (line, below) = match line.chars().count() > WIDTH {
        false => (line, String::new()),
        true => (
            format!("  {name}:"),
            format!("    {}\n", keys.join("\n    ")),
        ),
    };
    match comment(column, rows) {
        comment if comment.is_empty() => format!("{line}\n{below}"),
        comment => format!("{line:<55} # {comment}\n{below}"),
    }
}

/// The keys of an attribute with their values, as YAML.
fn keys(column: &ColumnProfile, attribute: &Attribute) -> Vec<(&'static str, String)> {
    let word = |text: &str| bare_or_quoted(text, true);
    let list = |words: &mut dyn Iterator<Item = &String>| {
        let words: Vec<String> = words.map(|one| word(one)).collect();
        (!words.is_empty()).then(|| format!("[{}]", words.join(", ")))
    };
    let lists_values = attribute.kind == AttributeType::Text
        && column.is_exact
        && column.values.len() <= LISTED
        && column.personal.is_none()
        && !column.looks_like.contains(&LooksLike::Id);
    let values = column.values.iter().filter(|_| lists_values);
    let named = column.name != attribute.name;
    let special = column.personal == Some(Personal::Special);
    let keys = [
        ("type", Some(attribute.kind.name().to_owned())),
        ("column", named.then(|| word(&column.name))),
        (
            "format",
            attribute
                .format
                .as_ref()
                .map(|format| format!("\"{format}\"")),
        ),
        (
            "decimal",
            attribute.decimal.map(|sign| format!("\"{}\"", sign.name())),
        ),
        ("true", list(&mut attribute.yes.iter())),
        ("false", list(&mut attribute.no.iter())),
        ("values", list(&mut values.map(|(value, _)| value))),
        (
            "missing",
            list(&mut column.placeholders.iter().map(|(value, _)| value)),
        ),
        ("sensitive", special.then(|| "true".to_owned())),
    ];
    let given = keys.into_iter();
    given
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

/// What is known of a column that no key says.
fn comment(column: &ColumnProfile, rows: u64) -> String {
    let looks = |look: LooksLike| column.looks_like.contains(&look);
    let filled = share(column.filled, rows).filter(|share| *share < 0.995);
    let said = [
        filled.map(|share| format!("{} filled", percent(share))),
        looks(LooksLike::Id).then(|| "can be the key".to_owned()),
        looks(LooksLike::Constant).then(|| "the same for all".to_owned()),
        column
            .or_format
            .map(|format| format!("or \"{format}\": no day is above 12")),
        column.personal.map(|personal| match personal {
            Personal::Special => "special category of personal data (GDPR)".to_owned(),
            personal => format!("personal data: {}", personal.name()),
        }),
    ];
    said.into_iter()
        .flatten()
        .collect::<Vec<String>>()
        .join("; ")
}
