//! `unrevised`

use std::collections::BTreeMap;

use crate::flags::{Flag, Found, ReviewedPlan, Search, place, spec};
use crate::plan::{Ballot, ByCriterion, Criterion, Estimate, Plan, Segment};

pub(in crate::flags) const UNREVISED: Flag = Flag {
    spec: spec::UNREVISED,
    several: "segments have scores that no review has changed",
    matters: "A score that survives review after review has often just been copied. The quarters since \
              have shown something about the segment, and the score doesn't know it.",
    act: "Rescore the segment with last quarter's results on the table. If the scores still hold, \
          allow the finding and say why.",
    example: "\
reviewed: 2026-12-18
segments:
  - name: plant_managers
    # the same scores as in the plans of two reviews before
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Reviews(find),
};

fn find(reviews: &[ReviewedPlan]) -> Vec<Found> {
    let Some((last, earlier)) = reviews.split_last() else {
        return Vec::new();
    };
    let least = spec::UNREVISED.threshold(last.plan, "reviews");
    let ids = last.plan.segment_ids();
    let found = ids.filter_map(|id| {
        let now = Scores::of(last.plan, last.plan.segment(id))?;
        let same = |one: &&ReviewedPlan| {
            let segments = &one.plan.segments;
            let then = segments.iter().find(|then| then.name == now.name);
            then.and_then(|then| Scores::of(one.plan, then)).as_ref() == Some(&now)
        };
        let unchanged = earlier.iter().rev().take_while(same);
        let (reviews, since) = unchanged.fold((1_u32, last), |(count, _), one| (count + 1, one));
        (f64::from(reviews) >= least).then(|| {
            let first = Criterion::ALL.iter().find(|one| now.agreed.get(**one).is_some());
            let route = place::score(last.plan, id, *first.unwrap_or(&Criterion::Impact));
            let message = format!(
                "Its scores have been the same in the last {reviews} reviews, since {}",
                since.when
            );
            let help = "Rescore with last quarter's results, or allow this and say why the scores still hold";
            Found::about(id, route, message, help)
        })
    });
    found.collect()
}

/// What people said a segment scores.
#[derive(Debug, PartialEq)]
struct Scores<'a> {
    name: &'a str,
    /// The ends of the scale, and what the third score is called.
    read_as: (f64, f64, &'static str),
    agreed: &'a ByCriterion<Option<Estimate>>,
    ballots: BTreeMap<&'a str, &'a ByCriterion<Option<Estimate>>>,
}

impl<'a> Scores<'a> {
    /// `None` if there are none.
    fn of(plan: &'a Plan, segment: &'a Segment) -> Option<Self> {
        let given = |scores: &ByCriterion<Option<Estimate>>| {
            Criterion::ALL.iter().any(|one| scores.get(*one).is_some())
        };
        let ballots = segment.panel.iter().filter(|one| given(&one.scores));
        let ballot = |one: &'a Ballot| (one.scorer.as_str(), &one.scores);
        let scale = plan.scoring.scale;
        let scores = Self {
            name: &segment.name,
            read_as: (scale.min, scale.max, plan.scoring.name_of(Criterion::Ease)),
            agreed: &segment.scores,
            ballots: ballots.map(ballot).collect(),
        };
        (given(scores.agreed) || !scores.ballots.is_empty()).then_some(scores)
    }
}
