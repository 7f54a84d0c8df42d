//! The same resolution in the SQL of a warehouse, for each lead or counted as masks.
//!
//! [`query`] is a function of a checked plan alone. What it makes has three steps:
//!
//! 1. `typed` reads each column once, as `condition::value` says of cells: empty texts, `missing` words
//!    and undefined numbers are null, texts compare letter by letter. Columns of texts that the plan
//!    says how to read go through `cells` first, without the spaces around them.
//! 2. `fits` answers each condition once, as true, false or null.
//! 3. What is asked for ([`Emit`]) follows from these answers.
//!
//! What an engine cannot answer as segplan does is not approximated but refused, all of it at once, each
//! with its place in the plan. An engine is a file with its dialect.
//!
//! ```
//! use segplan::export::sql::{Emit, Engine, Relation, SqlOptions, query};
//! use segplan::study::{Study, StudyOptions};
//! use segplan::yaml::Source;
//!
//! let text = Source::new("plan.yaml", "
//! title: One segment
//! leads: {key: lead_id}
//! segments:
//!   - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
//! ");
//! let study = Study::read(text, &StudyOptions::on(jiff::civil::date(2027, 1, 4)))?;
//! let order: Vec<_> = study.ranking.order().collect();
//! let options = SqlOptions::new(Engine::DuckDb, Relation::parse("crm.leads")?, Emit::Primary);
//! let query = query(study.plan(), &order, &options).map_err(|refused| refused[0].message.clone())?;
//! assert!(query.sql.contains("FROM crm.leads"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bigquery;
mod cell;
mod clickhouse;
mod columns;
mod condition;
mod date_format;
mod dialect;
mod duckdb;
mod fixture;
mod facts;
mod header;
mod layout;
mod lead_rows;
mod mask_rows;
mod names;
#[cfg(feature = "cli")]
mod outcome;
mod parts;
mod postgres;
mod refuse;
mod reserved;
mod snowflake;
mod spark;
#[cfg(test)]
mod tests;

use std::fmt;

pub use columns::{ColumnQuery, empty_query, sizes_query};
pub use facts::{FactQueries, fact_queries};
pub(in crate::export) use fixture::{Cell, Fixture};
pub use names::Relation;
#[cfg(feature = "cli")]
pub use outcome::OutcomeQuery;
pub use refuse::Refusal;

use dialect::Dialect;
use parts::Parts;

use crate::plan::{Plan, SegmentId};
use crate::resolve::GroupColumn;
use crate::text::named;

named! {
    /// The engine that a query is for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Engine {
        /// DuckDB.
        DuckDb = "duckdb",
        /// PostgreSQL, version 12 or later.
        Postgres = "postgres",
        /// Apache Spark, version 3.4 or later.
        Spark = "spark",
        /// Google BigQuery.
        BigQuery = "bigquery",
        /// Snowflake.
        Snowflake = "snowflake",
        /// ClickHouse.
        ClickHouse = "clickhouse",
    }
}

named! {
    /// What a query gives.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Emit {
        /// A row a lead: its key, segment, priority and the other segments that it fits.
        Primary = "primary",
        /// A row for each segment that a lead fits, or for the default.
        Memberships = "memberships",
        /// The mask table: how many leads fit which set of segments.
        Masks = "masks",
    }
}

impl Engine {
    /// What people call it.
    pub fn title(self) -> &'static str {
        self.dialect().features().title
    }

    /// Whether its tables can be made, dropped and renamed in a transaction.
    pub fn has_transactions(self) -> bool {
        self.dialect().features().has_transactions
    }

    /// Formats of which a table is replaced in one step by `CREATE OR REPLACE TABLE`, where that isn't so
    /// for every table.
    pub fn versioned_formats(self) -> &'static [&'static str] {
        self.dialect().features().versioned_formats
    }

    fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::DuckDb => &duckdb::DuckDb,
            Self::Postgres => &postgres::Postgres,
            Self::Spark => &spark::Spark,
            Self::BigQuery => &bigquery::BigQuery,
            Self::Snowflake => &snowflake::Snowflake,
            Self::ClickHouse => &clickhouse::ClickHouse,
        }
    }
}

/// What a query is to be like.
#[derive(Debug, Clone, PartialEq)]
pub struct SqlOptions {
    /// Whose SQL.
    pub engine: Engine,
    /// Where the leads are.
    pub relation: Relation,
    /// What it gives.
    pub emit: Emit,
    /// Whether all columns of the table hold texts, as where a CSV file was loaded without types.
    /// Otherwise those do of which the plan says how their values are written.
    pub text_columns: bool,
    /// The column with the group of each lead, where there is one; masks have none.
    pub groups: Option<GroupColumn>,
    /// Whether `segment` and `priority` are cast to types that don't depend on the plan, as where a
    /// contract names them; only for [`Emit::Primary`].
    pub plain_types: bool,
}

impl SqlOptions {
    /// For columns that have their attributes' types, without groups.
    pub fn new(engine: Engine, relation: Relation, emit: Emit) -> Self {
        Self {
            engine,
            relation,
            emit,
            text_columns: false,
            groups: None,
            plain_types: false,
        }
    }
}

/// A query, with what it is about. Displayed it is a file: the comment, the query and `;`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The lines of the comment, without the signs of one.
    pub comment: Vec<String>,
    /// The query, without `;`.
    pub sql: String,
}

impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.comment {
            writeln!(out, "{}", format!("-- {line}").trim_end())?;
        }
        writeln!(out, "{};", self.sql)
    }
}

/// The query that resolves a plan's leads by an order, first to last.
///
/// # Errors
/// All that the engine cannot answer as segplan does, in the plan's order.
pub fn query(
    plan: &Plan,
    order: &[SegmentId],
    options: &SqlOptions,
) -> Result<Query, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let parts = prepare(plan, order, options, &mut refusals);
    let sql = match options.emit {
        Emit::Primary | Emit::Memberships => lead_rows::sql(&parts),
        Emit::Masks => mask_rows::sql(&parts),
    };
    refuse::size(&parts, &sql, &mut refusals);
    match refusals.is_empty() {
        true => Ok(Query {
            comment: header::comment(plan, order, options),
            sql,
        }),
        false => Err(refusals),
    }
}

/// The parts that all queries begin with.
fn prepare<'a>(
    plan: &'a Plan,
    order: &[SegmentId],
    options: &'a SqlOptions,
    refusals: &mut Vec<Refusal>,
) -> Parts<'a> {
    let dialect = options.engine.dialect();
    refuse::names(plan, options, dialect, refusals);
    Parts::new(plan, order, options, dialect, refusals)
}

/// What an engine cannot do, with what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    message: String,
    help: String,
}

impl From<(String, String)> for Problem {
    fn from((message, help): (String, String)) -> Self {
        Self { message, help }
    }
}
