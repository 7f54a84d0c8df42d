//! What an engine cannot answer as segplan does, at its place in the plan.

use std::collections::BTreeMap;

use super::cell::{Stored, spellings};
use super::condition::no_nul;
use super::date_format::{is_iso, iso_branches};
use super::dialect::Dialect;
use super::parts::Parts;
use super::{Emit, Problem, Relation, SqlOptions};
use crate::condition::{AttributeId, AttributeType};
use crate::plan::{Attribute, Plan};
use crate::text::Span;
use crate::yaml::Route;

/// What an engine cannot answer as segplan does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where in the plan.
    pub route: Route,
    /// The part of the text there, in bytes.
    pub part: Option<Span>,
    /// What it is and why.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    pub(super) fn new(route: Route, part: Option<Span>, problem: Problem) -> Self {
        let Problem { message, help } = problem;
        Self {
            route,
            part,
            message,
            help,
        }
    }
}

/// The way to what the plan says of an attribute, or to the first condition that names it.
fn route_of(plan: &Plan, id: AttributeId, key: &str) -> (Route, Option<Span>) {
    let attribute = plan.attribute(id);
    if attribute.declared {
        let route = Route::root().key("attributes").key(&attribute.name);
        return match key {
            "" => (route, None),
            key => (route.key(key), None),
        };
    }
    // A definition tells more of it than what `leads` says.
    let (policy, definitions): (Vec<_>, Vec<_>) =
        plan.conditions().partition(|one| one.segment.is_none());
    let mut all = definitions.into_iter().chain(policy);
    let mention = all.find_map(|one| {
        let mut mentions = one.expression.mentions.iter();
        let mention = mentions.find(|mention| mention.attribute == id)?;
        Some((one.route, Some(mention.at)))
    });
    mention.unwrap_or((Route::root(), None))
}

/// Names and words that the engine cannot hold, and what the query needs of the plan.
pub(super) fn names(
    plan: &Plan,
    options: &SqlOptions,
    dialect: &dyn Dialect,
    refusals: &mut Vec<Refusal>,
) {
    let key_route = || Route::root().key("leads").key("key");
    let mut refuse = |(route, part): (Route, Option<Span>), problem: Problem| {
        refusals.push(Refusal::new(route, part, problem));
    };
    let mut columns: Vec<((Route, Option<Span>), String)> = Vec::new();
    match (&plan.leads.key, options.emit) {
        (Some(key), Emit::Primary | Emit::Memberships) => {
            columns.push(((key_route(), None), key.clone()));
        }
        (None, Emit::Primary | Emit::Memberships) => refuse(
            (Route::root().key("leads"), None),
            Problem {
                message:
                    "rows of a warehouse have no numbers, and the plan names no key for its leads"
                        .to_owned(),
                help: "write the name of the key's column under `leads`: `leads: {key: lead_id}`"
                    .to_owned(),
            },
        ),
        (_, Emit::Masks) => {}
    }
    for problem in twins(plan, options) {
        refuse((key_route(), None), problem);
    }
    for id in plan.attributes_read() {
        let attribute = plan.attribute(id);
        let key = if attribute.column == attribute.name {
            ""
        } else {
            "column"
        };
        columns.push((route_of(plan, id, key), attribute.column.clone()));
        for (key, problem) in words(attribute, options, dialect) {
            refuse(route_of(plan, id, key), problem);
        }
    }
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (place, column) in columns {
        let own = match column.trim().is_empty() {
            true => Some(Problem {
                message: format!("{} has no columns without a name", dialect.features().title),
                help: "write the name that the column has in the table".to_owned(),
            }),
            false => no_nul(&column)
                .err()
                .or_else(|| dialect.refuse_name(&column).map(Problem::from)),
        };
        if let Some(problem) = own {
            refuse(place, problem);
            continue;
        }
        if !dialect.features().ignores_case_of_names {
            continue;
        }
        match seen.get(&column.to_lowercase()) {
            Some(other) if *other != column => refuse(
                place,
                Problem {
                    message: format!(
                        "{} takes `{column}` and `{other}` for the same column",
                        dialect.features().title
                    ),
                    help: "name the columns apart in the table, and in the plan by `column:`"
                        .to_owned(),
                },
            ),
            _ => {
                seen.insert(column.to_lowercase(), column);
            }
        }
    }
    if let Relation::Name(names) = &options.relation {
        if let [name] = names.as_slice()
            && PARTS.contains(&name.to_lowercase().as_str())
        {
            let message = format!("a part of the query is called {name}, as the table is");
            let help = format!("name the table with its schema, as in `--table crm.{name}`");
            refuse((Route::root(), None), Problem { message, help });
        }
        for name in names {
            let problem = no_nul(name)
                .err()
                .or_else(|| dialect.refuse_name(name).map(Problem::from));
            if let Some(problem) = problem {
                refuse((Route::root(), None), problem);
            }
        }
    }
}

