//! The keys of a segment.

use super::Shape::{
    Condition, Date, Estimate, Judgement, List, Name, Number, Object as Group, Text, Whole, Word,
};
use super::{ANY_NUMBER, FROM_ZERO, Object, Others, Shape, key, words};
use crate::plan::model::{Breadth, EvidenceKind, Stage};

pub(in crate::plan) static SEGMENT: Object = Object {
    noun: "a segment",
    name: "segment",
    doc: "A candidate segment: leads with common attributes for whom one could write a distinct message.",
    keys: &[
        key(
            "name",
            Name,
            "Its stable identity, in lower_snake_case; renaming makes another segment.",
        )
        .required()
        .like("enterprise_manufacturers"),
        key(
            "label",
            Text,
            "What people call it; the name in words unless said.",
        )
        .like("Enterprise manufacturers"),
        key("description", Text, "Who it is, in words.").like("Manufacturers above 1,500 staff"),
        key("where", Condition, "Who fits.")
            .like("industry = 'Manufacturing' and employees > 1500"),
        key(
            "breadth",
            words!(Breadth),
            "macro: a broad group; micro: a small one on many attributes.",
        )
        .like("macro"),
        key("persona", Text, "The researched customer it stands for.")
            .like("Olga, operations director"),
        key("stage", words!(Stage), "Where in the buying journey.").like("consideration"),
        key("message", Text, "What it is told.").like("Cut changeover time across plants"),
        key(
            "touchpoints",
            List(&Group(&TOUCHPOINT)),
            "How it is reached, in order.",
        ),
        key("owner", Text, "Who works on it.").like("Priya"),
        key(
            "expected_size",
            Whole(0),
            "Leads expected, before there is data.",
        )
        .like("400"),
        key(
            "expected_lift",
            Number(0.0, 4.0),
            "Relative lift in the outcome rate that the team expects: 0.15 is 15 %.",
        )
        .like("0.15"),
        key(
            "cycle_days",
            FROM_ZERO,
            "Length of the sales cycle in days.",
        )
        .like("42"),
        key("scores", Group(&SCORES), "The agreed scores."),
        key(
            "panel",
            Group(&PANEL),
            "Each scorer alone, by name; fills what scores leaves out and measures agreement.",
        ),
        key(
            "evidence",
            List(&Group(&EVIDENCE)),
            "What Confidence rests on.",
        ),
        key("qualifiers", Group(&QUALIFIERS), "The five verdicts."),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static TOUCHPOINT: Object = Object {
    noun: "a touchpoint",
    name: "touchpoint",
    doc: "One contact with a lead.",
    keys: &[
        key("channel", Text, "How.").required().like("email"),
        key("content", Text, "What.").like("Benchmark report"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static SCORES: Object = Object {
    noun: "scores",
    name: "scores",
    doc: "Three scores on the scale of the plan.",
    keys: &[
        key("impact", Estimate, "How much the segment could add to the goals.").like("9"),
        key("confidence", Estimate, "How sure the team is.").like("7..8"),
        key("ease", Estimate, "How little it takes: the most is easiest. Write ease or effort, the same in the whole plan.").like("4"),
        key("effort", Estimate, "How much it takes: the most is hardest. Write ease or effort, the same in the whole plan.").like("7"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static PANEL: Object = Object {
    noun: "the panel",
    name: "panel",
    doc: "Each scorer alone, by name.",
    keys: &[],
    others: Others::Named(Group(&BALLOT)),
};

pub(in crate::plan) static BALLOT: Object = Object {
    noun: "the scores of one scorer",
    name: "ballot",
    doc: "The scores of one scorer.",
    keys: &[
        key("impact", Estimate, "How much the segment could add to the goals.").like("9"),
        key("confidence", Estimate, "How sure the team is.").like("7..8"),
        key("ease", Estimate, "How little it takes: the most is easiest. Write ease or effort, the same in the whole plan.").like("4"),
        key("effort", Estimate, "How much it takes: the most is hardest. Write ease or effort, the same in the whole plan.").like("7"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static THREE_POINT: Object = Object {
    noun: "a three-point score",
    name: "three_point",
    doc: "A score as lowest, likeliest and highest.",
    keys: &[
        key("low", ANY_NUMBER, "The lowest.").required().like("5"),
        key("likely", ANY_NUMBER, "The likeliest.")
            .required()
            .like("7"),
        key("high", ANY_NUMBER, "The highest.").required().like("9"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static EVIDENCE: Object = Object {
    noun: "a piece of evidence",
    name: "evidence",
    doc: "Something that Confidence rests on.",
    keys: &[
        key(
            "kind",
            words!(EvidenceKind),
            "What kind, from someone thinks so to a test showed it.",
        )
        .required()
        .like("test"),
        key("note", Text, "In words.").like("Subject-line test, +12 %"),
        key("date", Date, "From when.").like("2026-10-02"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static QUALIFIERS: Object = Object {
    noun: "qualifiers",
    name: "qualifiers",
    doc: "The five qualifiers of a useful segment.",
    keys: &[
        key(
            "measurable",
            Judgement,
            "More work yields more of an outcome that can be measured.",
        )
        .like("yes"),
        key(
            "relevant",
            Judgement,
            "Message and offer help these leads reach their goal sooner.",
        )
        .like(r#"{"verdict": "yes", "because": "Asked for in 14 of 20 interviews"}"#),
        key(
            "actionable",
            Judgement,
            "The team can reach and serve it with touchpoints of its own.",
        )
        .like("yes"),
        key(
            "distinguishable",
            Judgement,
            "Data exists that sets it apart from the others.",
        )
        .like("partly"),
        key(
            "stable",
            Judgement,
            "It behaves consistently; neither a fad nor a sliver.",
        )
        .like("unknown"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static JUDGEMENT: Object = Object {
    noun: "a verdict",
    name: "judgement",
    doc: "A verdict with its reason.",
    keys: &[
        key("verdict", Shape::Verdict, "The answer.")
            .required()
            .like("yes"),
        key("because", Text, "Why.").like("Asked for in 14 of 20 interviews"),
    ],
    others: Others::Refused,
};
