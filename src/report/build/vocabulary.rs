//! The words a report uses.

use crate::report::model::Term;

const TERMS: &[Term] = &[
    Term {
        word: "Candidate segment",
        meaning: "A group of leads with something in common for whom one could write a message of their own.",
    },
    Term {
        word: "Impact",
        meaning: "How much the segment could add to conversions, revenue or satisfaction.",
    },
    Term {
        word: "Confidence",
        meaning: "How sure the team is: data at hand, past success, skills to reach these leads.",
    },
    Term {
        word: "Ease",
        meaning: "How little effort, time and tooling it takes. Effort is the same counted from the other end.",
    },
    Term {
        word: "Measurable",
        meaning: "Extra work yields more of an outcome that can be measured.",
    },
    Term {
        word: "Relevant",
        meaning: "Message and offer help these leads reach their goal sooner.",
    },
    Term {
        word: "Actionable",
        meaning: "The team can reach and serve the segment with touchpoints of its own.",
    },
    Term {
        word: "Distinguishable",
        meaning: "Data exists that sets the segment apart from the others.",
    },
    Term {
        word: "Stable",
        meaning: "It behaves consistently: neither a fad nor a sliver of the database.",
    },
    Term {
        word: "Parked",
        meaning: "Listed but not ranked, because a qualifier that the plan requires is not met.",
    },
    Term {
        word: "Weak",
        meaning: "Having a warning of its own, which a careful team settles first.",
    },
    Term {
        word: "Pinned",
        meaning: "Put at its rank by a decision, whatever its score.",
    },
    Term {
        word: "Default segment",
        meaning: "Where a lead goes that fits no ranked segment; usually a general newsletter.",
    },
];

const LEAD_TERMS: &[Term] = &[
    Term {
        word: "Matched",
        meaning: "Leads that fit the segment.",
    },
    Term {
        word: "Won",
        meaning: "Leads for whom it is the highest segment in the order that they fit: they get its message.",
    },
    Term {
        word: "Coverage",
        meaning: "The share of leads that get a segment's message rather than the default's.",
    },
    Term {
        word: "Outcome rate",
        meaning: "The share of leads with success among those whose outcome is known.",
    },
    Term {
        word: "Smallest detectable lift",
        meaning: "The smallest relative improvement that a fair test on this table could show (80 % power, 5 % error).",
    },
];

pub(super) fn terms(leads: bool) -> Vec<Term> {
    let more = if leads { LEAD_TERMS } else { &[] };
    TERMS.iter().chain(more).copied().collect()
}
