//! Where the scores of a filled ballot stand, whatever was moved or renamed.

use super::wording::{self, Certitude};
use crate::import::{Role, folded, role};
use crate::plan::{Criterion, Plan, Third};
use crate::sheet::Sheet;
use crate::text::nearest;

/// The rows in which headings are looked for, from the top of a sheet.
const HEADING_ROWS: usize = 60;

/// The table of scores on a sheet.
#[derive(Debug, PartialEq)]
pub(super) struct ScoreTable {
    /// The row of the headings.
    pub(super) header: usize,
    /// The row behind the last one.
    pub(super) end: usize,
    /// The column of the segments.
    pub(super) name: usize,
    /// The column of the scorers, where several people share a sheet.
    pub(super) scorer: Option<usize>,
    pub(super) scores: Vec<ScoreColumn>,
    /// Columns with a heading that says nothing, and with numbers below it.
    pub(super) unread: Vec<usize>,
}

/// A column of scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ScoreColumn {
    pub(super) column: usize,
    pub(super) criterion: Criterion,
    /// Whether it is ease or effort, for the third criterion.
    pub(super) third: Option<Third>,
    /// The column of how sure the scores are.
    pub(super) certitude: Option<usize>,
}

/// What a heading stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    Score(Criterion, Option<Third>),
    /// How sure a score is, of the criterion where the heading names one.
    Certitude(Option<Criterion>),
    Scorer,
    Other,
}

/// The table of scores of a sheet, if it has one.
pub(super) fn score_table(sheet: &Sheet, is_segment: &dyn Fn(&str) -> bool) -> Option<ScoreTable> {
    let rows = 0..sheet.rows.len().min(HEADING_ROWS);
    let header = rows
        .filter(|row| is_header(sheet, *row))
        .max_by_key(|row| (criteria(sheet, *row), std::cmp::Reverse(*row)))?;
    let below = header + 1..sheet.rows.len();
    let end = below
        .clone()
        .find(|row| is_duel_heading(sheet, *row, is_segment));
    let end = end.unwrap_or(sheet.rows.len());
    let texts = |column: usize| {
        let rows = header + 1..end;
        rows.map(move |row| sheet.shown(row, column))
            .filter(|text| !text.is_empty())
    };
    let meanings: Vec<Meaning> = (0..sheet.width())
        .map(|column| match meaning(&sheet.cell(header, column).text) {
            Meaning::Other
                if texts(column).next().is_some()
                    && texts(column).all(|text| Certitude::read(text).is_some()) =>
            {
                Meaning::Certitude(None)
            }
            meaning => meaning,
        })
        .collect();
    let is_other = |column: &usize| meanings[*column] == Meaning::Other;
    let name = name_column(sheet, header, end, is_segment);
    let numbers = |column: &usize| texts(*column).any(|text| text.parse::<f64>().is_ok());
    let unread = (0..sheet.width())
        .filter(is_other)
        .filter(|column| *column != name);
    Some(ScoreTable {
        header,
        end,
        name,
        scorer: meanings.iter().position(|one| *one == Meaning::Scorer),
        scores: score_columns(&meanings),
        unread: unread.filter(numbers).collect(),
    })
}

/// Two texts or more, one of them a criterion, and not mostly numbers.
fn is_header(sheet: &Sheet, row: usize) -> bool {
    let texts = || sheet.rows[row].iter().map(|cell| cell.text.as_str());
    let filled = texts().filter(|text| !text.is_empty()).count();
    let numbers = texts().filter(|text| text.parse::<f64>().is_ok()).count();
    filled > 1 && numbers * 2 <= filled && criteria(sheet, row) > 0
}

/// How many columns of scores a row heads.
fn criteria(sheet: &Sheet, row: usize) -> usize {
    let meanings = sheet.rows[row].iter().map(|cell| meaning(&cell.text));
    meanings
        .filter(|one| matches!(one, Meaning::Score(..)))
        .count()
}

fn meaning(heading: &str) -> Meaning {
    let words = folded(heading);
    if words.split(' ').any(|word| CERTITUDE.contains(&word)) {
        let mut words = words.split(' ');
        return Meaning::Certitude(
            words.find_map(|word| score(word).map(|(criterion, _)| criterion)),
        );
    }
    match score(heading) {
        Some((criterion, third)) => Meaning::Score(criterion, third),
        None if role(heading).is_some_and(|(role, _)| role == Role::Scorer) => Meaning::Scorer,
        None => Meaning::Other,
    }
}

