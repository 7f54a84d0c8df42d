//! From the tree to the plan: reads every key and reports every problem, in file order.

mod attributes;
mod capacity;
mod day;
mod flags;
mod keys;
mod leads;
mod naming;
mod policy;
mod reader;
mod rows;
mod scalar;
mod scoring;
mod segments;
mod single;
mod team;

pub use rows::not_a_plan;

use jiff::civil::Date;

use super::format::PLAN;
use super::model::{AsOf, Plan};
use crate::diagnostic::Diagnostic;
use crate::lists;
use crate::text::Span;
use crate::yaml::{self, Node, Source, Value};
use reader::{Fields, Reader};
use single::{Single, Wrong};

/// What the meaning of a plan depends on, besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOptions {
    /// The day of the run, for plans that do not name theirs.
    pub today: Date,
    /// The day to use in place of the plan's own.
    pub as_of: Option<Date>,
}

impl ReadOptions {
    /// A run on this day, for plans that don't name theirs.
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
    let mut problems = Vec::new();
    let tree = yaml::read(source, &mut problems);
    let reader = Reader::new(source, problems);
    let plan = tree
        .as_ref()
        .filter(|tree| !tree.is_blank())
        .and_then(|tree| {
            let fields = reader.fields(tree, &PLAN, reader.opening(tree))?;
            Some(plan(&fields, options))
        });
    let mut problems = reader.problems.into_inner();
    if let Some(problem) = pasted(source, tree.as_ref(), &problems) {
        return Err(vec![problem]);
    }
    if let (Some(tree), Some(plan), true) = (tree, plan, problems.is_empty()) {
        return Ok((tree, plan));
    }
    if problems.is_empty() {
        problems.push(empty());
    }
    lists::sort_by_key(&mut problems, Diagnostic::start);
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
    let message = "there is no plan in this file";
    let help = "a plan has a title and segments; `segplan init` writes one that explains itself";
    Diagnostic::error("empty", Span::at(0), message, help)
}

fn plan(fields: &Fields<'_>, options: &ReadOptions) -> Plan {
    fields.read("version", version);
    let mut scoring = scoring::scoring(fields);
    let mut expressions = leads::conditions(fields);
    let segments = segments::segments(fields, scoring.scale, &mut expressions);
    let scorers = team::scorers(fields);
    scoring.third = scoring::settle_direction(fields, scoring.formula);
    let leads = leads::leads(fields, &mut expressions);
    let stated = fields.read("as_of", Single::date);
    let (reviewed, review_by) = policy::reviews(fields);
    let scale = scoring.scale;
    Plan {
        title: fields.text("title").unwrap_or_default(),
        client: fields.text("client"),
        owner: fields.text("owner"),
        period: policy::period(fields),
        reviewed,
        review_by,
        as_of: as_of(stated, options),
        goals: policy::goals(fields),
        scoring,
        qualify: policy::qualify(fields),
        order: policy::order(fields, &segments),
        capacity: capacity::capacity(fields),
        duels: team::duels(fields, &segments, &scorers),
        scorers,
        flags: flags::flags(fields, &segments, scale),
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

fn version(value: Single<'_>) -> Result<(), Wrong> {
    if value.any_number()? == 1.0 {
        return Ok(());
    }
    let message = "this program reads version 1 of the plan format";
    let help = "write `version: 1`, or use a newer segplan";
    Err(value.wrong("unknown-version", message, help))
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
