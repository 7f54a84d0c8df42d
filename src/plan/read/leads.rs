//! `leads` and every condition in the plan.

use std::collections::{HashMap, HashSet};

use super::attributes::{declared, undeclared};
use super::reader::{Fields, Reader};
use super::single::{Single, Wrong};
use crate::condition::{self, AttributeId, AttributeType, ConditionError, Expression, Syntax};
use crate::diagnostic::Diagnostic;
use crate::plan::format::Shape;
use crate::plan::model::{Attribute, LeadPolicy};
use crate::text::nearest;
use crate::yaml::{Entry, Node, Value, locate_within};

/// The data dictionary, and every condition that was understood, by the place it starts at.
pub(super) struct Expressions {
    pub(super) attributes: Vec<Attribute>,
    understood: HashMap<usize, Expression>,
}

impl Expressions {
    pub(super) fn take(&mut self, node: Option<&Node>) -> Option<Expression> {
        self.understood.remove(&node?.span.start)
    }
}

/// Reads the data dictionary, then every condition, which settle what the dictionary leaves open.
pub(super) fn conditions(plan: &Fields<'_>) -> Expressions {
    let (typed, untyped) = declared(plan);
    let (syntaxes, nodes) = parse_all(plan);
    let known = typed.iter().map(|one| (one.name.as_str(), one.kind));
    let known: Vec<(&str, AttributeType)> = known.collect();
    let checked = condition::check(&syntaxes, &known);
    for wrong in checked.errors {
        let mut problem = problem(plan.reader, nodes[wrong.condition], wrong.error);
        if let Some(also) = wrong.also {
            let at = locate_within(plan.reader.source, nodes[also.condition], also.span);
            problem = problem.also(at, also.text);
        }
        plan.reader.report(problem);
    }
    let understood = nodes
        .iter()
        .zip(checked.expressions)
        .filter_map(|(node, expression)| Some((node.span.start, expression?)))
        .collect();
    Expressions {
        attributes: joined(typed, &checked.inferred, &untyped),
        understood,
    }
}

/// Every condition of the plan that parses, and where it stands.
fn parse_all<'n>(plan: &Fields<'n>) -> (Vec<Syntax>, Vec<&'n Node>) {
    let mut syntaxes = Vec::new();
    let mut nodes = Vec::new();
    for entry in condition_entries(plan) {
        let reader = plan.reader;
        let Some(text) = reader.read(&entry.value, (&entry.key, Shape::Condition), Single::text)
        else {
            continue;
        };
        match condition::parse(text) {
            Ok(syntax) => {
                syntaxes.push(syntax);
                nodes.push(&entry.value);
            }
            Err(errors) => {
                for error in errors {
                    reader.report(problem(reader, &entry.value, error));
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
    inferred: &[(String, AttributeType)],
    untyped: &[Attribute],
) -> Vec<Attribute> {
    let named = untyped.iter().map(|one| (one.name.as_str(), one));
    let named: HashMap<&str, &Attribute> = named.collect();
    let used: HashSet<&str> = inferred.iter().map(|(name, _)| name.as_str()).collect();
    let inferred = inferred.iter().map(|(name, kind)| {
        let declared = named.get(name.as_str()).copied().cloned();
        let attribute = declared.unwrap_or_else(|| undeclared(name.clone(), *kind));
        Attribute {
            kind: *kind,
            ..attribute
        }
    });
    attributes.extend(inferred);
    let unused = untyped
        .iter()
        .filter(|one| !used.contains(one.name.as_str()));
    attributes.extend(unused.cloned());
    attributes
}

/// Every entry of the plan that holds a condition, in no matter what order.
fn condition_entries<'n>(plan: &Fields<'n>) -> Vec<&'n Entry> {
    let leads = plan.node("leads").into_iter().flat_map(|leads| {
        ["outcome", "reachable", "exclude", "control"]
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
    Diagnostic {
        help: error.help, // uncut: it may be what to paste
        ..Diagnostic::error("condition", at, error.message, "")
    }
}

pub(super) fn leads(plan: &Fields<'_>, expressions: &mut Expressions) -> LeadPolicy {
    let fields = plan.group("leads");
    let key = fields.text("key").map(|key| {
        let declared = expressions.attributes.iter().find(|one| one.name == key);
        declared.map_or_else(|| key.clone(), |attribute| attribute.column.clone())
    });
    let attributes = &mut expressions.attributes;
    let mut referred = |key, kind| fields.read(key, |value| referred(value, attributes, kind));
    let date = referred("date", AttributeType::Date);
    let value = referred("value", AttributeType::Number);
    let assigned = referred("assigned", AttributeType::Text);
    LeadPolicy {
        key,
        date,
        outcome: expressions.take(fields.node("outcome")),
        value,
        currency: fields.read("currency", Single::currency),
        reachable: expressions.take(fields.node("reachable")),
        exclude: expressions.take(fields.node("exclude")),
        control: expressions.take(fields.node("control")),
        assigned,
        control_share: fields.read("control_share", Single::number),
    }
}

/// The attribute of a type that a key names; one that nothing else names is taken to be of it.
fn referred(
    value: Single<'_>,
    attributes: &mut Vec<Attribute>,
    wanted: AttributeType,
) -> Result<AttributeId, Wrong> {
    let name = value.text()?;
    let Some(place) = attributes.iter().position(|one| one.name == name) else {
        let near = nearest(name, attributes.iter().map(|one| one.name.as_str()));
        if let Some(near) = near {
            let message = format!("no attribute is named `{name}`");
            let help = format!("did you mean `{near}`?");
            return Err(value.wrong("unknown-attribute", message, help));
        }
        attributes.push(undeclared(name.to_owned(), wanted));
        return Ok(AttributeId(attributes.len() - 1));
    };
    let kind = attributes[place].kind;
    if kind == wanted || (kind.is_numeric() && wanted.is_numeric()) {
        return Ok(AttributeId(place));
    }
    let (key, wanted, kind) = (value.name, wanted.name(), kind.name());
    let message = format!("`{key}` needs a {wanted} attribute, but `{name}` is {kind}");
    let help = format!("name another attribute, or declare `{name}` with type: {wanted}");
    Err(value.wrong("wrong-type", message, help))
}
