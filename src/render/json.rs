//! Machine-readable results: objects of their own, versioned, never a dump of internals. Within a
//! version keys are added and not renamed.

use std::fmt::Write;

use serde_json::Value;

use crate::text::visible::shown;

/// A value as an indented JSON document with a final line break. Signs that would steer a terminal or
/// that nobody can see are written as JSON's escapes, which mean the same to every reader.
pub(crate) fn document(value: &Value) -> String {
    shown(&format!("{value:#}\n"), &|out, sign| match sign {
        '\n' => out.push(sign),
        sign => {
            for unit in sign.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}"); // a String takes all
            }
        }
    })
    .into_owned()
}

/// A list, with what is told of each of its items.
pub(crate) fn list<T, V: Into<Value>>(
    items: impl IntoIterator<Item = T>,
    told: impl FnMut(T) -> V,
) -> Value {
    items.into_iter().map(told).collect()
}
