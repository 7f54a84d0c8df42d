//! Which column of a table is which.

use std::collections::HashSet;

use super::layout::{Heading, Layout};
use super::number::{self, DecimalSign};
use super::vocabulary::{Role, is_criterion};
use super::{ColumnUse, WordMap};
use crate::sheet::{SheetError, column_letters};
use crate::text::{snake_case, words};

/// Which of Ease and Effort the table has.
pub(super) fn third_column(table: &Layout) -> Result<Role, SheetError> {
    let of = |role| table.columns.iter().find(|one| one.role == Some(role));
    match (of(Role::Ease), of(Role::Effort)) {
        (Some(ease), Some(effort)) => Err(SheetError::new(
            format!(
                "both \"{}\" ({}) and \"{}\" ({}) may be the third score",
                ease.text,
                column_letters(ease.column),
                effort.text,
                column_letters(effort.column)
            ),
            format!(
                "say which one counts: --column ease={} or --column effort={}",
                column_letters(ease.column),
                column_letters(effort.column)
            ),
        )),
        (_, Some(_)) => Ok(Role::Effort),
        _ => Ok(Role::Ease),
    }
}

/// The headings of the three scores.
pub(super) fn scored_headings(table: &Layout, third: Role) -> Result<[String; 3], SheetError> {
    let of = |role: Role| table.columns.iter().find(|one| one.role == Some(role));
    let found = [of(Role::Impact), of(Role::Confidence), of(third)];
    if let [Some(impact), Some(confidence), Some(third)] = found {
        return Ok([impact, confidence, third].map(|one| one.text.clone()));
    }
    let named = ["Impact", "Confidence", "Ease or Effort"];
    let missing: Vec<&str> = named
        .into_iter()
        .zip(found)
        .filter(|(_, one)| one.is_none())
        .map(|(name, _)| name)
        .collect();
    let others: Vec<String> = table
        .columns
        .iter()
        .filter(|one| one.role.is_none())
        .map(|one| {
            format!(
                "{} \"{}\"",
                column_letters(one.column),
                words::shortened(&one.text)
            )
        })
        .collect();
    let example = missing
        .first()
        .map_or("ease", |name| {
            if name.starts_with("Ease") {
                "ease"
            } else {
                name
            }
        })
        .to_lowercase();
    let letter = table
        .columns
        .iter()
        .find(|one| one.role.is_none())
        .map_or("F".to_owned(), |one| column_letters(one.column));
    let left = match others.as_slice() {
        [] => String::new(),
        others => format!("; not understood: {}", words::list(others)),
    };
    Err(SheetError::new(
        format!(
            "row {} has no heading for {}{left}",
            table.header + 1,
            words::list(&missing)
        ),
        format!("say which column holds it, by heading or letter: --column {example}={letter}"),
    ))
}

/// The texts of the columns that hold numbers, which show how decimals are written.
pub(super) fn scored_texts<'a>(table: &'a Layout) -> impl Iterator<Item = &'a str> {
    let numeric = |role: Option<Role>| {
        role.is_some_and(|role| is_criterion(role) || matches!(role, Role::Score | Role::Reach))
    };
    let columns: Vec<usize> = table
        .columns
        .iter()
        .filter(|one| numeric(one.role))
        .map(|one| one.column)
        .collect();
    table.rows.iter().flat_map(move |row| {
        let cells: Vec<&str> = columns
            .iter()
            .map(|column| table.sheet.cell(*row, *column).text.as_str())
            .collect();
        cells
    })
}

/// Which column of a table is which, found once.
#[derive(Debug)]
pub(super) struct Columns<'t> {
    /// What the rows are about; `None` if no column holds names.
    pub(super) name: Option<usize>,
    /// Names as plans have them, as in the report's workbook.
    pub(super) plan_name: Option<usize>,
    pub(super) score: Option<&'t Heading>,
    pub(super) rank: Option<usize>,
    /// Columns without a place in a plan.
    pub(super) unused: Vec<&'t Heading>,
}

impl<'t> Columns<'t> {
    pub(super) fn of(table: &'t Layout) -> Self {
        let plan_name = plan_name_column(table);
        let mut columns = Self {
            name: name_column(table, plan_name),
            plan_name,
            score: score_column(table),
            rank: rank_column(table),
            unused: Vec::new(),
        };
        let unused = table
            .columns
            .iter()
            .filter(|one| columns.role(table, one, false).is_none());
        columns.unused = unused.collect();
        columns
    }

    /// What becomes of each column; `by_table` where each scorer has a table.
    pub(super) fn uses(&self, table: &Layout, by_table: bool) -> Vec<ColumnUse> {
        let one = |heading: &Heading| ColumnUse {
            letters: column_letters(heading.column),
            heading: heading.text.clone(),
            role: self.role(table, heading, by_table),
        };
        table.columns.iter().map(one).collect()
    }

