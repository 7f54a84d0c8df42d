//! The data dictionary.

use std::collections::HashMap;

use super::day;
use super::reader::{Fields, Reader};
use super::single::{Single, Wrong};
use crate::condition::value::{BooleanWords, plain_word};
use crate::condition::{AttributeType, DecimalSign};
use crate::diagnostic::Diagnostic;
use crate::plan::format::ATTRIBUTE;
use crate::plan::model::{About, Attribute, Basis, Origin};
use crate::text::{Span, words};
use crate::yaml::{Entry, Value};

/// The declared attributes: those that say their type, and those that do not.
pub(super) fn declared(plan: &Fields<'_>) -> (Vec<Attribute>, Vec<Attribute>) {
    let (mut typed, mut untyped) = (Vec::new(), Vec::new());
    for entry in plan.group("attributes").others() {
        match attribute(plan.reader, entry) {
            (attribute, true) => typed.push(attribute),
            (attribute, false) => untyped.push(attribute),
        }
    }
    (typed, untyped)
}

/// The type of an attribute that has a key and no `type`.
const IMPLIED: [(&str, AttributeType); 4] = [
    ("format", AttributeType::Date),
    ("decimal", AttributeType::Number),
    ("true", AttributeType::Boolean),
    ("false", AttributeType::Boolean),
];

/// An attribute, and whether it says its type.
fn attribute(reader: &Reader<'_>, entry: &Entry) -> (Attribute, bool) {
    let fields = reader.group_at(entry, &ATTRIBUTE);
    let implied = IMPLIED.iter().find(|(key, _)| fields.entry(key).is_some());
    let kind = fields
        .read("type", |value| value.word(AttributeType::from_name))
        .or(implied.map(|(_, kind)| *kind));
    let values = fields.read_items("values", item);
    let [yes, no, missing] = ["true", "false", "missing"].map(|key| fields.read_items(key, item));
    for (words, meaning) in [(&values, "a value"), (&yes, "`true`"), (&no, "`false`")] {
        refuse_both(
            reader,
            (words, meaning),
            (&missing, "missing"),
            str::to_owned,
        );
    }
    refuse_both(reader, (&yes, "`true`"), (&no, "`false`"), plain_word);
    refuse_usual(reader, &yes, true);
    refuse_usual(reader, &no, false);
    refuse_lost_comma(reader, entry);
    let column = fields.text("column");
    let attribute = Attribute {
        name: entry.key.clone(),
        kind: kind.unwrap_or_default(),
        declared: true,
        basis: fields.read("basis", |value| value.word(Basis::from_name)),
        origin: fields.read("origin", |value| value.word(Origin::from_name)),
        source: fields.text("source"),
        values: owned(&values),
        min: fields.read("min", Single::number),
        max: fields.read("max", Single::number),
        column: column.unwrap_or_else(|| entry.key.clone()),
        format: fields.text("format"),
        decimal: fields.read("decimal", |value| value.word(DecimalSign::from_name)),
        yes: owned(&yes),
        no: owned(&no),
        missing: owned(&missing),
        sensitive: fields.read("sensitive", Single::boolean).unwrap_or(false),
        about: fields.read("about", |value| value.word(About::from_name)),
    };
    check_bounds(&fields, &attribute);
    if let Some(kind) = kind {
        check_type(&fields, kind);
    }
    check_format(&fields, kind);
    (attribute, kind.is_some())
}

/// A comma without quotes ends the entry in braces, and `decimal` is left without a value.
fn refuse_lost_comma(reader: &Reader<'_>, attribute: &Entry) {
    let Value::Map(entries) = &attribute.value.value else {
        return;
    };
    let text = reader.source.text();
    let lost = entries.iter().find(|one| {
        let behind = text.get(one.key_span.end..).unwrap_or_default();
        let behind = behind.trim_start().strip_prefix(':').unwrap_or_default();
        one.key == "decimal" && one.value.is_blank() && behind.trim_start().starts_with(',')
    });
    if let Some(lost) = lost {
        reader.error(
            "unknown-word",
            lost.key_span,
            "`decimal` has no value here: in braces, a comma without quotes separates entries",
            "write `decimal: \",\"`",
        );
    }
}

