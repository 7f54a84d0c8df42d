//! Filled ballots as an edit of a plan.

use std::collections::{BTreeMap, HashMap};

use super::cells::ScoreAnswer;
use super::filled::{FilledBallot, VoteCast};
use super::pins;
use crate::diagnostic::Diagnostic;
use crate::import::Remark;
use crate::lists;
use crate::plan::format::PLAN;
use crate::plan::{Ballot, Criterion, Document, Plan, ReadOptions, SegmentId};
use crate::sheet::CellPlace;
use crate::text::words;
use crate::yaml::edit::{self, ChangedLines, Edit, EditError, KeyOrder, changed_lines};
use crate::yaml::{Node, Route, Source, Step};

/// What ballots change in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// The plan with the changes.
    pub document: Document,
    /// What each ballot holds, in the order given.
    pub ballots: Vec<BallotCount>,
    /// The lines of the plan that change.
    pub lines: Vec<ChangedLines>,
}

impl Collected {
    /// The listed scorers who have given no score yet, nor said that they don't know.
    pub fn waiting(&self) -> Vec<&str> {
        let plan = &self.document.plan;
        let has_scored = |name: &str| {
            let mut ballots = plan.segments.iter().flat_map(|segment| &segment.panel);
            ballots.any(|ballot| ballot.scorer == name)
        };
        let listed = plan.scorers.iter().filter(|one| !has_scored(&one.name));
        listed.map(|one| one.label.as_str()).collect()
    }
}

/// What a ballot holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BallotCount {
    /// The file's name.
    pub file: String,
    /// Who filled it in.
    pub scorers: Vec<String>,
    /// Scores, and answers "I don't know", that the plan doesn't have yet.
    pub new: usize,
    /// Those that replace another one of the same scorer.
    pub changed: usize,
    /// Those that the plan has already.
    pub same: usize,
    /// How many of all these are "I don't know".
    pub unknown: usize,
    /// Cells for scores that are empty.
    pub empty: usize,
    /// Answers to duels.
    pub votes: usize,
}

/// A cell that does not suit the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedCell {
    /// The file's name.
    pub file: String,
    /// The cell, and what is wrong.
    pub remark: Remark,
}

/// Why ballots change nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CollectError {
    /// Cells that do not suit the plan; at least one.
    #[error("{}", refused(.0))]
    Refused(Vec<RefusedCell>),
    /// The plan cannot be edited so.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The edited plan would be wrong: what is wrong with it.
    #[error("the plan with these scores would not be valid, so nothing is changed")]
    Plan(Box<Source>, Vec<Diagnostic>),
}

fn refused(cells: &[RefusedCell]) -> String {
    let verb = if cells.len() == 1 { "doesn't" } else { "don't" };
    let cells = words::count(cells.len(), "cell");
    format!("{cells} {verb} suit the plan, so nothing is changed")
}

/// Puts the answers of ballots into the panel of a plan, and their votes into its duels. Answers
/// that are there already change nothing, so ballots may come twice, late and in any order. With
/// `pin`, the winner of each duel between neighbors is pinned ahead of the other.
///
/// # Errors
/// If any cell does not suit the plan, all of them; nothing is changed then.
pub fn collect(
    document: &Document,
    ballots: &[FilledBallot],
    options: &ReadOptions,
    pin: bool,
) -> Result<Collected, CollectError> {
    let refused = refused_cells(&document.plan, ballots);
    if !refused.is_empty() {
        return Err(CollectError::Refused(refused));
    }
    let plan = &document.plan;
    let order = Names::of(plan, ballots);
    let mut edits = panel_edits(plan, ballots);
    edits.extend(duel_edits(plan, ballots));
    let counts = ballots.iter().map(|one| count(plan, one)).collect();
    let mut edited = apply(document, &edits, &order, options)?;
    if pin || pins::any(plan) {
        let edits = pins::edits(&edited.plan, pin);
        edited = apply(&edited, &edits, &PLAN, options)?;
    }
    Ok(Collected {
        lines: changed_lines(document.source.text(), edited.source.text()),
        document: edited,
        ballots: counts,
    })
}

fn apply(
    document: &Document,
    edits: &[Edit],
    order: &dyn KeyOrder,
    options: &ReadOptions,
) -> Result<Document, CollectError> {
    let read = Document::read(edit::edited(&document.source, edits, order)?, options);
    read.map_err(|(source, problems)| CollectError::Plan(Box::new(source), problems))
}

