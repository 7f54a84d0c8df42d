//! Flags on definitions and the attributes they rest on.

pub(super) mod attribute;
pub(super) mod idle;
pub(super) mod reach;
pub(super) mod slip_of_the_pen;
pub(super) mod value;

use std::collections::HashSet;

use crate::audit::Audit;
use crate::condition::{AttributeId, Expression};
use crate::plan::Plan;
use crate::text::{Span, words};

/// Each attribute that a condition names, where it does first.
pub(super) fn first_mentions(expression: &Expression) -> Vec<(AttributeId, Span)> {
    let mut seen = HashSet::new();
    let mentions = expression.mentions.iter();
    let first = mentions.filter(|mention| seen.insert(mention.attribute));
    first
        .map(|mention| (mention.attribute, mention.at))
        .collect()
}

/// `, as long as industry has one of its declared values`: what a proof takes for granted, with the
/// leads of a table for which it isn't so.
pub(crate) fn given(plan: &Plan, audit: Option<&Audit>, attributes: &[AttributeId]) -> String {
    let columns = audit.map_or(&[][..], |audit| &audit.columns);
    let bounds = attributes.iter().map(|id| {
        let attribute = plan.attribute(*id);
        let mut columns = columns.iter();
        let column = columns.find(|column| column.attribute == *id);
        let broken = match column.and_then(|column| column.undeclared) {
            None => String::new(),
            Some(0) => " (no lead breaks this)".to_owned(),
            Some(some) => format!(" ({} this)", words::leads_verb(some, "breaks", "break")),
        };
        match attribute.values.is_empty() {
            true => format!("`{}` is within its declared bounds{broken}", attribute.name),
            false => format!(
                "`{}` has one of its declared values{broken}",
                attribute.name
            ),
        }
    });
    let bounds: Vec<String> = bounds.collect();
    match bounds.as_slice() {
        [] => String::new(),
        bounds => format!(", as long as {}", words::list(bounds)),
    }
}