fn check_bounds(fields: &Fields<'_>, attribute: &Attribute) {
    if let (Some(min), Some(max)) = (attribute.min, attribute.max)
        && min > max
    {
        let (min, max) = (words::number(min, 6), words::number(max, 6));
        let message = format!("the highest value, {max}, is below the lowest, {min}");
        let help = format!("write min: {max} and max: {min}");
        let problem = Diagnostic::error("inverted-range", fields.place("max"), message, help);
        fields
            .reader
            .report(problem.also(fields.place("min"), "the lowest"));
    }
}

/// Whether the type can have what stands beside it.
fn check_type(fields: &Fields<'_>, kind: AttributeType) {
    let is_number = kind.is_numeric();
    let (is_date, is_boolean) = (kind == AttributeType::Date, kind == AttributeType::Boolean);
    let numbers = "`type: integer` or `type: number`";
    for (name, suits, owner, types) in [
        ("min", is_number, "number", numbers),
        ("max", is_number, "number", numbers),
        ("decimal", is_number, "number", numbers),
        ("format", is_date, "date", "`type: date`"),
        ("true", is_boolean, "boolean", "`type: boolean`"),
        ("false", is_boolean, "boolean", "`type: boolean`"),
    ] {
        if fields.entry(name).is_none() || suits {
            continue;
        }
        let kind = kind.name();
        let message = format!("only a {owner} can have a `{name}`, but the type here is {kind}");
        let help = format!("write {types}, or delete `{name}`");
        let problem = Diagnostic::error("contradictory-policy", fields.place(name), message, help);
        fields
            .reader
            .report(problem.also(fields.place("type"), "the type"));
    }
}

/// Whether the format of dates names a whole date.
fn check_format(fields: &Fields<'_>, kind: Option<AttributeType>) {
    let Some(Value::Scalar(format, _)) = fields.node("format").map(|node| &node.value) else {
        return;
    };
    if kind != Some(AttributeType::Date) || day::is_format(format) {
        return;
    }
    let help = match day::format_meant(format) {
        Some(meant) => format!("write `format: \"{meant}\"`"),
        None => "name day, month and year, as \"%d-%m-%Y\" or \"%m/%d/%y\"".to_owned(),
    };
    let message = format!("`{format}` does not describe a complete date");
    fields
        .reader
        .error("bad-format", fields.place("format"), message, help);
}

/// An item of a list of words; not empty.
fn item(value: Single<'_>) -> Result<&str, Wrong> {
    let text = value.text()?;
    if text.is_empty() && value.node.is_blank() {
        let message = format!("an item of `{}` is empty", value.name);
        let help = "write a word after the dash, or delete the line";
        return Err(value.wrong("wrong-type", message, help));
    }
    Ok(text)
}

fn owned(texts: &[(&str, Span)]) -> Vec<String> {
    texts.iter().map(|(text, _)| (*text).to_owned()).collect()
}

/// Words with their places.
type Words<'a> = [(&'a str, Span)];

/// A word that stands in two lists, each with what its words mean; `plain` says which words are the
/// same.
fn refuse_both(
    reader: &Reader<'_>,
    (one, meaning): (&Words<'_>, &str),
    (other, otherwise): (&Words<'_>, &str),
    plain: impl Fn(&str) -> String,
) {
    let known: HashMap<String, Span> = one.iter().map(|(word, at)| (plain(word), *at)).collect();
    for (word, at) in other {
        if let Some(first) = known.get(&plain(word)) {
            let message = format!("`{word}` is listed both as {meaning} and as {otherwise}");
            let help = "delete it from one of the two lists";
            let problem = Diagnostic::error("contradictory-policy", *at, message, help);
            reader.report(problem.also(*first, meaning));
        }
    }
}

/// A word for true or false that always means the opposite.
fn refuse_usual(reader: &Reader<'_>, words: &Words<'_>, meaning: bool) {
    for (word, at) in words {
        if BooleanWords::default().boolean(word.trim()) == Some(!meaning) {
            let message = format!(
                "`{word}` always means {}, so it can't mean {meaning}",
                !meaning
            );
            let help = format!("delete it from `{meaning}`");
            reader.error("contradictory-policy", *at, message, help);
        }
    }
}

/// An attribute of which only name and type are known.
pub(super) fn undeclared(name: String, kind: AttributeType) -> Attribute {
    Attribute {
        column: name.clone(),
        name,
        kind,
        ..Attribute::default()
    }
}
