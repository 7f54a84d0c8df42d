//! A row a lead, or a row a membership.

use super::Emit;
use super::dialect::Type;
use super::layout::{Select, Sql, with};
use super::parts::Parts;
use crate::resolve::{CONTROL, GroupColumn, Holdout, MESSAGE};

/// The query for [`Emit::Primary`] and [`Emit::Memberships`].
pub(super) fn sql(parts: &Parts<'_>) -> String {
    let mut steps = parts.steps.clone();
    steps.push(("resolved", resolved(parts).lines()));
    if parts.options.emit == Emit::Memberships {
        steps.push(("ranking", ranking(parts)));
        return with(&steps, &memberships(parts));
    }
    with(&steps, &primary(parts))
}

/// Each lead with its segment, its priority, and the names of all segments that it fits.
fn resolved(parts: &Parts<'_>) -> Select {
    let dialect = parts.dialect;
    let of = |column: &str| dialect.column("fits", column);
    let excluded = parts.excluded.as_ref().map(|column| Sql::line(of(column)));
    let segments = parts.segments.iter();
    let fits: Vec<(Sql, usize, String)> = segments
        .map(|placed| {
            let name = dialect.text(&placed.name);
            (Sql::line(of(&placed.column)), placed.priority, name)
        })
        .collect();
    let nobody = excluded.map(|excluded| (excluded, "NULL".to_owned()));
    let default = dialect.text(&parts.plan.default.name);
    let mut select = Select::default();
    select.plain(of(parts.key.as_deref().unwrap_or_default()));
    let by_name = fits
        .iter()
        .map(|(fits, _, name)| (fits.clone(), name.clone()));
    let branches: Vec<(Sql, String)> = nobody.iter().cloned().chain(by_name).collect();
    select.item(&case_or(branches, default), "segment");
    let by_priority = fits
        .iter()
        .map(|(fits, priority, _)| (fits.clone(), priority.to_string()));
    let branches: Vec<(Sql, String)> = nobody.iter().cloned().chain(by_priority).collect();
    let priority = match fits.is_empty() {
        true => Sql::line(dialect.null(Type::Integer)),
        false => Sql::cases(branches),
    };
    select.item(&priority, "priority");
    let [open, close] = dialect.features().joined;
    let names = fits
        .iter()
        .map(|(fits, _, name)| Sql::cases(vec![(fits.clone(), name.clone())]).flat());
    let matches = match fits.is_empty() {
        true => Sql::line(dialect.text("")),
        false => Sql::list(open, names, close),
    };
    select.item(&matches, "matches");
    if let Some(control) = &parts.control {
        select.plain(of(control));
    }
    select.clauses.push("FROM fits".to_owned());
    select
}

fn case_or(branches: Vec<(Sql, String)>, otherwise: String) -> Sql {
    match branches.is_empty() {
        true => Sql::line(otherwise),
        false => Sql::Case {
            branches,
            otherwise: Some(otherwise),
        },
    }
}

fn primary(parts: &Parts<'_>) -> Select {
    let dialect = parts.dialect;
    let of = |column: &str| dialect.column("resolved", column);
    let mut select = Select::default();
    key(parts, &mut select);
    for (name, kind) in [("segment", Type::Text), ("priority", Type::Integer)] {
        match parts.options.plain_types {
            true => select.item(&Sql::line(dialect.cast(&of(name), kind)), name),
            false => select.plain(of(name)),
        }
    }
    // The names begin with that of the segment.
    let place = format!("length({}) + 2", of("segment"));
    let others = format!("NULLIF({}, '')", dialect.rest_from(&of("matches"), &place));
    let is_won = Sql::line(format!("{} IS NOT NULL", of("priority")));
    let others = Sql::cases(vec![(is_won, others)]);
    select.item(&others, "also_matches");
    group(parts, &mut select);
    select.clauses.push("FROM resolved".to_owned());
    select
}

