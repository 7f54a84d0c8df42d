//! What a lead table holds as JSON, `segplan/columns/v1`.

use serde_json::{Value, json};

use crate::condition::DecimalSign;
use crate::condition::value::date_of;
use crate::profile::{ColumnProfile, LooksLike, Personal, Profile, ValueRange};
use crate::render::json::document;

/// Values of a column that are listed.
const LISTED: usize = 20;

pub(crate) fn columns(profile: &Profile) -> String {
    let not_read = profile.not_read.iter();
    document(&json!({
        "schema": "segplan/columns/v1",
        "source": profile.source.name,
        "rows": profile.source.rows,
        "left_out": profile.ragged.rows,
        "approximate": profile.is_approximate(),
        "columns": profile.columns.iter().map(column).collect::<Vec<Value>>(),
        "not_read": not_read.map(|(name, _)| name).collect::<Vec<&String>>(),
    }))
}

fn column(column: &ColumnProfile) -> Value {
    let (min, max) = match column.range {
        None => (Value::Null, Value::Null),
        Some(ValueRange::Numbers(low, high)) => (json!(low), json!(high)),
        Some(ValueRange::Days(first, last)) => (
            json!(date_of(first).to_string()),
            json!(date_of(last).to_string()),
        ),
    };
    // What every lead has of its own, and personal data, is nobody's business here.
    let is_common = column.personal.is_none() && !column.looks_like.contains(&LooksLike::Id);
    let values = column.values.iter().filter(|_| is_common);
    let looks_like = column.looks_like.iter().map(|look| look.name());
    json!({
        "name": column.name,
        "attribute": column.attribute,
        "type": column.kind.name(),
        "format": column.format,
        "decimal": column.decimal.map(DecimalSign::name),
        "true": column.yes,
        "false": column.no,
        "or_format": column.or_format,
        "filled": column.filled,
        "placeholders": counted(column.placeholders.iter()),
        "distinct": column.distinct,
        "approximate": !column.is_exact,
        "values": counted(values),
        "min": min,
        "max": max,
        "looks_like": looks_like.collect::<Vec<_>>(),
        "strays": counted(column.strays.iter()),
        "personal": column.personal.map(Personal::name),
    })
}

fn counted<'a>(values: impl Iterator<Item = &'a (String, u64)>) -> Vec<Value> {
    let listed = values.take(LISTED);
    listed
        .map(|(value, leads)| json!({"value": value, "leads": leads}))
        .collect()
}
