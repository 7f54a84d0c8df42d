//! Where a dbt project has its leads.

use crate::export::sql::Relation;
use crate::text::nearest;

/// The table that holds the leads, as dbt names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadsTable {
    /// A model, seed or snapshot of the project, if need be with its package: `ref('stg_leads')`.
    Ref(Vec<String>),
    /// A table of a source that the project defines: `source('crm', 'leads')`.
    Source(String, String),
    /// A table that a source is to be written for: its name with those that it lies in, outermost first.
    Table(Vec<String>),
}

impl LeadsTable {
    /// Reads `ref('stg_leads')`, `source('crm', 'leads')` or the name of a table such as `crm.leads`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let call = text
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        let call = call.unwrap_or(text).trim();
        let Some((function, arguments)) = call.split_once('(') else {
            return match Relation::parse(text)? {
                Relation::Name(names) if names.len() <= 3 => Ok(Self::Table(names)),
                _ => Err(format!(
                    "`{text}` has more names than a database, a schema and a table"
                )),
            };
        };
        let arguments = arguments
            .strip_suffix(')')
            .ok_or_else(|| format!("`{text}` lacks its `)`"))?;
        let names: Option<Vec<String>> = arguments.split(',').map(argument).collect();
        let names = names.ok_or_else(|| format!("`{text}` should have names in quotes"))?;
        match (function.trim(), names.as_slice()) {
            ("ref", [_] | [_, _]) => Ok(Self::Ref(names)),
            ("source", [source, table]) => Ok(Self::Source(source.clone(), table.clone())),
            ("ref", _) => Err(format!(
                "`{text}` should name a model, as in `ref('stg_leads')`"
            )),
            ("source", _) => Err(format!(
                "`{text}` should name a source and a table, as in `source('crm', 'leads')`"
            )),
            (other, _) => Err(match nearest(other, ["ref", "source"]) {
                Some(near) => format!("`{other}` is no function of dbt; did you mean `{near}`?"),
                None => format!("`{other}` names no table in dbt; write `ref` or `source`"),
            }),
        }
    }

    /// What stands in dbt's braces for it: `source('crm', 'leads')`.
    pub(super) fn call(&self) -> String {
        match self {
            Self::Ref(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
                format!("ref({})", names.join(", "))
            }
            Self::Source(source, table) => format!("source('{source}', '{table}')"),
            Self::Table(names) => {
                let [source, table] = Self::source_names(names);
                format!("source('{source}', '{table}')")
            }
        }
    }

    /// The names that a source and its table get: of letters, digits and `_`, whatever those in the
    /// warehouse are.
    pub(super) fn source_names(names: &[String]) -> [String; 2] {
        let plain = |name: &String| {
            let signs = name.chars().map(|sign| match sign {
                sign if sign.is_ascii_alphanumeric() => sign.to_ascii_lowercase(),
                _ => '_',
            });
            signs.collect::<String>()
        };
        match names {
            [.., schema, table] => [plain(schema), plain(table)],
            [table] => ["segplan".to_owned(), plain(table)],
            [] => ["segplan".to_owned(), "leads".to_owned()],
        }
    }
}

/// A name in quotes, of letters, digits, `_`, `-`, `.` and spaces.
fn argument(text: &str) -> Option<String> {
    let text = text.trim();
    let quote = text
        .chars()
        .next()
        .filter(|sign| ['\'', '"'].contains(sign))?;
    let name = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let is_plain = |sign: char| sign.is_alphanumeric() || "_-. ".contains(sign);
    (!name.is_empty() && name.chars().all(is_plain)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_models_and_sources_are_told_apart() {
        let call = |text: &str| LeadsTable::parse(text).map(|table| table.call());
        for (text, expected) in [
            ("leads", "source('segplan', 'leads')"),
            ("crm.leads", "source('crm', 'leads')"),
            ("warehouse.crm.leads", "source('crm', 'leads')"),
            (
                "\"CRM export\".\"leads.2027\"",
                "source('crm_export', 'leads_2027')",
            ),
            ("ref('stg_leads')", "ref('stg_leads')"),
            ("{{ ref(\"stg_leads\") }}", "ref('stg_leads')"),
            ("ref('staging', 'leads')", "ref('staging', 'leads')"),
            ("source( 'crm' , 'leads' )", "source('crm', 'leads')"),
        ] {
            assert_eq!(call(text).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "",
            "a..b",
            "a.b.c.d",
            "ref()",
            "ref(stg_leads)",
            "ref('a'",
            "source('crm')",
            "refs('a')",
            "ref('a{{b')",
            "ref('')",
        ] {
            assert!(call(text).is_err(), "{text}: {:?}", call(text));
        }
        assert!(
            call("refs('a')")
                .unwrap_err()
                .contains("did you mean `ref`?")
        );
    }
}
