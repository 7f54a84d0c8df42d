//! Adjacent segments that are hardly separated, or that the simulation orders the other way round.

use crate::flags::{Facts, Flag, Found, Search, definition, place, say, spec};
use crate::order::{Cut, Ranked, Sureness, TieBreak};
use crate::plan::SegmentId;
use crate::text::words;

pub(in crate::flags) const TIED: Flag = Flag {
    spec: spec::TIED,
    several: "adjacent pairs are tied",
    matters: "Three scores on a scale of ten make few different products, so ties are common. The \
              tie-break is a rule of the plan, not a judgment about these two segments.",
    act: "If the order of the two matters, compare them directly and rescore, or pin one with its \
          reason.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 3, ease: 5}
  - name: webinar_guests
    scores: {impact: 4, confidence: 5, ease: 6}
",
    search: Search::Plan(|facts| {
        let help = "If the order of the two matters, compare them and rescore, or pin one";
        each_pair(facts, |pair| equal(facts, pair), help)
    }),
};

pub(in crate::flags) const TOSS_UP: Flag = Flag {
    spec: spec::TOSS_UP,
    several: "adjacent pairs are toss-ups",
    matters: "If each score could be a point off, either segment could be first, so a lead that \
              fits both gets its message by a difference that means nothing. (Equal segments are \
              reported as tied, pinned ones not at all, and pairs in which the lower one wins more \
              often as order-disputed.)",
    act: "Settle the topmost toss-up first: narrow the scores that you are least sure of, or \
          decide and pin the order with its reason.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 7, confidence: 7, ease: 7}
  - name: webinar_guests
    scores: {impact: 6, confidence: 7, ease: 8}
",
    search: Search::Draws(|facts, certainty| {
        let below = facts.threshold(&spec::TOSS_UP, "below");
        let close = |pair: &Adjacent| {
            let share = pair.untied().filter(|share| (0.5..below).contains(share))?;
            Some(format!(
                "{} in {} of {} simulated rankings{}",
                pair.is_ahead(facts),
                words::percent(share),
                words::thousands(certainty.draws as u64),
                no_lead(facts, pair),
            ))
        };
        let help = "Narrow the scores you are least sure of, or decide and pin the order";
        each_pair(facts, close, help)
    }),
};

pub(in crate::flags) const ORDER_DISPUTED: Flag = Flag {
    spec: spec::ORDER_DISPUTED,
    several: "adjacent pairs are ranked against the simulation",
    matters: "The score counts each estimate by its likely value, the simulation by its whole \
              range. Where a range reaches much further down than up, the segment scores well \
              and still loses most of the simulated rankings.",
    act: "Look at the upper segment's widest estimate. Narrow it with evidence, move its likely \
          value, or pin the order that the team wants, with the reason.",
    example: "\
segments:
  - name: startups    # Ease is likely 7, but may well be 1
    scores: {impact: 7, confidence: 6, ease: {low: 1, likely: 7, high: 8}}
  - name: webinar_guests
    scores: {impact: 6, confidence: 6, ease: 8}
",
    search: Search::Draws(|facts, certainty| {
        let disputed = |pair: &Adjacent| {
            let disagrees = |share: &f64| Sureness::of(*share) == Sureness::Disagrees;
            let share = pair.untied().filter(disagrees)?;
            // Rounded, the last half percent would read as a tie.
            let share = match share >= 0.495 {
                true => "under 50 %".to_owned(),
                false => format!("only {}", words::percent(share)),
            };
            Some(format!(
                "The simulation favors the opposite order: {} in {share} of {} simulated rankings{}",
                pair.is_ahead(facts),
                words::thousands(certainty.draws as u64),
                no_lead(facts, pair),
            ))
        };
        let help = "Narrow the widest range of the two, or decide and pin the order";
        each_pair(facts, disputed, help)
    }),
};

/// Two adjacent segments of the order, neither of them pinned.
pub(super) struct Adjacent<'a> {
    pub(super) upper: &'a Ranked,
    pub(super) lower: &'a Ranked,
    /// Share of simulated rankings with the upper one ahead, ties half; `None` if there are none.
    pub(super) beats: Option<f64>,
}

impl Adjacent<'_> {
    /// [`Self::beats`], unless the two are tied.
    fn untied(&self) -> Option<f64> {
        self.beats.filter(|_| self.lower.tie_broken_by.is_none())
    }

    /// `Plant managers is ahead of Webinar guests`
    pub(super) fn is_ahead(&self, facts: &Facts) -> String {
        let [upper, lower] = [self.upper, self.lower].map(|row| facts.plan.label(row.segment));
        format!("{upper} is ahead of {lower}")
    }

    /// A finding about the two, at the name of the lower one.
    pub(super) fn found(&self, message: String, help: &str) -> Found {
        let (upper, lower) = (self.upper.segment, self.lower.segment);
        Found::about(upper, place::name(lower), message, help).and(lower)
    }
}

/// The adjacent pairs of the order, from the top.
pub(super) fn adjacent<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Adjacent<'a>> {
    let Facts {
        ranking, certainty, ..
    } = *facts;
    let simulated = certainty.into_iter().flat_map(|certainty| &certainty.rows);
    let simulated = simulated.map(|row| row.beats_next);
    let simulated = simulated.chain(std::iter::repeat(None));
    let pairs = ranking.ranked.windows(2).zip(simulated);
    pairs.filter_map(|(pair, beats)| match pair {
        [upper, lower] if upper.pinned.is_none() && lower.pinned.is_none() => Some(Adjacent {
            upper,
            lower,
            beats,
        }),
        _ => None,
    })
}

/// A finding for each adjacent pair that `says` has a message for.
fn each_pair(facts: &Facts, says: impl Fn(&Adjacent) -> Option<String>, help: &str) -> Vec<Found> {
    let pairs = adjacent(facts);
    let found = pairs.filter_map(|pair| Some(pair.found(says(&pair)?, help)));
    found.collect()
}

/// What follows where no lead could go to either of two, as it ends a sentence.
fn no_lead(facts: &Facts, pair: &Adjacent) -> String {
    let free = facts.reach.free_below(pair.upper.segment);
    let Some(free) = free.filter(|free| free.lower == pair.lower.segment) else {
        return String::new();
    };
    let order: Vec<SegmentId> = facts.ranking.order().collect();
    let affected = match Cut::depends_on(facts.plan, &order, free.upper) {
        true => "; no lead could go to either, so only the cut depends on it",
        false => ", but no lead is affected",
    };
    let given = definition::given(facts.plan, facts.audit, &free.given);
    format!("{affected}{given}")
}

fn equal(facts: &Facts, pair: &Adjacent) -> Option<String> {
    let plan = facts.plan;
    let tie_break = pair.lower.tie_broken_by?;
    let keys = plan.order.by.iter();
    let keys: Vec<String> = keys.map(|key| say::order_key(plan, *key)).collect();
    let only = match tie_break {
        TieBreak::FileOrder => "only ",
        TieBreak::Key(_) => "",
    };
    Some(format!(
        "{first} and {second} are equal by {keys}; {only}{decides} puts {first} ahead{affected}",
        first = plan.label(pair.upper.segment),
        second = plan.label(pair.lower.segment),
        keys = words::list(&keys),
        decides = say::tie_break(plan, tie_break),
        affected = no_lead(facts, pair),
    ))
}
