//! The priority order as YAML, JSON, CSV and plain text.

use std::fmt::Write;

use serde_json::json;

use super::document::Page;
use super::{csv, json};
use crate::export::order::{Named, PriorityOrder};
use crate::text::visible::shown;

pub(crate) fn json(order: &PriorityOrder) -> String {
    json::document(&json!(order))
}

/// As YAML; texts are in double quotes, so that none is taken for anything else.
pub(crate) fn yaml(order: &PriorityOrder) -> String {
    let mut out = String::from("schema: segplan/order/v1\n");
    out.push_str(if order.order.is_empty() {
        "order: []\n"
    } else {
        "order:\n"
    });
    let named = |out: &mut String, named: &Named| {
        let label = serde_json::Value::from(named.label.as_str()).to_string();
        let label = shown(&label, &|out, sign| {
            let _ = write!(out, "\\U{:08x}", u32::from(sign));
        });
        let _ = write!(out, "    segment: {}\n    label: {label}\n", named.segment);
    };
    for row in &order.order {
        let _ = writeln!(out, "  - priority: {}", row.priority);
        named(&mut out, &row.segment);
    }
    out.push_str("default:\n");
    named(&mut out, &order.default);
    out
}

/// As CSV; the default comes last, without a priority.
pub(crate) fn csv(order: &PriorityOrder, formulas: csv::Formulas) -> String {
    let row = |priority: String, named: &Named| {
        let label = csv::cell(&named.label, formulas);
        [priority, named.segment.clone(), label]
    };
    let default = std::iter::once(row(String::new(), &order.default));
    let rows = order
        .order
        .iter()
        .map(|one| row(one.priority.to_string(), &one.segment));
    csv::write(&["priority", "segment", "label"], rows.chain(default))
}

pub(crate) fn document(order: &PriorityOrder) -> Page {
    let width = order.order.len().to_string().len();
    let mut page = Page::default();
    for row in &order.order {
        let Named { segment, label } = &row.segment;
        page.line(format!("{:>width$}. {label} ({segment})", row.priority));
    }
    let Named { segment, label } = &order.default;
    page.line(format!(
        "{:>width$}  Everyone else: {label} ({segment})",
        ""
    ));
    page
}
