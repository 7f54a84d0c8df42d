//! The mask table as a file, version 2: docs/mask-file.md describes it.

mod amount;
mod lines;
mod read;
mod rows;
mod write;

use serde::{Deserialize, Serialize};

use super::table::MaskTable;
use crate::lead_error::LeadError;

const TITLE: &str = "segplan mask table, version ";
const VERSION: &str = "2";
/// The columns of every mask table, in the order in which they are written.
const COLUMNS: [&str; 9] = [
    "mask",
    "excluded",
    "control",
    "outcome",
    "reachable",
    "month",
    "leads",
    "value",
    "valued",
];
/// What stands in the column `mask` of the row that the others add up to.
const TOTAL: &str = "total";

/// A mask table with the parts that were counted into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What was counted.
    pub table: MaskTable,
    parts: Vec<CountedPart>,
}

/// Which leads were counted: a part that stands for the same leads is not added a second time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedPart {
    /// The name of the lead table: of its file, or of a table in a warehouse.
    pub source: String,
    /// How many leads were counted.
    pub leads: u64,
    /// A digest of the lead table, with its method: `xxh3:` and the digits. `None` if there is
    /// none to be had; the name of the source then stands for the leads.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub digest: Option<String>,
}

impl CountedPart {
    fn has_the_leads_of(&self, other: &Self) -> bool {
        match (&self.digest, &other.digest) {
            (Some(one), Some(other)) => one == other,
            _ => self.source == other.source,
        }
    }
}

impl Saved {
    /// A table that was counted just now, from one source.
    pub fn new(table: MaskTable, source: String, digest: Option<String>) -> Self {
        let leads = table.leads();
        let part = CountedPart {
            source,
            leads,
            digest,
        };
        Self {
            table,
            parts: vec![part],
        }
    }

    /// A table that was counted just now, from files, each a part. Files that hold the same are one
    /// part.
    pub fn of_files(table: MaskTable, files: impl IntoIterator<Item = CountedPart>) -> Self {
        let mut parts: Vec<CountedPart> = Vec::new();
        for file in files {
            let twin = parts.iter_mut().find(|part| part.has_the_leads_of(&file));
            match twin {
                Some(twin) => twin.leads = twin.leads.saturating_add(file.leads),
                None => parts.push(file),
            }
        }
        Self { table, parts }
    }

    /// The parts that were counted.
    pub fn parts(&self) -> &[CountedPart] {
        &self.parts
    }

    /// Adds what was counted elsewhere and is called `name` in messages.
    ///
    /// # Errors
    /// If a part is in both, or the tables cannot be merged; see [`MaskTable::merge`].
    pub fn merge(&mut self, other: Self, name: &str) -> Result<(), LeadError> {
        for part in other.parts {
            self.add_part(part)
                .map_err(|error| error.or_in_file(name))?;
        }
        let merged = self.table.merge(&other.table);
        merged.map_err(|error| error.or_in_file(name))
    }

    fn add_part(&mut self, part: CountedPart) -> Result<(), LeadError> {
        let known = self
            .parts
            .iter()
            .find(|known| known.has_the_leads_of(&part));
        let Some(known) = known else {
            self.parts.push(part);
            return Ok(());
        };
        let (one, other) = (&part.source, &known.source);
        Err(match one == other {
            true => LeadError::wrong(
                "",
                format!("the leads of {one} are counted twice"),
                "name each mask table once; leave out the one that holds these leads already",
            ),
            false => LeadError::wrong(
                "",
                format!("the leads of {one} are counted twice: {other} holds the same"),
                "leave out one of the two",
            ),
        })
    }
}
