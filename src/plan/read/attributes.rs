//! The data dictionary.

use std::collections::HashMap;

use super::day;
use super::reader::{Fields, Reader};
use super::single::{Single, Wrong};
use crate::condition::AttributeType;
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

/// An attribute, and whether it says its type.
fn attribute(reader: &Reader<'_>, entry: &Entry) -> (Attribute, bool) {
    let fields = reader.group_at(entry, &ATTRIBUTE);
    let dated = fields.entry("format").map(|_| AttributeType::Date);
    let kind = fields
        .read("type", |value| value.word(AttributeType::from_name))
        .or(dated);
    let values = fields.read_items("values", item);
    let missing = fields.read_items("missing", item);
    refuse_both(reader, &values, &missing);
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
    let numbers = "`type: integer` or `type: number`";
    for (name, suits, owner, types) in [
        ("min", kind.is_numeric(), "number", numbers),
        ("max", kind.is_numeric(), "number", numbers),
        (
            "format",
            kind == AttributeType::Date,
            "date",
            "`type: date`",
        ),
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

/// A word that stands both for a value and for a missing one.
fn refuse_both(reader: &Reader<'_>, values: &[(&str, Span)], missing: &[(&str, Span)]) {
    let known: HashMap<&str, Span> = values.iter().copied().collect();
    for (word, at) in missing {
        if let Some(value) = known.get(word) {
            let message = format!("`{word}` is listed both as a value and as missing");
            let help = "delete it from `values` or from `missing`";
            let problem = Diagnostic::error("contradictory-policy", *at, message, help);
            reader.report(problem.also(*value, "the value"));
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
