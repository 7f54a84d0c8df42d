//! How the scores became an order, in figures and in sentences, and the words a report uses.

use super::facts::Facts;
use crate::assess::score;
use crate::plan::{Criterion, Formula, OrderKey, Plan, Scoring, Third};
use crate::report::Locale;
use crate::report::model::{Method, Term};
use crate::study;
use crate::text::words::list;

pub(super) fn method(facts: &Facts) -> Method {
    let scoring = &facts.plan.scoring;
    let (lowest, highest) = score::extent(scoring);
    let signs = in_signs(scoring, facts.locale);
    Method {
        lowest,
        highest,
        explained: explained(facts, &signs),
        formula_in_signs: signs,
    }
}

/// An ordering key in words.
pub(super) fn key(key: OrderKey) -> String {
    let words = match key {
        OrderKey::Score => "the score, highest first",
        OrderKey::Criterion(Criterion::Impact) => "Impact, highest first",
        OrderKey::Criterion(Criterion::Confidence) => "Confidence, highest first",
        OrderKey::Criterion(Criterion::Ease) => "Ease, easiest first",
        OrderKey::Qualifier(which) => {
            return format!("the qualifier “{}”, yes first", which.name());
        }
        OrderKey::QualifiersMet => "qualifiers met, most first",
        OrderKey::CycleDays => "the sales cycle, shortest first",
    };
    words.to_owned()
}

/// The formula in signs, with its weights where they are not all one.
fn in_signs(scoring: &Scoring, locale: Locale) -> String {
    let weights = study::weights(scoring);
    let factors = study::factors(scoring);
    let factors = factors.map(|name| locale.words.say(&name.to_lowercase(), &[]));
    let plain = weights.is_none();
    let weights = weights.unwrap_or([1.0; 3]);
    let number = |value| locale.number(value, 3);
    let total = number(weights.iter().sum());
    let factor = |at: usize| match weights[at] {
        1.0 => factors[at].clone(),
        weight => format!("{}^{}", factors[at], number(weight)),
    };
    let term = |at: usize| match plain {
        true => factors[at].clone(),
        false => format!("{} × {}", number(weights[at]), factors[at]),
    };
    let [i, c, e] = [factor(0), factor(1), factor(2)];
    match scoring.formula {
        Formula::Product => format!("{i} × {c} × {e}"),
        Formula::Ratio => format!("{i} × {c} ÷ {e}"),
        Formula::Mean => format!("({} + {} + {}) ÷ {total}", term(0), term(1), term(2)),
        Formula::GeometricMean if plain => format!("∛({i} × {c} × {e})"),
        Formula::GeometricMean => format!("({i} × {c} × {e})^(1 ÷ {total})"),
    }
}

fn explained(facts: &Facts, signs: &str) -> Vec<String> {
    let scoring = &facts.plan.scoring;
    let number = |value| facts.locale.number(value, 3);
    let scale = scoring.scale;
    let third = match (scoring.third, scoring.formula) {
        (Third::Effort, Formula::Ratio) => "Effort (the highest is the hardest)".to_owned(),
        (Third::Effort, _) => format!(
            "Effort (the highest is the hardest), which counts as Ease = {} − Effort",
            number(scale.min + scale.max)
        ),
        (Third::Ease, _) => "Ease (the highest is the easiest)".to_owned(),
    };
    let mut said = vec![
        format!(
            "Each segment has three scores from {} to {}: Impact (how much it could add to the goals), Confidence (how sure the team is) and {third}. They make one number: {signs}.",
            number(scale.min),
            number(scale.max),
        ),
        "A score is a judgment, not a measurement. Two numbers that lie close together do not mean that one segment is better: the chapter on certainty says which differences hold.".to_owned(),
        format!(
            "A range ranks by its middle, a three-point score by its likely value, several scorers by their {}. A segment without one of the three scores is listed apart and never counted as zero.",
            scoring.panel.name()
        ),
        qualifying(facts),
        ordering(facts.plan),
        format!(
            "To see how sure the order is, {} rankings were simulated, with every score drawn from what the team gave: a range evenly, three points with the likely one in front, a single number within ±{} of itself, panels by resampling their scorers. A segment's likely ranks are the middle 90 % of its ranks; the words sure (95 % and more), likely (80 %), leaning (60 %) and toss-up say how often it is ahead of the next.",
            facts.locale.whole(facts.study.certainty().draws as u64),
            number(scoring.margin)
        ),
    ];
    if facts.study.audit.is_some() {
        said.push("The highest segment that a lead fits wins it. Outcome rates have 95 % Wilson intervals; differences from all other leads have Newcombe's interval and a p adjusted by Holm's method. They are observational: they say nothing about the effect of a message.".to_owned());
    }
    said
}

