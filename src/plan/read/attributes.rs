//! The data dictionary.

use std::collections::HashMap;

use super::day;
use super::fields::Fields;
use super::reader::{Reader, Want};
use crate::condition::AttributeType;
use crate::diagnostic::Diagnostic;
use crate::plan::format::ATTRIBUTE;
use crate::plan::model::{About, Attribute, Basis, Origin};
use crate::text::{Span, words};
use crate::yaml::{Entry, Node, Value};

/// The declared attributes: those that say their type, and those that do not.
pub(super) fn declared(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
) -> (Vec<Attribute>, Vec<Attribute>) {
    let (mut typed, mut untyped) = (Vec::new(), Vec::new());
    if let Some(fields) = reader.group(plan, "attributes") {
        for entry in fields.others() {
            match attribute(reader, entry) {
                (attribute, true) => typed.push(attribute),
                (attribute, false) => untyped.push(attribute),
            }
        }
    }
    (typed, untyped)
}

fn attribute(reader: &mut Reader<'_>, entry: &Entry) -> (Attribute, bool) {
    let mut attribute = Attribute {
        declared: true,
        ..undeclared(entry.key.clone(), AttributeType::Text)
    };
    if entry.value.is_blank() {
        return (attribute, false);
    }
    let Some(fields) = reader.fields(&entry.value, &ATTRIBUTE, entry.key_span) else {
        return (attribute, false);
    };
    let fields = &fields;
    let dated = fields.entry("format").map(|_| AttributeType::Date);
    let kind = reader.word(fields, "type", AttributeType::from_name);
    let kind = kind.or(dated);
    attribute.kind = kind.unwrap_or(AttributeType::Text);
    attribute.basis = reader.word(fields, "basis", Basis::from_name);
    attribute.origin = reader.word(fields, "origin", Origin::from_name);
    attribute.source = reader.text(fields, "source");
    let values = texts(reader, fields, "values");
    let missing = texts(reader, fields, "missing");
    refuse_both(reader, &values, &missing);
    attribute.values = owned(&values);
    attribute.missing = owned(&missing);
    attribute.min = reader.number(fields, "min");
    attribute.max = reader.number(fields, "max");
    attribute.format = reader.text(fields, "format");
    attribute.sensitive = reader.boolean(fields, "sensitive").unwrap_or(false);
    attribute.about = reader.word(fields, "about", About::from_name);
    if let Some(column) = reader.text(fields, "column") {
        attribute.column = column;
    }
    check(reader, fields, &attribute, kind);
    (attribute, kind.is_some())
}

fn check(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    attribute: &Attribute,
    kind: Option<AttributeType>,
) {
    if let (Some(min), Some(max)) = (attribute.min, attribute.max)
        && min > max
    {
        let (min, max) = (words::number(min, 6), words::number(max, 6));
        let message = format!("the highest value, {max}, is below the lowest, {min}");
        reader.report(
            Diagnostic::error("inverted-range", fields.place("max"), message)
                .also(fields.place("min"), "the lowest")
                .help(format!("write min: {max} and max: {min}")),
        );
    }
    for name in ["min", "max"] {
        if let (Some(node), Some(kind)) = (fields.node(name), kind)
            && !kind.is_numeric()
        {
            let kind = kind.name();
            let message = format!("only a number has a `{name}`, and the type here is {kind}");
            let help = format!("write `type: integer` or `type: number`, or delete `{name}`");
            reader.report(
                Diagnostic::error("contradictory-policy", node.span, message)
                    .also(fields.place("type"), "the type")
                    .help(help),
            );
        }
    }
    if let Some(problem) = fields
        .node("format")
        .and_then(|node| wrong_format(fields, node, kind))
    {
        reader.report(problem);
    }
}

fn wrong_format(
    fields: &Fields<'_>,
    node: &Node,
    kind: Option<AttributeType>,
) -> Option<Diagnostic> {
    let Value::Scalar(format, _) = &node.value else {
        return None;
    };
    if let Some(kind) = kind.filter(|kind| *kind != AttributeType::Date) {
        let message = format!(
            "only a date has a `format`, and the type here is {}",
            kind.name()
        );
        return Some(
            Diagnostic::error("contradictory-policy", node.span, message)
                .also(fields.place("type"), "the type")
                .help("write `type: date`, or delete `format`"),
        );
    }
    if day::is_format(format) {
        return None;
    }
    let help = match day::format_meant(format) {
        Some(meant) => format!("write `format: \"{meant}\"`"),
        None => "name day, month and year, as \"%d-%m-%Y\" or \"%m/%d/%y\"".to_owned(),
    };
    let message = format!("`{format}` does not describe a whole date");
    Some(Diagnostic::error("bad-format", node.span, message).help(help))
}

/// The words of the list under a key, with their places.
fn texts<'n>(reader: &mut Reader<'_>, fields: &Fields<'n>, name: &str) -> Vec<(&'n str, Span)> {
    let mut texts = Vec::new();
    for node in reader.list(fields, name) {
        match reader.words(node, name, Want::Text) {
            Some("") if node.is_blank() => reader.error(
                "wrong-type",
                node.span,
                format!("an item of `{name}` is empty"),
                "write a word after the dash, or delete the line",
            ),
            text => texts.extend(text.map(|text| (text, node.span))),
        }
    }
    texts
}

fn owned(texts: &[(&str, Span)]) -> Vec<String> {
    texts.iter().map(|(text, _)| (*text).to_owned()).collect()
}

/// A word that stands both for a value and for a missing one.
fn refuse_both(reader: &mut Reader<'_>, values: &[(&str, Span)], missing: &[(&str, Span)]) {
    let known: HashMap<&str, Span> = values.iter().copied().collect();
    for (word, at) in missing {
        if let Some(value) = known.get(word) {
            let message = format!("`{word}` is both a value and a word for a missing one");
            reader.report(
                Diagnostic::error("contradictory-policy", *at, message)
                    .also(*value, "the value")
                    .help("delete it from `values` or from `missing`"),
            );
        }
    }
}

/// An attribute of which only name and type are known.
pub(super) fn undeclared(name: String, kind: AttributeType) -> Attribute {
    Attribute {
        column: name.clone(),
        name,
        kind,
        declared: false,
        basis: None,
        origin: None,
        source: None,
        values: Vec::new(),
        min: None,
        max: None,
        format: None,
        missing: Vec::new(),
        sensitive: false,
        about: None,
    }
}
