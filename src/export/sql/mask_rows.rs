//! The mask table by a query: docs/mask-file.md, "From a query".

use super::dialect::Type;
use super::layout::{Select, Sql, clause, with};
use super::parts::Parts;
use crate::masks::Fingerprint;

/// What leads that stand alike have in common beside their mask, in the order of the file's columns.
const STANDING: [&str; 5] = ["excluded", "control", "outcome", "reachable", "month"];

/// The query for [`Emit::Masks`](super::Emit::Masks).
pub(super) fn sql(parts: &Parts<'_>) -> String {
    let mut steps = parts.steps.clone();
    steps.push(("counted", counted(parts).lines()));
    steps.push(("masks", masks(parts).lines()));
    let mut last = totals(parts);
    last.clauses
        .extend(parts.dialect.features().settings.map(str::to_owned));
    with(&steps, &last)
}

/// The columns of `fits` by which leads stand alike.
fn standing<'a>(parts: &'a Parts<'_>) -> Vec<&'a str> {
    let own = [
        &parts.excluded,
        &parts.control,
        &parts.outcome,
        &parts.reachable,
        &parts.month,
    ];
    let segments = parts.segments.iter().map(|placed| placed.column.as_str());
    segments
        .chain(own.into_iter().flatten().map(String::as_str))
        .collect()
}

/// Leads that stand alike, counted by what is answered: that is faster than by a text made of it.
fn counted(parts: &Parts<'_>) -> Select {
    let dialect = parts.dialect;
    let of = |column: &str| dialect.column("fits", column);
    let standing = standing(parts);
    let mut select = Select::default();
    for column in &standing {
        select.plain(of(column));
    }
    select.item(&Sql::line("count(*)"), "leads");
    if let Some(value) = &parts.value {
        select.item(&Sql::line(dialect.sum(&of(value))), "value");
        select.item(&Sql::line(format!("count({})", of(value))), "valued");
    }
    select.clauses.push("FROM fits".to_owned());
    if !standing.is_empty() {
        let columns: Vec<String> = standing.iter().map(|column| of(column)).collect();
        select.clauses.extend(clause("GROUP BY", &columns));
    }
    select
}

/// The answers as the text of a mask.
fn masks(parts: &Parts<'_>) -> Select {
    let dialect = parts.dialect;
    let of = |column: &str| dialect.column("counted", column);
    let mut select = Select::default();
    let signs = parts.segments.iter().map(|placed| {
        let fits = of(&placed.column);
        format!("CASE WHEN {fits} THEN '1' WHEN NOT {fits} THEN '0' ELSE '?' END")
    });
    let signs: Vec<String> = signs.collect();
    let mask = match signs.is_empty() {
        true => Sql::line(dialect.text("")),
        false => Sql::Concat(signs),
    };
    select.item(&mask, "signs");
    for (name, given) in STANDING.into_iter().zip([
        &parts.excluded,
        &parts.control,
        &parts.outcome,
        &parts.reachable,
        &parts.month,
    ]) {
        match (given, name) {
            (Some(column), "excluded") => {
                let excluded = format!("coalesce({}, FALSE)", of(column));
                select.item(&Sql::line(excluded), name);
            }
            (Some(column), _) => select.plain(of(column)),
            (None, "excluded") => select.item(&Sql::line("FALSE"), name),
            (None, "month") => select.item(&Sql::line(dialect.null(Type::Date)), name),
            (None, _) => select.item(&Sql::line(dialect.null(Type::Boolean)), name),
        }
    }
    select.plain(of("leads"));
    if parts.value.is_some() {
        select.plain(of("value"));
        select.plain(of("valued"));
    }
    select.clauses.push("FROM counted".to_owned());
    select
}

/// The rows of the file, and the row of totals.
fn totals(parts: &Parts<'_>) -> Select {
    let dialect = parts.dialect;
    let of = |column: &str| dialect.column("masks", column);
    let mut select = Select::default();
    select.item(
        &Sql::line(format!("coalesce({}, 'total')", of("signs"))),
        "mask",
    );
    for name in STANDING {
        select.plain(of(name));
    }
    // Of no leads, the total is one, too.
    let sum = |column: &str| format!("coalesce(sum({}), 0)", of(column));
    select.item(
        &Sql::line(dialect.cast(&sum("leads"), Type::Integer)),
        "leads",
    );
    if parts.value.is_some() {
        let value = dialect.millionths_text(&dialect.sum(&of("value")));
        select.item(&Sql::line(value), "value");
        let valued = dialect.cast(&sum("valued"), Type::Integer);
        select.item(&Sql::line(valued), "valued");
    } else {
        select.item(&Sql::line(dialect.null(Type::Text)), "value");
        select.item(&Sql::line("0"), "valued");
    }
    let plan = Fingerprint::of(parts.plan).digest();
    select.item(&Sql::line(dialect.text(&plan)), "plan");
    let source = parts.options.relation.source();
    select.item(&Sql::line(dialect.text(&source)), "source");
    let columns: Vec<String> = std::iter::once("signs").chain(STANDING).map(of).collect();
    select.clauses = vec![
        "FROM masks".to_owned(),
        format!("GROUP BY GROUPING SETS (({}), ())", columns.join(", ")),
    ];
    select
}
