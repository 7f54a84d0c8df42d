//! A table of which only counts are known: its values by column, as a warehouse answers them.

use super::column::ColumnStats;
use super::most_common::MostCommon;
use super::{ColumnProfile, EXACT_UP_TO, LooksLike, Profile, naming};
use crate::table::{Ragged, TableSource};

/// What was counted of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnCounts {
    /// Its name in the table.
    pub name: String,
    /// Leads with a value that is not an empty text.
    pub filled: u64,
    /// Different values.
    pub distinct: u64,
    /// The most common values, none of them empty, with their leads: all where there are at most
    /// [`EXACT_UP_TO`].
    pub values: Vec<(String, u64)>,
}

impl Profile {
    /// What a table with so many rows holds, which is called `source`. Where only the most common values
    /// of a column are given, what it looks like is judged by them.
    pub fn of_counts(source: String, rows: u64, columns: Vec<ColumnCounts>) -> Self {
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let attributes = naming::attributes(&names);
        let columns = columns.into_iter().zip(attributes);
        Self {
            columns: columns
                .map(|(column, attribute)| ColumnProfile {
                    attribute,
                    ..of_column(column, rows)
                })
                .collect(),
            not_read: Vec::new(),
            source: TableSource {
                name: source,
                rows,
                ..TableSource::default()
            },
            ragged: Ragged::default(),
        }
    }
}

fn of_column(column: ColumnCounts, rows: u64) -> ColumnProfile {
    let mut stats = ColumnStats::default();
    let mut values = MostCommon::of(EXACT_UP_TO);
    let mut seen = 0;
    for (value, leads) in column.values {
        stats.add(&value, leads);
        values.add(value.into(), leads);
        seen += leads;
    }
    if seen == column.filled {
        return ColumnProfile::new(&column.name, rows, &stats, values);
    }
    let mut profile = ColumnProfile::new(&column.name, seen, &stats, values);
    profile.is_exact = false;
    profile.filled = column.filled - (seen - profile.filled).min(column.filled);
    profile.distinct = column.distinct;
    let is_id = column.filled == rows && column.distinct == rows;
    profile
        .looks_like
        .retain(|look| *look != LooksLike::Id || is_id);
    profile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::AttributeType;

    fn counted(filled: u64, distinct: u64, values: &[(&str, u64)]) -> ColumnProfile {
        let values = values.iter();
        let column = ColumnCounts {
            name: "Sector".to_owned(),
            filled,
            distinct,
            values: values
                .map(|(value, leads)| ((*value).to_owned(), *leads))
                .collect(),
        };
        let profile = Profile::of_counts("crm.leads".to_owned(), 10, vec![column]);
        profile.columns[0].clone()
    }

    #[test]
    fn a_column_is_what_its_values_are() {
        let sector = counted(7, 3, &[("Retail", 4), ("n/a", 2), ("Health", 1)]);
        assert_eq!(
            (sector.filled, sector.distinct, sector.is_exact),
            (5, 2, true)
        );
        assert_eq!(sector.placeholders, [("n/a".to_owned(), 2)]);
        assert_eq!(sector.attribute.as_deref(), Some("Sector"));
        let staff = counted(10, 10, &[("12", 1), ("7", 1)]);
        assert_eq!((staff.kind, staff.filled), (AttributeType::Integer, 10));
        assert!(!staff.is_exact && staff.looks_like.contains(&LooksLike::Id));
        let staff = counted(10, 9, &[("12", 1), ("7", 1)]);
        assert!(!staff.looks_like.contains(&LooksLike::Id));
    }
}