fn qualifying(facts: &Facts) -> String {
    let required = facts.plan.qualify.required.iter();
    let required: Vec<&str> = required.map(|one| one.name()).collect();
    let at_least = facts.plan.qualify.at_least;
    let mut said = vec!["Five qualifiers ask whether a segment deserves a message of its own. Yes counts one, partly a half.".to_owned()];
    if !required.is_empty() {
        said.push(format!(
            "A “no” to {} parks a segment: it is listed, not ranked.",
            list(&required)
        ));
    }
    if at_least > 0.0 {
        said.push(format!(
            "A segment that can't meet {} of the five is parked, too.",
            facts.locale.number(at_least, 1)
        ));
    }
    said.join(" ")
}

fn ordering(plan: &Plan) -> String {
    let in_words = |keys: &[OrderKey], then: &str| {
        let keys: Vec<String> = keys.iter().copied().map(key).collect();
        keys.join(then)
    };
    let order = &plan.order;
    let by = in_words(&order.by, ", then by ");
    let mut said = vec![format!("The order goes by {by}.")];
    if !order.break_ties.is_empty() {
        let ties = in_words(&order.break_ties, ", then ");
        said.push(format!(
            "Ties are broken by {ties}, then by the order in the file."
        ));
    }
    if !order.pins.is_empty() {
        said.push(
            "Pinned segments have the rank that the plan gives them; each says why.".to_owned(),
        );
    }
    said.join(" ")
}

/// One a line: the word, a colon, its meaning.
const TERMS: &str = "\
Segment: A group of leads with something in common, for whom one could write a message of their own.
Impact: How much the segment could add to conversions, revenue or satisfaction.
Confidence: How sure the team is: data at hand, past success, skills to reach these leads.
Ease: How little effort, time and tooling it takes. Effort is the same counted from the other end.
Measurable: Extra work yields more of an outcome that can be measured.
Relevant: Message and offer help these leads reach their goal sooner.
Actionable: The team can reach and serve the segment with touchpoints of its own.
Distinguishable: Data exists that sets the segment apart from the others.
Stable: It behaves consistently and is neither a fad nor a sliver of the database.
Parked: Listed but not ranked, because a qualifier that the plan requires is not met.
Weak: With an open warning, to be settled first.
Pinned: Put at its rank by a decision, whatever its score.
Default segment: Where leads go that fit no ranked segment, usually a general newsletter.
";

/// Those that only a report with leads needs.
const LEAD_TERMS: &str = "\
Fits: Leads that fit the segment.
Wins: Leads that get its message, because no higher segment takes them.
Coverage: The share of leads that get a segment's message rather than the default's.
Outcome rate: The share of leads with success among those whose outcome is known.
Smallest detectable lift: The smallest relative improvement that a fair test on this table could show (80 % power, 5 % error).
";

pub(super) fn terms(leads: bool) -> Vec<Term> {
    let more = if leads { LEAD_TERMS } else { "" };
    let lines = TERMS.lines().chain(more.lines());
    let terms = lines.filter_map(|line| line.split_once(": "));
    terms
        .map(|(word, meaning)| Term { word, meaning })
        .collect()
}
