//! Leads resolved into a table of their own, which is there whole or not at all.

use super::answer::QueryAnswer;
use super::driver::Warehouse;
use super::wrong;
use crate::export::sql::{Engine, Relation};
use crate::lead_error::LeadError;
use crate::table::Progress;

/// A table that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    into: Relation,
    name: String,
    way: Way,
}

/// How a table comes to be there as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Filled under another name, then renamed, in one transaction; the old one goes, if there is one.
    Renamed { replaces: bool },
    /// It appears when it is filled, or is removed again.
    AtOnce,
    /// A table whose format has versions gets its next one.
    NextVersion(&'static str),
}

impl Warehouse {
    /// Whether a table can be made, and how, before there is anything to fill it with.
    ///
    /// # Errors
    /// If there is such a table and `replace` is false, if the engine cannot replace one whole, and as
    /// [`Warehouse::query`].
    pub fn target(
        &mut self,
        into: &Relation,
        replace: bool,
        progress: &Progress,
    ) -> Result<Target, LeadError> {
        let engine = self.engine();
        let name = into.sql_in(engine);
        let is_there = self.has(&name, progress)?;
        if is_there && !replace {
            return Err(wrong(
                format!("there is a table {name} already"),
                "add --replace, or name another table after --into",
            ));
        }
        let way = if engine.has_transactions() {
            Way::Renamed { replaces: is_there }
        } else if !is_there {
            Way::AtOnce
        } else if engine.versioned_formats().is_empty() {
            return Err(unreplaced(engine, &name, None));
        } else {
            let described = self.query(&format!("DESCRIBE TABLE EXTENDED {name}"), progress)?;
            Way::NextVersion(versioned(engine, &name, format_of(&described))?)
        };
        Ok(Target {
            into: into.clone(),
            name,
            way,
        })
    }

    /// Makes a table of what a query gives. Whatever fails, what was there stays.
    ///
    /// # Errors
    /// As [`Warehouse::query`].
    pub fn fill(
        &mut self,
        target: &Target,
        sql: &str,
        progress: &Progress,
    ) -> Result<(), LeadError> {
        let name = &target.name;
        match target.way {
            Way::Renamed { replaces } => {
                let beside = target.into.beside("__segplan_new");
                let new = beside.sql_in(self.engine());
                let own = target.into.last().sql_in(self.engine());
                let mut statements = vec![
                    format!("DROP TABLE IF EXISTS {new}"), // of a run that was broken off
                    format!("CREATE TABLE {new} AS\n{sql}"),
                ];
                if replaces {
                    statements.push(format!("DROP TABLE {name}"));
                }
                statements.push(format!("ALTER TABLE {new} RENAME TO {own}"));
                self.together(&statements, progress)
            }
            Way::AtOnce => {
                let filled = self.run(&format!("CREATE TABLE {name} AS\n{sql}"), progress);
                if filled.is_err() {
                    // What could not be filled is nobody's table; that it can't be removed is no news.
                    let _ = self.run(
                        &format!("DROP TABLE IF EXISTS {name}"),
                        &Progress::default(),
                    );
                }
                filled
            }
            Way::NextVersion(format) => self.run(&next_version(name, format, sql), progress),
        }
    }

    fn has(&mut self, name: &str, progress: &Progress) -> Result<bool, LeadError> {
        match self.query(&format!("SELECT 1 FROM {name} LIMIT 0"), progress) {
            Ok(_) => Ok(true),
            Err(LeadError::Wrong { .. }) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// The format of a table if it has versions, in its own spelling: what an engine answers is no SQL.
fn versioned(engine: Engine, name: &str, format: Option<&str>) -> Result<&'static str, LeadError> {
    let mut formats = engine.versioned_formats().iter().copied();
    let known =
        formats.find(|known| format.is_some_and(|format| format.eq_ignore_ascii_case(known)));
    known.ok_or_else(|| unreplaced(engine, name, format))
}

/// The statement that gives a table other rows and columns in one step, its format kept.
fn next_version(name: &str, format: &str, sql: &str) -> String {
    format!("CREATE OR REPLACE TABLE {name} USING {format} AS\n{sql}")
}

fn unreplaced(engine: Engine, name: &str, format: Option<&str>) -> LeadError {
    let because = match (engine.versioned_formats(), format) {
        ([], _) => String::new(),
        (_, None) => ": it is a view, or has no format".to_owned(),
        (formats, Some(format)) => {
            let formats = formats.join(" or ");
            format!(
                ": its format is {format}, and only a table of {formats} is replaced in one step"
            )
        }
    };
    wrong(
        format!(
            "{} can't be asked to replace {name} as a whole{because}",
            engine.title()
        ),
        "name a new table after --into, and put it in the place of the old one when it is there",
    )
}

/// The format of a table by what Spark answers to `DESCRIBE TABLE EXTENDED`: its columns, then rows about
/// itself.
fn format_of(described: &QueryAnswer) -> Option<&str> {
    let mut rows = described.rows.iter().map(|row| {
        let mut cells = row.iter().map(|cell| cell.as_deref().unwrap_or_default());
        (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        )
    });
    rows.find(|(name, _)| *name == "# Detailed Table Information")?;
    let provider = rows.find(|(name, _)| *name == "Provider");
    provider.map(|(_, format)| format.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(rows: &[(&str, &str)]) -> QueryAnswer {
        let cell = |text: &str| Some(text.to_owned());
        let rows = rows.iter();
        QueryAnswer {
            rows: rows
                .map(|(name, value)| vec![cell(name), cell(value), None])
                .collect(),
            ..QueryAnswer::default()
        }
    }

    const DETAILS: (&str, &str) = ("# Detailed Table Information", "");

    #[test]
    fn the_format_is_not_that_of_a_column_called_provider() {
        let column = ("Provider", "string");
        let table = described(&[
            column,
            ("", ""),
            DETAILS,
            ("Type", "MANAGED"),
            ("Provider", "delta"),
        ]);
        assert_eq!(format_of(&table), Some("delta"));
        let view = described(&[column, ("", ""), DETAILS, ("Type", "VIEW")]);
        assert_eq!(format_of(&view), None);
        assert_eq!(format_of(&described(&[column])), None);
    }

    #[test]
    fn only_a_format_with_versions_is_replaced_in_one_step() {
        let made = |format| versioned(Engine::Spark, "crm.ranks", format);
        let delta = made(Some("DELTA")).unwrap();
        assert_eq!(
            next_version("crm.ranks", delta, "SELECT 1 AS one"),
            "CREATE OR REPLACE TABLE crm.ranks USING delta AS\nSELECT 1 AS one"
        );
        assert!(made(Some("iceberg")).is_ok());
        for (format, told) in [
            (Some("parquet"), "its format is parquet"),
            (Some("delta AS SELECT 2 --"), "its format is delta AS"),
            (None, "it is a view"),
        ] {
            let error = made(format).unwrap_err().to_string();
            assert!(
                error.contains(told) && error.contains("crm.ranks"),
                "{error}"
            );
        }
    }
}