/// Words of a heading that asks how sure a score is.
const CERTITUDE: [&str; 6] = ["sure", "sureness", "sicher", "seguro", "sicuro", "zeker"];

/// The criterion of a heading, by a word for it in any language or one that is nearly that.
fn score(heading: &str) -> Option<(Criterion, Option<Third>)> {
    // Too many short words are nearly `ease`.
    let near = || nearest(heading, ["impact", "confidence", "effort"]).and_then(role);
    let (role, _) = role(heading).or_else(near)?;
    Some(match role {
        Role::Impact => (Criterion::Impact, None),
        Role::Confidence => (Criterion::Confidence, None),
        Role::Ease => (Criterion::Ease, Some(Third::Ease)),
        Role::Effort => (Criterion::Ease, Some(Third::Effort)),
        _ => return None,
    })
}

/// The columns of scores with those of how sure they are: by the criterion that the heading names,
/// else the nearest to the left, else to the right.
fn score_columns(meanings: &[Meaning]) -> Vec<ScoreColumn> {
    let mut scores: Vec<ScoreColumn> = Vec::new();
    for (column, meaning) in meanings.iter().enumerate() {
        if let Meaning::Score(criterion, third) = *meaning {
            scores.push(ScoreColumn {
                column,
                criterion,
                third,
                certitude: None,
            });
        }
    }
    for (column, meaning) in meanings.iter().enumerate() {
        let Meaning::Certitude(of) = *meaning else {
            continue;
        };
        let named = of.and_then(|of| scores.iter().position(|one| one.criterion == of));
        let left = || scores.iter().rposition(|one| one.column < column);
        let place = match of {
            Some(_) => named,
            None => left().or_else(|| scores.iter().position(|one| one.column > column)),
        };
        if let Some(score) = place.and_then(|place| scores.get_mut(place)) {
            score.certitude = score.certitude.or(Some(column));
        }
    }
    scores
}

/// The column in which most cells name a segment, else that of a heading for names, else the first.
fn name_column(
    sheet: &Sheet,
    header: usize,
    end: usize,
    is_segment: &dyn Fn(&str) -> bool,
) -> usize {
    let named = |column: usize| {
        let rows = header + 1..end;
        rows.filter(|row| is_segment(sheet.shown(*row, column)))
            .count()
    };
    let most = (0..sheet.width()).rev().max_by_key(|column| named(*column));
    let by_heading = || {
        (0..sheet.width()).find(|column| {
            role(&sheet.cell(header, *column).text).is_some_and(|(role, _)| role == Role::Name)
        })
    };
    most.filter(|column| named(*column) > 0)
        .or_else(by_heading)
        .unwrap_or(0)
}

/// Whether the duels begin in a row.
pub(super) fn is_duel_heading(
    sheet: &Sheet,
    row: usize,
    is_segment: &dyn Fn(&str) -> bool,
) -> bool {
    let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    let heads = |text: &str| {
        let words = folded(text);
        !is_segment(text)
            && (words == folded(wording::WHICH_FIRST) || words == folded(wording::DUEL_HEADINGS[2]))
    };
    cells.iter().any(|cell| heads(&cell.text))
}

/// The scorer that a sheet names beside or behind the word, in the rows before `end`.
pub(super) fn stated_scorer(sheet: &Sheet, end: usize) -> Option<String> {
    let is_word = |text: &str| role(text).is_some_and(|(role, _)| role == Role::Scorer);
    let rows = 0..end.min(sheet.rows.len()).min(HEADING_ROWS);
    rows.filter(|row| criteria(sheet, *row) == 0)
        .find_map(|row| {
            let cells = &sheet.rows[row];
            let place = cells.iter().position(|cell| is_word(&cell.text))?;
            let behind = cells[place]
                .text
                .split_once(':')
                .map(|(_, name)| name.trim());
            let behind = behind.filter(|name| !name.is_empty());
            let mut beside = cells[place + 1..].iter().map(|cell| cell.text.as_str());
            let name = behind.or_else(|| beside.find(|text| !text.is_empty()))?;
            Some(name.to_owned())
        })
}

/// Whether the plan has a criterion as a column calls it.
pub(super) fn suits(plan: &Plan, column: &ScoreColumn) -> bool {
    column.third.is_none_or(|third| third == plan.scoring.third)
}
