//! Plans for unit tests, made without a file.

use jiff::civil::date;

use crate::plan::*;
use crate::yaml::Source;

/// A plan of these segments with every default of the format.
pub(crate) fn plan(segments: impl IntoIterator<Item = Segment>) -> Plan {
    Plan {
        segments: segments.into_iter().collect(),
        ..bare()
    }
}

/// A plan of one segment of which nothing is known.
fn bare() -> Plan {
    read("{title: Test, as_of: 2027-01-04, segments: [{name: one}]}")
}

/// A plan out of its text.
pub(crate) fn read(text: &str) -> Plan {
    document(text).plan
}

/// A plan, which must be right, with its text.
pub(crate) fn document(text: &str) -> Document {
    let options = ReadOptions::on(date(2027, 1, 4));
    let document = Document::read(Source::new("plan.yaml", text), &options);
    document.unwrap_or_else(|(_, problems)| panic!("{text}\n{problems:#?}"))
}

/// Scoring on the usual scale, 1 to 10, unweighted, with a margin of one point.
pub(crate) fn scoring(formula: Formula, third: Third) -> Scoring {
    Scoring {
        formula,
        third,
        ..bare().scoring
    }
}

/// A segment of which only the agreed scores are known: impact, confidence, ease (or effort).
pub(crate) fn segment(name: &str, scores: [f64; 3]) -> Segment {
    Segment {
        scores: points(scores),
        ..unscored(name)
    }
}

/// A segment of which nothing is known but its name.
pub(crate) fn unscored(name: &str) -> Segment {
    Segment {
        name: name.to_owned(),
        label: crate::text::words::name_in_words(name),
        ..bare().segments.remove(0)
    }
}

/// One scorer's three scores.
pub(crate) fn ballot(scorer: &str, scores: [f64; 3]) -> Ballot {
    Ballot {
        scorer: scorer.to_owned(),
        scores: points(scores),
        unknown: ByCriterion::default(),
    }
}

/// The segment with one verdict set.
pub(crate) fn judged(mut segment: Segment, qualifier: Qualifier, verdict: Verdict) -> Segment {
    *segment.qualifiers.get_mut(qualifier) = Judgement {
        verdict,
        because: None,
        stated: true,
    };
    segment
}

/// A pin of a segment, by its place in the plan.
pub(crate) fn pin(segment: usize, rank: usize) -> Pin {
    Pin {
        segment: SegmentId(segment),
        rank,
        because: "The board decided".to_owned(),
    }
}

fn points([impact, confidence, ease]: [f64; 3]) -> ByCriterion<Option<Estimate>> {
    ByCriterion {
        impact: Some(Estimate::Point(impact)),
        confidence: Some(Estimate::Point(confidence)),
        ease: Some(Estimate::Point(ease)),
    }
}
