//! The words a report uses.

use crate::report::model::Term;

/// One a line: the word, a colon, its meaning.
const TERMS: &str = "\
Candidate segment: A group of leads with something in common for whom one could write a message of their own.
Impact: How much the segment could add to conversions, revenue or satisfaction.
Confidence: How sure the team is: data at hand, past success, skills to reach these leads.
Ease: How little effort, time and tooling it takes. Effort is the same counted from the other end.
Measurable: Extra work yields more of an outcome that can be measured.
Relevant: Message and offer help these leads reach their goal sooner.
Actionable: The team can reach and serve the segment with touchpoints of its own.
Distinguishable: Data exists that sets the segment apart from the others.
Stable: It behaves consistently: neither a fad nor a sliver of the database.
Parked: Listed but not ranked, because a qualifier that the plan requires is not met.
Weak: Having an open warning, which a careful team settles first.
Pinned: Put at its rank by a decision, whatever its score.
Default segment: Where a lead goes that fits no ranked segment; usually a general newsletter.
";

/// Those that only a report with leads needs.
const LEAD_TERMS: &str = "\
Matched: Leads that fit the segment.
Won: Leads for whom it is the highest segment in the order that they fit: they get its message.
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
