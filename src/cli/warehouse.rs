//! Leads that are counted where they are: the arguments, and what a build without warehouses says.

use clap::Args;

use super::Failure;
use super::looked::OutcomeArgs;
use super::session::Session;
#[cfg(feature = "warehouse")]
use super::sql::refused;
use super::sql::{engine_parser, relation};
use crate::audit::ColumnFacts;
use crate::discover::{Contrast, Dictionary};
use crate::export::sql::{Emit, Engine, Relation};
use crate::masks::Saved;
use crate::plan::{Document, SegmentId};
use crate::profile::Profile;
use crate::resolve::GroupColumn;

const ON: &str = "Ask a warehouse instead, by its URL: postgresql://host/database, duckdb:leads.duckdb, \
    sc://host:15002 (Spark) or profile://name. The leads stay there; passwords are never shown";

/// A warehouse with the leads.
#[derive(Debug, Args)]
pub(super) struct WarehouseArgs {
    #[arg(long, value_name = "URL", help = ON, conflicts_with = "leads", requires = "table",
        hide = !cfg!(feature = "warehouse"))]
    pub(super) on: Option<String>,
    /// The table of the warehouse that has the leads, such as crm.leads
    #[arg(long, value_name = "NAME", requires = "on", hide = !cfg!(feature = "warehouse"))]
    pub(super) table: Option<String>,
    /// Whose SQL the warehouse understands [default: as the URL or the profile says]
    #[arg(long, value_name = "ENGINE", value_parser = engine_parser(), requires = "on",
        hide = !cfg!(feature = "warehouse"))]
    dialect: Option<Engine>,
    /// Read every column of the warehouse's table as text
    #[arg(long, requires = "on", hide = !cfg!(feature = "warehouse"))]
    text_columns: bool,
}

/// A table to make in a warehouse.
#[cfg_attr(not(feature = "warehouse"), expect(dead_code))]
pub(super) struct TableMade {
    pub(super) into: Relation,
    pub(super) replace: bool,
    pub(super) emit: Emit,
    pub(super) groups: Option<GroupColumn>,
}

/// What a warehouse counted.
pub(super) struct CountedThere {
    pub(super) saved: Saved,
    pub(super) columns: Vec<ColumnFacts>,
    /// The table and where it is.
    pub(super) source: String,
}

/// What a table of a warehouse holds, before there is a plan.
pub(super) struct LookedThere {
    pub(super) profile: Profile,
    pub(super) dictionary: Dictionary,
    /// What goes with the outcome; `None` if none was compared, or no lead has one that is known.
    pub(super) contrast: Option<Contrast>,
}

impl WarehouseArgs {
    /// The table with the leads; `None` where no warehouse is named.
    pub(super) fn relation(&self) -> Result<Option<Relation>, Failure> {
        match (&self.on, &self.table) {
            (Some(_), Some(table)) => relation(table, "--table").map(Some),
            _ => Ok(None),
        }
    }

    /// What of it has to be said again in the next command; the URL is not, since it may hold a
    /// password.
    pub(super) fn again(&self) -> String {
        let table = self.table.as_deref().unwrap_or_default();
        match self.on {
            Some(_) => format!(" --on URL --table {}", super::output::quoted(table)),
            None => String::new(),
        }
    }

    /// Resolves the leads of a plan by an order into a table, and counts them.
    pub(super) fn resolve(
        &self,
        session: &Session,
        plan: (&Document, &[SegmentId]),
        made: &TableMade,
    ) -> Result<CountedThere, Failure> {
        let leads = self.relation()?;
        let leads =
            leads.ok_or_else(|| Failure::usage("no warehouse is named", "name one after --on"))?;
        if leads == made.into {
            return Err(Failure::usage(
                "--into names the table with the leads",
                "name another one: the leads are not touched",
            ));
        }
        self.connect(Access::Write)?
            .resolve(session, plan, &leads, made)
    }

