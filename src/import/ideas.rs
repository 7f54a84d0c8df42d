//! What a sheet says, in its own terms.

use std::collections::HashSet;

use super::columns::{scored_headings, scored_texts, third_column};
use super::idea::{Idea, Stated};
use super::layout::Layout;
use super::number::{self, Given, Kind, is_hardness, is_size};
use super::parts::{origin, panel_rule, parts, title};
use super::rows::Rows;
use super::vocabulary::Role;
use super::{ColumnUse, ImportOptions, Remark};
use crate::plan::{Criterion, PanelRule, Third};
use crate::sheet::{Book, CellPlace, SheetError};
use crate::text::snake_case;

/// As many scorers as a plan may have.
const MOST_SCORERS: usize = 200;

/// What a sheet says before it is known on which scale and by which formula.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) title: String,
    pub(super) origin: String,
    /// The headings of the three scores.
    pub(super) headings: [String; 3],
    /// Whether the third column is called an effort.
    pub(super) called: Third,
    pub(super) ideas: Vec<Idea>,
    pub(super) score_heading: Option<(String, CellPlace)>,
    /// Whether the sheet's score may count the reach, too.
    pub(super) has_reach: bool,
    pub(super) panel: Option<PanelRule>,
    pub(super) columns: Vec<ColumnUse>,
    pub(super) remarks: Vec<Remark>,
    /// Cells without a score.
    pub(super) missing: Vec<Remark>,
    /// Cells with something that is no score.
    pub(super) unread: Vec<Remark>,
}

/// Reads the rows of all tables.
///
/// # Errors
/// If a score has no column, or tables are about different things.
pub(super) fn read(
    book: &Book,
    tables: &[Layout],
    options: &ImportOptions,
) -> Result<Raw, SheetError> {
    let parts = parts(tables)?;
    let Some(part) = parts.first() else {
        return Err(SheetError::new(
            "there is nothing in this sheet",
            "name a file with a table of ideas and their scores",
        ));
    };
    let first = part.table;
    let third = third_column(first)?;
    let headings = scored_headings(first, third)?;
    let texts = parts.iter().flat_map(|part| scored_texts(part.table));
    let mut rows = Rows::new(number::decimal_sign(texts), options, third);
    for part in &parts {
        rows.table(part)?;
    }
    let score = part.columns.score;
    let scored = rows
        .ideas
        .values()
        .any(|idea| idea.stated().next().is_some());
    let mut raw = Raw {
        title: title(book, first),
        origin: origin(book, &parts),
        headings,
        called: if third == Role::Effort {
            Third::Effort
        } else {
            Third::Ease
        },
        score_heading: score.map(|one| (one.text.clone(), first.place(first.header, one.column))),
        has_reach: first.column(Role::Reach).is_some(),
        panel: panel_rule(&parts),
        columns: part
            .columns
            .uses(first, parts.iter().any(|part| part.scorer.is_some())),
        ideas: rows.ideas.into_values().collect(),
        remarks: rows.remarks,
        // Where nobody has scored yet, no cell is odd for being empty.
        missing: if scored { rows.missing } else { Vec::new() },
        unread: rows.unread,
    };
    let scorers: HashSet<&str> = raw
        .ideas
        .iter()
        .flat_map(|idea| &idea.panel)
        .map(|(scorer, _)| scorer.as_str())
        .collect();
    if scorers.len() > MOST_SCORERS {
        return Err(SheetError::new(
            format!(
                "this sheet has {} scorers; a plan has at most {MOST_SCORERS}",
                scorers.len()
            ),
            "are they people? say what the columns hold, like --column impact=D",
        ));
    }
    if raw.ideas.is_empty() {
        return Err(SheetError::new(
            format!(
                "there is no row below the headings in row {}",
                first.header + 1
            ),
            "write an idea with its scores in each row below them",
        ));
    }
    settle_names(&mut raw);
    settle_shares(&mut raw);
    Ok(raw)
}

/// In a column of percentages, 0.8 is 80 %; among scores up to 10, a rare 80 % stands for 8.
fn settle_shares(raw: &mut Raw) {
    for (place, _) in super::criteria() {
        let is_percent = |given: &Given| given.kind == Kind::Percent;
        let is_score = |given: &Given| given.kind == Kind::Number && given.value > 1.0;
        let (percents, scores) = raw
            .ideas
            .iter()
            .flat_map(Idea::stated)
            .filter(|(at, _)| *at == place)
            .fold((0, 0), |(percents, scores), (_, stated)| {
                let given = &stated.given;
                (
                    percents + usize::from(is_percent(given)),
                    scores + usize::from(is_score(given)),
                )
            });
        if percents == 0 {
            continue;
        }
        for idea in &mut raw.ideas {
            let panel = idea.panel.iter_mut().map(|(_, scores)| scores);
            for stated in std::iter::once(&mut idea.scores).chain(panel) {
                let Some(Stated { given, .. }) = &mut stated[place] else {
                    continue;
                };
                if scores > percents {
                    if is_percent(given) && given.value <= 100.0 {
                        given.value = (given.value / 10.0).max(1.0);
                        given.range = None;
                        given.kind = Kind::Word;
                    }
                } else if given.kind == Kind::Number && given.value > 0.0 && given.value <= 1.0 {
                    given.value *= 100.0;
                    given.rounding *= 100.0;
                    given.kind = Kind::Percent;
                }
            }
        }
    }
}

/// Gives each idea a name of its own.
fn settle_names(raw: &mut Raw) {
    let mut taken: HashSet<String> = HashSet::from(["default".to_owned()]);
    for (place, idea) in raw.ideas.iter_mut().enumerate() {
        let own = Some(idea.name.clone()).filter(|name| !name.is_empty());
        let base = own
            .or_else(|| snake_case(&idea.label))
            .filter(|name| !matches!(name.as_str(), "true" | "false"));
        let base = base.unwrap_or_else(|| format!("idea_{}", place + 1));
        let base = shortened(&base);
        let mut name = base.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        idea.name = name;
    }
}

/// The first words of a name that is long.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 48;
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let cut = name.get(..LONGEST).unwrap_or(name);
    let end = cut
        .rfind('_')
        .filter(|end| *end > LONGEST / 2)
        .unwrap_or(cut.len());
    cut[..end].to_owned()
}

/// Whether the words of a column of Ease say how much work things are.
pub(super) fn has_sizes(raw: &Raw) -> Option<&Stated> {
    let thirds = raw
        .ideas
        .iter()
        .flat_map(Idea::stated)
        .filter(|(place, _)| *place == 2);
    let mut words = thirds
        .map(|(_, stated)| stated)
        .filter(|stated| stated.given.kind == Kind::Word);
    words.find(|stated| is_size(&stated.shown) && !is_hardness(&stated.shown))
}

/// The name of a criterion in the sheet's own words.
pub(super) fn heading(raw: &Raw, criterion: Criterion) -> &str {
    match criterion {
        Criterion::Impact => &raw.headings[0],
        Criterion::Confidence => &raw.headings[1],
        Criterion::Ease => &raw.headings[2],
    }
}
