//! Changed scores of a sheet as an edit of a plan.

use super::idea::{Idea, Stated};
use super::ideas::{self, Raw};
use super::number::{Given, Kind};
use super::scale::{of_word, rounded};
use super::vocabulary::folded;
use super::{ImportOptions, Remark, criteria, layout};
use crate::assess::assess;
use crate::lists;
use crate::plan::format::PLAN;
use crate::plan::{Criterion, Document, Estimate, Plan, Scoring, Segment, SegmentId};
use crate::sheet::{Book, CellPlace, SheetError};
use crate::text::{nearest, snake_case, words};
use crate::yaml::Node;
use crate::yaml::edit::{self, ChangedLines, Edit, EditError};

/// What a sheet changes in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The text of the plan with the changes.
    pub text: String,
    /// The changed scores.
    pub changes: Vec<ChangedScore>,
    /// How many scores of the sheet are the plan's already.
    pub same: usize,
    /// Words and percentages of the sheet, and what they are on the plan's scale, each once.
    pub converted: Vec<(String, String)>,
    /// The lines that change.
    pub lines: Vec<ChangedLines>,
}

/// A score that the sheet has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedScore {
    /// Which segment.
    pub segment: SegmentId,
    /// Whose score, where a panel gave it.
    pub scorer: Option<String>,
    /// The plan's name of the criterion: `effort` for the third where it counts that.
    pub criterion: &'static str,
    /// In the plan; `None` if it has no such score.
    pub old: Option<String>,
    /// In the sheet.
    pub new: String,
    /// The cell.
    pub place: CellPlace,
}

/// Why a sheet changes nothing in a plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum UpdateError {
    /// The sheet cannot be read as scores.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// Cells that do not suit the plan; at least one.
    #[error("{}", refused(.0))]
    Refused(Vec<Remark>),
    /// The plan cannot be edited so.
    #[error(transparent)]
    Edit(#[from] EditError),
}

fn refused(remarks: &[Remark]) -> String {
    let cells = words::count(remarks.len(), "cell");
    let verb = if remarks.len() == 1 {
        "doesn't"
    } else {
        "don't"
    };
    format!("{cells} {verb} suit the plan, so nothing is changed")
}

/// What a sheet changes in a plan: scores only, and only those that differ.
///
/// # Errors
/// If any cell does not suit the plan; all of them are named.
pub fn update(
    book: &Book,
    document: &Document,
    options: &ImportOptions,
) -> Result<Update, UpdateError> {
    let tables = layout::tables(book, options)?;
    let raw = ideas::read(book, &tables, options)?;
    let plan = &document.plan;
    let third = options.third.unwrap_or(raw.called);
    if third != plan.scoring.third {
        let own = plan.scoring.third.name();
        return Err(SheetError::new(
            format!(
                "\"{}\" is read as {}, but the plan scores {own}",
                raw.headings[2],
                third.name()
            ),
            format!("if its numbers are meant as the plan's, add --ease-is {own}"),
        )
        .into());
    }
    let found = Found::of(plan, &raw);
    if !found.refused.is_empty() {
        return Err(UpdateError::Refused(found.refused));
    }
    let mut source = document.source.clone();
    let mut lines = Vec::new();
    for (_, edits) in &found.edits {
        let (edited, changed) = edit::applied(&source, edits, &PLAN)?;
        lines.extend(changed);
        source = edited;
    }
    lists::sort_by_key(&mut lines, |one| one.line);
    Ok(Update {
        text: source.file_text(),
        changes: found.changes,
        same: found.same,
        converted: found.converted,
        lines,
    })
}

/// What the rows of a sheet come to in a plan.
#[derive(Default)]
struct Found {
    changes: Vec<ChangedScore>,
    same: usize,
    converted: Vec<(String, String)>,
    /// By segment, so that lines are compared once for each.
    edits: Vec<(SegmentId, Vec<Edit>)>,
    refused: Vec<Remark>,
}

impl Found {
    fn of(plan: &Plan, raw: &Raw) -> Self {
        let mut found = Self {
            refused: raw.unread.clone(),
            ..Self::default()
        };
        let assessment = assess(plan);
        for idea in &raw.ideas {
            let id = match segment(plan, idea) {
                Ok(id) => id,
                Err(message) => {
                    found.refused.extend(
                        idea.places
                            .first()
                            .map(|place| Remark::at(place.clone(), message)),
                    );
                    continue;
                }
            };
            let known = &plan.segment(id);
            let counted = &assessment.candidate(id).scores;
            let mut edits = Vec::new();
            for (place, criterion) in criteria() {
                if let Some(stated) = &idea.scores[place] {
                    let current = counted.get(criterion).as_ref().map(|score| score.value);
                    edits.extend(found.score(plan, id, (None, criterion), stated, current));
                }
                for (scorer, scores) in &idea.panel {
                    let Some(stated) = &scores[place] else {
                        continue;
                    };
                    let current = ballot(known, scorer, criterion);
                    edits.extend(found.score(plan, id, (Some(scorer), criterion), stated, current));
                }
            }
            if !edits.is_empty() {
                found.edits.push((id, edits));
            }
        }
        found
    }