    /// What the table holds, if a warehouse is named, and what goes with an outcome if that is to be
    /// compared.
    pub(super) fn look(
        &self,
        session: &Session,
        looking: &OutcomeArgs,
        is_compared: bool,
    ) -> Result<Option<LookedThere>, Failure> {
        let Some(leads) = self.relation()? else {
            return Ok(None);
        };
        let mut there = self.connect(Access::Read)?;
        there.look(session, &leads, looking, is_compared).map(Some)
    }

    /// Counts the leads of a plan, if a warehouse is named.
    pub(super) fn count(
        &self,
        session: &Session,
        document: &Document,
    ) -> Result<Option<CountedThere>, Failure> {
        let Some(leads) = self.relation()? else {
            return Ok(None);
        };
        let mut there = self.connect(Access::Read)?;
        there.count(session, document, &leads).map(Some)
    }
}

#[cfg(feature = "warehouse")]
use connected::Access;

#[cfg(feature = "warehouse")]
mod connected {
    use std::collections::BTreeSet;

    use super::super::watch::watched;
    use super::{
        CountedThere, Dictionary, Document, Failure, LookedThere, OutcomeArgs, Relation, SegmentId,
        Session, TableMade, WarehouseArgs, refused,
    };
    use crate::export::sql::{Emit, OutcomeQuery, SqlOptions, fact_queries, query};
    pub(super) use crate::warehouse::Access;
    use crate::warehouse::{Address, Warehouse};

    /// The shortest value of a variable of the environment that is taken for a secret.
    const SHORTEST: usize = 4;

    /// A warehouse that is connected.
    pub(in crate::cli) struct There {
        pub(in crate::cli) warehouse: Warehouse,
        text_columns: bool,
    }

    impl WarehouseArgs {
        pub(in crate::cli) fn connect(&self, access: Access) -> Result<There, Failure> {
            let url = self.on.as_deref().unwrap_or_default();
            let address = Address::parse(url, secrets()).map_err(|help| {
                Failure::usage("--on doesn't name a warehouse that segplan knows", help)
            })?;
            Ok(There {
                warehouse: Warehouse::connect(address, self.dialect, access)?,
                text_columns: self.text_columns,
            })
        }
    }

    impl There {
        /// How a query is to be written for it.
        pub(in crate::cli) fn options(&self, leads: &Relation, emit: Emit) -> SqlOptions {
            SqlOptions {
                text_columns: self.text_columns,
                ..SqlOptions::new(self.warehouse.engine(), leads.clone(), emit)
            }
        }

        /// What a table holds, and what goes with an outcome.
        pub(in crate::cli) fn look(
            &mut self,
            session: &Session,
            leads: &Relation,
            looking: &OutcomeArgs,
            is_compared: bool,
        ) -> Result<LookedThere, Failure> {
            let source = format!("{} on {}", leads.source(), self.warehouse.address());
            let columns = watched(session, |progress| {
                self.warehouse.profile(leads, source, progress)
            })?;
            let mut dictionary = Dictionary::of(&columns.profile);
            let (outcome, besides) = looking.asked(&mut dictionary)?;
            let mut contrast = None;
            if let Some(outcome) = outcome.filter(|_| is_compared) {
                let query = OutcomeQuery {
                    engine: self.warehouse.engine(),
                    relation: leads,
                    attributes: &dictionary.attributes,
                    outcome: &outcome,
                    as_of: session.today,
                };
                contrast = watched(session, |progress| {
                    self.warehouse
                        .contrast(&query, &columns, &dictionary, &besides, progress)
                })?;
            }
            Ok(LookedThere {
                profile: columns.profile,
                dictionary,
                contrast,
            })
        }

