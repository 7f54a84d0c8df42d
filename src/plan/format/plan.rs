//! The keys of a plan, without those of leads and segments.

use super::Shape::{Date, List, Name, Number, Object as Group, Text, Whole, Word};
use super::leads::{ATTRIBUTES, LEADS};
use super::segment::SEGMENT;
use super::{ANY_NUMBER, FROM_ZERO, Object, Others, key, words};
use crate::plan::model::{Formula, OrderKey, PanelRule, Qualifier};

/// Something segments can be ordered by.
const ORDER_KEY: super::Shape = Word(|| OrderKey::all().into_iter().map(OrderKey::name).collect());

/// The whole plan.
pub static PLAN: Object = Object {
    noun: "a plan",
    name: "plan",
    doc: "One priority list for one lead table.",
    keys: &[
        key("version", Whole(1), "Version of the format; 1.").like("1"),
        key("title", Text, "What the plan is called.")
            .required()
            .like("Q1 nurture"),
        key("client", Text, "For whom it is made; printed on reports.")
            .like("Northwind Industrial"),
        key("owner", Text, "Who answers for the plan.").like("Growth team"),
        key("period", Group(&PERIOD), "The time the plan is for."),
        key("reviewed", Date, "When the plan was last reviewed.").like("2026-12-18"),
        key("review_by", Date, "When it is to be reviewed next.").like("2027-03-15"),
        key(
            "as_of",
            Date,
            "Today, for every age and date rule; --as-of overrides it.",
        )
        .like("2027-01-04"),
        key("goals", List(&Group(&GOAL)), "What the plan is to achieve."),
        key("scoring", Group(&SCORING), "How scores become one number."),
        key("qualify", Group(&QUALIFY), "What the qualifiers decide."),
        key("order", Group(&ORDER), "What the priority order rests on."),
        key(
            "flags",
            Group(&FLAGS),
            "Thresholds and severities by flag name, and findings that are let pass.",
        ),
        key("leads", Group(&LEADS), "What the lead table means."),
        key(
            "attributes",
            Group(&ATTRIBUTES),
            "The data dictionary: what is known of a lead.",
        ),
        key(
            "segments",
            List(&Group(&SEGMENT)),
            "The candidate segments.",
        )
        .required(),
        key(
            "default",
            Group(&DEFAULT),
            "Where a lead goes that fits no segment.",
        ),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static PERIOD: Object = Object {
    noun: "a period",
    name: "period",
    doc: "A stretch of days.",
    keys: &[
        key("start", Date, "The first day.")
            .required()
            .like("2027-01-01"),
        key("end", Date, "The last day.")
            .required()
            .like("2027-03-31"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static GOAL: Object = Object {
    noun: "a goal",
    name: "goal",
    doc: "What the plan is to achieve: specific, measurable, achievable, relevant, time-bound.",
    keys: &[
        key("statement", Text, "The goal in words.")
            .required()
            .like("Raise lead-to-opportunity conversion from 3.7 % to 4.5 % by the end of March"),
        key("metric", Text, "What is measured.").like("conversion rate"),
        key("baseline", ANY_NUMBER, "Where it stands.").like("0.037"),
        key("target", ANY_NUMBER, "Where it is to be.").like("0.045"),
        key("due", Date, "By when.").like("2027-03-31"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static SCORING: Object = Object {
    noun: "scoring",
    name: "scoring",
    doc: "How scores become one number.",
    keys: &[
        key("scale", Group(&SCALE), "The scale of every score; 1 to 10 unless said."),
        key("formula", words!(Formula), "How the three scores are joined; product unless said. ratio is impact x confidence / effort and needs effort.").like("product"),
        key("weights", Group(&WEIGHTS), "How much each score counts; 1 unless said."),
        key("panel", words!(PanelRule), "How several scorers become one; median unless said.").like("median"),
        key("margin", FROM_ZERO, "Points assumed either side of a score given as one number; a ninth of the scale unless said.").like("1"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static SCALE: Object = Object {
    noun: "the scale",
    name: "scale",
    doc: "The lowest and the highest score.",
    keys: &[
        key("min", ANY_NUMBER, "The lowest score.")
            .required()
            .like("1"),
        key("max", ANY_NUMBER, "The highest score.")
            .required()
            .like("10"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static WEIGHTS: Object = Object {
    noun: "weights",
    name: "weights",
    doc: "How much each score counts. Write ease or effort as the scores do.",
    keys: &[
        key("impact", FROM_ZERO, "Weight of Impact.").like("1"),
        key("confidence", FROM_ZERO, "Weight of Confidence.").like("1"),
        key("ease", FROM_ZERO, "Weight of Ease.").like("1"),
        key("effort", FROM_ZERO, "Weight of Effort.").like("1"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static QUALIFY: Object = Object {
    noun: "qualify",
    name: "qualify",
    doc: "What the qualifiers decide.",
    keys: &[
        key(
            "required",
            List(&words!(Qualifier)),
            "A no to one of these parks the segment; actionable unless said.",
        )
        .like(r#"["actionable"]"#),
        key(
            "at_least",
            Number(0.0, 5.0),
            "Parks a segment that cannot reach this many qualifiers; 0 unless said.",
        )
        .like("3"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static ORDER: Object = Object {
    noun: "order",
    name: "order",
    doc: "What the priority order rests on.",
    keys: &[
        key(
            "by",
            List(&ORDER_KEY),
            "What segments are ordered by, first key first; score unless said.",
        )
        .like(r#"["score"]"#),
        key(
            "break_ties",
            List(&ORDER_KEY),
            "What decides between equals, before the order in the file; confidence, impact, ease unless said.",
        )
        .like(r#"["confidence", "impact", "ease"]"#),
        key(
            "pin",
            List(&Group(&PIN)),
            "Decisions that override the order.",
        ),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static PIN: Object = Object {
    noun: "a pin",
    name: "pin",
    doc: "A decision that overrides the order, with its reason.",
    keys: &[
        key("segment", Text, "The name of the segment.")
            .required()
            .like("key_accounts"),
        key("rank", Whole(1), "The rank it takes.")
            .required()
            .like("1"),
        key("because", Text, "Why.")
            .required()
            .like("Board commitment of 12 November"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static FLAGS: Object = Object {
    noun: "flags",
    name: "flags",
    doc: "Thresholds and severities by flag name, and findings that are let pass.",
    keys: &[key(
        "allow",
        List(&Group(&ALLOW)),
        "Findings that the plan lets pass, each with its reason.",
    )],
    others: Others::Flags,
};

pub(in crate::plan) static FLAG: Object = Object {
    noun: "a flag",
    name: "flag",
    doc: "What a plan may set for any flag, beside its thresholds.",
    keys: &[key(
        "severity",
        Word(|| vec!["error", "warning", "info", "off"]),
        "How much a finding matters.",
    )
    .like("info")],
    others: Others::Refused,
};

pub(in crate::plan) static ALLOW: Object = Object {
    noun: "an allowance",
    name: "allow",
    doc: "A finding that the plan lets pass.",
    keys: &[
        key("flag", Text, "The name of the flag.")
            .required()
            .like("low-ease"),
        key(
            "segment",
            Text,
            "The name of the segment; every segment where none is named.",
        )
        .like("enterprise_manufacturers"),
        key("because", Text, "Why.")
            .required()
            .like("Translation is budgeted"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static DEFAULT: Object = Object {
    noun: "default",
    name: "default",
    doc: "Where a lead goes that fits no segment.",
    keys: &[
        key("name", Name, "Its stable identity, in lower_snake_case.")
            .required()
            .like("newsletter"),
        key("label", Text, "What people call it.").like("General newsletter"),
    ],
    others: Others::Refused,
};
