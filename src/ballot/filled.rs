//! What a filled ballot answers.

use super::cells::{self, ScoreAnswer, Wrong};
use super::form::scorer_called;
use super::table::{ScoreColumn, ScoreTable, is_duel_heading, score_table, stated_scorer, suits};
use super::wording::{self, is_dont_know};
use crate::import::{Remark, decimal_sign, folded, segment_called};
use crate::plan::{Criterion, Plan, SegmentId};
use crate::sheet::{Book, CellPlace, Sheet};
use crate::text::words;

/// A filled ballot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledBallot {
    /// The file's name.
    pub file: String,
    /// Who answers in it, in the order of the rows.
    pub scorers: Vec<String>,
    /// The scores, and the answers "I don't know".
    pub answers: Vec<BallotAnswer>,
    /// How many cells for scores are empty.
    pub empty: usize,
    /// The answers to duels.
    pub votes: Vec<VoteCast>,
    /// Cells that do not suit the plan; no answer counts then.
    pub refused: Vec<Remark>,
}

/// An answer of a scorer.
#[derive(Debug, Clone, PartialEq)]
pub struct BallotAnswer {
    /// Who, as the plan's panels call them.
    pub scorer: String,
    /// About which segment.
    pub segment: SegmentId,
    /// About what.
    pub criterion: Criterion,
    /// What they answer.
    pub given: ScoreAnswer,
    /// The cell.
    pub place: CellPlace,
}

/// Whom a scorer puts first.
#[derive(Debug, Clone, PartialEq)]
pub struct VoteCast {
    /// Who, as the plan's panels call them.
    pub scorer: String,
    /// The two segments.
    pub between: [SegmentId; 2],
    /// The one that they put first.
    pub first: SegmentId,
    /// The cell.
    pub place: CellPlace,
}

impl FilledBallot {
    /// Reads a filled ballot of a plan. Columns and rows may be moved and headings renamed; who
    /// filled it in stands beside `Scorer`, in a column of that name, or in the file's name.
    pub fn read(book: &Book, plan: &Plan) -> Self {
        let mut reading = Reading {
            plan,
            ballot: Self {
                file: book.name.clone(),
                ..Self::default()
            },
        };
        let is_segment = |text: &str| segment_called(plan, text).is_ok();
        let tables: Vec<Option<ScoreTable>> = book
            .sheets
            .iter()
            .map(|sheet| score_table(sheet, &is_segment))
            .collect();
        let stated = book.sheets.iter().zip(&tables).find_map(|(sheet, table)| {
            stated_scorer(
                sheet,
                table.as_ref().map_or(usize::MAX, |table| table.header),
            )
        });
        let scorer = stated.or_else(|| reading.scorer_of_file_name());
        let known = scorer
            .as_ref()
            .and_then(|name| scorer_called(plan, name).ok());
        reading.ballot.scorers.extend(known);
        for (sheet, table) in book.sheets.iter().zip(&tables) {
            let mut duels = 0;
            if let Some(table) = table {
                reading.scores(sheet, table, scorer.as_deref());
                duels = table.end;
            }
            let rows = duels..sheet.rows.len();
            if let Some(head) = rows
                .clone()
                .find(|row| is_duel_heading(sheet, *row, &is_segment))
            {
                reading.duels(sheet, head, scorer.as_deref());
            }
        }
        let nothing = tables.iter().all(Option::is_none) && reading.ballot.votes.is_empty();
        if nothing && reading.ballot.refused.is_empty() {
            let message =
                "no row has headings for Segment and a score such as Impact; is this a ballot?";
            reading.ballot.refused.push(Remark::general(message));
        }
        reading.ballot
    }
}

struct Reading<'p> {
    plan: &'p Plan,
    ballot: FilledBallot,
}