/// The cells that no ballot may have, and answers of one scorer that contradict each other.
fn refused_cells(plan: &Plan, ballots: &[FilledBallot]) -> Vec<RefusedCell> {
    let mut refused = Vec::new();
    let mut said: HashMap<(&str, SegmentId, Criterion), (&FilledBallot, &CellPlace, ScoreAnswer)> =
        HashMap::new();
    let mut voted: HashMap<(&str, [SegmentId; 2]), (&FilledBallot, &VoteCast)> = HashMap::new();
    for ballot in ballots {
        let mut refuse = |remark: Remark| {
            refused.push(RefusedCell {
                file: ballot.file.clone(),
                remark,
            });
        };
        ballot
            .refused
            .iter()
            .for_each(|remark| refuse(remark.clone()));
        for answer in &ballot.answers {
            let key = (answer.scorer.as_str(), answer.segment, answer.criterion);
            let (first, place, given) =
                *said
                    .entry(key)
                    .or_insert((ballot, &answer.place, answer.given));
            if given != answer.given {
                let criterion = plan.scoring.heading_of(answer.criterion);
                let label = plan.label(answer.segment);
                let message = format!(
                    "{} gives {criterion} of {label} as {} here and {} in {}",
                    answer.scorer,
                    shown(answer.given),
                    shown(given),
                    elsewhere(ballot, first, place),
                );
                refuse(Remark::at(answer.place.clone(), message));
            }
        }
        for vote in &ballot.votes {
            let mut pair = vote.between;
            pair.sort_unstable();
            let (first, known) = *voted.entry((&vote.scorer, pair)).or_insert((ballot, vote));
            if known.first != vote.first {
                let [here, there] = [vote.first, known.first].map(|id| plan.label(id));
                let place = elsewhere(ballot, first, &known.place);
                let message = format!(
                    "{} puts {here} first here and {there} in {place}",
                    vote.scorer
                );
                refuse(Remark::at(vote.place.clone(), message));
            }
        }
    }
    refused
}

fn elsewhere(ballot: &FilledBallot, other: &FilledBallot, place: &CellPlace) -> String {
    match std::ptr::eq(ballot, other) {
        true => place.to_string(),
        false => format!("{} ({place})", other.file),
    }
}

/// An answer as a plan has it.
fn shown(given: ScoreAnswer) -> String {
    match given {
        ScoreAnswer::DontKnow => "unknown".to_owned(),
        ScoreAnswer::Score(estimate) => estimate.written(),
    }
}

/// What a scorer has answered in the plan.
fn known(ballot: Option<&Ballot>, criterion: Criterion) -> Option<ScoreAnswer> {
    let ballot = ballot?;
    let score = ballot.scores.get(criterion).map(ScoreAnswer::Score);
    score.or(ballot
        .unknown
        .get(criterion)
        .then_some(ScoreAnswer::DontKnow))
}

fn ballot_of<'p>(plan: &'p Plan, segment: SegmentId, scorer: &str) -> Option<&'p Ballot> {
    let mut panel = plan.segment(segment).panel.iter();
    panel.find(|ballot| ballot.scorer == scorer)
}

fn count(plan: &Plan, ballot: &FilledBallot) -> BallotCount {
    let mut count = BallotCount {
        file: ballot.file.clone(),
        scorers: ballot.scorers.clone(),
        empty: ballot.empty,
        votes: ballot.votes.len(),
        ..BallotCount::default()
    };
    for answer in &ballot.answers {
        let old = known(
            ballot_of(plan, answer.segment, &answer.scorer),
            answer.criterion,
        );
        *match old {
            None => &mut count.new,
            Some(old) if old == answer.given => &mut count.same,
            Some(_) => &mut count.changed,
        } += 1;
        count.unknown += usize::from(answer.given == ScoreAnswer::DontKnow);
    }
    count
}

/// The scores of one scorer for one segment, by criterion.
type Scores = BTreeMap<Criterion, ScoreAnswer>;

