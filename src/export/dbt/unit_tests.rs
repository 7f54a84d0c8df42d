//! Unit tests of a model: leads, and what it is to give them.

use std::fmt::Write;

use super::cases::{Case, Kind};
use super::yaml::{block, quoted};
use super::{Model, jinja};
use crate::text::words::thousands;

pub(super) fn file(model: &Model<'_>) -> String {
    let rows: usize = model.kinds.iter().map(|kind| kind.cases.len()).sum();
    let about = format!(
        "Unit tests with {} made from the plan's definitions; the key says what each is there for.",
        match rows {
            1 => "1 lead".to_owned(),
            rows => format!("{} leads", thousands(rows as u64)),
        }
    );
    let mut out = model.head("#", &about);
    out.push_str("version: 2\n\nunit_tests:\n");
    for kind in &model.kinds {
        unit_test(&mut out, model, kind);
    }
    out
}

fn unit_test(out: &mut String, model: &Model<'_>, kind: &Kind) {
    let name = &model.options.model;
    let rows = kind.cases.iter();
    let rows: Vec<_> = rows
        .map(|case| (case.key.clone().unwrap_or_default(), case.cells.clone()))
        .collect();
    // The rows are filled in as a part of this file, and once more as a model in the table's place.
    let rows = jinja::said(&jinja::said(&model.fixture.select(&rows)));
    // A String takes all that is written to it.
    let _ = write!(
        out,
        "  - name: {}\n    description: {}\n    model: {}\n    given:\n      - input: {}\n        format: sql\n        \
         rows:{}    expect:\n      rows:\n",
        quoted(&format!("{name}_{}", kind.name)),
        quoted(kind.about),
        quoted(name),
        quoted(&model.options.table.call()),
        block(&rows, 10),
    );
    for case in &kind.cases {
        let _ = writeln!(out, "        - {{{}}}", expected(model, case));
    }
}

/// The columns that a lead is to have.
fn expected(model: &Model<'_>, case: &Case) -> String {
    let or_null = |value: Option<&str>| value.map_or("null".to_owned(), quoted);
    let priority = case.priority.map(|priority| priority.to_string());
    let mut columns = vec![
        format!(
            "{}: {}",
            quoted(model.key()),
            or_null(case.key.as_deref().map(jinja::said).as_deref())
        ),
        format!("segment: {}", or_null(case.segment.as_deref())),
        format!("priority: {}", priority.as_deref().unwrap_or("null")),
        format!("also_matches: {}", or_null(case.also.as_deref())),
    ];
    // A key that is no text is drawn by the text that the engine makes of it.
    let groups = model.options.groups.as_ref();
    let groups = groups.filter(|one| one.holdout.is_none() || model.fixture.key.is_none());
    if let Some(groups) = groups {
        columns.push(format!(
            "{}: {}",
            quoted(&groups.title),
            or_null(case.group)
        ));
    }
    columns.join(", ")
}
