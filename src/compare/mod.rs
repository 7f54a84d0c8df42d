//! Two plans of one program: what they say differently, which segments moved, and which of the
//! changes moved them.
//!
//! A segment moved if its place among the segments that both plans rank is another: the fewest that
//! can be lifted out so that all others stand in the order of before, which is what a longest common
//! subsequence leaves over. What moved it is found by ranking again: the old plan with each class of
//! change alone, and the new plan without each.

mod attributes;
mod causes;
mod changes;
mod hold;
mod joint;
mod leads;
mod matching;
mod mixed;
mod moves;
mod relation;
#[cfg(test)]
mod tests;
mod words;

pub use causes::Cause;
pub use changes::{Change, of_comments};
pub use hold::{HeldOrder, HeldPair};
pub use joint::{Joint, JointId};
pub use leads::{AttributeDrift, Handed, LeadsCompared, Won};
pub use matching::{Matching, Pair, RenameError};
pub use relation::{DefinitionChange, DefinitionRelation};

use crate::assess::Assessment;
use crate::lists;
use crate::order::{Certainty, Place, Ranking, Sureness};
use crate::plan::{Plan, SegmentId};
use crate::text::named;

named! {
    /// A kind of change. The first five can move segments.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Class {
        /// Scores, agreed ones and those of scorers, with their scale and direction; the sales cycle.
        Scores = "scores",
        /// Answers to the qualifiers.
        Qualifiers = "qualifiers",
        /// The formula, and all else that the plan decides for every segment.
        Policy = "policy",
        /// Which segments there are.
        Membership = "membership",
        /// Pins.
        Pins = "pins",
        /// Which leads fit: conditions, and how attributes are read.
        Definition = "definition",
        /// What is listed and never counts as a difference: labels, notes, messages.
        Remark = "remark",
    }
}

impl Class {
    /// Those that can move segments.
    const MOVING: [Self; 5] = [
        Self::Scores,
        Self::Qualifiers,
        Self::Policy,
        Self::Membership,
        Self::Pins,
    ];
}

/// One of the two plans with what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Each candidate alone.
    pub assessment: &'a Assessment,
    /// Its order.
    pub ranking: &'a Ranking,
    /// How sure the order is.
    pub certainty: &'a Certainty,
}

/// Two plans, segment by segment.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanComparison {
    /// Every segment of the two: those of the new plan by rank, then parked and unscored ones in
    /// its file's order, then those that are gone by their rank of before.
    pub segments: Vec<SegmentComparison>,
    /// What the plans say differently of themselves.
    pub plan: Vec<Change>,
    /// Segments of another name that look like the same, by their definition; see
    /// [`Matching::possible`].
    pub possible_renames: Vec<(SegmentId, SegmentId)>,
    /// The new order with what the draws don't support left as it was; `None` beyond
    /// [`Certainty::PAIRWISE_UP_TO`] segments.
    pub held: Option<HeldOrder>,
}

/// A segment in both plans, or in one.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentComparison {
    /// In the old plan; `None` if it is new.
    pub old: Option<SegmentId>,
    /// In the new plan; `None` if it is gone.
    pub new: Option<SegmentId>,
    /// Its name in the new plan, or in the old one if it is gone.
    pub name: String,
    /// What people call it there.
    pub label: String,
    /// Its name in the old plan, if that is another one.
    pub renamed_from: Option<String>,
    /// Where it stood.
    pub was: Place,
    /// Where it stands.
    pub is: Place,
    /// What the plans say differently of it.
    pub changes: Vec<Change>,
    /// How its definition relates to the one that it had, if it is another one.
    pub definition: Option<DefinitionChange>,
    /// How it moved, if it did; a segment that came or went did not.
    pub moved: Option<Move>,
    /// Places in [`PlanComparison::segments`] of those that both plans rank, that were ahead of it and
    /// are behind it now.
    pub passes: Vec<usize>,
    /// The same of those that were behind it and are ahead of it now.
    pub passed_by: Vec<usize>,
}

/// How a segment moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// What moved it.
    pub cause: Cause,
    /// Whether the draws separate it in neither plan from any of those that it passes or that pass
    /// it: each is ahead of the other in less than 60 % of them. `None` if it was or is not ranked,
    /// is pinned, or pairs were left out; see [`Certainty::PAIRWISE_UP_TO`].
    pub within_noise: Option<bool>,
}

