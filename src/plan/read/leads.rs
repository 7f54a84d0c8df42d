//! `attributes`, `leads` and every condition in the plan.

use std::collections::HashMap;

use super::reader::{Fields, Reader};
use crate::condition::{
    self, AttributeId, AttributeType, ConditionError, Expression, Inferred, Known, Syntax,
};
use crate::diagnostic::Diagnostic;
use crate::plan::format::ATTRIBUTE;
use crate::plan::model::{About, Attribute, Basis, LeadPolicy, Origin};
use crate::plan::node::{Entry, Node, Value};
use crate::plan::within::locate_within;
use crate::text::{nearest, words};

/// The data dictionary, and every condition that was understood, by the place it starts at.
pub(super) struct Expressions {
    pub(super) attributes: Vec<Attribute>,
    understood: HashMap<usize, Expression>,
}

impl Expressions {
    /// The condition that stands at a node.
    pub(super) fn take(&mut self, node: Option<&Node>) -> Option<Expression> {
        self.understood.remove(&node?.span.start)
    }
}

/// Reads the data dictionary, then every condition, whose uses settle what the dictionary leaves
/// open.
pub(super) fn conditions(reader: &mut Reader<'_>, plan: &Fields<'_>) -> Expressions {
    let (typed, untyped) = declared(reader, plan);
    let (syntaxes, nodes) = parse_all(reader, plan);
    let known: Vec<Known<'_>> = typed
        .iter()
        .map(|attribute| Known {
            name: &attribute.name,
            kind: attribute.kind,
        })
        .collect();
    let checked = condition::check(&syntaxes, &known);
    for wrong in checked.errors {
        let mut problem = problem(reader, nodes[wrong.condition], wrong.error);
        if let Some(also) = wrong.also {
            let at = locate_within(reader.source, nodes[also.condition], also.span);
            problem = problem.also(at, also.text);
        }
        reader.report(problem);
    }
    let understood = nodes
        .iter()
        .zip(checked.expressions)
        .filter_map(|(node, expression)| Some((node.span.start, expression?)))
        .collect();
    Expressions {
        attributes: joined(typed, checked.inferred, untyped),
        understood,
    }
}

/// Every condition of the plan that parses, and where it stands.
fn parse_all<'n>(reader: &mut Reader<'_>, plan: &Fields<'n>) -> (Vec<Syntax>, Vec<&'n Node>) {
    let mut syntaxes = Vec::new();
    let mut nodes = Vec::new();
    for entry in condition_entries(plan) {
        let Some((text, _)) = reader.scalar(&entry.value, &entry.key) else {
            continue;
        };
        match condition::parse(text) {
            Ok(syntax) => {
                syntaxes.push(syntax);
                nodes.push(&entry.value);
            }
            Err(errors) => {
                for error in errors {
                    let problem = problem(reader, &entry.value, error);
                    reader.report(problem);
                }
            }
        }
    }
    (syntaxes, nodes)
}

/// The dictionary in the order in which conditions number it: attributes with a declared type,
/// those whose type comes from their use, those that nothing uses.
fn joined(
    mut attributes: Vec<Attribute>,
    inferred: Vec<Inferred>,
    mut untyped: Vec<Attribute>,
) -> Vec<Attribute> {
    for used in inferred {
        let place = untyped.iter().position(|one| one.name == used.name);
        attributes.push(match place {
            Some(place) => Attribute {
                kind: used.kind,
                ..untyped.remove(place)
            },
            None => undeclared(used.name, used.kind),
        });
    }
    attributes.extend(untyped);
    attributes
}

/// Every entry of the plan that holds a condition, in no matter what order.
fn condition_entries<'n>(plan: &Fields<'n>) -> Vec<&'n Entry> {
    let leads = plan.node("leads").into_iter().flat_map(|leads| {
        ["outcome", "reachable", "exclude"]
            .into_iter()
            .filter_map(|key| leads.get(key))
    });
    let segments = plan
        .node("segments")
        .into_iter()
        .flat_map(|segments| match &segments.value {
            Value::List(items) => items.as_slice(),
            _ => &[],
        });
    leads
        .chain(segments.filter_map(|segment| segment.get("where")))
        .filter(|entry| !entry.value.is_blank())
        .collect()
}

fn problem(reader: &Reader<'_>, node: &Node, error: ConditionError) -> Diagnostic {
    let at = locate_within(reader.source, node, error.span);
    let mut problem = Diagnostic::error("condition", at, error.message);
    problem.help = error.help;
    problem
}