    fn role(&self, table: &Layout, heading: &Heading, by_table: bool) -> Option<String> {
        let is = |column: Option<usize>| column == Some(heading.column);
        let own = |text: &str| Some(text.to_owned());
        if is(self.name) {
            return own("name");
        }
        match heading.role? {
            Role::Name => is(self.plan_name).then(|| "name in the plan".to_owned()),
            role if is_criterion(role) => {
                let first = is(table.column(role).map(|first| first.column));
                match &heading.scorer {
                    _ if heading.mean => {
                        own("mean of the scorers, which the plan works out itself")
                    }
                    Some(scorer) => Some(format!("{} by {scorer}", role.name())),
                    None if first && by_table => Some(format!("{}, by scorer", role.name())),
                    None => first.then(|| role.name().to_owned()),
                }
            }
            Role::Score if is(self.score.map(|one| one.column)) => {
                own("the stated score, to compare with")
            }
            Role::Rank if is(self.rank) => own("the stated rank, to compare with"),
            role @ (Role::Scorer
            | Role::Owner
            | Role::Notes
            | Role::Description
            | Role::Message) => own(role.name()),
            _ => None,
        }
    }
}

/// The column of names: by its heading, else the first without a meaning that holds texts.
fn name_column(table: &Layout, plan_name: Option<usize>) -> Option<usize> {
    let headed = table
        .columns
        .iter()
        .filter(|one| one.role == Some(Role::Name));
    let mut headed = headed
        .map(|one| one.column)
        .filter(|column| Some(*column) != plan_name);
    if let Some(column) = headed.next().or(plan_name) {
        return Some(column);
    }
    let known = table.columns.iter().filter(|one| one.role.is_some());
    let known: HashSet<usize> = known.map(|one| one.column).collect();
    let texts = |column: &usize| {
        let is_text = |row: &&usize| {
            let text = table.sheet.shown(**row, *column);
            text.chars().any(char::is_alphabetic)
        };
        !known.contains(column) && table.rows.iter().filter(is_text).count() * 2 > table.rows.len()
    };
    let described = || table.column(Role::Description).map(|one| one.column);
    (0..table.sheet.width()).find(texts).or_else(described)
}

/// The column of names as plans have them, beside one of labels.
fn plan_name_column(table: &Layout) -> Option<usize> {
    let headed = || {
        table
            .columns
            .iter()
            .filter(|one| one.role == Some(Role::Name))
    };
    let holds_names = |column: &usize| {
        let mut names = table
            .rows
            .iter()
            .map(|row| table.sheet.shown(*row, *column));
        let is_name = |name: &str| name.is_empty() || snake_case(name).as_deref() == Some(name);
        names.all(is_name)
    };
    let several = headed().count() > 1 && !table.rows.is_empty();
    headed()
        .map(|one| one.column)
        .filter(|_| several)
        .find(holds_names)
}

/// The column of the stated score: the first of that meaning that holds numbers.
fn score_column<'t>(table: &'t Layout) -> Option<&'t Heading> {
    let words = WordMap::default();
    let mut scores = table
        .columns
        .iter()
        .filter(|one| one.role == Some(Role::Score));
    scores.find(|one| {
        let mut cells = table
            .rows
            .iter()
            .map(|row| table.sheet.cell(*row, one.column));
        cells.any(|cell| number::given(cell, DecimalSign::Point, &words).is_some())
    })
}

/// The column of stated ranks: one of whole numbers, most of them different.
fn rank_column(table: &Layout) -> Option<usize> {
    let mut columns = table
        .columns
        .iter()
        .filter(|one| one.role == Some(Role::Rank));
    let found = columns.find(|one| {
        let cells = table
            .rows
            .iter()
            .map(|row| table.sheet.cell(*row, one.column));
        let ranks: Vec<f64> = cells.filter_map(|cell| rank(&cell.text)).collect();
        let distinct: HashSet<u64> = ranks.iter().map(|rank| rank.to_bits()).collect();
        ranks.len() > 1 && distinct.len() * 3 >= ranks.len() * 2
    });
    found.map(|one| one.column)
}

/// `1`, `1.`, `#1`, `1st`
pub(super) fn rank(text: &str) -> Option<f64> {
    let text = text
        .trim()
        .trim_start_matches('#')
        .trim_end_matches(['.', ')', '°', 'º']);
    let ends = ["st", "nd", "rd", "th"].iter();
    let text = ends
        .clone()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let rank: f64 = text.parse().ok()?;
    (rank >= 0.0 && rank.fract() == 0.0 && rank < 1e6).then_some(rank)
}
