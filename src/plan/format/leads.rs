//! The keys of the lead table and of the data dictionary.

use super::Shape::{Boolean, Condition, List, Object as Group, Text, Word};
use super::{ANY_NUMBER, Object, Others, key, words};
use crate::condition::AttributeType;
use crate::plan::model::{About, Basis, Origin};

pub(in crate::plan) static LEADS: Object = Object {
    noun: "leads",
    name: "leads",
    doc: "What the lead table means.",
    keys: &[
        key(
            "key",
            Text,
            "The column that identifies a lead; the row number unless said.",
        )
        .like("lead_id"),
        key(
            "date",
            Text,
            "The date attribute that places a lead in a period.",
        )
        .like("created_on"),
        key("outcome", Condition, "What counts as success.").like("converted = 1"),
        key("value", Text, "The number attribute to sum.").like("deal_value"),
        key("reachable", Condition, "Who may be contacted.").like("email_opt_in"),
        key(
            "exclude",
            Condition,
            "Who gets nothing and is counted apart.",
        )
        .like("is_competitor or unsubscribed"),
    ],
    others: Others::Refused,
};

pub(in crate::plan) static ATTRIBUTES: Object = Object {
    noun: "attributes",
    name: "attributes",
    doc: "The data dictionary, by attribute name.",
    keys: &[],
    others: Others::Named(Group(&ATTRIBUTE)),
};

pub(in crate::plan) static ATTRIBUTE: Object = Object {
    noun: "an attribute",
    name: "attribute",
    doc: "One attribute of a lead.",
    keys: &[
        key(
            "type",
            words!(AttributeType),
            "What its values are; without it the type comes from its use in conditions.",
        )
        .like("integer"),
        key(
            "basis",
            words!(Basis),
            "What kind of thing it says about a lead.",
        )
        .like("firmographic"),
        key(
            "origin",
            words!(Origin),
            "explicit: the lead told us; implied: we infer it.",
        )
        .like("explicit"),
        key("source", Text, "The system it comes from.").like("CRM"),
        key("values", List(&Text), "The values it can take.")
            .like(r#"["Manufacturing", "Retail", "Healthcare"]"#),
        key("min", ANY_NUMBER, "The lowest value that is right.").like("1"),
        key("max", ANY_NUMBER, "The highest value that is right.").like("100000"),
        key(
            "column",
            Text,
            "Its name in the lead table; its own name unless said.",
        )
        .like("No. of employees"),
        key(
            "format",
            Text,
            "How its dates are written, in the signs of strftime; ISO unless said.",
        )
        .like("%d-%m-%Y"),
        key(
            "missing",
            List(&Text),
            "Words that mean null, beside the empty cell.",
        )
        .like(r#"["Select", "unknown"]"#),
        key(
            "sensitive",
            Boolean,
            "Whether using it needs the permission of the lead.",
        )
        .like("true"),
        key(
            "about",
            words!(About),
            "What its early answers are unreliable about.",
        )
        .like("budget"),
    ],
    others: Others::Refused,
};