/// The declared attributes: those that say their type, and those that do not.
fn declared(reader: &mut Reader<'_>, plan: &Fields<'_>) -> (Vec<Attribute>, Vec<Attribute>) {
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
    let kind = reader.word(fields, "type", AttributeType::from_name);
    attribute.kind = kind.unwrap_or(AttributeType::Text);
    attribute.basis = reader.word(fields, "basis", Basis::from_name);
    attribute.origin = reader.word(fields, "origin", Origin::from_name);
    attribute.source = reader.text(fields, "source");
    attribute.values = texts(reader, fields, "values");
    attribute.min = reader.number(fields, "min");
    attribute.max = reader.number(fields, "max");
    attribute.format = reader.text(fields, "format");
    attribute.missing = texts(reader, fields, "missing");
    attribute.sensitive = reader.boolean(fields, "sensitive").unwrap_or(false);
    attribute.about = reader.word(fields, "about", About::from_name);
    if let Some(column) = reader.text(fields, "column") {
        attribute.column = column;
    }
    check_attribute(reader, fields, &attribute, kind);
    (attribute, kind.is_some())
}

fn check_attribute(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    attribute: &Attribute,
    kind: Option<AttributeType>,
) {
    if let (Some(min), Some(max)) = (attribute.min, attribute.max) {
        if min > max {
            let (min, max) = (words::number(min, 6), words::number(max, 6));
            reader.report(
                Diagnostic::error(
                    "inverted-range",
                    fields.place("max"),
                    format!("the highest value, {max}, is below the lowest, {min}"),
                )
                .help(format!("write min: {max} and max: {min}")),
            );
        }
    }
    if let (Some(format), Some(at)) = (&attribute.format, fields.node("format")) {
        if kind.is_some_and(|kind| kind != AttributeType::Date) {
            reader.report(
                Diagnostic::error("wrong-type", at.span, "only a date has a `format`")
                    .help("write `type: date`, or delete this line"),
            );
        } else if !is_date_format(format) {
            reader.report(
                Diagnostic::error(
                    "bad-format",
                    at.span,
                    format!("`{format}` does not describe a whole date"),
                )
                .help("name day, month and year, as \"%d-%m-%Y\" or \"%m/%d/%y\""),
            );
        }
    }
}

/// Whether dates can be written and read back in a format.
fn is_date_format(format: &str) -> bool {
    let day = jiff::civil::Date::constant(2027, 11, 23);
    let written = jiff::fmt::strtime::format(format, day);
    written
        .is_ok_and(|text| jiff::civil::Date::strptime(format, text).is_ok_and(|read| read == day))
}

fn texts(reader: &mut Reader<'_>, fields: &Fields<'_>, name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for node in reader.list(fields, name) {
        if let Some((text, _)) = reader.scalar(node, name) {
            texts.push(text.to_owned());
        }
    }
    texts
}

fn undeclared(name: String, kind: AttributeType) -> Attribute {
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

/// What the lead table means.
pub(super) fn leads(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    expressions: &mut Expressions,
) -> LeadPolicy {
    let Some(fields) = reader.group(plan, "leads") else {
        return LeadPolicy::default();
    };
    let key = reader.text(&fields, "key").map(|key| {
        let declared = expressions.attributes.iter().find(|one| one.name == key);
        declared.map_or_else(|| key.clone(), |attribute| attribute.column.clone())
    });
    LeadPolicy {
        key,
        date: referred(reader, &fields, "date", expressions, AttributeType::Date),
        outcome: expressions.take(fields.node("outcome")),
        value: referred(reader, &fields, "value", expressions, AttributeType::Number),
        reachable: expressions.take(fields.node("reachable")),
        exclude: expressions.take(fields.node("exclude")),
    }
}

/// The attribute that a key names, which has to be of a type; one that nothing else names is
/// taken to be of it.
fn referred(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    key: &str,
    expressions: &mut Expressions,
    wanted: AttributeType,
) -> Option<AttributeId> {
    let name = reader.text(fields, key)?;
    let attributes = &mut expressions.attributes;
    let Some(place) = attributes.iter().position(|one| one.name == name) else {
        let near = nearest(&name, attributes.iter().map(|one| one.name.as_str()));
        if let Some(near) = near {
            let message = format!("no attribute is named `{name}`");
            reader.report(
                Diagnostic::error("unknown-attribute", fields.place(key), message)
                    .help(format!("did you mean {near}?")),
            );
            return None;
        }
        attributes.push(undeclared(name, wanted));
        return Some(AttributeId(attributes.len() - 1));
    };
    let kind = attributes[place].kind;
    if kind == wanted || (kind.is_numeric() && wanted.is_numeric()) {
        return Some(AttributeId(place));
    }
    reader.report(
        Diagnostic::error(
            "wrong-type",
            fields.place(key),
            format!(
                "`{key}` needs a {} attribute, and `{name}` is {}",
                wanted.name(),
                kind.name()
            ),
        )
        .help(format!(
            "name another attribute, or declare `{name}` with type: {}",
            wanted.name()
        )),
    );
    None
}
