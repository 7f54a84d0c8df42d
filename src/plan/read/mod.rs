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
pub(super) fn read(
    source: &Source,
    options: &ReadOptions<'_>,
) -> Result<(Node, Plan), Vec<Diagnostic>> {
    let mut reader = Reader::new(source);
    let tree = node::read(source, &mut reader.problems);
    let plan = match tree.as_ref().filter(|tree| !tree.is_blank()) {
        Some(tree) => reader
            .fields(tree, &PLAN, Span::at(tree.span.start))
            .map(|fields| plan(&mut reader, &fields, options)),
        None => None,
    };
    let mut problems = reader.problems;
    if let (Some(tree), Some(plan), true) = (tree, plan, problems.is_empty()) {
        return Ok((tree, plan));
    }
    if problems.is_empty() {
        problems.push(empty());
    }
    problems.sort_by_key(Diagnostic::start);
    Err(problems)
}

/// What to say of a file in which there is nothing.
fn empty() -> Diagnostic {
    Diagnostic::error("empty", Span::at(0), "there is no plan in this file")
        .help("a plan has a title and segments; `segplan init` writes one that explains itself")
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
    if reader
        .whole(fields, "version")
        .is_some_and(|version| version != 1)
    {
        let at = fields.place("version");
        reader.report(
            Diagnostic::error(
                "unknown-version",
                at,
                "this program reads version 1 of the plan format",
            )
            .help("write `version: 1`, or use a newer segplan"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: ReadOptions<'_> = ReadOptions {
        today: Date::constant(2027, 1, 4),
        as_of: None,
        flags: &[],
    };

    fn problems(text: &str) -> Vec<String> {
        let problems = read(&Source::new("p.yaml", text), &OPTIONS).unwrap_err();
        problems
            .into_iter()
            .map(|one| format!("{} | {}", one.message, one.help.unwrap_or_default()))
            .collect()
    }

    fn segment(lines: &str) -> Vec<String> {
        problems(&format!("title: t\nsegments:\n  - name: a\n{lines}"))
    }

    #[test]
    fn two_wrong_types_and_an_unknown_key_are_three_messages() {
        let found = segment(
            "    cycle_days: long\n    scores: {impact: high, confidence: 6, ease: 7}\n    mesage: x\n",
        );
        assert_eq!(
            found,
            [
                "`cycle_days` should be a number; here is `long` | write a number, as 7 or 7.5",
                "`impact` should be a score; here is `high` | write a number, as 7 or 7.5",
                "`mesage` is not a key of a segment | did you mean `message`?",
            ]
        );
    }

    #[test]
    fn a_comma_for_a_point_is_understood() {
        assert_eq!(
            segment("    scores: {impact: 7,5, confidence: 6, ease: 7}\n"),
            [
                "a comma separates the entries of scores, so `5` is read as a key | write a point: 7.5"
            ]
        );
    }

    #[test]
    fn a_key_at_the_wrong_level_is_sent_home() {
        assert_eq!(
            segment("    impact: 7\n"),
            ["`impact` is not a key of a segment | it belongs in `scores`"]
        );
    }

    #[test]
    fn ease_and_effort_do_not_mix_and_ratio_needs_effort() {
        let mixed = problems(
            "title: t\nsegments:\n  - {name: a, scores: {ease: 3}}\n  - {name: b, scores: {effort: 3}}\n",
        );
        assert_eq!(mixed.len(), 1);
        assert!(mixed[0].starts_with("`effort` here and `ease` elsewhere"));
        let ratio = problems(
            "title: t\nscoring: {formula: ratio}\nsegments:\n  - {name: a, scores: {ease: 3}}\n",
        );
        assert!(
            ratio[0].contains("either score `effort`") && ratio[0].contains("formula: product")
        );
    }

    #[test]
    fn blank_optional_keys_are_absent() {
        let source = Source::new(
            "p",
            "title: t\nowner:\nsegments:\n  - name: a\n    message:\n",
        );
        let (_, plan) = read(&source, &OPTIONS).unwrap();
        assert_eq!((plan.owner, plan.segments[0].message.clone()), (None, None));
    }
}
