//! From the tree to the plan: reads every key and reports every problem, in file order.

mod attributes;
mod day;
mod fields;
mod flags;
mod keys;
mod leads;
mod naming;
mod pins;
mod policy;
mod reader;
mod rows;
mod scalar;
mod scoring;
mod segment;
mod segments;
mod values;

use jiff::civil::Date;

use super::format::PLAN;
use super::model::{AsOf, Plan};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::{self, Node, Source, Value};
use fields::Fields;
use reader::Reader;

/// What the meaning of a plan depends on, besides its text.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions {
    /// The day of the run, for plans that do not name theirs.
    pub today: Date,
    /// The day to use in place of the plan's own.
    pub as_of: Option<Date>,
}

impl ReadOptions {
    /// A run on this day, for plans that don't name theirs.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { today, as_of: None }
    }
}

/// Reads the text of a plan.
///
/// # Errors
/// Every problem of the file, in file order; at least one.
pub(super) fn read(
    source: &Source,
    options: &ReadOptions,
) -> Result<(Node, Plan), Vec<Diagnostic>> {
    let mut reader = Reader::new(source);
    let tree = yaml::read(source, &mut reader.problems);
    let plan = match tree.as_ref().filter(|tree| !tree.is_blank()) {
        Some(tree) => reader
            .fields(tree, &PLAN, reader.opening(tree))
            .map(|fields| plan(&mut reader, &fields, options)),
        None => None,
    };
    let mut problems = reader.problems;
    if let Some(problem) = pasted(source, tree.as_ref(), &problems) {
        return Err(vec![problem]);
    }
    if let (Some(tree), Some(plan), true) = (tree, plan, problems.is_empty()) {
        return Ok((tree, plan));
    }
    if problems.is_empty() {
        problems.push(empty());
    }
    problems.sort_by_key(Diagnostic::start);
    Err(problems)
}

/// The diagnostic for a pasted table: a text without a single key, or that is no YAML.
fn pasted(source: &Source, tree: Option<&Node>, problems: &[Diagnostic]) -> Option<Diagnostic> {
    match tree.map(|tree| &tree.value) {
        Some(Value::Map(_) | Value::List(_)) => None,
        Some(Value::Scalar(..)) => rows::whole_text(source),
        None => {
            rows::whole_text(source).or_else(|| rows::at_line(source, problems.last()?.start()))
        }
    }
}

/// The diagnostic for a file without a plan in it.
fn empty() -> Diagnostic {
    Diagnostic::error("empty", Span::at(0), "there is no plan in this file")
        .help("a plan has a title and segments; `segplan init` writes one that explains itself")
}

fn plan(reader: &mut Reader<'_>, fields: &Fields<'_>, options: &ReadOptions) -> Plan {
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
    let (reviewed, review_by) = policy::reviews(reader, fields);
    let scale = scoring.scale;
    Plan {
        title: reader.text(fields, "title").unwrap_or_default(),
        client: reader.text(fields, "client"),
        owner: reader.text(fields, "owner"),
        period: policy::period(reader, fields),
        reviewed,
        review_by,
        as_of: as_of(stated, options),
        goals: policy::goals(reader, fields),
        scoring,
        qualify: policy::qualify(reader, fields),
        order: policy::order(reader, fields, &segments),
        flags: flags::flags(reader, fields, &segments, scale),
        leads,
        attributes: expressions.attributes,
        segments: segments.list,
        default: segments.default,
    }
}

fn as_of(stated: Option<Date>, options: &ReadOptions) -> AsOf {
    let named = options.as_of.or(stated);
    AsOf {
        date: named.unwrap_or(options.today),
        stated: named.is_some(),
    }
}

fn version(reader: &mut Reader<'_>, fields: &Fields<'_>) {
    let Some(node) = fields.node("version") else {
        return;
    };
    if reader
        .plain_number(node, "version")
        .is_some_and(|version| version != 1.0)
    {
        let message = "this program reads version 1 of the plan format";
        let help = "write `version: 1`, or use a newer segplan";
        reader.error("unknown-version", node.span, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: ReadOptions = ReadOptions {
        today: Date::constant(2027, 1, 4),
        as_of: None,
    };

    #[test]
    fn blank_optional_keys_are_absent() {
        let source = Source::new(
            "p",
            "title: t\nowner:\nsegments:\n  - name: a\n    message:\n",
        );
        let (_, plan) = read(&source, &OPTIONS).unwrap();
        assert_eq!((plan.owner, plan.segments[0].message.clone()), (None, None));
    }

    #[test]
    fn a_misspelt_key_is_told_and_read_as_it_was_meant() {
        let text = "titel: t\nsegmnts:\n  - nmae: A B\n    scorse: {impact: 12}\n";
        let problems = read(&Source::new("p", text), &OPTIONS).unwrap_err();
        let codes: Vec<&str> = problems.iter().map(|one| one.code.as_str()).collect();
        let slip = "unknown-key";
        assert_eq!(codes, [slip, slip, slip, "bad-name", slip, "out-of-scale"]);
    }

    #[test]
    fn no_more_is_told_than_anyone_would_read() {
        let keys: Vec<String> = (0..50_000).map(|place| format!("k{place}: 1\n")).collect();
        let problems = read(&Source::new("p", keys.concat()), &OPTIONS).unwrap_err();
        assert_eq!(problems.len(), 1_000);
    }
}
