//! What a table holds, before there is a plan: its columns, and their values with their leads.

use super::dialect::Type;
use super::layout::{Select, Sql};
use super::{Engine, Relation};

/// A column of a table, and how its values are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnQuery {
    /// Its name in the table.
    pub name: String,
    /// Whether its values are of a type that answers only come in as texts.
    pub as_text: bool,
}

/// A query whose answer has the columns of a table, and no rows.
pub fn empty_query(engine: Engine, relation: &Relation) -> String {
    format!("SELECT * FROM {} LIMIT 0", relation.sql_in(engine))
}

/// A query for one row: of each column, the rows with a value, and the different values.
pub fn sizes_query<'a>(
    columns: impl IntoIterator<Item = &'a ColumnQuery>,
    engine: Engine,
    relation: &Relation,
) -> String {
    let mut select = Select::default();
    for (place, column) in (1..).zip(columns) {
        let value = column.value(engine);
        let filled = format!("count({value})");
        select.item(&Sql::line(filled), &format!("filled_{place}"));
        let different = format!("count(DISTINCT {value})");
        select.item(&Sql::line(different), &format!("different_{place}"));
    }
    select.item(&Sql::line("count(*)"), "leads");
    select
        .clauses
        .push(format!("FROM {}", relation.sql_in(engine)));
    select.lines().join("\n")
}

impl ColumnQuery {
    pub(super) fn value(&self, engine: Engine) -> String {
        let dialect = engine.dialect();
        let name = dialect.name(&self.name);
        match self.as_text {
            true => dialect.cast(&name, Type::Text),
            false => name,
        }
    }

    /// The values with their leads, the most common first, no more than so many. Null is one of them.
    pub fn values(&self, engine: Engine, relation: &Relation, most: usize) -> String {
        let mut select = Select::default();
        select.item(&Sql::line(self.value(engine)), "column_value");
        select.item(&Sql::line("count(*)"), "leads");
        select.clauses = vec![
            format!("FROM {}", relation.sql_in(engine)),
            "GROUP BY 1".to_owned(),
            "ORDER BY 2 DESC, 1".to_owned(),
            format!("LIMIT {most}"),
        ];
        select.lines().join("\n")
    }
}