/// What parts of a query are called.
const PARTS: [&str; 7] = [
    "cells", "typed", "fits", "resolved", "ranking", "counted", "masks",
];

/// Columns of the result that would have one name.
fn twins(plan: &Plan, options: &SqlOptions) -> Vec<Problem> {
    let mut own = vec!["segment", "priority"];
    match options.emit {
        Emit::Primary => own.push("also_matches"),
        Emit::Memberships => own.push("primary"),
        Emit::Masks => return Vec::new(),
    }
    let title = options.groups.as_ref().map(|column| column.title.as_str());
    let key = plan.leads.key.as_deref();
    let is = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
    let key_twin = key.filter(|key| own.iter().any(|own| is(key, own)));
    let title_twin =
        title.filter(|title| own.iter().copied().chain(key).any(|other| is(title, other)));
    let key_twin = key_twin.map(|key| Problem {
        message: format!("the result has a column {key} already, beside the key of that name"),
        help: "rename the key's column in a view of the table, and name it under `leads`"
            .to_owned(),
    });
    let title_twin = title_twin.map(|title| Problem {
        message: format!(
            "the result has a column {title} already, so the groups need another title"
        ),
        help: "name one with --group-column, as in `--group-column test_group`".to_owned(),
    });
    key_twin.into_iter().chain(title_twin).collect()
}

/// What of an attribute's words the engine cannot read, each with the key that has it.
fn words(
    attribute: &Attribute,
    options: &SqlOptions,
    dialect: &dyn Dialect,
) -> Vec<(&'static str, Problem)> {
    let mut problems = Vec::new();
    for (key, words) in [
        ("missing", &attribute.missing),
        ("true", &attribute.yes),
        ("false", &attribute.no),
    ] {
        problems.extend(
            words
                .iter()
                .filter_map(|word| Some((key, no_nul(word).err()?))),
        );
        if key == "missing" {
            continue;
        }
        let long = words.iter().find(|word| spellings(word).is_none());
        problems.extend(long.map(|word| {
            let message = format!(
                "`{word}` has too many letters outside of a to z for engines that differ in which \
                 are capital"
            );
            let help = "write the words that the table has as an attribute of type text".to_owned();
            (key, Problem { message, help })
        }));
    }
    if let (AttributeType::Date, Stored::Text, Some(format)) = (
        attribute.kind,
        Stored::of(attribute, options.text_columns),
        attribute.format.as_deref().filter(|format| !is_iso(format)),
    ) && let Err(sign) = iso_branches(format)
    {
        problems.push((
            "format",
            Problem {
                message: format!(
                    "no pattern of {} reads dates like `{format}`, because of `{sign}`",
                    dialect.features().title
                ),
                help: "store the column as a date, and delete `format`".to_owned(),
            },
        ));
    }
    problems
}

/// A query that is too large for the engine.
pub(super) fn size(parts: &Parts<'_>, sql: &str, refusals: &mut Vec<Refusal>) {
    let segments = parts.segments.len();
    let most = parts.dialect.features().most_columns.saturating_sub(20);
    let title = parts.dialect.features().title;
    let problem = if segments > most {
        Problem {
            message: format!(
                "{title} has room for {most} segments in a query; this plan has {segments}"
            ),
            help: "split the plan".to_owned(),
        }
    } else if sql.len() > parts.dialect.features().longest_query {
        Problem {
            message: format!(
                "the query takes {} bytes, and {title} takes {} at most",
                crate::text::words::thousands(sql.len() as u64),
                crate::text::words::thousands(parts.dialect.features().longest_query as u64)
            ),
            help: "put long lists of values into a column of the table".to_owned(),
        }
    } else {
        return;
    };
    refusals.push(Refusal::new(Route::root().key("segments"), None, problem));
}
