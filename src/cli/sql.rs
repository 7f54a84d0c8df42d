//! `segplan sql`: the same resolution as a query of a warehouse.

use clap::builder::TypedValueParser;

use super::choice::one_of;
use super::holdout::HoldoutArgs;
use super::input::PlanArgs;
use super::leads::ordered;
use super::output::OutputArgs;
use super::session::Session;
use super::{Failure, Outcome};
use crate::diagnostic::Diagnostic;
use crate::export::sql::{Emit, Engine, Refusal, Relation, SqlOptions, query};
use crate::lists;
use crate::plan::Document;

/// Write a query that gives each lead its segment where the leads are: in a warehouse
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// Whose SQL to write
    #[arg(long, value_name = "ENGINE", value_parser = engine_parser())]
    dialect: Engine,
    /// The table with the leads, such as crm.leads; a name with a dot in it stands in double quotes
    #[arg(long, value_name = "NAME", default_value = "leads")]
    table: String,
    /// What the query gives: `primary`, a row for each lead with its segment, as `resolve` writes it;
    /// `memberships`, a row for each segment that a lead fits; `masks`, counts for
    /// `audit --from-masks`
    #[arg(long, value_name = "WHAT", default_value = "primary", value_parser = one_of(Emit::ALL.iter().copied(), Emit::name))]
    emit: Emit,
    #[command(flatten)]
    resolution: ResolutionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// How leads are resolved in SQL.
#[derive(Debug, clap::Args)]
pub(super) struct ResolutionArgs {
    /// Read every column as text, as where a CSV was loaded without types [default: those that the
    /// plan says how to read]
    #[arg(long)]
    pub(super) text_columns: bool,
    /// Leave out the segments that miss the cut, so that their leads fall through to the next
    #[arg(long)]
    pub(super) within_capacity: bool,
    #[command(flatten)]
    pub(super) holdout: HoldoutArgs,
}

pub(super) fn engine_parser() -> impl TypedValueParser<Value = Engine> {
    one_of(Engine::ALL.iter().copied(), Engine::name)
}

/// A table that an option names.
pub(super) fn relation(name: &str, option: &str) -> Result<Relation, Failure> {
    Relation::parse(name).map_err(|message| {
        let help = format!("write the table's name after {option}, as in `{option} crm.leads`");
        Failure::usage(message, help)
    })
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let document = self.plan.document(session)?;
        let plan = &document.plan;
        let relation = relation(&self.table, "--table")?;
        let groups = match (self.emit, self.resolution.holdout.is_drawn()) {
            (Emit::Masks, true) => {
                return Err(Failure::usage(
                    "masks count leads, and --holdout says the group of each",
                    "leave out --holdout, or write `--emit primary`",
                )
                .into());
            }
            (Emit::Masks, false) => None,
            (Emit::Primary | Emit::Memberships, _) => self.resolution.holdout.column(plan)?,
        };
        let options = SqlOptions {
            engine: self.dialect,
            relation,
            emit: self.emit,
            text_columns: self.resolution.text_columns,
            groups,
            plain_types: false,
        };
        let order = ordered(plan, self.resolution.within_capacity)?;
        let query =
            query(plan, &order, &options).map_err(|refusals| refused(&document, refusals))?;
        self.output.write(&query.to_string(), &[&self.plan.plan])?;
        Ok(Outcome::Done)
    }
}

/// All that the engine cannot do, each at its place in the plan.
pub(super) fn refused(document: &Document, refusals: Vec<Refusal>) -> Failure {
    let mut diagnostics: Vec<Diagnostic> = refusals
        .into_iter()
        .map(|refusal| Diagnostic {
            route: refusal.route.to_string(),
            ..Diagnostic::error(
                "sql",
                document.locate(&refusal.route, refusal.part),
                refusal.message,
                refusal.help,
            )
        })
        .collect();
    lists::sort_by_key(&mut diagnostics, Diagnostic::start);
    (document.source.clone(), diagnostics).into()
}
