//! Leads that stay where they are: an engine counts or resolves them, asked through its own ADBC driver.
//!
//! Queries come from [`export::sql`](crate::export::sql). What they answer is read as text and goes the
//! way of every mask file, so that no count depends on where the leads are.

mod address;
mod answer;
mod columns;
mod driver;
mod facts;
mod outcome;
mod replace;
mod secret;

pub use address::Address;
pub use answer::QueryAnswer;
pub use driver::{Access, Warehouse};

use crate::audit::ColumnFacts;
use crate::export::sql::FactQueries;
use crate::lead_error::LeadError;
use crate::masks::Saved;
use crate::plan::Plan;
use crate::table::Progress;

impl Warehouse {
    /// Counts leads by the answer of a query for masks, which is called `name` in messages.
    ///
    /// # Errors
    /// If the engine refuses the query, or its answer is no mask table of the plan.
    pub fn masks(
        &mut self,
        sql: &str,
        name: &str,
        plan: &Plan,
        progress: &Progress,
    ) -> Result<Saved, LeadError> {
        let answer = self.query(sql, progress)?;
        Saved::read(answer.csv()?.as_slice(), name, plan)
    }

    /// What the columns hold that a plan reads.
    ///
    /// # Errors
    /// If the engine refuses a query.
    pub fn columns(
        &mut self,
        queries: &FactQueries,
        plan: &Plan,
        progress: &Progress,
    ) -> Result<Vec<ColumnFacts>, LeadError> {
        let overview = self.query(&queries.overview, progress)?;
        let mut columns = facts::overview(&overview, &queries.attributes, plan)?;
        for (attribute, sql) in &queries.values {
            let values = facts::values(self.query(sql, progress)?)?;
            let own = columns.iter_mut().find(|one| one.attribute == *attribute);
            if let Some(own) = own {
                *own = own
                    .clone()
                    .with_texts(values, &plan.attribute(*attribute).values);
            }
        }
        Ok(columns)
    }
}

/// What is wrong with what a warehouse was asked or answers, and what would be right.
fn wrong(message: impl Into<String>, help: impl Into<String>) -> LeadError {
    LeadError::Wrong {
        file: String::new(),
        line: None,
        message: message.into(),
        help: help.into(),
    }
}
