//! What conditions call the columns of a table.

use crate::condition::is_bare;
use crate::text::snake_case;

/// An attribute's name for each column: the column's own where conditions take it without quotes, else
/// one made of its words. `None` for a column that has no name, or not one of its own.
pub(super) fn attributes(columns: &[String]) -> Vec<Option<String>> {
    let mut taken: Vec<String> = Vec::new();
    let own = |name: &str| columns.iter().filter(|other| other.trim() == name).count() == 1;
    let is_column = |name: &str| columns.iter().any(|column| column.trim() == name);
    columns
        .iter()
        .map(|column| {
            let column = column.trim();
            if column.is_empty() || !own(column) {
                return None;
            }
            // A keyword is quoted in conditions, but stays what it is.
            if is_bare(column) || snake_case(column).as_deref() == Some(column) {
                return Some(column.to_owned());
            }
            let name = snake_case(column).unwrap_or_else(|| "column".to_owned());
            let numbered = (2..).map(|number| format!("{name}_{number}"));
            let mut names = std::iter::once(name.clone()).chain(numbered);
            let free = names.find(|name| !taken.contains(name) && !is_column(name))?;
            taken.push(free.clone());
            Some(free)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_need_no_quotes_and_are_told_apart() {
        let columns = [
            "Converted",
            "No. of employees",
            "no of employees",
            "date",
            "",
            "Größe",
            "x",
            "x",
            "名前",
        ];
        let names = attributes(&columns.map(str::to_owned));
        let expected = [
            Some("Converted"),
            Some("no_of_employees"),
            Some("no_of_employees_2"),
            Some("date"),
            None,
            Some("Größe"),
            None,
            None,
            Some("名前"),
        ];
        assert_eq!(
            names.iter().map(Option::as_deref).collect::<Vec<_>>(),
            expected
        );
    }
}
