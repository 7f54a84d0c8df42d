//! From the tree to the plan: every key read, every problem told, in file order.

mod leads;
mod policy;
mod reader;
mod scalar;
mod scoring;
mod segments;

use jiff::civil::Date;

use super::format::PLAN;
use super::model::{AsOf, FlagSpec, Plan};
use super::node::Node;
use super::{Source, node};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use reader::{Fields, Reader};

/// What the reading of a plan depends on, beside its text.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions<'a> {
    /// The day of the run, for plans that do not name theirs.
    pub today: Date,
    /// The day to take in place of the plan's own.
    pub as_of: Option<Date>,
    /// The flags that a plan may set and allow.
    pub flags: &'a [FlagSpec],
}

/// Reads the text of a plan.
///
/// # Errors
/// Every problem of the file, in file order; at least one.
pub(super) fn read(source: &Source, options: &ReadOptions<'_>) -> Result<(Node, Plan), Vec<Diagnostic>> {
    let tree = node::read(source).map_err(|problem| vec![problem])?;
    let mut reader = Reader::new(source);
    let plan = if tree.is_blank() {
        reader.report(node::empty());
        None
    } else {
        reader
            .fields(&tree, &PLAN, Span::at(tree.span.start))
            .map(|fields| plan(&mut reader, &fields, options))
    };
    let mut problems = reader.problems;
    match plan {
        Some(plan) if problems.is_empty() => Ok((tree, plan)),
        _ => {
            problems.sort_by_key(Diagnostic::start);
            Err(problems)
        }
    }
}

fn plan(reader: &mut Reader<'_>, fields: &Fields<'_>, options: &ReadOptions<'_>) -> Plan {
    version(reader, fields);
    let mut scoring = scoring::scoring(reader, fields);
    let mut expressions = leads::conditions(reader, fields);
    let segments = segments::segments(reader, fields, scoring.scale, &mut expressions);
    let formula_at = fields
        .node("scoring")
        .and_then(|scoring| scoring.get("formula"))
        .map(|entry| entry.value.span);
    scoring.third = scoring::settle_direction(reader, scoring.formula, formula_at);
    let leads = leads::leads(reader, fields, &mut expressions);
    let stated = reader.date(fields, "as_of");
    Plan {
        title: reader.text(fields, "title").unwrap_or_default(),
        client: reader.text(fields, "client"),
        owner: reader.text(fields, "owner"),
        period: policy::period(reader, fields),
        reviewed: reader.date(fields, "reviewed"),
        review_by: reader.date(fields, "review_by"),
        as_of: as_of(stated, options),
        goals: policy::goals(reader, fields),
        scoring,
        qualify: policy::qualify(reader, fields),
        order: policy::order(reader, fields, &segments),
        flags: policy::flags(reader, fields, &segments, options.flags),
        leads,
        attributes: expressions.attributes,
        segments: segments.list,
        default: segments.default,
    }
}

fn as_of(stated: Option<Date>, options: &ReadOptions<'_>) -> AsOf {
    let named = options.as_of.or(stated);
    AsOf {
        date: named.unwrap_or(options.today),
        stated: named.is_some(),
    }
}

fn version(reader: &mut Reader<'_>, fields: &Fields<'_>) {
    if reader.whole(fields, "version").is_some_and(|version| version != 1) {
        let at = fields.place("version");
        reader.report(
            Diagnostic::error("unknown-version", at, "this program reads version 1 of the plan format")
                .help("write `version: 1`, or use a newer segplan"),
        );
    }
}
