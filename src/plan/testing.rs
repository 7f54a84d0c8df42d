//! Plans for unit tests, made without a file.

use jiff::civil::date;

use super::*;
use crate::yaml::Source;

/// A plan of these segments with every default of the format.
pub(crate) fn plan(segments: impl IntoIterator<Item = Segment>) -> Plan {
    Plan {
        title: "Test".to_owned(),
        client: None,
        owner: None,
        period: None,
        reviewed: None,
        review_by: None,
        as_of: AsOf {
            date: date(2027, 1, 4),
            stated: true,
        },
        goals: Vec::new(),
        scoring: scoring(Formula::Product, Third::Ease),
        qualify: QualifyPolicy {
            required: vec![Qualifier::Actionable],
            at_least: 0.0,
        },
        order: OrderPolicy {
            by: vec![OrderKey::Score],
            break_ties: [Criterion::Confidence, Criterion::Impact, Criterion::Ease]
                .map(OrderKey::Criterion)
                .to_vec(),
            pins: Vec::new(),
        },
        flags: FlagPolicy::default(),
        leads: LeadPolicy::default(),
        attributes: Vec::new(),
        segments: segments.into_iter().collect(),
        default: DefaultSegment {
            name: "default".to_owned(),
            label: "Default".to_owned(),
        },
    }
}

/// A plan out of its text.
pub(crate) fn read(text: &str) -> Plan {
    let options = ReadOptions::on(date(2027, 1, 4));
    let document = Document::read(Source::new("plan.yaml", text), &options);
    document.unwrap().plan
}

/// Scoring on the usual scale, 1 to 10, unweighted, with a margin of one point.
pub(crate) fn scoring(formula: Formula, third: Third) -> Scoring {
    Scoring {
        scale: Scale {
            min: 1.0,
            max: 10.0,
        },
        formula,
        weights: ByCriterion::from_fn(|_| 1.0),
        panel: PanelRule::Median,
        margin: 1.0,
        third,
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
        description: None,
        definition: None,
        breadth: None,
        persona: None,
        stage: None,
        message: None,
        touchpoints: Vec::new(),
        owner: None,
        expected_size: None,
        expected_lift: None,
        cycle_days: None,
        scores: ByCriterion::default(),
        panel: Vec::new(),
        evidence: Vec::new(),
        qualifiers: Qualifiers::default(),
    }
}

/// One scorer's three scores.
pub(crate) fn ballot(scorer: &str, scores: [f64; 3]) -> Ballot {
    Ballot {
        scorer: scorer.to_owned(),
        scores: points(scores),
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