impl Reading<'_> {
    /// The scorer of a plan after whom the file is named.
    fn scorer_of_file_name(&self) -> Option<String> {
        let file = std::path::Path::new(&self.ballot.file);
        let stem = file.file_stem()?.to_string_lossy();
        let names = self.plan.scorer_names();
        let name = names.into_iter().find(|name| folded(name) == folded(&stem));
        name.map(str::to_owned)
    }

    fn refuse(&mut self, place: CellPlace, message: impl Into<String>) {
        self.ballot.refused.push(Remark::at(place, message));
    }

    /// The scorer of a row, as the plan calls them; one that is missing or unknown is refused at a
    /// place, once.
    fn scorer(&mut self, stated: Option<&str>, place: CellPlace) -> Option<String> {
        let message = match stated.map(|name| scorer_called(self.plan, name)) {
            Some(Ok(name)) => {
                if !self.ballot.scorers.contains(&name) {
                    self.ballot.scorers.push(name.clone());
                }
                return Some(name);
            }
            Some(Err(error)) => format!("{}: {}", error.message, error.help),
            None => "who filled this in? Write Scorer in a cell above the headings, and the name in the next cell".to_owned(),
        };
        if self
            .ballot
            .refused
            .iter()
            .all(|known| known.message != message)
        {
            self.refuse(place, message);
        }
        None
    }

    fn scores(&mut self, sheet: &Sheet, table: &ScoreTable, scorer: Option<&str>) {
        self.check_headings(sheet, table);
        let rows = || table.header + 1..table.end;
        let cells = || {
            let columns = table.scores.iter().map(|one| one.column);
            columns.flat_map(|column| rows().map(move |row| sheet.cell(row, column).text.as_str()))
        };
        let sign = decimal_sign(cells());
        for row in rows() {
            let name = sheet.shown(row, table.name);
            let filled = table
                .scores
                .iter()
                .any(|one| !sheet.cell(row, one.column).text.is_empty());
            if name.is_empty() && !filled {
                continue;
            }
            let segment = match segment_called(self.plan, name) {
                Ok(segment) => segment,
                Err(message) => {
                    if filled {
                        let message = match name.is_empty() {
                            true => "no segment stands beside these scores".to_owned(),
                            false => message,
                        };
                        self.refuse(sheet.place(row, table.name), message);
                    }
                    continue;
                }
            };
            let own = table.scorer.map(|column| sheet.shown(row, column));
            let own = own.filter(|name| !name.is_empty()).or(scorer);
            for column in &table.scores {
                let place = sheet.place(row, column.column);
                let beside = column
                    .certitude
                    .map_or("", |beside| sheet.cell(row, beside).text.as_str());
                let cell = sheet.cell(row, column.column);
                match cells::answer(cell, beside, sign, self.plan.scoring.scale) {
                    Ok(None) => self.ballot.empty += 1,
                    Ok(Some(given)) => self.answer(own, segment, column, given, place),
                    Err(Wrong::Score(message)) => self.refuse(place, message),
                    Err(Wrong::Certitude(message)) => {
                        let at = column.certitude.unwrap_or(column.column);
                        self.refuse(sheet.place(row, at), message);
                    }
                }
            }
        }
    }

    fn answer(
        &mut self,
        scorer: Option<&str>,
        segment: SegmentId,
        column: &ScoreColumn,
        given: ScoreAnswer,
        place: CellPlace,
    ) {
        let criterion = column.criterion;
        let Some(scorer) = self.scorer(scorer, place.clone()) else {
            return;
        };
        if !suits(self.plan, column) {
            return; // told at the heading
        }
        if !self.plan.scores(&scorer, criterion) {
            let name = self.plan.scoring.heading_of(criterion);
            let own = self.plan.scorer(&scorer);
            let own = own
                .iter()
                .flat_map(|one| &one.criteria)
                .map(|one| self.plan.scoring.heading_of(*one));
            let message = format!("{scorer} doesn't score {name}, only {}", words::list(own));
            return self.refuse(place, message);
        }
        self.ballot.answers.push(BallotAnswer {
            scorer,
            segment,
            criterion,
            given,
            place,
        });
    }

    /// Headings that cannot be the plan's: effort for ease, one criterion twice, none at all.
    fn check_headings(&mut self, sheet: &Sheet, table: &ScoreTable) {
        let heading = |column: usize| words::shortened(&sheet.cell(table.header, column).text);
        for (place, column) in table.scores.iter().enumerate() {
            let at = sheet.place(table.header, column.column);
            let own = self.plan.scoring.name_of(column.criterion);
            if !suits(self.plan, column) {
                let message = format!(
                    "\"{}\" counts the other way: the plan scores {own}",
                    heading(column.column)
                );
                self.refuse(at, message);
            } else if table.scores[..place]
                .iter()
                .any(|one| one.criterion == column.criterion)
            {
                let message = format!(
                    "\"{}\" is a second column of {own}: take one of them out",
                    heading(column.column)
                );
                self.refuse(at, message);
            }
        }
        let has = |one: &Criterion| table.scores.iter().any(|column| column.criterion == *one);
        let missing = Criterion::ALL.iter().find(|one| !has(one));
        if let (Some(missing), [column, ..]) = (missing, table.unread.as_slice()) {
            let own = self.plan.scoring.heading_of(*missing);
            let message = format!(
                "what are the numbers below \"{}\"? Call the column {own} if they are that",
                heading(*column)
            );
            self.refuse(sheet.place(table.header, *column), message);
        }
    }

    /// The duels below a heading: rows of two segments, and the one of them that comes first.
    fn duels(&mut self, sheet: &Sheet, head: usize, scorer: Option<&str>) {
        let heading = folded(wording::DUEL_HEADINGS[2]);
        let answers = |row: usize| {
            let mut cells = sheet.rows[row].iter();
            cells.position(|cell| folded(&cell.text) == heading)
        };
        let answers = (head..sheet.rows.len()).find_map(answers);
        for row in head..sheet.rows.len() {
            self.duel(sheet, row, answers, scorer);
        }
    }

    /// A row of a duel; `answers` is the column of the answers, where a heading says so.
    fn duel(&mut self, sheet: &Sheet, row: usize, answers: Option<usize>, scorer: Option<&str>) {
        let segment = |column| segment_called(self.plan, &sheet.cell(row, column).text).ok();
        let named = (0..sheet.width()).filter_map(|column| Some((column, segment(column)?)));
        let named: Vec<(usize, SegmentId)> = named.collect();
        let is_repeated = |(place, (_, id)): &(usize, &(usize, SegmentId))| {
            named[..*place].iter().any(|(_, known)| known == id)
        };
        let repeated = || {
            named
                .iter()
                .enumerate()
                .find(is_repeated)
                .map(|(_, one)| one.0)
        };
        let Some(column) = answers.or_else(repeated) else {
            return;
        };
        let text = &sheet.cell(row, column).text;
        let place = sheet.place(row, column);
        let pair = named
            .iter()
            .filter(|(at, _)| *at != column)
            .map(|(_, id)| *id);
        let pair: Vec<SegmentId> = pair.collect();
        if text.is_empty() || is_dont_know(text) || pair.is_empty() {
            return;
        }
        let between = match *pair.as_slice() {
            [one, other] if one != other => [one, other],
            _ => {
                let message = "beside this answer there should be two different segments";
                return self.refuse(place, message);
            }
        };
        let first = segment(column).filter(|first| between.contains(first));
        let Some(first) = first else {
            let labels = between.map(|id| self.plan.label(id).to_owned());
            let (text, labels) = (words::shortened(text), words::choice(&labels));
            return self.refuse(
                place,
                format!("\"{text}\" is neither of the two: write {labels}"),
            );
        };
        if let Some(scorer) = self.scorer(scorer, place.clone()) {
            self.ballot.votes.push(VoteCast {
                scorer,
                between,
                first,
                place,
            });
        }
    }
}