        /// Counts the leads of a plan.
        pub(in crate::cli) fn count(
            &mut self,
            session: &Session,
            document: &Document,
            leads: &Relation,
        ) -> Result<CountedThere, Failure> {
            let plan = &document.plan;
            let options = self.options(leads, Emit::Masks);
            let of_plan = |refusals| refused(document, refusals);
            let masks = query(plan, &[], &options).map_err(of_plan)?;
            let facts = fact_queries(plan, &options).map_err(of_plan)?;
            let name = format!("{} on {}", leads.source(), self.warehouse.address());
            let (saved, columns) = watched(session, |progress| {
                let saved = self.warehouse.masks(&masks.sql, &name, plan, progress)?;
                let columns = self.warehouse.columns(&facts, plan, progress)?;
                Ok((saved, columns))
            })?;
            Ok(CountedThere {
                saved,
                columns,
                source: name,
            })
        }
    }

    impl There {
        /// Resolves leads into a table; then counts them, so that a query that is refused has made
        /// nothing.
        pub(in crate::cli) fn resolve(
            &mut self,
            session: &Session,
            (document, order): (&Document, &[SegmentId]),
            leads: &Relation,
            made: &TableMade,
        ) -> Result<CountedThere, Failure> {
            let options = SqlOptions {
                groups: made.groups.clone(),
                ..self.options(leads, made.emit)
            };
            let query = query(&document.plan, order, &options);
            let query = query.map_err(|refusals| refused(document, refusals))?;
            // What can't be made is told before anyone waits for a count.
            let target = watched(session, |progress| {
                self.warehouse.target(&made.into, made.replace, progress)
            })?;
            let counted = self.count(session, document, leads)?;
            watched(session, |progress| {
                self.warehouse.fill(&target, &query.sql, progress)
            })?;
            Ok(counted)
        }
    }

    /// The values of variables that are called like secrets, which drivers read and may quote.
    fn secrets() -> BTreeSet<String> {
        let is_secret = |name: &str| {
            let name = name.to_uppercase();
            ["PASSWORD", "TOKEN", "SECRET"]
                .iter()
                .any(|word| name.contains(word))
        };
        let all = std::env::vars_os().filter_map(|(name, value)| {
            let value = value.into_string().ok()?;
            (is_secret(name.to_str()?) && value.len() >= SHORTEST).then_some(value)
        });
        all.collect()
    }
}

#[cfg(not(feature = "warehouse"))]
use missing::Access;

#[cfg(not(feature = "warehouse"))]
mod missing {
    use super::{
        CountedThere, Document, Failure, LookedThere, OutcomeArgs, Relation, SegmentId, Session,
        TableMade, WarehouseArgs,
    };

    /// What would be done with what is there.
    #[derive(Debug)]
    pub(in crate::cli) enum Access {
        Read,
        Write,
    }

    /// What is never there.
    pub(in crate::cli) enum There {}

    impl WarehouseArgs {
        #[expect(clippy::unused_self, reason = "as where there are warehouses")]
        pub(in crate::cli) fn connect(&self, _: Access) -> Result<There, Failure> {
            Err(Failure::usage(
                "this segplan was built without warehouses",
                "build it with `cargo install --path . --features warehouse`; or let the engine's own \
                 program ask: `segplan sql PLAN --dialect postgres --emit masks | psql --csv | segplan \
                 audit PLAN --from-masks -`",
            ))
        }
    }

    impl There {
        pub(in crate::cli) fn count(
            &mut self,
            _: &Session,
            _: &Document,
            _: &Relation,
        ) -> Result<CountedThere, Failure> {
            match *self {}
        }

        pub(in crate::cli) fn look(
            &mut self,
            _: &Session,
            _: &Relation,
            _: &OutcomeArgs,
            _: bool,
        ) -> Result<LookedThere, Failure> {
            match *self {}
        }

        pub(in crate::cli) fn resolve(
            &mut self,
            _: &Session,
            _: (&Document, &[SegmentId]),
            _: &Relation,
            _: &TableMade,
        ) -> Result<CountedThere, Failure> {
            match *self {}
        }
    }
}