    /// What a cell states on the plan's scale: words and percentages as a new plan has them.
    fn on_scale(&mut self, stated: &Stated, criterion: Criterion, scoring: &Scoring) -> Given {
        let given = &stated.given;
        let scale = scoring.scale;
        let of_share = |value: f64| rounded(value / 100.0 * scale.max).max(scale.min);
        let value = |value: f64| match given.kind {
            Kind::Word => {
                let third = (criterion == Criterion::Ease).then_some(scoring.third);
                of_word(value, &stated.shown, third, scale)
            }
            _ => of_share(value),
        };
        if !matches!(given.kind, Kind::Word | Kind::Percent) {
            return given.clone();
        }
        let range = given.range.map(|(low, high)| (value(low), value(high)));
        let converted = Given {
            value: value(given.value),
            range,
            kind: Kind::Number,
            rounding: given.rounding / 100.0 * scale.max,
        };
        let pair = (stated.shown.clone(), in_plan(&converted));
        if !self.converted.contains(&pair) {
            self.converted.push(pair);
        }
        converted
    }

    /// The edit for a score that differs from the plan's; none for one that is the same or refused.
    fn score(
        &mut self,
        plan: &Plan,
        id: SegmentId,
        (scorer, criterion): (Option<&String>, Criterion),
        stated: &Stated,
        current: Option<f64>,
    ) -> Option<Edit> {
        let scale = plan.scoring.scale;
        let number = |value: f64| words::number(value, 6);
        let given = &self.on_scale(stated, criterion, &plan.scoring);
        let ends = given.range.unwrap_or((given.value, given.value));
        let ends_of_scale = format!("{} to {}", number(scale.min), number(scale.max));
        let wrong = match given.kind {
            Kind::Number if scale.contains(ends.0) && scale.contains(ends.1) => None,
            Kind::Number => Some(format!(
                "{} is off the plan's scale of {ends_of_scale}",
                stated.shown
            )),
            _ => Some(format!(
                "\"{}\" is no number: write one from {ends_of_scale}",
                stated.shown
            )),
        };
        if let Some(wrong) = wrong {
            self.refused.push(Remark::at(stated.place.clone(), wrong));
            return None;
        }
        // A sheet that shows fewer digits than the plan has does not change the score.
        let same = |current: f64| {
            (given.value - current).abs() <= given.rounding.max(1e-9 * current.abs())
        };
        if given.range.is_none() && current.is_some_and(same) {
            self.same += 1;
            return None;
        }
        let new = in_plan(given);
        let name = plan.scoring.name_of(criterion);
        let scores = match scorer {
            None => id.route().key("scores"),
            Some(scorer) => id.route().key("panel").key(scorer.as_str()),
        };
        self.changes.push(ChangedScore {
            segment: id,
            scorer: scorer.cloned(),
            criterion: name,
            old: current.map(number),
            new: new.clone(),
            place: stated.place.clone(),
        });
        Some(Edit::Put(scores.key(name), Node::bare(new)))
    }
}

/// A score as a plan has it.
fn in_plan(given: &Given) -> String {
    let range = given.range.map(|(low, high)| Estimate::Range { low, high });
    range.unwrap_or(Estimate::Point(given.value)).written()
}

/// What a scorer gave in the plan.
fn ballot(segment: &Segment, scorer: &str, criterion: Criterion) -> Option<f64> {
    let ballot = segment
        .panel
        .iter()
        .find(|ballot| ballot.scorer == scorer)?;
    ballot.scores.get(criterion).map(Estimate::central)
}

/// The segment of a row: by its name in the plan, else as [`segment_called`] finds it.
fn segment(plan: &Plan, idea: &Idea) -> Result<SegmentId, String> {
    let named = plan.segments.iter().position(|one| one.name == idea.name);
    named.map_or_else(
        || segment_called(plan, &idea.label),
        |place| Ok(SegmentId(place)),
    )
}

/// The segment that a sheet calls so: by its name in the plan, its label, or a name that the label
/// makes.
///
/// # Errors
/// If there is none: so, with the nearest.
pub(crate) fn segment_called(plan: &Plan, called: &str) -> Result<SegmentId, String> {
    let find = |fits: &dyn Fn(&Segment) -> bool| plan.segments.iter().position(fits).map(SegmentId);
    let named = find(&|one| one.name == called);
    let labelled =
        || find(&|one| !folded(called).is_empty() && folded(&one.label) == folded(called));
    let made = || {
        let name = snake_case(called)?;
        find(&|one| one.name == name)
    };
    named.or_else(labelled).or_else(made).ok_or_else(|| {
        let labels = plan.segments.iter().map(|one| one.label.as_str());
        let near = nearest(called, labels);
        let hint = near.map_or(String::new(), |near| format!("; did you mean \"{near}\"?"));
        let called = words::shortened(called);
        format!("no segment of the plan is called \"{called}\"{hint}")
    })
}
