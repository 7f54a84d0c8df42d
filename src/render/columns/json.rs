//! What a lead table holds as JSON, `segplan/columns/v1`.

use serde_json::{Value, json};

use super::contrast::Contrasts;
use crate::condition::DecimalSign;
use crate::condition::value::date_of;
use crate::discover::{Concentration, Contrast, GroupContrast};
use crate::profile::{ColumnProfile, LooksLike, Personal, Profile, ValueRange};
use crate::render::json::{document, list};

/// Groups that are listed.
const GROUPS: usize = 100;

/// Values of a column that are listed.
const LISTED: usize = 20;

/// What the columns hold, with what stands out where that was asked for.
pub(crate) fn columns(profile: &Profile, told: Option<&Contrasts>) -> String {
    let mut whole = json!({
        "schema": "segplan/columns/v1",
        "source": profile.source.name,
        "rows": profile.source.rows,
        "left_out": profile.ragged.rows,
        "approximate": profile.is_approximate(),
        "columns": list(&profile.columns, column),
        "not_read": list(&profile.not_read, |(name, _)| name.as_str()),
    });
    if let Some(told) = told {
        whole["sampled"] = json!(told.sampled);
        whole["outcome"] = told.outcome.map_or(Value::Null, |(condition, contrast)| {
            outcome(told, condition, contrast)
        });
        whole["value"] = told
            .value
            .map_or(Value::Null, |of_value| value(told, of_value));
    }
    document(&whole)
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
        "looks_like": list(&column.looks_like, |look| look.name()),
        "strays": counted(column.strays.iter()),
        "personal": column.personal.map(Personal::name),
    })
}

fn outcome(told: &Contrasts, condition: &str, contrast: &Contrast) -> Value {
    let mut found = stands_out(told, contrast);
    found["condition"] = json!(condition);
    found
}

fn value(told: &Contrasts, (column, found, contrast): (&str, &Concentration, &Contrast)) -> Value {
    let mut best = stands_out(told, contrast);
    best["from"] = json!(found.from);
    best["share"] = json!(found.best_share);
    json!({
        "column": column,
        "leads": found.leads,
        "total": found.total,
        "shares": list(&found.shares, |(leads, share)| json!({"leads": leads, "share": share})),
        "best": best,
    })
}

/// The groups that stand out, and what records the outcome.
fn stands_out(told: &Contrasts, contrast: &Contrast) -> Value {
    let leaks = list(&contrast.leaks, |leak| {
        json!({
            "column": leak.column,
            "where": leak.group.as_ref().map(|group| told.dictionary.print(&group.condition)),
            "auc": leak.auc,
        })
    });
    let groups = contrast.groups.iter().take(GROUPS);
    json!({
        "known": contrast.known,
        "outcomes": contrast.successes,
        "rate": contrast.all.rate,
        "rate_low": contrast.all.low,
        "rate_high": contrast.all.high,
        "compared": contrast.compared,
        "groups": list(groups, |one| group(told, one)),
        "leaks": leaks,
    })
}

fn group(told: &Contrasts, one: &GroupContrast) -> Value {
    json!({
        "where": told.dictionary.print(&one.condition),
        "leads": one.leads,
        "outcomes": one.successes,
        "rate": one.rate.rate,
        "rate_low": one.rate.low,
        "rate_high": one.rate.high,
        "difference": one.difference.difference,
        "difference_low": one.difference.low,
        "difference_high": one.difference.high,
        "p_adjusted": one.difference.p_adjusted,
    })
}

fn counted<'a>(values: impl Iterator<Item = &'a (String, u64)>) -> Value {
    list(
        values.take(LISTED),
        |(value, leads)| json!({"value": value, "leads": leads}),
    )
}