/// What changes in the panels: whole ones where a segment has none, whole ballots where a scorer has
/// none, else scores, and only those that differ.
fn panel_edits(plan: &Plan, ballots: &[FilledBallot]) -> Vec<Edit> {
    let mut panels: BTreeMap<SegmentId, BTreeMap<&str, Scores>> = BTreeMap::new();
    for answer in ballots.iter().flat_map(|ballot| &ballot.answers) {
        let old = known(
            ballot_of(plan, answer.segment, &answer.scorer),
            answer.criterion,
        );
        if old != Some(answer.given) {
            let panel = panels.entry(answer.segment).or_default();
            let scores = panel.entry(&answer.scorer).or_default();
            scores.insert(answer.criterion, answer.given);
        }
    }
    let name = |criterion: Criterion| plan.scoring.name_of(criterion);
    let group = |scores: &Scores| {
        Node::map(
            scores
                .iter()
                .map(|(criterion, given)| (name(*criterion), Node::bare(shown(*given)))),
        )
    };
    let mut edits = Vec::new();
    for (id, panel) in panels {
        let route = id.route().key("panel");
        if plan.segment(id).panel.is_empty() {
            let ballots = panel
                .iter()
                .map(|(scorer, scores)| (*scorer, group(scores)));
            edits.push(Edit::Put(route, Node::map(ballots)));
            continue;
        }
        for (scorer, scores) in panel {
            let route = route.clone().key(scorer);
            if ballot_of(plan, id, scorer).is_none() {
                edits.push(Edit::Put(route, group(&scores)));
                continue;
            }
            let each = scores.iter().map(|(criterion, given)| {
                Edit::Put(
                    route.clone().key(name(*criterion)),
                    Node::bare(shown(*given)),
                )
            });
            edits.extend(each);
        }
    }
    edits
}

/// What changes in the duels: new pairs at the end, new and changed votes.
fn duel_edits(plan: &Plan, ballots: &[FilledBallot]) -> Vec<Edit> {
    let mut new: Vec<([SegmentId; 2], BTreeMap<&str, SegmentId>)> = Vec::new();
    let mut edits = Vec::new();
    let votes = ballots.iter().flat_map(|ballot| &ballot.votes);
    let route = Route::root().key("duels");
    for vote in votes {
        let [one, other] = vote.between;
        let known = plan
            .duels
            .iter()
            .position(|duel| duel.is_between(one, other));
        if let Some(place) = known {
            let at = route
                .clone()
                .item(place)
                .key("votes")
                .key(vote.scorer.as_str());
            edits.push(Edit::Put(at, plan.name(vote.first).into()));
            continue;
        }
        let mut pair = vote.between;
        pair.sort_unstable();
        match new.iter_mut().find(|(between, _)| *between == pair) {
            Some((_, votes)) => {
                votes.insert(&vote.scorer, vote.first);
            }
            None => new.push((pair, BTreeMap::from([(vote.scorer.as_str(), vote.first)]))),
        }
    }
    lists::sort_by_key(&mut new, |(pair, _)| *pair);
    let item = |(pair, votes): &([SegmentId; 2], BTreeMap<&str, SegmentId>)| {
        let votes = votes
            .iter()
            .map(|(scorer, first)| (*scorer, plan.name(*first)));
        Node::map([
            ("between", Node::list(pair.map(|id| plan.name(id)))),
            ("votes", Node::map(votes)),
        ])
    };
    match plan.duels.is_empty() && !new.is_empty() {
        true => edits.push(Edit::Put(route, Node::list(new.iter().map(item)))),
        false => edits.extend(
            new.iter()
                .map(|duel| Edit::AddItem(route.clone(), None, item(duel))),
        ),
    }
    edits
}

/// The order of keys, with scorers as the plan lists them, else by name: ballots give the same panel
/// in whatever order they come.
struct Names<'a>(Vec<&'a str>);

impl<'a> Names<'a> {
    fn of(plan: &'a Plan, ballots: &'a [FilledBallot]) -> Self {
        let mut names = plan.scorer_names();
        if plan.scorers.is_empty() {
            names.extend(
                ballots
                    .iter()
                    .flat_map(|ballot| ballot.scorers.iter().map(String::as_str)),
            );
            names.sort_unstable();
            names.dedup();
        }
        Self(names)
    }
}

impl KeyOrder for Names<'_> {
    fn keys(&self, mapping: &Route) -> Vec<&str> {
        match mapping.steps() {
            [Step::Key(top), Step::Item(_), Step::Key(group)]
                if matches!(
                    (top.as_str(), group.as_str()),
                    ("segments", "panel") | ("duels", "votes")
                ) =>
            {
                self.0.clone()
            }
            _ => PLAN.keys(mapping),
        }
    }
}
