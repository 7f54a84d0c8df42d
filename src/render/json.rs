//! Machine-readable results: objects of their own, versioned, never a dump of internals. Within a
//! version keys are added and not renamed.

use serde::Serialize;
use serde_json::{Map, Value};

/// A value as an indented JSON document with a final line break.
pub(crate) fn document<T: Serialize>(value: &T) -> String {
    // Our own values always serialize: their keys are text and their numbers finite or null.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The members of an object, so that some can be added only where there is something to say.
pub(super) fn members(object: Value) -> Map<String, Value> {
    match object {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