/// The segments that leads can be members of, the default last.
fn ranking(parts: &Parts<'_>) -> Vec<String> {
    let dialect = parts.dialect;
    let rows = parts.segments.iter();
    let rows = rows.map(|placed| (placed.priority.to_string(), placed.name.as_str()));
    let none = dialect.null(Type::Integer);
    let default = std::iter::once((none, parts.plan.default.name.as_str()));
    let rows = rows.chain(default).enumerate();
    rows.map(|(place, (priority, name))| {
        let name = dialect.text(name);
        match place {
            0 => format!("SELECT {priority} AS priority, {name} AS segment"),
            _ => format!("UNION ALL SELECT {priority}, {name}"),
        }
    })
    .collect()
}

fn memberships(parts: &Parts<'_>) -> Select {
    let dialect = parts.dialect;
    let mut select = Select::default();
    key(parts, &mut select);
    for name in ["segment", "priority"] {
        // Where columns say whose they are, their titles do, too.
        match dialect.column("ranking", name) == name {
            true => select.plain(format!("ranking.{name}")),
            false => select.item(&Sql::line(format!("ranking.{name}")), name),
        }
    }
    let is_first = "ranking.segment = resolved.segment";
    select.item(
        &Sql::line(dialect.truth(is_first)),
        &dialect.name("primary"),
    );
    group(parts, &mut select);
    let own = |name: &str| dialect.concat(&[dialect.text(";"), name.to_owned(), dialect.text(";")]);
    let is_among = dialect.holds(&own("resolved.matches"), &own("ranking.segment"));
    select.clauses = vec![
        "FROM resolved".to_owned(),
        "CROSS JOIN ranking".to_owned(),
        "WHERE resolved.segment IS NOT NULL".to_owned(),
        format!("    AND ({is_first} OR {is_among})"),
    ];
    select
}

fn key(parts: &Parts<'_>, select: &mut Select) {
    let dialect = parts.dialect;
    let alias = parts.key.as_deref().unwrap_or_default();
    let title = parts.plan.leads.key.as_deref().unwrap_or_default();
    select.item_unless_same(&of_resolved(parts, alias), &dialect.name(title));
}

/// In memberships, where two parts are joined, with the part's name.
fn of_resolved(parts: &Parts<'_>, column: &str) -> String {
    match parts.options.emit {
        Emit::Memberships => format!("resolved.{column}"),
        _ => parts.dialect.column("resolved", column),
    }
}

/// The column with the group of each lead.
fn group(parts: &Parts<'_>, select: &mut Select) {
    let Some(GroupColumn { title, holdout }) = &parts.options.groups else {
        return;
    };
    let dialect = parts.dialect;
    let case = match holdout {
        Some(holdout) => drawn(parts, holdout),
        None => named(parts),
    };
    select.item(&case, &dialect.name(title));
}

/// The group by a draw.
fn drawn(parts: &Parts<'_>, holdout: &Holdout) -> Sql {
    let dialect = parts.dialect;
    let of = |column: &str| of_resolved(parts, column);
    let key = dialect.as_text(&of(parts.key.as_deref().unwrap_or_default()));
    let end = dialect.features().separator.to_owned();
    let mut hashed = vec![dialect.text(holdout.salt()), end.clone(), key.clone()];
    if holdout.is_per_segment() {
        hashed.extend([end, of("segment")]);
    }
    let digest = dialect.sha256(&dialect.concat(&hashed));
    let threshold = holdout.threshold();
    let draw = dialect.first(&digest, threshold.len());
    let neither = vec![
        Sql::line(format!("{} IS NULL", of("segment"))),
        Sql::line(format!("NULLIF({key}, '') IS NULL")),
    ];
    Sql::Case {
        branches: vec![
            (Sql::joined(false, neither), "NULL".to_owned()),
            (
                Sql::line(format!("{draw} < '{threshold}'")),
                dialect.text(CONTROL),
            ),
        ],
        otherwise: Some(dialect.text(MESSAGE)),
    }
}

/// The group that the plan's condition names.
fn named(parts: &Parts<'_>) -> Sql {
    let dialect = parts.dialect;
    let control = of_resolved(parts, parts.control.as_deref().unwrap_or_default());
    let excluded = format!("{} IS NULL", of_resolved(parts, "segment"));
    Sql::cases(vec![
        (Sql::line(excluded), "NULL".to_owned()),
        (Sql::line(control.clone()), dialect.text(CONTROL)),
        (Sql::line(format!("NOT {control}")), dialect.text(MESSAGE)),
    ])
}
