//! Where a warehouse is: a URL as its driver takes it.

use std::fmt;

use super::secret::Secrets;
use crate::export::sql::Engine;

/// The URL of a warehouse, or the name of a profile that has it.
#[derive(Clone)]
pub struct Address {
    pub(super) url: String,
    pub(super) kind: Kind,
    secrets: Secrets,
}

/// Which driver an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The driver of an engine.
    Engine(Engine),
    /// What a profile says.
    Profile,
}

/// What URLs begin with, and whose they are.
const SCHEMES: [(&str, Engine); 7] = [
    ("postgresql", Engine::Postgres),
    ("postgres", Engine::Postgres),
    ("duckdb", Engine::DuckDb),
    ("sc", Engine::Spark),
    ("spark", Engine::Spark),
    ("bigquery", Engine::BigQuery),
    ("snowflake", Engine::Snowflake),
];

impl Address {
    /// Reads a URL: `postgresql://host/database`, `duckdb:leads.duckdb`, `sc://host:15002` or
    /// `profile://name`. `secrets` are others that no message may hold, such as a password of the
    /// environment.
    ///
    /// # Errors
    /// What to write, if its beginning names no engine.
    pub fn parse(url: &str, secrets: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
        let scheme = scheme.as_deref().unwrap_or_default();
        let engine = SCHEMES.iter().find(|(name, _)| *name == scheme);
        let kind = match (scheme, engine) {
            ("profile", _) => Kind::Profile,
            (_, Some((_, engine))) => Kind::Engine(*engine),
            _ => {
                return Err("begin with the engine, as in postgresql://host/database, \
                     duckdb:leads.duckdb, sc://host:15002 or profile://name"
                    .to_owned());
            }
        };
        let mut all = Secrets::of_url(url);
        all.extend(secrets);
        Ok(Self {
            url: url.to_owned(),
            kind,
            secrets: all,
        })
    }

    /// The engine; `None` where only the profile tells.
    pub fn engine(&self) -> Option<Engine> {
        match self.kind {
            Kind::Engine(engine) => Some(engine),
            Kind::Profile => None,
        }
    }

    /// Keeps secret what an option of the profile has that is.
    pub(super) fn keep_secret(&mut self, option: &str, value: &str) {
        self.secrets.join(Secrets::of_option(option, value));
    }

    /// A text of somebody else without what is secret.
    pub(super) fn hide(&self, text: &str) -> String {
        self.secrets.hide(text)
    }

    /// The file of a database of DuckDB; `None` in memory, and for other engines.
    pub(super) fn file(&self) -> Option<&str> {
        let rest = (self.kind == Kind::Engine(Engine::DuckDb))
            .then(|| self.url.split_once(':'))
            .flatten()?
            .1;
        let path = rest.strip_prefix("//").unwrap_or(rest);
        let path = path.split(['?', '#']).next().unwrap_or(path);
        (!path.is_empty() && path != ":memory:").then_some(path)
    }
}

/// Without user, password and parameters.
impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, rest) = self.url.split_once(':').unwrap_or((&self.url, ""));
        let rest = rest.split(['?', '#', ';']).next().unwrap_or(rest);
        // The last @: one in a password should be written %40, and often isn't.
        let rest = match (rest.rfind('@'), rest.starts_with("//")) {
            (Some(at), true) => format!("//{}", &rest[at + 1..]),
            (Some(at), false) => rest[at + 1..].to_owned(),
            (None, _) => rest.to_owned(),
        };
        out.write_str(&self.secrets.hide(&format!("{scheme}:{rest}")))
    }
}

/// As it is shown, so that no panic and no log has more.
impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str) -> String {
        Address::parse(url, []).unwrap().to_string()
    }

    #[test]
    fn an_address_is_shown_without_user_and_password() {
        for (url, expected) in [
            (
                "postgresql://ann:s3cret@db.example:5432/crm",
                "postgresql://db.example:5432/crm",
            ),
            (
                "postgresql://ann:s3c@ret@db/crm?sslmode=require",
                "postgresql://db/crm",
            ),
            (
                "postgresql:///crm?host=/tmp&password=s3cret",
                "postgresql:///crm",
            ),
            ("duckdb:leads.duckdb", "duckdb:leads.duckdb"),
            ("sc://host:15002/;token=abcdef", "sc://host:15002/"),
        ] {
            assert_eq!(shown(url), expected);
        }
        let address = Address::parse("postgresql://ann:s3cret@db/crm", []).unwrap();
        assert_eq!(format!("{address:?}"), "Address(postgresql://db/crm)");
    }

    #[test]
    fn a_file_is_that_of_duckdb() {
        let file = |url| Address::parse(url, []).unwrap().file().map(str::to_owned);
        assert_eq!(file("duckdb:leads.duckdb").as_deref(), Some("leads.duckdb"));
        assert_eq!(
            file("duckdb:///data/leads.duckdb").as_deref(),
            Some("/data/leads.duckdb")
        );
        assert_eq!(file("duckdb::memory:"), None);
        assert_eq!(file("postgresql:///crm"), None);
        assert!(Address::parse("leads.csv", []).is_err());
        assert!(Address::parse("mysql://db/crm", []).is_err());
    }
}