impl PlanComparison {
    /// Compares two plans; `renamed` are names of segments in the old plan with those in the new.
    ///
    /// # Errors
    /// If a rename is none.
    pub fn new(
        old: Side<'_>,
        new: Side<'_>,
        renamed: &[(String, String)],
    ) -> Result<Self, RenameError> {
        let Matching {
            mut pairs,
            possible,
        } = Matching::new(old.plan, new.plan, renamed)?;
        let place =
            |plan: &[Place], id: Option<SegmentId>| id.map_or(Place::Absent, |id| plan[id.0]);
        let (olds, news) = (Place::all(old.plan), Place::all(new.plan));
        lists::sort_by_key(&mut pairs, |pair| {
            let (was, is) = (place(&olds, pair.old), place(&news, pair.new));
            let rank = if pair.new.is_some() { is } else { was }.rank();
            (pair.new.is_none(), rank.is_none(), rank, pair.new, pair.old)
        });
        let was: Vec<Place> = pairs.iter().map(|pair| place(&olds, pair.old)).collect();
        let is: Vec<Place> = pairs.iter().map(|pair| place(&news, pair.new)).collect();
        let of_file = mixed::file_order_matters(old.plan, new.plan, &pairs, &was);
        let plan = changes::of_plan(old.plan, new.plan, of_file);
        let changes: Vec<Vec<Change>> = pairs.iter().map(|pair| of_pair(old, new, *pair)).collect();
        let is_changed = |place: usize| changes[place].iter().any(Change::can_move);
        let moves = moves::Moves::new(&was, &is, is_changed);
        let causes = causes::Causes::new((old.plan, new.plan), &pairs, (&was, &is), |class| {
            let all = plan.iter().chain(changes.iter().flatten());
            all.into_iter().any(|one| one.class == class)
                || class == Class::Membership
                    && pairs
                        .iter()
                        .any(|one| one.old.is_none() || one.new.is_none())
        });
        let noise = |place: usize| {
            let others = moves.passes[place].iter().chain(&moves.passed_by[place]);
            within_noise(old, new, &pairs, place, others)
        };
        let segments = (0..pairs.len()).map(|at| {
            let Pair { old: o, new: n } = pairs[at];
            let shown = match n {
                Some(id) => new.plan.segment(id),
                None => old.plan.segment(o.unwrap_or(SegmentId(0))),
            };
            let before = o.map(|id| old.plan.segment(id).name.clone());
            SegmentComparison {
                old: o,
                new: n,
                name: shown.name.clone(),
                label: shown.label.clone(),
                renamed_from: before.filter(|name| n.is_some() && *name != shown.name),
                was: was[at],
                is: is[at],
                definition: definition(old.plan, new.plan, pairs[at], &changes[at]),
                changes: changes[at].clone(),
                moved: moves.moved[at].then(|| Move {
                    cause: causes.of(at, &moves),
                    within_noise: noise(at),
                }),
                passes: moves.passes[at].clone(),
                passed_by: moves.passed_by[at].clone(),
            }
        });
        Ok(Self {
            segments: segments.collect(),
            plan,
            possible_renames: possible,
            held: hold::held(new, &pairs, &was, &is),
        })
    }

    /// Whether order, membership, definitions or policy differ, or of what is asked for: scores,
    /// definitions or policy. What people call things never counts.
    pub fn differs(&self, only: Option<Only>) -> bool {
        let mut all = self.changes();
        if let Some(only) = only {
            return all.any(|one| only.has(one.class));
        }
        let counts = |class| matches!(class, Class::Policy | Class::Definition | Class::Pins);
        let came_or_went = |one: &SegmentComparison| one.old.is_none() || one.new.is_none();
        let mut segments = self.segments.iter();
        all.any(|one| counts(one.class))
            || segments.any(|one| came_or_went(one) || one.moved.is_some())
    }

    /// Everything that the plans say differently.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let own = self.segments.iter().flat_map(|one| &one.changes);
        self.plan.iter().chain(own)
    }
}

named! {
    /// What alone is compared.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Only {
        /// Scores and qualifiers.
        Scores = "scores",
        /// Which leads fit.
        Definitions = "definitions",
        /// What the plan decides for every segment, and pins.
        Policy = "policy",
    }
}

impl Only {
    /// Whether a class of change belongs to it.
    pub fn has(self, class: Class) -> bool {
        match self {
            Self::Scores => matches!(class, Class::Scores | Class::Qualifiers),
            Self::Definitions => class == Class::Definition,
            Self::Policy => matches!(class, Class::Policy | Class::Pins),
        }
    }
}

impl Change {
    /// Whether it may change the rank of its segment.
    fn can_move(&self) -> bool {
        Class::MOVING.contains(&self.class)
    }
}

/// What two plans say differently of a segment; nothing if one of them doesn't have it.
fn of_pair(old: Side<'_>, new: Side<'_>, pair: Pair) -> Vec<Change> {
    let (Some(was), Some(is)) = (pair.old, pair.new) else {
        return Vec::new();
    };
    let pin = |plan: &Plan, id: SegmentId| {
        let pin = plan.order.pins.iter().find(|pin| pin.segment == id)?;
        Some(format!("at {} ({})", pin.rank, pin.because))
    };
    let mut changes = Vec::new();
    let (from, to) = (pin(old.plan, was), pin(new.plan, is));
    if from != to {
        changes.push(Change {
            class: Class::Pins,
            key: "pin".to_owned(),
            name: "pinned".to_owned(),
            from,
            to,
        });
    }
    changes.extend(changes::of_segment(old, new, (was, is)));
    changes
}

/// How the definition of a segment relates to the one that it had, if it changed.
fn definition(old: &Plan, new: &Plan, pair: Pair, changes: &[Change]) -> Option<DefinitionChange> {
    let is_changed = |change: &Change| change.class == Class::Definition;
    let both = pair.old.zip(pair.new)?;
    let is_changed = changes.iter().any(is_changed);
    is_changed.then(|| DefinitionChange::new(old, new, both))?
}

/// See [`Move::within_noise`].
fn within_noise<'a>(
    old: Side<'_>,
    new: Side<'_>,
    pairs: &[Pair],
    place: usize,
    mut others: impl Iterator<Item = &'a usize>,
) -> Option<bool> {
    let separates = |side: Side<'_>, own: SegmentId, other: SegmentId| {
        let is_pinned = |id| side.ranking.row(id).is_none_or(|row| row.pinned.is_some());
        if is_pinned(own) || is_pinned(other) {
            return None;
        }
        let share = side.certainty.share_ahead(side.ranking, own, other)?;
        let share = share.max(1.0 - share);
        Some(Sureness::of(share) > Sureness::TossUp)
    };
    let own = pairs[place];
    let mut some = false;
    let none_separates = others.try_fold(true, |so_far, other| {
        some = true;
        let other = pairs[*other];
        let was = separates(old, own.old?, other.old?)?;
        let is = separates(new, own.new?, other.new?)?;
        Some(so_far && !was && !is)
    })?;
    some.then_some(none_separates)
}
