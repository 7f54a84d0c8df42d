//! The header of a sheet: the row with the names of its columns, which titles may stand above.

use super::rows::SheetRow;
use super::value::Value;

/// Rows with something in them that are looked at.
pub(super) const SAMPLE: usize = 64;

/// The names of a sheet's columns, and where they stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The row and the first column, from 0.
    pub(super) row: u32,
    pub(super) column: u32,
    /// One a column; empty where a column has none.
    pub(super) names: Vec<String>,
}

impl Head {
    /// The first row that has names in most columns of the rows below: at least two thirds as many
    /// cells as the fullest row, half of them texts at least. None if there is no such row, and of a
    /// single cell only if no row has more.
    pub(super) fn find(rows: &[SheetRow]) -> Option<Self> {
        let fullest = rows.iter().map(|row| row.cells.len()).max()?;
        let is_header = |row: &&SheetRow| {
            let filled = row.cells.len();
            let texts = row.cells.iter();
            let texts = texts.filter(|(_, value)| matches!(value, Value::Text(_)));
            3 * filled >= 2 * fullest && (filled > 1 || fullest == 1) && 2 * texts.count() >= filled
        };
        let row = rows.iter().find(is_header)?;
        let columns = || row.cells.iter().map(|(column, _)| *column);
        let (first, last) = (columns().min()?, columns().max()?);
        let mut names = vec![String::new(); (last - first) as usize + 1];
        for (column, value) in &row.cells {
            names[(column - first) as usize] = value.text().into_owned();
        }
        Some(Self {
            row: row.number,
            column: first,
            names,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::condition::value::TypedValue;

    use super::*;

    /// A row a line, cells between bars; digits are numbers.
    fn head(text: &str) -> Option<(u32, Vec<String>)> {
        let cell = |text: &str| match text.trim().parse() {
            Ok(number) => Value::Typed(TypedValue::Integer(number)),
            Err(_) => Value::Text(text.trim().to_owned().into()),
        };
        let rows = text.lines().enumerate().map(|(number, line)| SheetRow {
            number: number as u32,
            cells: line
                .split('|')
                .enumerate()
                .filter(|(_, cell)| !cell.trim().is_empty())
                .map(|(column, text)| (column as u32, cell(text)))
                .collect(),
        });
        let rows: Vec<SheetRow> = rows.filter(|row| !row.cells.is_empty()).collect();
        Head::find(&rows).map(|head| (head.row, head.names))
    }

    #[test]
    fn titles_above_it_are_passed_over() {
        for (sheet, row) in [
            ("id|name|size\n1|Acme|40", 0),
            ("Leads of March\n\nid|name|size\n1|Acme|40", 2),
            ("Exported|5\nid|name|size|place\n1|Acme|40|Bonn", 1),
            ("|id|name\n|1|Acme", 0),
            ("Leads\nid|name\n1|Acme", 1),
            ("id||size\n1|Acme|40", 0),
            ("id\n1\n2", 0),
            ("1|2|3\nid|name|size\n1|Acme|40", 1),
        ] {
            assert_eq!(head(sheet).map(|(row, _)| row), Some(row), "{sheet}");
        }
        assert_eq!(head("|id||2025\n|1|2|3").unwrap().1, ["id", "", "2025"]);
        assert_eq!(head("1|2\n3|4"), None);
        assert_eq!(head(""), None);
    }
}
