//! Machine-readable results: types of their own, versioned, never a dump of internals.

use serde::Serialize;

/// A value as an indented JSON document with a final line break.
#[must_use]
pub fn document<T: Serialize>(value: &T) -> String {
    // Our own types always serialize: their keys are text and their numbers finite or null.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
