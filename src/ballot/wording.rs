//! What a ballot says, and what people may answer.

use crate::import::folded;
use crate::plan::{Criterion, Estimate, Scale, Third};
use crate::text::{named, words};

/// What stands beside the scorer's name.
pub(crate) const SCORER: &str = "Scorer";
/// The sheet of scores.
pub(crate) const SCORES: &str = "Scores";
/// The heading of segments.
pub(crate) const SEGMENT: &str = "Segment";
/// The heading of their descriptions.
pub(crate) const DESCRIPTION: &str = "Who they are";
/// The part of duels.
pub(crate) const WHICH_FIRST: &str = "Which first?";
/// The sheet of duels; no name of a sheet has a question mark.
pub(crate) const DUELS: &str = "Which first";
/// The headings of the duels: two segments, and the answer.
pub(crate) const DUEL_HEADINGS: [&str; 3] = ["One", "The other", "Put first"];
/// The answer that is no score.
pub(crate) const DONT_KNOW: &str = "don't know";
/// How to fill it in.
pub(crate) const HOW_TO: [&str; 2] = [
    "Score every segment alone, before you talk to the others. Leave a cell empty to skip it; choose \"don't know\" if you can't say.",
    "How sure are you of a score? sure, roughly (a point more or less) or unsure (two points more or less). Empty means sure.",
];
/// What the duels ask.
pub(crate) const DUELS_ASK: &str =
    "The scores can't order these pairs. Which of the two should come first?";

named! {
    /// How sure a scorer is of a score.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Certitude {
        /// As it is given.
        Sure = "sure",
        /// A point more or less.
        Roughly = "roughly",
        /// Two points more or less.
        Unsure = "unsure",
    }
}

impl Certitude {
    /// What a cell says; an empty one is sure. `None` for other words.
    pub(super) fn read(text: &str) -> Option<Self> {
        Some(match folded(text).as_str() {
            "" | "sure" | "certain" | "sicher" | "yes" | "ja" => Self::Sure,
            "roughly" | "about" | "ungefahr" | "ungefaehr" | "etwa" => Self::Roughly,
            "unsure" | "not sure" | "unsicher" | "nicht sicher" | "no" | "nein" => Self::Unsure,
            _ => return None,
        })
    }

    /// A score as a plan has it: `x - 1..x + 1` where it is rough, `x - 2..x + 2` where it is
    /// unsure, both cut to the scale.
    pub fn estimate(self, score: f64, scale: Scale) -> Estimate {
        let points = match self {
            Self::Sure => return Estimate::Point(score),
            Self::Roughly => point(scale),
            Self::Unsure => 2.0 * point(scale),
        };
        Estimate::Range {
            low: scale.clamp(score - points),
            high: scale.clamp(score + points),
        }
    }
}

/// What counts as a point: 1, or a ninth of a scale that is far longer or shorter than 1 to 10.
fn point(scale: Scale) -> f64 {
    let ninth = scale.span() / 9.0;
    match scale.span() < 3.0 {
        true => ninth,
        false => ninth.round().max(1.0),
    }
}

/// Whether a cell says that its scorer doesn't know.
pub(super) fn is_dont_know(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "don t know",
        "dont know",
        "do not know",
        "i don t know",
        "i dont know",
        "unknown",
        "no idea",
        "weiss nicht",
        "keine ahnung",
        "nao sei",
        "no se",
    ];
    text.trim() == "?" || WORDS.contains(&folded(text).as_str())
}

/// The question that a criterion answers.
pub(crate) fn question(criterion: Criterion, third: Third) -> &'static str {
    match (criterion, third) {
        (Criterion::Impact, _) => "How much could this segment add to our goals?",
        (Criterion::Confidence, _) => {
            "How sure are we: what data, tests or past results support it?"
        }
        (Criterion::Ease, Third::Ease) => "How little time, effort and tooling would it take?",
        (Criterion::Ease, Third::Effort) => "How much time, effort and tooling would it take?",
    }
}

/// What the ends of the scale mean: `1 = hardly anything, 10 = a great deal`.
pub(crate) fn ends(criterion: Criterion, third: Third, scale: Scale) -> String {
    let (low, high) = match (criterion, third) {
        (Criterion::Impact, _) => ("hardly anything", "a great deal"),
        (Criterion::Confidence, _) => ("a guess", "tested and shown"),
        (Criterion::Ease, Third::Ease) => ("very hard", "very easy"),
        (Criterion::Ease, Third::Effort) => ("hardly any", "a great deal"),
    };
    let [min, max] = [scale.min, scale.max].map(|end| words::number(end, 6));
    format!("{min} = {low}, {max} = {high}")
}

/// The heading of how sure a scorer is of a criterion.
pub(crate) fn certitude_heading(criterion: &str) -> String {
    format!("How sure of {criterion}?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_sure_a_score_is_widens_it_up_to_the_ends_of_the_scale() {
        let ends = |certitude: Certitude, score: f64, (min, max): (f64, f64)| {
            certitude.estimate(score, Scale { min, max }).bounds()
        };
        let usual = (1.0, 10.0);
        assert_eq!(ends(Certitude::Sure, 7.0, usual), (7.0, 7.0));
        assert_eq!(ends(Certitude::Roughly, 7.0, usual), (6.0, 8.0));
        assert_eq!(ends(Certitude::Unsure, 7.5, usual), (5.5, 9.5));
        assert_eq!(ends(Certitude::Roughly, 1.0, usual), (1.0, 2.0));
        assert_eq!(ends(Certitude::Unsure, 9.0, usual), (7.0, 10.0));
        assert_eq!(ends(Certitude::Roughly, 3.0, (1.0, 5.0)), (2.0, 4.0));
        assert_eq!(ends(Certitude::Roughly, 60.0, (0.0, 100.0)), (49.0, 71.0));
    }

    #[test]
    fn what_people_write_for_not_knowing_is_understood() {
        for text in [
            "don't know",
            "Don\u{2019}t know",
            "?",
            "unknown",
            "wei\u{df} nicht",
        ] {
            assert!(is_dont_know(text), "{text}");
        }
        assert!(!is_dont_know("no"));
    }
}
