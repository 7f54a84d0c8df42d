//! The JSON Schema of the plan format, for editors and other programs.

use serde_json::{Map, Value, json};

use super::flags::{self, FlagSpec};
use super::{Key, Object, Others, PLAN, Shape};
use crate::plan::model::Verdict;

/// The JSON Schema (draft 2020-12) of a plan.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "segplan plan, version 1",
    });
    if let (Value::Object(whole), Value::Object(plan)) =
        (&mut schema, object(&PLAN, &mut definitions))
    {
        whole.extend(plan);
    }
    schema["properties"]["version"] =
        json!({"description": "The version of the plan format.", "enum": [1, null]});
    schema["properties"]["segments"]["minItems"] = json!(1);
    schema["$defs"] = Value::Object(definitions);
    schema
}

/// A text that is not blank.
const SOMETHING: &str = r"\S";

/// The schema of a group; groups inside it go to the definitions.
fn object(object: &Object, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in object.keys {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }
    let required = object.keys.iter().filter(|key| key.required);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    let mut schema = json!({"description": object.doc, "type": "object", "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema["additionalProperties"] = match &object.others {
        Others::Refused => json!(false),
        Others::Named(shape) => {
            schema["propertyNames"] = json!({"pattern": SOMETHING});
            optional(value(*shape, definitions))
        }
        Others::Flags => {
            for flag in flags::ALL {
                schema["properties"][flag.name] = setting(flag, definitions);
            }
            json!(false)
        }
    };
    schema
}

fn property(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = value(key.shape, definitions);
    if !key.required {
        schema = optional(schema);
    } else if matches!(key.shape, Shape::Text) {
        schema["pattern"] = json!(SOMETHING);
    }
    schema["description"] = json!(description(key));
    if !key.example.is_empty() {
        let example = serde_json::from_str(key.example).unwrap_or_else(|_| json!(key.example));
        schema["examples"] = json!([example]);
    }
    schema
}

/// What a key means, and what counts where it is left out.
fn description(key: &Key) -> String {
    match key.default {
        "" => key.doc.to_owned(),
        default => format!("{} Default: {default}.", key.doc),
    }
}

/// The schema, or null: a key that may be left out may also stay empty.
fn optional(mut schema: Value) -> Value {
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
        return schema;
    }
    if let Some(forms) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        forms.push(json!({"type": "null"}));
        return schema;
    }
    match schema.get_mut("type") {
        Some(Value::Array(kinds)) => {
            kinds.push(json!("null"));
            schema
        }
        Some(kind) => {
            *kind = json!([kind.clone(), "null"]);
            schema
        }
        None => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

fn value(shape: Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        // A title may be 2027 and a value true: both are read as they are written.
        Shape::Text => json!({"type": ["string", "number", "boolean"]}),
        Shape::Condition => json!({"type": "string"}),
        Shape::Name => json!({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}),
        Shape::Date => {
            json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
        }
        Shape::Currency => json!({"type": "string", "pattern": "^[A-Z]{3}$"}),
        Shape::Boolean => {
            json!({"anyOf": [{"type": "boolean"}, in_any_case(&["yes", "no"])]})
        }
        Shape::Number(low, high) => number("number", low, high),
        Shape::Whole(low) => json!({"type": "integer", "minimum": low}),
        Shape::Word(list) => json!({"enum": list()}),
        Shape::Estimate => json!({"anyOf": estimate(definitions)}),
        Shape::Vote => {
            let [offered, any_case] = offered(&["unknown"]);
            let [number, range, three_point] = estimate(definitions);
            json!({"anyOf": [number, range, three_point, offered, any_case]})
        }
        Shape::Verdict => json!({"anyOf": verdict()}),
        Shape::Judgement => json!({"anyOf": [
            verdict()[0],
            verdict()[1],
            reference(&super::JUDGEMENT, definitions),
        ]}),
        Shape::List(item) => list(*item, definitions),
        Shape::Object(inner) => reference(inner, definitions),
    }
}

fn list(item: Shape, definitions: &mut Map<String, Value>) -> Value {
    let items = match item {
        Shape::Text => optional(value(item, definitions)), // the word null
        _ => value(item, definitions),
    };
    let mut schema = json!({"type": "array", "items": items});
    if let Shape::Word(_) = item {
        schema["uniqueItems"] = json!(true);
    }
    schema
}

fn estimate(definitions: &mut Map<String, Value>) -> [Value; 3] {
    let number = r"[+-]?[0-9]+(\.[0-9]+)?";
    [
        json!({"type": "number"}),
        json!({"type": "string", "pattern": format!(r"^\s*{number}\s*\.\.\s*{number}\s*$")}),
        reference(&super::THREE_POINT, definitions),
    ]
}

fn verdict() -> [Value; 2] {
    let words: Vec<&str> = Verdict::ALL.iter().map(|one| one.name()).collect();
    offered(&words)
}

/// Words as editors offer them, and as they may also be written.
fn offered(words: &[&str]) -> [Value; 2] {
    [json!({"enum": words}), in_any_case(words)]
}

/// One of some words of English letters, whether in capitals or not.
fn in_any_case(words: &[&str]) -> Value {
    let letter = |letter: char| format!("[{}{letter}]", letter.to_ascii_uppercase());
    let word = |word: &&str| word.chars().map(letter).collect();
    let words: Vec<String> = words.iter().map(word).collect();
    json!({"type": "string", "pattern": format!("^({})$", words.join("|"))})
}

fn number(kind: &str, low: f64, high: f64) -> Value {
    let mut schema = json!({"type": kind});
    if low.is_finite() {
        schema["minimum"] = json!(low);
    }
    if high.is_finite() {
        schema["maximum"] = json!(high);
    }
    schema
}

fn reference(inner: &Object, definitions: &mut Map<String, Value>) -> Value {
    if !definitions.contains_key(inner.name) {
        definitions.insert(inner.name.to_owned(), Value::Null); // its place in the list
        let schema = object(inner, definitions);
        definitions.insert(inner.name.to_owned(), schema);
    }
    json!({"$ref": format!("#/$defs/{}", inner.name)})
}

/// What a plan may set for one flag.
fn setting(flag: &FlagSpec, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    let severity = &flags::SEVERITY;
    if !definitions.contains_key(severity.name) {
        let schema = property(severity, definitions);
        definitions.insert(severity.name.to_owned(), schema);
    }
    let reference = json!({"$ref": format!("#/$defs/{}", severity.name)});
    properties.insert(severity.name.to_owned(), reference);
    for option in flag.options {
        let mut schema = optional(number("number", option.bounds.0, option.bounds.1));
        schema["description"] = json!(option.description());
        properties.insert(option.name.to_owned(), schema);
    }
    json!({
        "description": flag.summary(),
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
    })
}
