//! What a ballot asks one scorer.

use super::wording::{self, SCORER};
use crate::import::folded;
use crate::order::certainty::streams::Stream;
use crate::plan::{Criterion, Plan, SegmentId};
use crate::sheet::SheetError;
use crate::text::{nearest, words};

/// A ballot to be filled in by one scorer. It shows nobody's scores.
#[derive(Debug, Clone, PartialEq)]
pub struct BallotForm<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// Who fills it in, as the plan's panels call them.
    pub scorer: String,
    /// Every segment, in an order of this scorer's own, so that not all tire at the same ones.
    pub segments: Vec<SegmentId>,
    /// What they score.
    pub criteria: Vec<Criterion>,
    /// The pairs of which they say which comes first, in an order that says nothing of the ranking.
    pub duels: Vec<[SegmentId; 2]>,
}

impl<'p> BallotForm<'p> {
    /// The ballot of a scorer. The same seed gives the same order.
    ///
    /// # Errors
    /// If the plan lists its scorers, and this is none of them.
    pub fn new(
        plan: &'p Plan,
        scorer: &str,
        duels: &[[SegmentId; 2]],
        seed: u64,
    ) -> Result<Self, SheetError> {
        let scorer = scorer_called(plan, scorer)?;
        let place = |words: &[&str]| place(seed, &scorer, words);
        let mut segments: Vec<SegmentId> = plan.segment_ids().collect();
        segments.sort_by_cached_key(|id| place(&[plan.name(*id)]));
        let mut duels = duels.to_vec();
        for pair in &mut duels {
            pair.sort_by_cached_key(|id| place(&["duel", plan.name(*id)]));
        }
        duels.sort_by_cached_key(|pair| place(&["duel", plan.name(pair[0]), plan.name(pair[1])]));
        let criteria = Criterion::ALL.iter().copied();
        let criteria = criteria.filter(|one| plan.scores(&scorer, *one)).collect();
        Ok(Self {
            plan,
            scorer,
            segments,
            criteria,
            duels,
        })
    }

    /// What people call the scorer.
    pub fn label(&self) -> String {
        match self.plan.scorer(&self.scorer) {
            Some(listed) => listed.label.clone(),
            None => words::name_in_words(&self.scorer),
        }
    }

    /// The question of a criterion, and what the ends of the scale mean.
    pub(crate) fn question(&self, criterion: Criterion) -> (&'static str, String) {
        let scoring = &self.plan.scoring;
        (
            wording::question(criterion, scoring.third),
            wording::ends(criterion, scoring.third, scoring.scale),
        )
    }

    /// Whether any segment says who its leads are.
    pub(crate) fn has_descriptions(&self) -> bool {
        let mut segments = self.plan.segments.iter();
        segments.any(|one| one.description.is_some())
    }

    /// How to fill it in, and the goals that Impact is about.
    pub(crate) fn how_to(&self) -> Vec<String> {
        let goals = self.plan.goals.iter().map(|goal| goal.statement.as_str());
        let goals: Vec<&str> = goals.collect();
        let noun = if goals.len() == 1 { "Goal" } else { "Goals" };
        let goals = (!goals.is_empty()).then(|| format!("{noun}: {}", goals.join("; ")));
        let how_to = wording::HOW_TO.into_iter().map(str::to_owned);
        how_to.chain(goals).collect()
    }

    /// The rows of the ballot as text, those of the duels below a blank one.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let owned = |texts: &[&str]| -> Vec<String> {
            texts.iter().map(|text| (*text).to_owned()).collect()
        };
        let described = self.has_descriptions();
        let begin = |segment: &str, description: &str| match described {
            true => owned(&[segment, description]),
            false => owned(&[segment]),
        };
        let mut questions = begin("", "");
        let mut headings = begin(wording::SEGMENT, wording::DESCRIPTION);
        for criterion in &self.criteria {
            let (question, ends) = self.question(*criterion);
            let heading = self.plan.scoring.heading_of(*criterion);
            questions.extend([format!("{question} {ends}"), String::new()]);
            headings.extend([heading.clone(), wording::certitude_heading(&heading)]);
        }
        let mut rows = vec![owned(&[&self.plan.title]), owned(&[SCORER, &self.scorer])];
        rows.extend(self.how_to().into_iter().map(|line| vec![line]));
        rows.extend([Vec::new(), questions, headings]);
        for id in &self.segments {
            let segment = self.plan.segment(*id);
            let description = segment.description.as_deref().unwrap_or_default();
            rows.push(begin(&segment.label, description));
        }
        if !self.duels.is_empty() {
            rows.extend([
                Vec::new(),
                owned(&[wording::WHICH_FIRST]),
                owned(&[wording::DUELS_ASK]),
                owned(&wording::DUEL_HEADINGS),
            ]);
            let pairs = self.duels.iter();
            rows.extend(pairs.map(|pair| pair.map(|id| self.plan.label(id).to_owned()).to_vec()));
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(width, String::new());
        }
        rows
    }
}

/// Where something stands in a scorer's own order: known by what it is, so that a segment that
/// joins the plan moves no other.
fn place(seed: u64, scorer: &str, words: &[&str]) -> [u8; 32] {
    Stream::new(seed, &[&[scorer], words].concat()).digest()
}

/// The scorer that a name or a label means, as the plan's panels call them; where the plan doesn't
/// list its scorers, anyone is one.
///
/// # Errors
/// If the plan lists its scorers, and this is none of them: the nearest.
pub(super) fn scorer_called(plan: &Plan, called: &str) -> Result<String, SheetError> {
    let called = called.trim();
    let names = plan.scorer_names();
    let means = |name: &str| {
        let label = plan.scorer(name).map(|one| one.label.as_str());
        let same = |text: &str| !folded(text).is_empty() && folded(text) == folded(called);
        same(name) || label.is_some_and(same)
    };
    let exactly = names.iter().find(|name| **name == called);
    let known = exactly.or_else(|| names.iter().find(|name| means(name)));
    if let Some(name) = known {
        return Ok((*name).to_owned());
    }
    if plan.scorers.is_empty() && !called.is_empty() {
        return Ok(called.to_owned());
    }
    let help = match nearest(called, names.iter().copied()) {
        Some(near) => format!("did you mean {near}? If not, add the name under `scorers`"),
        None => format!(
            "the plan's scorers are {}; add the name under `scorers`",
            words::list(&names)
        ),
    };
    let called = words::shortened(called);
    let message = format!("\"{called}\" is not one of the plan's scorers");
    Err(SheetError::new(message, help))
}
