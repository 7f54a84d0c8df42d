//! Names: of tables as people give them, and of the columns of a query's parts.

use std::collections::HashSet;

use super::Engine;
use super::dialect::Dialect;
use super::reserved::is_reserved;

/// The table that holds the leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// Its name with those that it lies in, outermost first: schema and table.
    Name(Vec<String>),
    /// SQL that stands in the query as it is, such as dbt's `{{ ref('leads') }}`, and the name that
    /// mask files have for it.
    Verbatim {
        /// What stands behind `FROM`.
        sql: String,
        /// The name of the source in a mask file.
        source: String,
    },
}

impl Relation {
    /// Reads a name such as `leads`, `crm.leads` or `"CRM export".leads`. A part with a dot or a space
    /// in it stands in double quotes, or in those of the dialect.
    ///
    /// # Errors
    /// What is wrong with it, if a part is empty or a quote has no end.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text.trim();
        loop {
            let first = rest.chars().next().filter(|sign| matches!(sign, '"' | '`'));
            let (part, behind) = if let Some(quote) = first {
                quoted(&rest[1..], quote)
                    .ok_or_else(|| format!("the {quote} in `{text}` has no second one"))?
            } else {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), &rest[end..])
            };
            if part.is_empty() {
                return Err(format!("`{text}` has an empty name in it"));
            }
            parts.push(part);
            match behind.trim_start() {
                "" => return Ok(Self::Name(parts)),
                behind => {
                    let behind = behind.strip_prefix('.');
                    rest = behind
                        .ok_or_else(|| format!("`{text}` goes on behind a quoted name"))?
                        .trim_start();
                }
            }
        }
    }

    /// As it stands in the SQL of an engine.
    pub fn sql_in(&self, engine: Engine) -> String {
        self.sql(engine.dialect())
    }

    /// The table alone, without what it lies in.
    #[must_use]
    pub fn last(&self) -> Self {
        match self {
            Self::Name(parts) => Self::Name(parts.last().cloned().into_iter().collect()),
            Self::Verbatim { .. } => self.clone(),
        }
    }

    /// A table that lies beside it, whose name goes on so.
    #[must_use]
    pub fn beside(&self, end: &str) -> Self {
        let mut beside = self.clone();
        if let Self::Name(parts) = &mut beside
            && let Some(last) = parts.last_mut()
        {
            last.push_str(end);
        }
        beside
    }

    /// The name of the source in a mask file.
    pub fn source(&self) -> String {
        match self {
            Self::Name(parts) => parts.join("."),
            Self::Verbatim { source, .. } => source.clone(),
        }
    }

    /// As it stands behind `FROM`.
    pub(super) fn sql(&self, dialect: &dyn Dialect) -> String {
        match self {
            Self::Verbatim { sql, .. } => sql.clone(),
            Self::Name(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| dialect.name(part)).collect();
                parts.join(".")
            }
        }
    }
}

/// The name up to the closing quote, which is doubled inside, and what follows.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign != quote {
            name.push(sign);
        } else if signs.next_if(|(_, next)| *next == quote).is_some() {
            name.push(quote);
        } else {
            return Some((name, &text[at + 1..]));
        }
    }
    None
}

/// Gives columns names that are bare in every dialect and different in any case.
#[derive(Debug, Default)]
pub(super) struct Aliases(HashSet<String>);

/// `PostgreSQL` cuts names behind 63 bytes.
const LONGEST: usize = 60;

impl Aliases {
    /// Keeps a name from being given.
    pub(super) fn keep(&mut self, name: &str) {
        self.0.insert(name.to_owned());
    }

    /// A name like the one that is wanted.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut bare = String::new();
        for sign in wanted.to_lowercase().chars() {
            match sign {
                'a'..='z' | '0'..='9' => bare.push(sign),
                _ if bare.ends_with('_') || bare.is_empty() => {}
                _ => bare.push('_'),
            }
        }
        let bare = bare.trim_end_matches('_');
        let bare = match bare.chars().next() {
            None => "attribute".to_owned(),
            Some('0'..='9') => format!("attribute_{bare}"),
            Some(_) if is_reserved(bare) => format!("{bare}_"),
            Some(_) => bare.to_owned(),
        };
        let mut name: String = bare.chars().take(LONGEST).collect();
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            let end = format!("_{number}");
            let start: String = bare.chars().take(LONGEST - end.len()).collect();
            name = format!("{}{end}", start.trim_end_matches('_'));
            number += 1;
        }
        name
    }
}
