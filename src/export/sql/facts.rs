//! What only a table's columns tell, and no mask: how many leads have a value in each attribute, and
//! which values a text attribute has.

use super::dialect::{Dialect, Type};
use super::layout::{Select, Sql, with};
use super::parts::Parts;
use super::{Emit, Refusal, SqlOptions, prepare};
use crate::audit::ColumnFacts;
use crate::condition::{AttributeId, AttributeType};
use crate::plan::{Attribute, Plan};

/// The queries whose answers are a table's [`ColumnFacts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactQueries {
    /// The attributes that the plan reads, in its order.
    pub attributes: Vec<AttributeId>,
    /// One row: how many leads there are; then, for each attribute, how many of them have a value,
    /// where it is no text, its lowest and its highest value as text, and where it has a declared `min` or `max`,
    /// how many values lie outside.
    pub overview: String,
    /// For each text attribute: its values with their leads, at most one more than
    /// [`ColumnFacts::VALUES_UP_TO`] of them.
    pub values: Vec<(AttributeId, String)>,
}

/// The queries about a plan's columns.
///
/// # Errors
/// What the engine cannot answer; see [`query`](super::query).
pub fn fact_queries(plan: &Plan, options: &SqlOptions) -> Result<FactQueries, Vec<Refusal>> {
    let options = SqlOptions {
        emit: Emit::Masks,
        ..options.clone()
    };
    let mut refusals = Vec::new();
    let parts = prepare(plan, &[], &options, &mut refusals);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let attributes = parts.attributes();
    let of_text = |id: &AttributeId| plan.attribute(*id).kind == AttributeType::Text;
    let texts = attributes.iter().filter(|(id, _)| of_text(id));
    Ok(FactQueries {
        overview: overview(&parts, &attributes),
        values: texts
            .map(|(id, name)| (*id, values(&parts, name)))
            .collect(),
        attributes: attributes.iter().map(|(id, _)| *id).collect(),
    })
}

fn overview(parts: &Parts<'_>, attributes: &[(AttributeId, String)]) -> String {
    let dialect = parts.dialect;
    let mut select = Select::default();
    select.item(&Sql::line("count(*)"), "leads");
    for (place, (id, name)) in (1..).zip(attributes) {
        let column = dialect.column("typed", name);
        select.item(
            &Sql::line(format!("count({column})")),
            &format!("known_{place}"),
        );
        if parts.plan.attribute(*id).kind != AttributeType::Text {
            let text = dialect.cast(&column, Type::Text);
            // Lowest and highest in whatever order: they are one if the column has one value.
            for end in ["min", "max"] {
                select.item(
                    &Sql::line(format!("{end}({text})")),
                    &format!("{end}_{place}"),
                );
            }
        }
        if let Some(outside) = outside(parts.plan.attribute(*id), &column, dialect) {
            select.item(&outside, &format!("outside_{place}"));
        }
    }
    select.clauses.push("FROM typed".to_owned());
    with(&parts.before_fits(), &select)
}

/// How many values lie outside of what is declared, where a lowest or a highest is.
fn outside(attribute: &Attribute, column: &str, dialect: &dyn Dialect) -> Option<Sql> {
    let below = attribute.min.map(|min| ("<", min));
    let above = attribute.max.map(|max| (">", max));
    let tests = below.into_iter().chain(above);
    let tests = tests.map(|(sign, end)| format!("{column} {sign} {}", dialect.number(end)));
    let tests: Vec<String> = tests.collect();
    (!tests.is_empty()).then(|| {
        Sql::line(format!(
            "count(CASE WHEN {} THEN 1 END)",
            tests.join(" OR ")
        ))
    })
}

fn values(parts: &Parts<'_>, name: &str) -> String {
    let column = parts.dialect.column("typed", name);
    let mut select = Select::default();
    select.item(&Sql::line(column.clone()), "attribute_value");
    select.item(&Sql::line("count(*)"), "leads");
    select.clauses = vec![
        "FROM typed".to_owned(),
        format!("WHERE {column} IS NOT NULL"),
        format!("GROUP BY {column}"),
        format!("LIMIT {}", ColumnFacts::VALUES_UP_TO + 1),
    ];
    with(&parts.before_fits(), &select)
}
