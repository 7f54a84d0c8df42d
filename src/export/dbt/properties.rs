//! What dbt is to know of a model: its columns, their types and tests, and where the leads are.

use std::fmt::Write;

use super::yaml::{quoted, text};
use super::{LeadsTable, Model};
use crate::condition::AttributeType;
use crate::masks::Fingerprint;
use crate::resolve::{CONTROL, MESSAGE};

/// The file with the model's properties, and with the source unless the project has it.
pub(super) fn file(model: &Model<'_>) -> String {
    let plan = model.plan;
    let mut out = model.head("#", "The model, its contract and its data tests.");
    out.push_str("version: 2\n");
    if let LeadsTable::Table(names) = &model.options.table {
        source(&mut out, names);
    }
    let about = format!(
        "A row for each lead with the first segment that it fits, by the plan \"{}\"",
        plan.title
    );
    // A String takes all that is written to it.
    let _ = write!(
        out,
        "\nmodels:\n  - name: {}\n    description: {}\n    config:\n      contract: {{enforced: true}}\n      \
         meta:\n",
        quoted(&model.options.model),
        text(&about),
    );
    if let Some(owner) = &plan.owner {
        let _ = writeln!(out, "        owner: {}", text(owner));
    }
    let _ = writeln!(
        out,
        "        plan: {}\n        plan_hash: {}\n        as_of: {}",
        text(&plan.title),
        quoted(&Fingerprint::of(plan).digest()),
        quoted(&plan.as_of.date.to_string())
    );
    out.push_str("    columns:\n");
    key(&mut out, model);
    resolved(&mut out, model);
    if let Some(groups) = &model.options.groups {
        let about = "Whether the lead is in the control group, which gets no message";
        column(
            &mut out,
            model,
            &groups.title,
            about,
            &model.type_name(AttributeType::Text),
        );
        out.push_str("        data_tests:\n");
        accepted_values(
            &mut out,
            model,
            "groups",
            &[CONTROL, MESSAGE].map(quoted),
            "",
        );
    }
    out
}

fn source(out: &mut String, names: &[String]) {
    let [source, table] = LeadsTable::source_names(names);
    let _ = writeln!(out, "\nsources:\n  - name: {}", quoted(&source));
    let place = match names {
        [_, _, _] => ["database", "schema"].as_slice(),
        [_, _] => &["schema"],
        _ => &[],
    };
    if place.is_empty() {
        out.push_str("    schema: \"{{ target.schema }}\"\n");
    }
    for (key, name) in place.iter().zip(names) {
        let _ = writeln!(out, "    {key}: {}", text(name));
    }
    let keys = place.iter().chain(&["identifier"]).zip(names);
    let quoting: Vec<String> = keys
        .filter(|(_, name)| !is_bare(name))
        .map(|(key, _)| format!("{key}: true"))
        .collect();
    if !quoting.is_empty() {
        let _ = writeln!(out, "    quoting: {{{}}}", quoting.join(", "));
    }
    let _ = writeln!(out, "    tables:\n      - name: {}", quoted(&table));
    if let Some(identifier) = names.last().filter(|name| **name != table) {
        let _ = writeln!(out, "        identifier: {}", text(identifier));
    }
}

/// Whether a name means the same with quotes and without, in engines that keep small letters.
fn is_bare(name: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    name.starts_with(|sign: char| sign.is_ascii_lowercase()) && name.chars().all(is_plain)
}

fn column(out: &mut String, model: &Model<'_>, name: &str, about: &str, kind: &str) {
    let _ = writeln!(
        out,
        "      - name: {}\n        description: {}\n        data_type: {}",
        text(name),
        text(about),
        text(kind)
    );
    if model.options.engine.column_name(name) != name {
        out.push_str("        quote: true\n");
    }
}

fn key(out: &mut String, model: &Model<'_>) {
    let (key, options) = (model.key(), model.options);
    let mut attributes = model.plan.attributes.iter();
    let own = attributes.find(|one| one.declared && one.column == key && !options.text_columns);
    let kind = own.map_or(AttributeType::Text, |one| one.kind);
    let kind = options
        .key_type
        .clone()
        .unwrap_or_else(|| model.type_name(kind));
    column(out, model, key, "The key of the lead", &kind);
    let _ = writeln!(
        out,
        "        data_tests:\n          - unique\n          - not_null\n          - relationships:\n              \
         name: {}\n              arguments:\n                to: {}\n                field: {}",
        quoted(&format!("{}_leads_of_source", options.model)),
        quoted(&options.table.call()),
        text(&options.engine.column_name(key)),
    );
}

fn resolved(out: &mut String, model: &Model<'_>) {
    let plan = model.plan;
    let [of_texts, of_integers] =
        [AttributeType::Text, AttributeType::Integer].map(|kind| model.type_name(kind));
    let names = model.segments.iter().map(|(_, name)| *name);
    let names: Vec<String> = names
        .chain([plan.default.name.as_str()])
        .map(quoted)
        .collect();
    let (about, tests) = match plan.leads.exclude {
        Some(_) => (
            "The first segment that the lead fits, or the default; none if it is excluded",
            "",
        ),
        None => (
            "The first segment that the lead fits, or the default",
            "          - not_null\n",
        ),
    };
    column(out, model, "segment", about, &of_texts);
    let _ = write!(out, "        data_tests:\n{tests}");
    accepted_values(out, model, "segments", &names, "");
    let about = "The place of the segment in the order, from 1; none for the default";
    column(out, model, "priority", about, &of_integers);
    out.push_str("        data_tests:\n");
    let priorities = model
        .segments
        .iter()
        .map(|(priority, _)| priority.to_string());
    let priorities: Vec<String> = priorities.collect();
    accepted_values(
        out,
        model,
        "priorities",
        &priorities,
        "                quote: false\n",
    );
    let about = "The other segments that the lead fits, first to last, with ; between them";
    column(out, model, "also_matches", about, &of_texts);
}

/// A test of a column's values; `more` are the lines of other arguments.
fn accepted_values(out: &mut String, model: &Model<'_>, what: &str, values: &[String], more: &str) {
    let name = quoted(&format!("{}_known_{what}", model.options.model));
    let _ = write!(
        out,
        "          - accepted_values:\n              name: {name}\n              arguments:\n                \
         values:\n"
    );
    for value in values {
        let _ = writeln!(out, "                  - {value}");
    }
    out.push_str(more);
}
