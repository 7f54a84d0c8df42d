//! What is wrong with keys (unknown, missing, repeated), and with values that are no group or list.

use super::{naming, rows};
use crate::diagnostic::Diagnostic;
use crate::plan::format::{Key, Object, Others, PLAN, SEGMENT, Shape};
use crate::text::{Span, nearest, snake_case, words};
use crate::yaml::{Entry, Node, Source, Style, Value};

/// The most keys that a message lists before it looks where else a key belongs.
const FEW: usize = 15;

/// The key of a group that is nearest to a misspelled one; `None` for a key of a group inside it.
pub(super) fn meant(name: &str, object: &'static Object) -> Option<&'static Key> {
    if inside(name, object).is_some() {
        return None;
    }
    let near = nearest(name, object.keys.iter().map(|key| key.name))?;
    object.key(near)
}

/// Whether a value is of the kind that a key holds: a list, a group or a single value.
pub(super) fn fits(node: &Node, shape: Shape) -> bool {
    match (shape, &node.value) {
        (Shape::List(_), value) => matches!(value, Value::List(_)),
        (Shape::Object(_), value) => matches!(value, Value::Map(_)),
        (Shape::Estimate | Shape::Vote | Shape::Judgement, value) => {
            !matches!(value, Value::List(_))
        }
        (_, value) => matches!(value, Value::Scalar(..)),
    }
}

pub(super) fn duplicate(entry: &Entry, object: &Object, first: Span) -> Diagnostic {
    let help = match (entry.key.as_str(), &entry.value.value) {
        (key @ ("name" | "flag" | "segment"), Value::Scalar(value, _)) => {
            format!("keep one of the two, or begin another one with a dash: `- {key}: {value}`")
        }
        _ => "keep one of the two".to_owned(),
    };
    let message = format!("`{}` appears twice in {}", entry.key, object.noun);
    Diagnostic::error("duplicate-key", entry.key_span, message, help).also(first, "first here")
}

/// A required key that is missing from the group named at `named_at`, or blank at `blank`.
pub(super) fn missing(
    key: &Key,
    object: &Object,
    named_at: Span,
    blank: Option<Span>,
) -> Diagnostic {
    let name = key.name;
    let message = match blank {
        Some(_) => format!("`{name}` is empty, and {} needs it", object.noun),
        None => format!("{} needs `{name}`", object.noun),
    };
    let help = match key.shape {
        Shape::List(Shape::Object(item)) => {
            format!(
                "write `{name}:`, and below it each one as {}",
                item_like(item, None)
            )
        }
        _ => format!("write it as in `{name}: {}`", key.example),
    };
    Diagnostic::error("missing-key", blank.unwrap_or(named_at), message, help)
}

/// A key that a group does not have, after the entry before it.
pub(super) fn unknown(
    source: &Source,
    entry: &Entry,
    object: &'static Object,
    before: Option<&Entry>,
) -> Diagnostic {
    let name = entry.key.as_str();
    if let Some(problem) = no_colon(entry, object) {
        return problem;
    }
    let slip = meant(name, object);
    if let Some(problem) = before
        .filter(|_| slip.is_none())
        .and_then(|before| after_comma(source, entry, object, before))
    {
        return problem;
    }
    let message = match name {
        "" => "there is no key before this colon".to_owned(),
        name => format!("`{name}` is not a key of {}", object.noun),
    };
    let help = match (name, slip) {
        ("<<", _) => {
            "YAML's merging of groups is not part of the format: write the keys out".to_owned()
        }
        ("", _) => "write the key, or delete the line".to_owned(),
        (_, Some(key)) => format!("did you mean `{}`?", key.name),
        _ => home(name, object).unwrap_or_else(|| {
            let known = object.keys.iter().map(|key| key.name);
            format!("the keys of {} are {}", object.noun, words::list(known))
        }),
    };
    Diagnostic::error("unknown-key", entry.key_span, message, help)
}

/// `- Plant managers:` instead of `- name: plant_managers`.
pub(super) fn name_for_key(
    entry: &Entry,
    object: &'static Object,
) -> Option<(&'static Key, Diagnostic)> {
    let key = object.keys.iter().find(|key| key.required)?;
    let held = entry.value.is_blank() || matches!(entry.value.value, Value::Map(_));
    let words = entry.key.contains(char::is_alphanumeric);
    if !matches!(key.shape, Shape::Name) || !held || !words || meant(&entry.key, object).is_some() {
        return None;
    }
    let help = match naming::name(&entry.key, Style::Plain) {
        Ok(()) => format!("write `- name: {}`", entry.key),
        Err(help) => help.replacen("`name:", "`- name:", 1),
    };
    let help = match entry.value.is_blank() {
        true => help,
        false => format!("{help}, with the keys that follow in line with `name`"),
    };
    let message = format!(
        "`{}` stands where a key should be: write a name after `name:`",
        entry.key
    );
    Some((
        key,
        Diagnostic::error("unknown-key", entry.key_span, message, help),
    ))
}

/// `impact:8` or `impact 8` among the entries of a group in braces.
fn no_colon(entry: &Entry, object: &Object) -> Option<Diagnostic> {
    let (name, value) = entry.key.split_once([':', ' '])?;
    let value = value.trim();
    (entry.value.is_blank() && !value.is_empty() && object.key(name).is_some()).then(|| {
        let message = format!("`{}` is read as a key, with nothing after it", entry.key);
        let help = format!("write a colon and a space: `{name}: {value}`");
        Diagnostic::error("unknown-key", entry.key_span, message, help)
    })
}

/// What follows a comma inside a value, among the entries of a group in braces.
fn after_comma(
    source: &Source,
    entry: &Entry,
    object: &Object,
    before: &Entry,
) -> Option<Diagnostic> {
    let (Value::Scalar(start, _), name) = (&before.value.value, &entry.key) else {
        return None;
    };
    let between = source.slice(Span::new(before.value.span.end, entry.key_span.start));
    if !entry.value.is_blank() || !between.contains(',') || start.is_empty() {
        return None;
    }
    let digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    let help = if digits(start) && digits(name) {
        match name.len() {
            3 => format!("write it without the comma: {start}{name}"),
            _ => format!("write a decimal point: {start}.{name}"),
        }
    } else {
        format!(
            "put the value in quotes: `{}: \"{start}{between}{name}\"`",
            before.key
        )
    };
    let message = format!(
        "a comma separates the entries of {}, so `{name}` is read as a key",
        object.noun
    );
    Some(Diagnostic::error(
        "unknown-key",
        entry.key_span,
        message,
        help,
    ))
}

/// Where a key belongs that is not one of this group's.
fn home(name: &str, object: &Object) -> Option<String> {
    inside(name, object).or_else(|| {
        if PLAN.key(name).is_some() {
            return Some(
                "it belongs to the plan itself, at the left margin like `title`".to_owned(),
            );
        }
        if object.keys.len() <= FEW {
            return None;
        }
        let mut homes = Vec::new();
        homes_below(&PLAN, name, &mut homes);
        homes.truncate(2);
        (!homes.is_empty()).then(|| format!("it is a key of {}", homes.join(" and of ")))
    })
}

/// The group inside this one that has a key.
fn inside(name: &str, object: &Object) -> Option<String> {
    object.keys.iter().find_map(|key| match key.shape {
        Shape::Object(inner) if inner.key(name).is_some() => {
            Some(format!("it belongs in `{}`", key.name))
        }
        Shape::List(Shape::Object(inner)) if inner.key(name).is_some() => Some(format!(
            "it belongs in {}, under `{}`",
            inner.noun, key.name
        )),
        _ => None,
    })
}

/// The groups below one that have a key, by their nouns.
fn homes_below(object: &'static Object, name: &str, homes: &mut Vec<&'static str>) {
    let others = match object.others {
        Others::Named(shape) => Some(shape),
        Others::Refused | Others::Flags => None,
    };
    for shape in object.keys.iter().map(|key| key.shape).chain(others) {
        let (Shape::Object(inner) | Shape::List(&Shape::Object(inner))) = shape else {
            continue;
        };
        if inner.key(name).is_some() && !homes.contains(&inner.noun) {
            homes.push(inner.noun);
        }
        homes_below(inner, name, homes);
    }
}

pub(super) fn not_a_group(source: &Source, node: &Node, object: &'static Object) -> Diagnostic {
    if let Some(problem) = spreadsheet(source, node, object) {
        return problem;
    }
    let text = match &node.value {
        Value::Scalar(text, _) => Some(text.as_str()),
        _ => None,
    };
    if object.name == PLAN.name {
        let help = "a plan begins with `title: …` and has `segments:`; `segplan init` writes one that explains itself";
        let message = "this doesn't look like a plan";
        return Diagnostic::error("wrong-type", node.span, message, help);
    }
    let help = format!("write keys, as in {}", example(object, text));
    let (noun, kind) = (object.noun, node.kind());
    let message = format!("{noun} should be a group of keys, but here is {kind}");
    Diagnostic::error("wrong-type", node.span, message, help)
}

/// Rows of a spreadsheet in place of segments.
fn spreadsheet(source: &Source, node: &Node, item: &Object) -> Option<Diagnostic> {
    let segments = item.name == SEGMENT.name && matches!(node.value, Value::Scalar(..));
    segments.then(|| rows::row(source.slice(node.span), node.span))?
}

pub(super) fn not_a_list(source: &Source, node: &Node, name: &str, item: Shape) -> Diagnostic {
    if let Shape::Object(item) = item
        && let Some(problem) = spreadsheet(source, node, item)
    {
        return problem;
    }
    let help = match (item, &node.value) {
        (Shape::Object(item), Value::Map(entries)) => {
            // Names for keys, with what belongs to each below it.
            let named = entries
                .first()
                .filter(|first| fits(&first.value, Shape::Object(item)));
            let item = item_like(item, named.map(|first| first.key.as_str()));
            format!("put a dash before each one, as in {item}")
        }
        (Shape::Object(item), Value::Scalar(text, _)) => {
            let item = item_like(item, text.split([',', ';']).next());
            format!("write each one after a dash, as in {item}")
        }
        (_, Value::Scalar(text, _)) => {
            // Lines with a dash below a value run into it.
            let text = text.replace(" - ", ", ");
            let items: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
            format!("write it in brackets: `{name}: [{}]`", items.join(", "))
        }
        _ => format!("write it in brackets, as in `{name}: [a, b]`"),
    };
    let message = format!("`{name}` should be a list, but here is {}", node.kind());
    Diagnostic::error("wrong-type", node.span, message, help)
}

/// How an item of a list of groups begins.
fn item_like(object: &'static Object, text: Option<&str>) -> String {
    let first = object.keys.iter().find(|key| key.required);
    match first {
        Some(key) => format!("`- {}: {}`", key.name, value_like(key, text)),
        None => "`- …`".to_owned(),
    }
}

/// How a group may be written on one line.
fn example(object: &'static Object, text: Option<&str>) -> String {
    let required: Vec<&Key> = object.keys.iter().filter(|key| key.required).collect();
    let shown = match required.is_empty() {
        false => required,
        true => object
            .keys
            .iter()
            .filter(|key| !key.example.is_empty() && !key.example.starts_with('{'))
            .take(3)
            .collect(),
    };
    let mut entries: Vec<String> = shown
        .iter()
        .enumerate()
        .map(|(place, key)| {
            let own = key.required || matches!(key.shape, Shape::Word(_));
            let text = text.filter(|_| place == 0 && own);
            format!("{}: {}", key.name, value_like(key, text))
        })
        .collect();
    match object.others {
        Others::Named(Shape::Object(inner)) => entries.push(match inner.name {
            "ballot" => "ana: {impact: 9, confidence: 7, ease: 4}".to_owned(),
            "scorer" => "ana: {criteria: [impact, confidence]}".to_owned(),
            _ => "industry: {type: text}".to_owned(),
        }),
        Others::Named(_) => entries.push("ana: key_accounts".to_owned()),
        Others::Flags => entries = vec!["low-ease: {severity: info}".to_owned()],
        Others::Refused => {}
    }
    format!("`{{{}}}`", entries.join(", "))
}

/// A value for a key: what was written, where it can be that, or else the example.
fn value_like(key: &Key, text: Option<&str>) -> String {
    let short =
        text.filter(|text| text.len() <= 40 && !text.contains(['\n', ':', '#', ',', '{', '[']));
    match (key.shape, short) {
        (Shape::Text, Some(text)) => text.to_owned(),
        (Shape::Name, Some(text)) => snake_case(text).unwrap_or_else(|| key.example.to_owned()),
        (Shape::Word(list), Some(text)) if list().contains(&text) => text.to_owned(),
        _ => key.example.to_owned(),
    }
}
